package cohort

import (
	"context"
	"fmt"
	"strings"

	"sib/cohort/internal/columns"
	"sib/evidence"
)

// Read reads everybody whom the spec names and returns them as counts. Rows are
// read once for the counts, by row group on all cores; the result does not depend
// on how many there are, nor on the order of rows.
//
// Progress, if it is not nil, is called in the caller's goroutine after each row
// group. Unusable data is an *evidence.Problem; an impossible spec is another
// error; when ctx ends, its error is returned. The spec is not changed or kept.
func Read(ctx context.Context, spec Spec, progress func(rows, total int64)) (*Cohort, error) {
	return read(ctx, spec, progress, hashID, maxHashes)
}

func read(ctx context.Context, spec Spec, progress func(rows, total int64), hash hashFunc, atOnce int64) (*Cohort, error) {
	p, err := newPlan(spec)
	if err != nil {
		return nil, err
	}
	sources, err := p.openSources()
	if err != nil {
		return nil, err
	}
	tables, err := p.openCounts()
	if err != nil {
		return nil, err
	}
	all := units(sources)
	t := newTally(p)
	of := rangesFor(rowsOf(all), atOnce)
	if err := t.count(ctx, all, progress, hash, of); err != nil {
		return nil, err
	}
	if err := t.countTables(ctx, units(tables), progress); err != nil {
		return nil, err
	}
	if err := p.refuseDuplicates(ctx, all, &t.ids, of, hash); err != nil {
		return nil, err
	}
	c := t.build(sources)
	c.addCounts(tables)
	if err := c.refuseEmpty(); err != nil {
		return nil, err
	}
	return c, nil
}

func rowsOf(all []unit) int64 {
	var total int64
	for _, u := range all {
		_, n := u.source.file.Group(u.group)
		total += n
	}
	return total
}

// count is the pass over all rows. It keeps the first of so many ranges of hashes.
func (t *tally) count(ctx context.Context, all []unit, progress func(rows, total int64), hash hashFunc, of uint64) error {
	type counted struct {
		cells []cell
		ids   hashed
	}
	var done int64
	total := rowsOf(all)
	work := func(i int) (counted, error) {
		cells, err := t.plan.count(all[i])
		if err != nil {
			return counted{}, err
		}
		ids, err := t.plan.hashes(all[i], hash, hashRange{0, of})
		return counted{cells, ids}, err
	}
	take := func(i int, c counted) error {
		for i := range c.cells {
			t.add(&c.cells[i])
		}
		t.ids.add(c.ids)
		if done += rowsOf(all[i : i+1]); progress != nil {
			progress(done, total)
		}
		return nil
	}
	return columns.Ordered(ctx, len(all), work, take)
}

// refuseEmpty makes sure that there is somebody to compare in every year.
func (c *Cohort) refuseEmpty() error {
	if len(c.rows.plan.Only) > 0 {
		return nil
	}
	for _, arm := range []Arm{Programme, Comparison} {
		if c.Flow.Received[arm] == 0 {
			return c.emptyArm(arm)
		}
	}
	for _, y := range c.Flow.ByYear {
		for _, arm := range []Arm{Programme, Comparison} {
			if y.Year != 0 && y.Eligible[arm] == 0 {
				return c.emptyYear(y.Year, arm)
			}
		}
	}
	return nil
}

func (c *Cohort) emptyArm(arm Arm) error {
	return &evidence.Problem{Code: CodeEmptyArm, File: c.namesOf(arm), What: fmt.Sprintf("the %s group is empty: no row belongs to it", arm),
		Remedy: "check that the contract's data section names the right file" + c.armHint()}
}

func (c *Cohort) emptyYear(year int, arm Arm) error {
	what := fmt.Sprintf("no eligible %s person in cohort year %d; over all years %d were received", arm, year, c.Flow.Received[arm])
	for _, losses := range [][]Loss{c.Flow.Invalid, c.Flow.Ineligible} {
		for _, l := range losses {
			if l.N[arm] > 0 {
				what += fmt.Sprintf(", %d left out (%s)", l.N[arm], l.Reason)
			}
		}
	}
	what += fmt.Sprintf(", %d are eligible", c.Flow.Eligible[arm])
	return &evidence.Problem{Code: CodeEmptyYear, File: c.namesOf(arm), Column: c.rows.plan.yearColumn(), What: what,
		Remedy: "add the people of that year, check the column with the year or the day of entry, or take the year out of the contract's cohorts"}
}

// namesOf returns the files that the arm's people come from, as the contract or the caller names them.
func (c *Cohort) namesOf(arm Arm) string {
	p := c.rows.plan
	names := [][]string{p.Files.Programme, p.Files.Comparison}[arm]
	switch {
	case p.counted(arm):
		names = p.Counts[arm]
	case len(p.Files.People) > 0:
		names = p.Files.People
	}
	const most = 3
	if n := len(names); n > most {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), n-most)
	}
	return strings.Join(names, ", ")
}

func (c *Cohort) armHint() string {
	if len(c.rows.plan.Files.People) > 0 {
		return " and the arm's two values"
	}
	return ""
}
