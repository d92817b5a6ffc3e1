package main

import (
	"math/rand/v2"
	"sync"
)

// blockSize is how many draws share a seed.
const blockSize = 250

// plan is what to measure.
type plan struct {
	Rates   []oneRate
	Samples []sample
	Matched []matched
	Pairs   []pairs
	Sets    []sets
	Draws   int // for each cell of a design that is drawn
}

// study is all results.
type study struct {
	Draws                                int
	Rates, Samples, Matched, Pairs, Sets []result
}

// result is one design: for each method a tally at each effect.
type result struct {
	Title   string
	N1      int // programme people
	Methods []string
	Tallies [][]tally
}

func newResult(title string, n1 int, methods []string, effects int) result {
	r := result{Title: title, N1: n1, Methods: methods}
	for range methods {
		r.Tallies = append(r.Tallies, make([]tally, effects))
	}
	return r
}

// workload is jobs that may run in any order, and what is to follow them in this one.
type workload struct{ jobs, finish []func() }

// run measures all cells on a number of workers. Each job writes to a place of its
// own, and jobs are added up in a fixed order, so that workers do not matter.
func run(p plan, workers int) study {
	s := study{Draws: p.Draws}
	w := &workload{}
	for _, d := range p.Rates {
		s.Rates = append(s.Rates, enumerated(w, d.String(), int(d), d.methods(), d.enumerate))
	}
	for _, d := range p.Samples {
		s.Samples = append(s.Samples, enumerated(w, d.String(), d.N1, d.methods(), d.enumerate))
	}
	for _, d := range p.Pairs {
		s.Pairs = append(s.Pairs, enumerated(w, d.String(), int(d), pairsMethods(), d.enumerate))
	}
	for i, d := range p.Matched {
		cells := d.cells(i, matchedMethods())
		s.Matched = append(s.Matched, drawn(w, d.String(), d.N1, cells, p.Draws))
	}
	for i, d := range p.Sets {
		cells := d.cells(i, setsMethods())
		s.Sets = append(s.Sets, drawn(w, d.String(), int(d), cells, p.Draws))
	}
	w.work(workers)
	return s
}

func (w *workload) work(workers int) {
	var group sync.WaitGroup
	queue := make(chan func())
	for range workers {
		group.Go(func() {
			for job := range queue {
				job()
			}
		})
	}
	for _, job := range w.jobs {
		queue <- job
	}
	close(queue)
	group.Wait()
	for _, f := range w.finish {
		f()
	}
}

// enumerated adds a job for each method of a design of which all tables are known.
func enumerated[T any](w *workload, title string, n1 int, methods []method[T], enumerate func(method[T]) []tally) result {
	r := newResult(title, n1, names(methods), 0)
	for i, m := range methods {
		w.jobs = append(w.jobs, func() { r.Tallies[i] = enumerate(m) })
	}
	return r
}

// cell is a design that is drawn, at one effect.
type cell[T any] struct {
	Methods []method[T]
	Seed    uint64 // the first half; the second is the block
	Draw    func(*rand.Rand) (study T, truth float64)
}

// drawn adds jobs for all blocks of a design: cells holds one for each effect.
func drawn[T any](w *workload, title string, n1 int, cells []cell[T], draws int) result {
	r := newResult(title, n1, names(cells[0].Methods), len(cells))
	for e, c := range cells {
		c.addTo(w, draws, func(m int) *tally { return &r.Tallies[m][e] })
	}
	return r
}

// addTo adds the jobs of one cell and what adds them up.
func (c cell[T]) addTo(w *workload, draws int, into func(method int) *tally) {
	blocks := (draws + blockSize - 1) / blockSize
	parts := make([][]tally, blocks)
	for b := range blocks {
		w.jobs = append(w.jobs, func() {
			parts[b] = c.block(rand.New(rand.NewPCG(c.Seed, uint64(b))), min(blockSize, draws-b*blockSize))
		})
	}
	w.finish = append(w.finish, func() {
		for _, part := range parts {
			for m, t := range part {
				into(m).merge(t)
			}
		}
	})
}

func (c cell[T]) block(rng *rand.Rand, draws int) []tally {
	out := make([]tally, len(c.Methods))
	for range draws {
		study, truth := c.Draw(rng)
		for i, m := range c.Methods {
			e, err := m.Compute(study)
			out[i].add(e, err, truth, 1)
		}
	}
	return out
}
