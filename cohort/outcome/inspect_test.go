package outcome

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sib/cohort"
	"sib/cohort/internal/parquettest"
	"sib/evidence"
)

// inspected inspects the people in dir, and what happened to them.
func inspected(t *testing.T, dir string, s Spec, passes int64) *Inspection {
	t.Helper()
	of := spec(dir)
	of.Year, of.Entry = "year", "entry"
	people, err := cohort.Inspect(context.Background(), of, nil)
	if err != nil {
		t.Fatal(err)
	}
	limit := int64(maxHeld)
	if passes > 1 {
		limit = ((people.Flow.Eligible[0]+people.Flow.Eligible[1])*bytesPerPerson(0) + 1000*bytesPerSpell) / passes
	}
	in, err := inspect(context.Background(), people, s, nil, limit)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// expectedCheck counts overlapping, identical and running spells by comparing all pairs.
func (w naive) expectedCheck() SpellCheck {
	count := w.expectedCount()
	out := SpellCheck{Rows: count.Rows, Unknown: count.Unknown, Outside: count.Outside}
	eligible := map[string]bool{}
	for _, p := range w.people {
		eligible[p.id] = p.eligible()
	}
	end := func(s job) string {
		if s.end == "" {
			return "9999"
		}
		return s.end
	}
	once := map[job]bool{}
	for _, s := range w.spells {
		if s.end == "" {
			out.Running++
		}
		if eligible[s.id] && once[s] {
			out.Identical++
		}
		once[s] = true
	}
	for s := range once {
		if !eligible[s.id] {
			continue
		}
		// Of different spells, one comes before: by first day, last day, and then by what else.
		for o := range once {
			before := o.start < s.start || o.start == s.start && (end(o) < end(s) || end(o) == end(s) && fmt.Sprint(o.kind, o.months) < fmt.Sprint(s.kind, s.months))
			if o.id == s.id && before && end(o) >= s.start {
				out.Overlap++
				break
			}
		}
	}
	return out
}

// Random people and spells against the naive count and against Read, in any order, in one
// pass and in many.
func TestInspectAgainstReadAndANaiveCount(t *testing.T) {
	defs := manyOutcomes()
	for k := range defs {
		defs[k].Name = fmt.Sprint("outcome ", k)
	}
	for seed := range uint64(2) {
		w := randomWorld(seed, 200)
		var before *Inspection
		for i, passes := range []int64{1, 3, 6} {
			c, of := w.shuffled(uint64(i)).store(t, parquettest.Layouts()[i*2], 1+i)
			s := Spec{defs, of, workdays()}
			in := inspected(t, c.Dir(), s, passes)
			if d := cmp.Diff((naive{w, workdays()}).expectedCheck(), *in.Spells); d != "" {
				t.Errorf("seed %d, %d passes (-want +got)\n%s", seed, passes, d)
			}
			read, err := Read(context.Background(), c, s, nil)
			if err != nil {
				t.Fatal(err)
			}
			for k, table := range read.Tables {
				var want, got [2]Known
				for p, profile := range c.Profiles {
					for arm := range 2 {
						want[arm].Eligible += profile.N[arm]
						want[arm].Incomplete += table.Incomplete[p][arm]
						want[arm].Missing += profile.N[arm] - table.Incomplete[p][arm] - table.Observed[p][arm]
					}
				}
				for _, o := range in.Outcomes {
					if o.Outcome == defs[k].Name {
						arm := slices.Index([]string{"programme", "comparison"}, o.Arm)
						if o.Cohort != 2014 {
							t.Errorf("%+v", o)
						}
						got[arm] = o.Known
					}
				}
				if want != got {
					t.Errorf("seed %d, %d passes, outcome %d: %+v, want %+v", seed, passes, k, got, want)
				}
			}
			if slices.ContainsFunc(in.Findings, func(o cohort.Observation) bool { return o.Severity == evidence.Error }) {
				t.Errorf("%+v", in.Findings)
			}
			if before != nil && cmp.Diff(before.Findings, in.Findings) != "" {
				t.Errorf("in another order:\n%s", cmp.Diff(before.Findings, in.Findings))
			}
			before = in
		}
	}
}

// flaws of a register, each in rows of its own.
var spellFlaws = []struct {
	code, column string
	edit         func(cols map[string]*parquettest.Column, row int)
}{
	{CodeSpellNoID, "id", func(c map[string]*parquettest.Column, r int) { c["id"].Values.([]string)[r] = "" }},
	{CodeSpellNoStart, "start", func(c map[string]*parquettest.Column, r int) { c["start"].Null[r] = true }},
	{CodeSpellEnds, "end", func(c map[string]*parquettest.Column, r int) {
		c["end"].Values.([]string)[r], c["end"].Null[r] = "1847-11-12", false
	}},
	{CodeSpellNotDay, "start", func(c map[string]*parquettest.Column, r int) { c["start"].Values.([]string)[r] = "tell-tale 4711" }},
	{CodeSpellMonths, "months", func(c map[string]*parquettest.Column, r int) {
		c["months"].Values.([]int64)[r], c["months"].Null[r] = -4711, false
	}},
	{"SIB-D215", "kind", func(c map[string]*parquettest.Column, r int) { c["kind"].Values.([]string)[r] = "\xff4711" }},
}

// Each defect alone, and all of them at once, with its number of rows and its first row.
func TestInspectFindsBadSpells(t *testing.T) {
	w := world{people: []someone{{id: "secret-1", age: 30, arm: 1, year: 2014, entry: "2014-03-10"}, {id: "secret-2", age: 30, arm: 0, year: 2014, entry: "2014-03-10"}}}
	for i := range 400 {
		w.spells = append(w.spells, job{id: fmt.Sprintf("secret-%d", i%3), start: cohort.Day(16000 + i).String(), end: cohort.Day(16000 + i).String(), kind: "job", months: 3})
	}
	d := yearOf(Spells{Condition: Begins, Kinds: []string{"job"}, LeastMonths: 1})
	for alone := range len(spellFlaws) + 1 {
		c, of := w.store(t, parquettest.Layout{}, 1)
		cols := spellColumns(w.spells)
		named := map[string]*parquettest.Column{}
		for i := range cols {
			if cols[i].Null == nil {
				cols[i].Null = make([]bool, len(w.spells))
			}
			named[cols[i].Name] = &cols[i]
		}
		bad := int64(0)
		for i, f := range spellFlaws {
			for k := range i + 1 {
				if alone == i || alone == len(spellFlaws) {
					f.edit(named, 20*i+40*k+7+i)
					bad++
				}
			}
		}
		parquettest.Write(t, filepath.Join(c.Dir(), of.Files[0]), parquettest.Layout{GroupRows: 64, Dictionary: alone%2 == 0}, cols...)
		in := inspected(t, c.Dir(), Spec{[]Definition{d}, of, nil}, 1)
		for i, f := range spellFlaws {
			got := slices.DeleteFunc(slices.Clone(in.Findings), func(o cohort.Observation) bool { return o.Code != f.code })
			switch want := alone == i || alone == len(spellFlaws); {
			case !want && len(got) == 0:
			case len(got) != 1 || !want || got[0].Count != int64(i+1) || got[0].FirstRow != int64(20*i+8+i) || got[0].Column != f.column || got[0].File != of.Files[0] || got[0].Remedy == "":
				t.Errorf("%d, %s: %+v", alone, f.code, got)
			}
		}
		if in.Spells.Unusable != bad {
			t.Errorf("%d: %d unusable, want %d", alone, in.Spells.Unusable, bad)
		}
		b, err := json.Marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		for _, tell := range []string{"secret", "4711", "1847", "2013-10", "placed"} {
			if strings.Contains(string(b), tell) {
				t.Errorf("%q is told: %s", tell, b)
			}
		}
	}
}

// What is wrong with outcome columns, follow-ups and the calendar, all at once.
func TestInspectFindsBadOutcomes(t *testing.T) {
	w := world{}
	for i := range 120 {
		w.people = append(w.people, someone{id: fmt.Sprintf("secret-%d", i), age: 30 + 10*int64(i/100), arm: int64(i % 2), year: 2014, entry: "2014-03-10", noOutcome: i%10 == 3})
	}
	w.people[7].entry, w.people[8].entry = "2016-01-01", "2013-12-31"
	c, of := w.store(t, parquettest.Layout{GroupRows: 50}, 1)
	cols := w.peopleColumns()
	values := make([]int64, 120)
	values[5], values[105] = 4711, 4711 // whoever it is
	cols = append(cols[:5:5], parquettest.Column{Name: "placed", Values: values, Null: cols[5].Null}, parquettest.Column{Name: "words", Values: make([]string, 120)})
	parquettest.Write(t, filepath.Join(c.Dir(), "people.parquet"), parquettest.Layout{GroupRows: 50}, cols...)
	follow := &FollowUp{12, cohort.DayOf(2016, 6, 30)}
	spells := func(s Spells, m cohort.Missing) Definition {
		return Definition{Name: "by spells", Missing: m, FollowUp: follow, Spells: &s}
	}
	in := inspected(t, c.Dir(), Spec{[]Definition{
		{Name: "placement", Column: "placed", Missing: cohort.Refuse, FollowUp: follow},
		{Name: "again", Column: "placed", Missing: cohort.Exclude},
		{Name: "words", Column: "words", Missing: cohort.Exclude},
		{Name: "nothing", Column: "plced", Missing: cohort.Exclude},
		spells(Spells{Condition: WorkingDays, AtLeast: 3, Without: Unknown}, cohort.Refuse),
	}, of, workdays()}, 1)
	got := map[string]int64{}
	for _, o := range in.Findings {
		got[o.Code] += o.Count
	}
	want := map[string]int64{
		CodeNotBinary: 4, CodeMissing: 10, CodeWrongType: 0, "SIB-D107": 0, CodeIncomplete: 2, // two outcomes each
		CodeSilent: 99, CodeCalendar: 1, CodeGaps: 10, CodeUnevenGaps: 10,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s%+v", d, in.Findings)
	}
	b, _ := json.Marshal(in)
	if s := string(b); strings.Contains(s, "4711") || strings.Contains(s, "secret") || strings.Contains(s, "2013") {
		t.Errorf("a row is told: %s", s)
	}
}

// A register of other pseudonyms is a warning.
func TestInspectFindsAForeignRegister(t *testing.T) {
	w := one("2014-03-10", job{id: "hashed", start: "2014-04-01", kind: "job", months: 1})
	w.spells[0].id = "hashed"
	c, of := w.store(t, parquettest.Layout{}, 1)
	in := inspected(t, c.Dir(), Spec{[]Definition{yearOf(Spells{Condition: Begins})}, of, nil}, 1)
	var codes []string
	for _, o := range in.Findings {
		codes = append(codes, string(o.Severity)+" "+o.Code)
	}
	if !slices.Equal(codes, []string{"warning " + CodeRegisterUnknown, "note " + CodeSpellRunning}) {
		t.Errorf("%v", codes)
	}
}
