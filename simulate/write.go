package simulate

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// The files that Write makes.
const (
	programmeFile  = "programme.parquet"
	comparisonFile = "comparison.parquet"
	contractFile   = "contract.yaml"
)

// Chances of a missing value, in 1/10,000.
const (
	ageMissing     = 10
	outcomeMissing = 50
)

// Write makes o.Programme and o.Comparison synthetic people and writes
// programme.parquet, comparison.parquet and contract.yaml into dir. About one age
// in 1,000 and one outcome in 200 is missing, as in real registers. progress, if
// not nil, is told after every batch how many people of all are written.
//
// Equal options give equal bytes. Options that cannot be used and files that are
// there already, unless o.Overwrite, are *evidence.Problem. When Write fails, or
// ctx ends, dir is as it was.
func Write(ctx context.Context, dir string, o Options, progress func(done, total int64)) error {
	o, err := o.check()
	if err != nil {
		return err
	}
	if progress == nil {
		progress = func(int64, int64) {}
	}
	return publish(dir, []string{programmeFile, comparisonFile, contractFile}, o.Overwrite, func(tmp string) error {
		total := o.Programme + o.Comparison
		programme := stream{mix: programmeMix, continuous: o.Continuous, spreads: programmeContinuous, years: o.Years, n: o.Programme, first: 1,
			effect: int(math.Round(o.Effect * certain)), rng: rand.New(rand.NewPCG(o.Seed, 1)),
			done: func(n int64) { progress(n, total) }}
		if err := programme.write(ctx, filepath.Join(tmp, programmeFile)); err != nil {
			return err
		}
		comparison := stream{mix: comparisonMix, continuous: o.Continuous, spreads: comparisonContinuous, years: o.Years, n: o.Comparison, first: 1 + o.Programme,
			rng:  rand.New(rand.NewPCG(o.Seed, 2)),
			done: func(n int64) { progress(o.Programme+n, total) }}
		if err := comparison.write(ctx, filepath.Join(tmp, comparisonFile)); err != nil {
			return err
		}
		return writeContract(tmp, o)
	})
}

// stream makes the people of one file. Their numbers start at first.
type stream struct {
	mix      mix
	years    []int
	n, first int64
	effect   int // added to the chance of placement, in 1/10,000
	// continuous is how many continuous covariates there are, spreads how they vary.
	continuous int
	spreads    [2]bell
	rng        *rand.Rand
	done       func(n int64)
}

func (s stream) write(ctx context.Context, path string) error {
	return writeTable(path, s.continuous, func(t *table) error {
		batch := make([]person, 0, batchRows)
		for at := int64(0); at < s.n; at += int64(len(batch)) {
			if err := ctx.Err(); err != nil {
				return err
			}
			batch = batch[:0]
			for i := at; i < min(at+batchRows, s.n); i++ {
				batch = append(batch, s.next(s.first+i))
			}
			if err := t.write(batch); err != nil {
				return err
			}
			s.done(at + int64(len(batch)))
		}
		return nil
	})
}

func (s stream) next(number int64) person {
	season := s.rng.IntN(len(s.years))
	p := s.mix.draw(s.rng, int32(s.years[season]))
	p.number = number
	p.outcome = settle(s.rng, p.chance(season)+s.effect)
	p.ageMissing = s.rng.IntN(certain) < ageMissing
	if s.rng.IntN(certain) < outcomeMissing {
		p.outcome = unknown
	}
	p.addContinuous(s.rng, s.continuous, s.spreads)
	return p
}

// writeTable makes the file at path and lets rows fill it.
func writeTable(path string, continuous int, rows func(*table) error) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		if closeErr := f.Close(); err == nil {
			err = closeErr
		}
	}()
	// The Parquet writer panics when it cannot write its first bytes.
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("write %q: %v", filepath.Base(path), r)
		}
	}()
	t := newTable(f, continuous)
	if err := rows(t); err != nil {
		return err
	}
	return t.close()
}
