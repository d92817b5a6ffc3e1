package main

import (
	"math/rand/v2"
	"sync"

	"sib/stats"
)

// blockSize is how many draws share a seed.
const blockSize = 250

// study is all results: for each design and effect a tally for each method.
type study struct {
	Draws   int
	Samples []sampleResult
	Matched []matchedResult
}

type sampleResult struct {
	Design  sample
	Methods []string
	Tallies [][]tally // by method and effect
}

type matchedResult struct {
	Design  matched
	Methods []string
	Tallies [][]tally // by method and effect
}

// run measures all cells on a number of workers. Each job writes to a place of its
// own, and jobs are added up in a fixed order, so that workers do not matter.
func run(samples []sample, designs []matched, draws, workers int) study {
	var jobs []func()
	s := study{Draws: draws}
	for _, d := range samples {
		r, more := sampleJobs(d)
		s.Samples = append(s.Samples, r)
		jobs = append(jobs, more...)
	}
	var finish []func()
	for i, d := range designs {
		r := matchedResult{Design: d}
		methods := matchedMethods()
		for _, m := range methods {
			r.Methods = append(r.Methods, m.Name)
			r.Tallies = append(r.Tallies, make([]tally, len(matchedEffects)))
		}
		for e := range matchedEffects {
			more, merge := matchedJobs(d, methods, e, seedOf(i, e), draws, func(m int) *tally { return &r.Tallies[m][e] })
			jobs, finish = append(jobs, more...), append(finish, merge)
		}
		s.Matched = append(s.Matched, r)
	}
	work(jobs, workers)
	for _, f := range finish {
		f()
	}
	return s
}

func work(jobs []func(), workers int) {
	var group sync.WaitGroup
	queue := make(chan func())
	for range workers {
		group.Go(func() {
			for job := range queue {
				job()
			}
		})
	}
	for _, job := range jobs {
		queue <- job
	}
	close(queue)
	group.Wait()
}

func sampleJobs(d sample) (sampleResult, []func()) {
	r := sampleResult{Design: d}
	for _, name := range stats.TwoSampleMethods() {
		if d.measures(name) {
			r.Methods = append(r.Methods, name)
		}
	}
	r.Tallies = make([][]tally, len(r.Methods))
	var jobs []func()
	for i, name := range r.Methods {
		jobs = append(jobs, func() { r.Tallies[i] = d.enumerate(name) })
	}
	return r, jobs
}

// seedOf is the first half of the seed of a cell; the second is the block.
func seedOf(design, effect int) uint64 { return uint64(1000*(design+1) + effect) }

// matchedJobs returns the jobs of one cell and what adds them up.
func matchedJobs(d matched, methods []method, e int, seed uint64, draws int, into func(method int) *tally) (jobs []func(), merge func()) {
	blocks := (draws + blockSize - 1) / blockSize
	parts := make([][]tally, blocks)
	for b := range blocks {
		jobs = append(jobs, func() {
			parts[b] = d.block(methods, e, rand.New(rand.NewPCG(seed, uint64(b))), min(blockSize, draws-b*blockSize))
		})
	}
	return jobs, func() {
		for _, part := range parts {
			for m, t := range part {
				into(m).merge(t)
			}
		}
	}
}

func (m matched) block(methods []method, e int, rng *rand.Rand, draws int) []tally {
	kinds := population()
	out := make([]tally, len(methods))
	for range draws {
		strata, truth := m.draw(rng, kinds, matchedEffects[e].At)
		for i, method := range methods {
			estimate, err := method.Compute(strata)
			out[i].add(estimate, err, truth, 1)
		}
	}
	return out
}
