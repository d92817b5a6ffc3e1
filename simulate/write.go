package simulate

import (
	"context"
	"path/filepath"
)

// The files that Write makes.
const (
	programmeFile  = "programme.parquet"
	comparisonFile = "comparison.parquet"
	contractFile   = "contract.yaml"
	spellsName     = "spells.parquet"
)

// Write makes o.Programme and o.Comparison synthetic people and writes
// programme.parquet, comparison.parquet and contract.yaml into dir, and with o.Spells
// spells.parquet. progress, if not nil, is told after every batch how many people of
// all are written.
//
// Equal options give equal bytes. Options that cannot be used and files that are
// there already, unless o.Overwrite, are *evidence.Problem. When Write fails, or
// ctx ends, dir is as it was.
func Write(ctx context.Context, dir string, o Options, progress func(done, total int64)) error {
	o, err := o.check()
	if err != nil {
		return err
	}
	files := []string{programmeFile, comparisonFile, contractFile}
	if o.Spells {
		files = append(files, spellsName)
	}
	return publish(dir, files, o.Overwrite, func(tmp string) error {
		if err := writeFiles(ctx, tmp, o, progress); err != nil {
			return err
		}
		return writeContract(tmp, o)
	})
}

// writeFiles writes people arm by arm, and the register, if there is one, along with both.
func writeFiles(ctx context.Context, dir string, o Options, progress func(done, total int64)) error {
	if !o.Spells {
		return writeArms(ctx, dir, o, nil, progress)
	}
	return writeTable(filepath.Join(dir, spellsName), "spells", spellColumns(), func(t *table[spell]) error {
		to := &spellsFile{table: t, stranger: 1 + o.Programme + o.Comparison}
		if err := writeArms(ctx, dir, o, to, progress); err != nil {
			return err
		}
		return to.flush()
	})
}

func writeArms(ctx context.Context, dir string, o Options, spells *spellsFile, progress func(done, total int64)) error {
	for _, arm := range []arm{programmeArm, comparisonArm} {
		s, err := newStream(o, arm, spells)
		if err != nil {
			return err
		}
		s.done = func(n int64) {
			if progress != nil {
				progress(s.first-1+n, o.Programme+o.Comparison)
			}
		}
		if err := s.write(ctx, filepath.Join(dir, arm.file())); err != nil {
			return err
		}
	}
	return nil
}
