package cohort

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sib/cohort/internal/parquettest"
)

// Everybody is judged on a trait as on a covariate; only the profiles do not know it.
func TestTraitsJudgeAsCovariatesDo(t *testing.T) {
	list := someEntrants(900, 4)
	cols := register(list)
	traits := readTable(t, parquettest.Layout{GroupRows: 100}, cols, entrants)
	covariates := readTable(t, parquettest.Layout{GroupRows: 100}, cols, func(dir string) Spec {
		s := entrants(dir)
		s.Covariates, s.Traits = append(s.Covariates, s.Traits...), nil
		return s
	})
	if d := cmp.Diff(covariates.Flow, traits.Flow); d != "" {
		t.Errorf("flow (-covariates +traits):\n%s", d)
	}
	summed := map[string][2]int64{}
	for _, p := range covariates.Profiles {
		key := fmt.Sprint(p.Year)
		for k, code := range p.Codes[:3] {
			key += "|" + covariates.Domains[k].Labels[code]
		}
		n := summed[key]
		summed[key] = [2]int64{n[0] + p.N[0], n[1] + p.N[1]}
	}
	if d := cmp.Diff(summed, profilesByLabel(traits)); d != "" {
		t.Errorf("profiles (-covariates +traits):\n%s", d)
	}
	if len(traits.Domains) != 3 || len(traits.Profiles) >= len(covariates.Profiles) {
		t.Errorf("%d domains, %d and %d profiles", len(traits.Domains), len(traits.Profiles), len(covariates.Profiles))
	}
}

// The many values of a trait, and days, do not make cells.
func TestTraitsAndDaysDoNotSplitCells(t *testing.T) {
	list := someEntrants(4000, 4)
	dir := t.TempDir()
	parquettest.Write(t, filepath.Join(dir, "people.parquet"), parquettest.Layout{}, register(list)...)
	p, err := newPlan(entrants(dir))
	if err != nil {
		t.Fatal(err)
	}
	sources, err := p.openSources()
	if err != nil {
		t.Fatal(err)
	}
	_, cells, err := p.scan(units(sources)[0])
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{}
	for i := range list {
		e := &list[i]
		age, level, band := fmt.Sprint(e.age()), e.level(), e.band()
		if e.absent.birth {
			age = ""
		}
		if e.absent.income {
			band = ""
		}
		registered, seeking := fmt.Sprint(e.registered), fmt.Sprint(e.seeking >= 30, e.seeking <= 900)
		if e.absent.registered {
			registered = ""
		}
		if e.absent.seeking {
			seeking = ""
		}
		want[fmt.Sprint(e.programme, e.year(), "|", age, level, band, registered, seeking)] = true
	}
	if len(cells) != len(want) {
		t.Errorf("%d cells, want %d", len(cells), len(want))
	}
}

// Missing values of a trait: refused, excluded, or a label that rules may name.
func TestMissingTraits(t *testing.T) {
	cols := register(someEntrants(2500, 2))
	dir := t.TempDir()
	parquettest.Write(t, filepath.Join(dir, "people.parquet"), parquettest.Layout{}, cols...)
	s := entrants(dir)
	s.Traits[0].Missing = Refuse
	if p := refused(t, s); p.Column != "registered" || p.Row == 0 {
		t.Error(p)
	}
	eligible := func(oneOf ...string) int64 {
		s := entrants(dir)
		s.Traits[0].Missing, s.Eligibility[1].OneOf = Level, oneOf
		c := mustRead(t, s)
		if len(c.Flow.Invalid) != 3 {
			t.Errorf("%+v", c.Flow.Invalid)
		}
		return c.Flow.Eligible[0] + c.Flow.Eligible[1]
	}
	c := mustRead(t, entrants(dir))
	registered := c.Flow.Eligible[0] + c.Flow.Eligible[1]
	all, without, silent := eligible("true", MissingLabel), eligible("true"), eligible(MissingLabel)
	if without != registered || all != without+silent || silent == 0 {
		t.Errorf("%d, %d registered, %d with the missing, %d of them alone", registered, without, all, silent)
	}
	s = entrants(dir)
	s.Traits[1].Name = "age"
	if p := refused(t, s); p.Column != "seeking" {
		t.Error(p)
	}
}
