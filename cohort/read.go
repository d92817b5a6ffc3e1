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
	return read(ctx, spec, progress, hashID)
}

func read(ctx context.Context, spec Spec, progress func(rows, total int64), hash hashFunc) (*Cohort, error) {
	p, err := newPlan(spec)
	if err != nil {
		return nil, err
	}
	sources, err := p.openSources()
	if err != nil {
		return nil, err
	}
	all := units(sources)
	t := newTally(p)
	if err := t.count(ctx, all, progress, hash); err != nil {
		return nil, err
	}
	if err := p.refuseDuplicates(ctx, all, &t.ids, hash); err != nil {
		return nil, err
	}
	c := t.build(sources)
	if err := c.refuseEmpty(); err != nil {
		return nil, err
	}
	return c, nil
}

// count is the pass over all rows.
func (t *tally) count(ctx context.Context, all []unit, progress func(rows, total int64), hash hashFunc) error {
	type counted struct {
		cells []cell
		ids   hashed
	}
	var done, total int64
	for _, u := range all {
		_, n := u.source.file.Group(u.group)
		total += n
	}
	work := func(i int) (counted, error) {
		g, cells, err := t.plan.scan(all[i])
		if err != nil {
			return counted{}, err
		}
		g.free()
		ids, err := t.plan.hashes(all[i], hash)
		return counted{cells, ids}, err
	}
	take := func(_ int, c counted) error {
		for i := range c.cells {
			t.add(&c.cells[i])
		}
		t.ids.add(c.ids)
		if done += int64(len(c.ids.list)); progress != nil {
			progress(done, total)
		}
		return nil
	}
	return columns.Ordered(ctx, len(all), work, take)
}

// refuseEmpty makes sure that there is somebody to compare in every year.
func (c *Cohort) refuseEmpty() error {
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

// namesOf returns the files that the arm's people come from, as the contract names them.
func (c *Cohort) namesOf(arm Arm) string {
	f := c.rows.plan.Files
	names := [][]string{f.Programme, f.Comparison}[arm]
	if len(f.People) > 0 {
		names = f.People
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
