package peers

import (
	"errors"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sib/cohort"
	"sib/cohort/outcome"
	"sib/counts/sql"
	"sib/evaluate"
	"sib/evidence"
)

// What a run over people refuses is a row that says so, never nothing.
func TestWhatIsRefused(t *testing.T) {
	p, s := people(60, rand.New(rand.NewPCG(5, 1)))
	good := []string{"g", "2014-03-10", "medium", "5", "1990-03-10 00:00:00", "0.5", "true", "1"}
	bad := func(id string, column int, to string) []string {
		r := slices.Clone(good)
		r[0], r[column] = id, to
		return r
	}
	rows := [][]string{
		good, bad("b1", 2, "x"), bad("b2", 2, "(missing)"), bad("b3", 2, ""), bad("b4", 3, "-1"), bad("b5", 4, "2014-03-11 00:00:00"), bad("b6", 4, "1883-03-09 00:00:00"),
		bad("b7", 5, "NaN"), bad("b8", 7, "2"), bad("b9", 1, null), bad("b10", 0, null), bad("twice", 7, "0"), bad("twice", 7, "1"), bad("b11", 6, ""),
	}
	want := map[string]string{
		`refused:unknown value of qual"if' ication`: "3", "refused:unknown value of stage": "1", "refused:unknown value of age": "2", "refused:unknown value of score": "1",
		"refused:outcome 6 is not 0 or 1": "1", "refused:the day of entry is missing or no day": "1", "refused:a person has no id": "1", "refused:an id comes twice": "2",
		"refused:unknown value of registered": "1", "refused:spells without an id or days that fit": "3",
	}
	s.rows = append(s.rows, []string{"p0001", "2014-03-10", "2014-03-09", "job", "1"}, []string{null, "2014-03-10", null, "job", "1"}, []string{"p0001", null, null, "job", "1"})
	types := slices.Clone(p.types)
	types[6] = "varchar" // a text for registered, so that it can be empty
	for _, e := range engines(t) {
		e.load(t, "programme", table{p.columns, types, rows})
		e.load(t, "comparison", table{p.columns, types, p.rows})
		e.load(t, "spells", s)
		got := map[string]string{}
		for _, r := range ask(t, e, nil)[1:] {
			if strings.HasPrefix(r[0], "refused:") {
				got[r[0]] = r[7]
			}
		}
		if !maps.Equal(got, want) {
			t.Errorf("%s:\n got %v\nwant %v", e.dialect(), got, want)
		}
		short := ask(t, e, func(_ *cohort.Spec, o *outcome.Spec) {
			c := *o.Calendar
			c.Until = day("2015-02-01")
			o.Calendar = &c
		})
		if last := short[len(short)-1][0]; !slices.ContainsFunc(short, func(r []string) bool { return r[0] == "refused:the calendar does not cover a follow-up" }) {
			t.Errorf("%s: a calendar that is too short: %s", e.dialect(), last)
		}
	}
}

// The reader of counts refuses such rows with the reason.
func TestRefusedRowsAreRefused(t *testing.T) {
	x := newExample(t, "../duo/contract.yaml", both[1:])
	d := newDuck(t)
	x.dir = d.dir
	d.exec(t, "copy (select * replace (case when person_id = (select min(person_id) from read_parquet('../duo/comparison.parquet')) then 'MARS' else origin end as origin) from read_parquet('../duo/comparison.parquet')) to "+literal(filepath.Join(d.dir, "comparison.parquet")))
	d.exec(t, "copy ("+x.query(t, sql.DuckDB, both[1:])+") to "+literal(filepath.Join(d.dir, "counts.parquet")))
	_, err := evaluate.Check(t.Context(), x.terms, evaluate.Data{Dir: "../duo", Counts: [2][]string{nil, {filepath.Join(d.dir, "counts.parquet")}}}, nil)
	var problem *evidence.Problem
	if !errors.As(err, &problem) || problem.Row == 0 || problem.Column != "stage" || !strings.Contains(problem.What, "unknown value of origin") {
		t.Errorf("an unknown level in the counts: %v", err)
	}
}
