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

// openSources opens the files and checks their columns before any row is read.
func (p *plan) openSources() ([]*source, error) {
	type input struct {
		names []string
		role  string
		source
	}
	inputs := []input{
		{p.Files.Programme, "programme", source{arm: Programme}},
		{p.Files.Comparison, "comparison", source{arm: Comparison}},
	}
	if len(p.Files.People) > 0 {
		inputs = []input{{p.Files.People, "people", source{mixed: true}}}
	}
	var out []*source
	for _, in := range inputs {
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

func (s *source) path() string { return s.file.Input().Path }

// checkColumns makes sure that every column exists and can be read as what it is for.
func (p *plan) checkColumns(s *source) error {
	if err := p.wantKind(s, p.ID, "person ids", "write ids as text or integers", columns.Text, columns.Int); err != nil {
		return err
	}
	if s.mixed {
		err := p.wantKind(s, p.Files.ArmColumn, "the arm", "write the arm as text, integers or booleans", columns.Text, columns.Int, columns.Bool)
		if err != nil {
			return err
		}
	}
	if p.Year != "" {
		if err := p.wantKind(s, p.Year, "the cohort year", "write the year as an integer", columns.Int, columns.Text); err != nil {
			return err
		}
	}
	if p.Entry != "" {
		if err := p.wantKind(s, p.Entry, "the day of entry", dayRemedy, columns.Date, columns.Text); err != nil {
			return err
		}
	}
	for _, c := range p.read {
		k, err := s.file.Kind(c.Column)
		if err == nil {
			err = c.checkKind(s.path(), k)
		}
		if err == nil && c.Kind == Age {
			err = p.checkBirth(s.path(), c, k)
		}
		if err != nil {
			return err
		}
	}
	return nil
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
	return &evidence.Problem{File: s.path(), Column: column, What: fmt.Sprintf("the column is %s and cannot hold %s", found, role), Remedy: remedy}
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
