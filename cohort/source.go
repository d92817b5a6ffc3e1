package cohort

import (
	"fmt"

	"sib/cohort/internal/columns"
	"sib/evidence"
)

// source is a file with the people of one arm, or of both.
type source struct {
	file  *columns.File
	arm   Arm
	mixed bool // the arm column tells
}

// unit is a row group, the piece of work of a core.
type unit struct {
	source *source
	group  int
}

// input is the files that the contract names for one purpose.
type input struct {
	names []string
	role  string
	source
}

func (p *plan) inputs() []input {
	if len(p.Files.People) > 0 {
		return []input{{p.Files.People, "people", source{mixed: true}}}
	}
	return []input{
		{p.Files.Programme, "programme", source{arm: Programme}},
		{p.Files.Comparison, "comparison", source{arm: Comparison}},
	}
}

// openSources opens the files and checks their columns before any row is read.
func (p *plan) openSources() ([]*source, error) {
	var out []*source
	for _, in := range p.inputs() {
		if !p.opens(in.source) {
			continue
		}
		files, err := columns.OpenAll(p.Dir, in.names, in.role)
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			s := &source{f, in.arm, in.mixed}
			if err := p.checkColumns(s); err != nil {
				return nil, err
			}
			out = append(out, s)
		}
	}
	return out, nil
}

// opens reports whether people are read from a source: those of its arm may be wanted by
// nobody, or have counts in their place.
func (p *plan) opens(s source) bool {
	reads := func(arm Arm) bool { return p.wants(arm) && !p.counted(arm) }
	if s.mixed {
		return reads(Programme) || reads(Comparison)
	}
	return reads(s.arm)
}

func (s *source) path() string { return s.file.Input().Path }

// checkColumns makes sure that every column exists and can be read as what it is for.
func (p *plan) checkColumns(s *source) error {
	for _, check := range p.columnChecks(s) {
		if check == nil {
			continue
		}
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// columnChecks returns a check for each column that the spec names: the id, the arm, the
// year and the day of entry as far as they are named, and all of read. It is nil for a
// column that the source does not need.
func (p *plan) columnChecks(s *source) []func() error {
	want := func(column, role, remedy string, kinds ...columns.Kind) func() error {
		return func() error { return p.wantKind(s, column, role, remedy, kinds...) }
	}
	out := []func() error{want(p.ID, "person ids", "write ids as text or integers", columns.Text, columns.Int)}
	switch {
	case s.mixed:
		out = append(out, want(p.Files.ArmColumn, "the arm", "write the arm as text, integers or booleans", columns.Text, columns.Int, columns.Bool))
	case p.Files.ArmColumn != "":
		out = append(out, nil)
	}
	if p.Year != "" {
		out = append(out, want(p.Year, "the cohort year", "write the year as an integer", columns.Int, columns.Text))
	}
	if p.Entry != "" {
		out = append(out, want(p.Entry, "the day of entry", dayRemedy, columns.Date, columns.Text))
	}
	for _, c := range p.read {
		out = append(out, func() error { return p.checkCovariate(s, c) })
	}
	return out
}

func (p *plan) checkCovariate(s *source, c Covariate) error {
	k, err := s.file.Kind(c.Column)
	if err == nil {
		err = c.checkKind(s.path(), k)
	}
	if err == nil && c.Kind == Age {
		err = p.checkBirth(s.path(), c, k)
	}
	return err
}

func (p *plan) wantKind(s *source, column, role, remedy string, want ...columns.Kind) error {
	found, err := s.file.Kind(column)
	if err != nil {
		return err
	}
	for _, k := range want {
		if k == found {
			return nil
		}
	}
	return &evidence.Problem{Code: columns.WrongType, File: s.path(), Column: column, What: fmt.Sprintf("the column is %s and cannot hold %s", found, role), Remedy: remedy}
}

func units(sources []*source) []unit {
	var out []unit
	for _, s := range sources {
		for g := range s.file.Groups() {
			out = append(out, unit{s, g})
		}
	}
	return out
}

// problem places p at a row of the unit, counted from 0.
func (u unit) problem(row int, column string, p *evidence.Problem) error {
	first, _ := u.source.file.Group(u.group)
	p.File, p.Row, p.Column = u.source.path(), first+int64(row)+1, column
	return p
}
