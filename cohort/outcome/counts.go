package outcome

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"

	"sib/cohort"
	"sib/cohort/internal/columns"
	"sib/evidence"
)

// CountsPlanKey is the key of CountsPlan in the metadata of a table of counts.
const CountsPlanKey = "sib.outcomes"

// CountsColumns returns the columns of outcome k, from 0, in a table of counts: people who
// are observed, who are placed, and whose follow-up is incomplete.
func CountsColumns(k int) [3]string {
	return [3]string{fmt.Sprintf("observed_%d", k+1), fmt.Sprintf("placed_%d", k+1), fmt.Sprintf("incomplete_%d", k+1)}
}

// CountsPlan returns the digest of what decides the meaning of counts of outcomes, not of
// the names of outcomes and files.
func (s Spec) CountsPlan() evidence.Digest {
	s.Outcomes = append([]Definition(nil), s.Outcomes...)
	for i := range s.Outcomes {
		s.Outcomes[i].Name = ""
	}
	if s.Spells != nil {
		columns := *s.Spells
		columns.Files = nil
		s.Spells = &columns
	}
	b, err := json.Marshal(s)
	if err != nil {
		panic(fmt.Sprintf("outcome: %v", err)) // texts, numbers and booleans cannot fail
	}
	return evidence.DigestOf(b)
}

// counted is what a row group of counts says of one outcome.
type counted struct {
	rows                         cohort.CountRows
	observed, placed, incomplete []int64
}

// readCounts adds what the tables of counts say of each outcome.
func (r *reader) readCounts(ctx context.Context, spec Spec) error {
	parts := r.cohort.CountParts()
	files, err := countFiles(r.cohort, spec)
	if err != nil {
		return err
	}
	for k, t := range r.totals {
		read := func(i int) (counted, error) { return readCounts(files[parts[i].File], parts[i], spec.Outcomes[k], k) }
		add := func(_ int, p counted) error {
			t.addCounts(p)
			return nil
		}
		if err := columns.Ordered(ctx, len(parts), read, add); err != nil {
			return err
		}
	}
	return nil
}

func (t *totals) addCounts(p counted) {
	for row, i := range p.rows.Profile {
		if i < 0 {
			continue
		}
		arm := p.rows.Arm[row]
		t.people[i][arm] += p.rows.People[row]
		t.Observed[i][arm] += p.observed[row]
		t.Placed[i][arm] += p.placed[row]
		t.Incomplete[i][arm] += p.incomplete[row]
	}
}

// countFiles are the tables of counts, after a look at their columns.
func countFiles(c *cohort.Cohort, spec Spec) ([]*columns.File, error) {
	var out []*columns.File
	for _, sealed := range c.CountFiles() {
		f := columns.Unseal(sealed)
		if err := cohort.CheckPlan(f, CountsPlanKey, spec.CountsPlan()); err != nil {
			return nil, err
		}
		if err := onlyCounts(c, f, spec); err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// outcomeColumn is a name of a column of outcomes.
var outcomeColumn = regexp.MustCompile(`^(observed|placed|incomplete)_[1-9][0-9]*$`)

// onlyCounts refuses columns that do not belong into a table of counts, such as ids.
func onlyCounts(c *cohort.Cohort, f *columns.File, spec Spec) error {
	known := map[string]bool{cohort.CountsStage: true, cohort.CountsArm: true, cohort.CountsYear: true, cohort.CountsPeople: true}
	for _, d := range c.Domains {
		known[cohort.CountsColumn(d.Name)] = true
	}
	for k := range spec.Outcomes {
		for _, name := range CountsColumns(k) {
			known[name] = true
			if kind, err := f.Kind(name); err != nil {
				return err
			} else if kind != columns.Int {
				return &evidence.Problem{Code: columns.WrongType, File: f.Input().Path, Column: name, What: fmt.Sprintf("the column is %s and cannot hold a number of people", kind), Remedy: "write integers"}
			}
		}
	}
	for _, name := range f.Names() {
		if known[name] {
			continue
		}
		what, remedy := "the column does not belong into a table of counts", "leave it out: counts say nothing of single people"
		if outcomeColumn.MatchString(name) {
			what, remedy = fmt.Sprintf("the contract has only %d outcomes", len(spec.Outcomes)), "make the counts again by this contract"
		}
		return &evidence.Problem{Code: CodeCounts, File: f.Input().Path, Column: name, What: what, Remedy: remedy}
	}
	return nil
}

// readCounts reads the counts of outcome k of a row group.
func readCounts(f *columns.File, p cohort.CountPart, def Definition, k int) (counted, error) {
	rows, err := p.Rows()
	if err != nil {
		return counted{}, err
	}
	var lists [3][]int64
	names := CountsColumns(k)
	for i, name := range names {
		if lists[i], err = numbers(f, p, name, rows); err != nil {
			return counted{}, err
		}
	}
	out := counted{rows, lists[0], lists[1], lists[2]}
	for row := range rows.People {
		if column, bad := out.check(row, def, names); bad != nil {
			bad.File, bad.Row, bad.Column = f.Input().Path, p.First+int64(row)+1, column
			return counted{}, bad
		}
	}
	return out, nil
}

// numbers reads a column of counts. People who are not eligible may have none.
func numbers(f *columns.File, p cohort.CountPart, name string, rows cohort.CountRows) ([]int64, error) {
	v, err := f.Column(p.Group, name)
	if err != nil {
		return nil, err
	}
	out := make([]int64, len(v.Index))
	for row, k := range v.Index {
		if k >= 0 {
			out[row] = v.Ints[k]
		} else if rows.Profile[row] >= 0 {
			return nil, &evidence.Problem{Code: CodeCounts, File: f.Input().Path, Row: p.First + int64(row) + 1, Column: name, What: "the count is missing", Remedy: "write 0 where there is nobody"}
		}
	}
	return out, nil
}

// check holds the counts of a row against each other, and returns the column that is wrong.
func (c counted) check(row int, def Definition, names [3]string) (string, *evidence.Problem) {
	const remedy = "make the counts again by this contract"
	most := c.rows.People[row]
	if c.rows.Profile[row] < 0 {
		most = 0 // who is not eligible has no outcome
	}
	o, p, i := c.observed[row], c.placed[row], c.incomplete[row]
	for k, x := range [3]int64{o, p, i} {
		if x < 0 || x > most {
			return names[k], &evidence.Problem{Code: CodeCounts, What: fmt.Sprintf("%d of %d eligible people", x, most), Remedy: remedy}
		}
	}
	switch {
	case p > o:
		return names[1], &evidence.Problem{Code: CodeCounts, What: fmt.Sprintf("%d people placed of %d with an outcome", p, o), Remedy: remedy}
	case o > most-i:
		return names[2], &evidence.Problem{Code: CodeCounts, What: fmt.Sprintf("%d people with an outcome and %d whose follow-up is not complete, of %d", o, i, most), Remedy: remedy}
	case i > 0 && def.FollowUp == nil:
		return names[2], &evidence.Problem{Code: CodeCounts, What: "the contract's outcome has no follow-up that could be incomplete", Remedy: remedy}
	case def.Missing == cohort.Refuse && o < most:
		return names[0], &evidence.Problem{Code: CodeCounts, What: "an outcome is missing, and the contract refuses missing outcomes", Remedy: "complete the data where the people are, or agree on missing: exclude"}
	}
	return "", nil
}
