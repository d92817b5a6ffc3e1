package cohort

import (
	"fmt"
	"slices"

	"sib/cohort/internal/columns"
	"sib/evidence"
)

// Roles of tables of counts in Cohort.Inputs. A table that is named for both arms has rows of both.
const (
	RoleProgrammeCounts  = "programme-counts"
	RoleComparisonCounts = "comparison-counts"
	RoleCounts           = "counts"
)

// openCounts opens the tables of counts and checks their columns before any row is read.
func (p *plan) openCounts() ([]*source, error) {
	var out []*source
	for arm, names := range p.Counts {
		if !p.wants(Arm(arm)) {
			continue
		}
		for i, name := range names {
			other := slices.Contains(p.Counts[1-arm], name)
			if slices.Contains(names[:i], name) {
				return nil, namedTwice(name)
			}
			if other && arm == int(Comparison) {
				continue // open already
			}
			s, err := p.openTable(name, Arm(arm), other)
			if err != nil {
				return nil, err
			}
			for _, before := range out {
				if before.file.Input().SHA256 == s.file.Input().SHA256 {
					return nil, namedTwice(name)
				}
			}
			out = append(out, s)
		}
	}
	return out, nil
}

func namedTwice(path string) error {
	return &evidence.Problem{Code: CodeCountsTwice, File: path, What: "the same counts are named twice: everybody would count twice", Remedy: "name each table of counts once"}
}

func (p *plan) openTable(name string, arm Arm, both bool) (*source, error) {
	role := [...]string{RoleProgrammeCounts, RoleComparisonCounts}[arm]
	if both {
		role = RoleCounts
	}
	f, err := columns.Open(p.Dir, name, role)
	if err != nil {
		return nil, err
	}
	s := &source{f, arm, both}
	if err := p.checkMetadata(f); err != nil {
		return nil, err
	}
	return s, p.checkCountsColumns(s)
}

// checkMetadata refuses counts that were made for something else. A query engine writes none.
func (p *plan) checkMetadata(f *columns.File) error {
	if v, ok := f.Metadata(CountsKey); ok && v != CountsVersion {
		return &evidence.Problem{Code: CodeCountsTerms, File: f.Input().Path, What: "the counts are of the unknown version " + quote(v), Remedy: "write them with the version of sib that reads them"}
	}
	return CheckPlan(f, CountsPlanKey, p.CountsPlan())
}

// CheckPlan refuses a table of counts whose metadata have another digest under the key.
func CheckPlan(f interface {
	Metadata(key string) (string, bool)
	Input() evidence.Input
}, key string, want evidence.Digest) error {
	if v, ok := f.Metadata(key); ok && v != string(want) {
		return &evidence.Problem{Code: CodeCountsTerms, File: f.Input().Path, What: fmt.Sprintf("the counts were made by other terms than the contract's: %s is %s, want %s", key, quote(evidence.Digest(v).Short()), want.Short()),
			Remedy: "run sib counts again with this contract, where the people are"}
	}
	return nil
}

// checkCountsColumns makes sure that every column exists and can be read as what it is for.
func (p *plan) checkCountsColumns(s *source) error {
	type column struct {
		name, role string
		kinds      []columns.Kind
	}
	text, integer := []columns.Kind{columns.Text}, []columns.Kind{columns.Int}
	want := []column{{CountsStage, "the stage", text}, {CountsArm, "the arm", text}, {CountsYear, "the cohort year", integer}, {CountsPeople, "a number of people", integer}}
	for _, c := range p.Covariates {
		kinds := integer
		switch c.Kind {
		case Category:
			kinds = text
		case Number:
			kinds = []columns.Kind{columns.Float, columns.Int}
		}
		want = append(want, column{CountsColumn(c.Name), fmt.Sprintf("the covariate %q", c.Name), kinds})
	}
	for _, c := range want {
		err := p.wantKind(s, c.name, c.role, "write the table with sib counts, or with the query that it prints", c.kinds...)
		if err != nil {
			return err
		}
	}
	return nil
}

// alsoCounted is the Problem of people for whom counts stand in already.
func alsoCounted(arm Arm) *evidence.Problem {
	return &evidence.Problem{Code: CodeCountsTwice, What: fmt.Sprintf("a person of the %s group, for whom counts stand in: the group would count twice", arm),
		Remedy: "take the group out of the file of people, or leave out its counts"}
}
