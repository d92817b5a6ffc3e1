package cohort

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"sib/cohort/internal/columns"
	"sib/evidence"
)

// countedCell is a row of counts: alike people who share a fate.
type countedCell struct {
	cell
	fate fate
	loss int
}

// countTables adds up the tables of counts.
func (t *tally) countTables(ctx context.Context, all []unit, progress func(rows, total int64)) error {
	var done, total int64
	for _, u := range all {
		_, n := u.source.file.Group(u.group)
		total += n
	}
	work := func(i int) ([]countedCell, error) { return t.plan.scanCounts(all[i]) }
	take := func(i int, cells []countedCell) error {
		for k := range cells {
			c := &cells[k]
			if c.n == 0 {
				continue
			}
			t.put(&c.cell, c.fate, c.loss)
			if t.flow.Received[c.arm] > maxExact {
				return &evidence.Problem{Code: CodeCountsValue, File: all[i].source.path(), Column: CountsPeople, What: "the counts add up to more people than can be counted exactly",
					Remedy: "check how the counts were made"}
			}
		}
		if done += int64(len(cells)); progress != nil {
			progress(done, total)
		}
		return nil
	}
	return columns.Ordered(ctx, len(all), work, take)
}

// countsColumn is a column of counts as one code a row; code 0 is missing.
type countsColumn struct {
	codes  []uint32
	values []value
}

func (c *countsColumn) at(row int) value { return c.values[c.codes[row]] }

// scanCounts reads a row group of counts and checks every row against the contract.
func (p *plan) scanCounts(u unit) ([]countedCell, error) {
	var err error
	column := func(name string, r reading) countsColumn {
		var c countsColumn
		if err == nil {
			c.codes, c.values, err = encode(u, name, r)
		}
		return c
	}
	stage := column(CountsStage, p.readStage())
	arm := column(CountsArm, u.source.readCountsArm())
	year := column(CountsYear, p.readCountsYear())
	n := column(CountsPeople, readPeople)
	var values []countsColumn
	for k := range p.Covariates {
		values = append(values, column(CountsColumn(p.Covariates[k].Name), p.readCounted(k)))
	}
	if err != nil {
		return nil, err
	}
	width := len(values)
	out, all := make([]countedCell, len(n.codes)), make([]value, len(n.codes)*width)
	for row := range out {
		c := &out[row]
		c.arm, c.year, c.n = Arm(arm.at(row).num), int64(year.at(row).num), int64(n.at(row).num)
		c.values = all[row*width : (row+1)*width : (row+1)*width]
		for k := range values {
			c.values[k] = values[k].at(row)
		}
		c.fate, c.loss = p.fateOf(int(stage.at(row).num))
		if column, bad := p.checkCounted(c, year.codes[row] == 0); bad != nil {
			return nil, u.problem(row, column, bad)
		}
	}
	return out, nil
}

// fateOf takes the number of a stage: 0 is eligible, then come the losses in the order of
// Spec.Stages.
func (p *plan) fateOf(stage int) (fate, int) {
	missing, _ := p.Stages()
	switch {
	case stage == 0:
		return eligible, 0
	case stage <= len(missing):
		return invalid, stage - 1
	}
	return ineligible, stage - 1 - len(missing)
}

// checkCounted holds a row against its stage and the contract's rules.
func (p *plan) checkCounted(c *countedCell, noYear bool) (column string, bad *evidence.Problem) {
	if c.fate != eligible {
		return p.checkLost(c, noYear)
	}
	if noYear {
		return CountsYear, &evidence.Problem{Code: CodeCountsRow, What: "eligible people without a cohort year", Remedy: "write the year of the contract's cohort that they belong to"}
	}
	for k, v := range c.values {
		if v == noValue {
			return CountsColumn(p.Covariates[k].Name), &evidence.Problem{Code: CodeCountsRow, What: "the value of eligible people is missing", Remedy: "count who is left out under the stage of the loss"}
		}
	}
	for i := range p.rules {
		r := &p.rules[i]
		k := slices.IndexFunc(p.Covariates, func(c Covariate) bool { return c.Name == r.Covariate })
		if k >= 0 && !r.holds(c.values[k]) {
			return CountsColumn(r.Covariate), &evidence.Problem{Code: CodeCountsRow, What: fmt.Sprintf("the row is eligible, and the contract's rule %q leaves such people out", r.ID),
				Remedy: "make the counts again by this contract"}
		}
	}
	return "", nil
}

// checkLost makes sure that a row of losses says nothing else about people.
func (p *plan) checkLost(c *countedCell, noYear bool) (column string, bad *evidence.Problem) {
	for k, v := range c.values {
		if v != noValue {
			return CountsColumn(p.Covariates[k].Name), &evidence.Problem{Code: CodeCountsRow, What: "a row of people who are left out has a value", Remedy: "leave covariates of such rows empty"}
		}
	}
	timed := p.Year != "" || p.Entry != ""
	switch outside := timed && c.fate == ineligible && c.loss == len(p.Eligibility); {
	case outside && !noYear:
		return CountsYear, &evidence.Problem{Code: CodeCountsRow, What: "people outside the contract's cohort years have one of them", Remedy: "leave the year of such rows empty"}
	case noYear && !timed:
		return CountsYear, &evidence.Problem{Code: CodeCountsRow, What: "the cohort year is missing, and the contract has only one", Remedy: "write the year of the contract's cohort"}
	}
	return "", nil
}

// readStage gives each row the number of its stage, see fateOf.
func (p *plan) readStage() reading {
	missing, others := p.Stages()
	stages := slices.Concat([]string{StageEligible}, missing, others)
	const remedy = "make the counts again by this contract"
	return reading{
		missing: &evidence.Problem{Code: CodeCountsRow, What: "the stage is missing", Remedy: remedy},
		value: func(v *columns.Vector, k int32) (value, *evidence.Problem) {
			s := v.Texts[k]
			if what, refused := strings.CutPrefix(s, StageRefused); refused {
				return value{}, &evidence.Problem{Code: CodeCountsRow, What: "these people cannot be placed by the contract: " + quote(what), Remedy: "correct the data where the people are, and make the counts again"}
			}
			i := slices.Index(stages, s)
			if i < 0 {
				return value{}, unknownLevel(s, stages, remedy)
			}
			return value{num: float64(i)}, nil
		},
	}
}

// readCountsArm gives each row its Arm as a number.
func (s *source) readCountsArm() reading {
	return reading{
		missing: &evidence.Problem{Code: CodeCountsRow, What: "the arm is missing", Remedy: fmt.Sprintf("write %q or %q in every row", Programme, Comparison)},
		value: func(v *columns.Vector, k int32) (value, *evidence.Problem) {
			for _, arm := range []Arm{Programme, Comparison} {
				if v.Texts[k] != arm.String() {
					continue
				}
				if !s.mixed && arm != s.arm {
					return value{}, &evidence.Problem{Code: CodeCountsRow, What: fmt.Sprintf("the row counts people of the %s group, and the file is named for the %s group", arm, s.arm),
						Remedy: "name the file for the group that it counts, or for both"}
				}
				return value{num: float64(arm)}, nil
			}
			return value{}, unknownLevel(v.Texts[k], []string{Programme.String(), Comparison.String()}, "make the counts again by this contract")
		},
	}
}

// readCountsYear takes the contract's years. No year is code 0, and 0 as a number.
func (p *plan) readCountsYear() reading {
	return reading{value: func(v *columns.Vector, k int32) (value, *evidence.Problem) {
		if x := v.Ints[k]; p.years[x] {
			return value{num: float64(x)}, nil
		}
		return value{}, &evidence.Problem{Code: CodeCountsRow, What: fmt.Sprintf("%d is none of the contract's cohort years", v.Ints[k]), Remedy: "count people of other years under the stage year, without a year"}
	}}
}

var readPeople = reading{
	missing: &evidence.Problem{Code: CodeCountsValue, What: "the number of people is missing", Remedy: "write a number in every row"},
	value: func(v *columns.Vector, k int32) (value, *evidence.Problem) {
		if x := v.Ints[k]; x >= 0 && x <= maxExact {
			return value{num: float64(x)}, nil
		}
		return value{}, &evidence.Problem{Code: CodeCountsValue, What: fmt.Sprintf("%d is not a number of people", v.Ints[k]), Remedy: "a count is from 0 to 2^53"}
	},
}

// noValue is what covariates of people who are left out have: not even a label for what is missing.
var noValue = value{missing: true}

// readCounted reads a covariate as counts have it: as the contract names its values.
func (p *plan) readCounted(k int) reading {
	c := p.Covariates[k]
	r := reading{null: noValue}
	r.value = func(v *columns.Vector, i int32) (value, *evidence.Problem) {
		if c.Kind != Category {
			x, bad := Covariate{Kind: Number}.read(v, i)
			if bad == nil && c.Kind == Age && (x.num < 0 || x.num > 130) {
				bad = &evidence.Problem{Code: CodeCountsRow, What: fmt.Sprintf("%s is not an age", x.label(Integer)), Remedy: "make the counts again by this contract"}
			}
			return x, bad
		}
		x := value{text: v.Texts[i]}
		switch {
		case x.text == MissingLabel && c.Missing == Level:
			return missingValue(Category), nil
		case len(c.Bands) > 0 && !slices.ContainsFunc(c.Bands, func(b Band) bool { return b.Name == x.text }):
			return value{}, &evidence.Problem{Code: CodeCountsRow, What: quote(x.text) + " is none of the contract's bands", Remedy: "make the counts again by this contract"}
		}
		return x, p.checkLevel(k, x)
	}
	return r
}
