package main

import "sib/stats"

const (
	level   = 0.95
	rounded = 1e-9 // a limit as near to the truth as this is on it
)

// tally is what is known of a method in one cell, by weight: a count of draws, or
// a probability.
type tally struct {
	Total, Undefined float64
	Covered          float64
	PayMiss          float64 // the lower limit is above the truth: money for an effect that is not there
	Width            float64 // sum over the defined ones
}

func (t *tally) add(e stats.Estimate, err error, truth, weight float64) {
	t.Total += weight
	if err != nil {
		t.Undefined += weight
		return
	}
	t.Width += float64(weight * (e.Hi - e.Lo))
	switch {
	case e.Lo > truth+rounded:
		t.PayMiss += weight
	case e.Hi >= truth-rounded:
		t.Covered += weight
	}
}

func (t *tally) merge(o tally) {
	t.Total += o.Total
	t.Undefined += o.Undefined
	t.Covered += o.Covered
	t.PayMiss += o.PayMiss
	t.Width += o.Width
}

func (t tally) defined() float64 { return t.Total - t.Undefined }

// rare says that too few studies have an interval to tell anything of it.
func (t tally) rare() bool { return t.defined() < 0.1*t.Total }

// The shares are of the draws in which the method is defined; in percent.
func (t tally) coverage() float64  { return 100 * t.Covered / t.defined() }
func (t tally) payMiss() float64   { return 100 * t.PayMiss / t.defined() }
func (t tally) width() float64     { return 100 * t.Width / t.defined() }
func (t tally) undefined() float64 { return 100 * t.Undefined / t.Total }
