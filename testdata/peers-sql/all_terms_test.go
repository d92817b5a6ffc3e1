package peers

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"
	"testing"

	"sib/cohort"
	"sib/cohort/outcome"
	"sib/counts/sql"
)

func ptr(x float64) *float64 { return &x }

func day(s string) cohort.Day {
	d, err := cohort.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

// hostile is a label that wants to be more than a label.
const hostile = `l'ab"el\ -- ;`

// everything is terms with all that a contract can say of people and outcomes.
func everything() (cohort.Spec, outcome.Spec) {
	until := &outcome.FollowUp{Months: 12, Until: day("2016-01-31")}
	spells := func(c outcome.Condition, without outcome.Without, change func(*outcome.Spells)) outcome.Definition {
		s := &outcome.Spells{Condition: c, Without: without}
		if change != nil {
			change(s)
		}
		return outcome.Definition{Missing: cohort.Exclude, FollowUp: until, Spells: s}
	}
	return cohort.Spec{
			ID: "id", Entry: "entry", Years: []int{2014, 2015},
			Windows: []cohort.Window{{Year: 2014, From: day("2013-09-01"), Until: day("2014-08-31")}, {Year: 2015, From: day("2014-10-01"), Until: day("2015-08-31")}},
			Covariates: []cohort.Covariate{
				{Name: `qual"if' ication`, Column: `dip"lo' ma`, Kind: cohort.Category, Missing: cohort.Level, Map: map[string]string{"Bac+3": hostile, "B'ac": "medium"}, Levels: []string{hostile, "medium", "low"}},
				{Name: "stage", Column: "pay", Kind: cohort.Category, Missing: cohort.Exclude, Bands: []cohort.Band{{Name: "some", AtLeast: ptr(0), Below: ptr(1000.5)}, {Name: "more", AtLeast: ptr(1000.5), AtMost: ptr(2000)}, {Name: "most", AtLeast: ptr(2001)}}},
				{Name: "age", Column: "born", Kind: cohort.Age, Missing: cohort.Exclude},
				{Name: "score", Column: "score", Kind: cohort.Number, Missing: cohort.Exclude},
			},
			Traits: []cohort.Covariate{{Name: "registered", Column: "registered", Kind: cohort.Category, Missing: cohort.Exclude}},
			Eligibility: []cohort.Rule{
				{ID: "registered", Covariate: "registered", OneOf: []string{"true"}},
				{ID: "adult", Covariate: "age", Min: ptr(18), Max: ptr(33)},
				{ID: "low", Covariate: `qual"if' ication`, NoneOf: []string{"low"}},
			},
		}, outcome.Spec{
			Outcomes: []outcome.Definition{
				spells(outcome.WorkingDays, outcome.NotPlaced, func(s *outcome.Spells) { s.AtLeast, s.Kinds = 20, []string{"job", hostile} }),
				spells(outcome.CalendarDays, outcome.Unknown, func(s *outcome.Spells) { s.AtLeast = 30 }),
				spells(outcome.EmployedAt, outcome.NotPlaced, func(s *outcome.Spells) { s.Month = 12 }),
				spells(outcome.EmployedAt, outcome.NotPlaced, func(s *outcome.Spells) { s.Month, s.LeastMonths = 6, 3 }),
				spells(outcome.Begins, outcome.Unknown, nil),
				{Column: "placed", Missing: cohort.Exclude, FollowUp: until},
				{Column: "placed", Missing: cohort.Exclude},
			},
			Spells: &outcome.SpellFiles{ID: "who", Start: "from", End: "to", Kind: "kind", Months: "months"},
			Calendar: &outcome.Calendar{Week: [7]bool{1: true, 2: true, 3: true, 4: true, 5: true}, From: day("2013-09-01"), Until: day("2016-12-31"),
				Holidays: []cohort.Day{day("2014-01-01"), day("2014-04-21"), day("2014-05-01"), day("2015-01-01"), day("2015-08-15")}},
		}
}

// people makes n people and their spells. Odd ones were born on a timestamp.
func people(n int, r *rand.Rand) (p, spells table) {
	p.columns = []string{"id", "entry", `dip"lo' ma`, "pay", "born", "score", "registered", "placed"}
	p.types = []string{"varchar", "date", "varchar", "integer", "timestamp", "double", "boolean", "tinyint"}
	spells.columns, spells.types = []string{"who", "from", "to", "kind", "months"}, []string{"varchar", "date", "varchar", "varchar", "integer"}
	or := func(chance int, s string) string {
		if r.IntN(chance) == 0 {
			return null
		}
		return s
	}
	for i := range n {
		entry := day("2013-07-01") + cohort.Day(r.IntN(900))
		if r.IntN(20) == 0 {
			entry = []cohort.Day{day("2014-02-28"), day("2014-08-31"), day("2014-09-01"), day("2015-01-31"), day("2015-02-01"), day("2013-09-01")}[r.IntN(6)]
		}
		y, m, d := entry.Date()
		born := cohort.DayOf(y-17-r.IntN(18), m, d) + cohort.Day(r.IntN(5)-2)
		id := fmt.Sprintf("p%04d", i)
		p.rows = append(p.rows, []string{id, entry.String(), or(8, []string{"Bac+3", "B'ac", "low", "medium", hostile}[r.IntN(5)]), or(9, fmt.Sprint([]int{0, 999, 1000, 1001, 2000, 2001, 5000}[r.IntN(7)])),
			or(15, born.String()+" 13:00:00"), or(15, fmt.Sprint(float64(r.IntN(4))/10)), or(9, fmt.Sprint(r.IntN(9) > 0)), or(7, fmt.Sprint(r.IntN(2)))})
		for range r.IntN(4) {
			start := entry + cohort.Day(r.IntN(460)-60)
			spells.rows = append(spells.rows, []string{id, start.String(), or(6, (start + cohort.Day(r.IntN(60))).String()), or(9, []string{"job", "course", hostile}[r.IntN(3)]), or(9, fmt.Sprint(r.IntN(7)))})
		}
	}
	spells.rows = append(spells.rows, []string{"nobody", "2014-01-01", null, "job", "3"})
	return p, spells
}

// byHand counts person by person and day by day, from the words of the terms.
func byHand(arm string, p, spells table) map[string]int {
	spec, outcomes := everything()
	of := map[string][][]string{}
	for _, s := range spells.rows {
		of[s[0]] = append(of[s[0]], s)
	}
	out := map[string]int{}
	for _, r := range p.rows {
		entry := day(r[1])
		year := ""
		for _, w := range spec.Windows {
			if entry >= w.From && entry <= w.Until {
				year = fmt.Sprint(w.Year)
			}
		}
		diploma := map[string]string{null: "(missing)", "Bac+3": hostile, "B'ac": "medium"}[r[2]]
		if diploma == "" {
			diploma = r[2]
		}
		band := map[string]string{"0": "some", "999": "some", "1000": "some", "1001": "more", "2000": "more", "2001": "most", "5000": "most"}[r[3]]
		age := -1
		if r[4] != null {
			age = day(r[4][:10]).AgeOn(entry)
		}
		stage := "eligible"
		switch {
		case r[3] == null:
			stage = "missing:stage"
		case r[4] == null:
			stage = "missing:age"
		case r[5] == null:
			stage = "missing:score"
		case r[6] == null:
			stage = "missing:registered"
		case r[6] != "true":
			stage = "rule:registered"
		case age < 18 || age > 33:
			stage = "rule:adult"
		case diploma == "low":
			stage = "rule:low"
		case year == "":
			stage = "year"
		}
		if stage != "eligible" {
			out[strings.Join([]string{stage, arm, year, "", "", "", ""}, "|")]++
			continue
		}
		key := strings.Join([]string{stage, arm, year, diploma, band, fmt.Sprint(age), r[5]}, "|")
		out[key]++
		for k, o := range outcomes.Outcomes {
			for _, what := range happened(o, outcomes.Calendar, entry, r[7], of[r[0]]) {
				out[fmt.Sprintf("%s|%s_%d", key, what, k+1)]++
			}
		}
	}
	return out
}

// happened says under what a person counts: observed, placed, incomplete.
func happened(o outcome.Definition, calendar *outcome.Calendar, entry cohort.Day, placed string, spells [][]string) []string {
	end := cohort.Day(1 << 30)
	if o.FollowUp != nil {
		end = entry.AddMonths(12) - 1
		asked := end
		if o.Spells != nil && o.Spells.Condition == outcome.EmployedAt {
			asked = max(end, entry.AddMonths(o.Spells.Month))
		}
		if asked > o.FollowUp.Until {
			return []string{"incomplete"}
		}
	}
	success := placed == "1"
	if o.Spells == nil {
		if placed == null {
			return nil
		}
	} else {
		if len(spells) == 0 && o.Spells.Without == outcome.Unknown {
			return nil
		}
		success = met(o.Spells, calendar, entry, end, spells)
	}
	if success {
		return []string{"observed", "placed"}
	}
	return []string{"observed"}
}

func met(s *outcome.Spells, calendar *outcome.Calendar, entry, end cohort.Day, spells [][]string) bool {
	at := entry.AddMonths(s.Month)
	days, began, employed := map[cohort.Day]bool{}, false, false
	for _, x := range spells {
		if len(s.Kinds) > 0 && !slices.Contains(s.Kinds, x[3]) || s.LeastMonths > 0 && (x[4] == null || x[4] < fmt.Sprint(s.LeastMonths)) {
			continue
		}
		from, to := day(x[1]), cohort.Day(1<<30)
		if x[2] != null {
			to = day(x[2])
		}
		began = began || from >= entry && from <= end
		employed = employed || from <= at && at <= to
		for d := max(from, entry); d <= min(to, end); d++ {
			if s.Condition == outcome.CalendarDays || calendar.Week[d.Weekday()] && !slices.Contains(calendar.Holidays, d) {
				days[d] = true
			}
		}
	}
	switch s.Condition {
	case outcome.Begins:
		return began
	case outcome.EmployedAt:
		return employed
	}
	return len(days) >= s.AtLeast
}

func ask(t *testing.T, e engine, change func(*cohort.Spec, *outcome.Spec)) [][]string {
	t.Helper()
	spec, outcomes := everything()
	if change != nil {
		change(&spec, &outcomes)
	}
	q := sql.Query{Dialect: e.dialect(), People: spec, Outcomes: outcomes, Arms: both}
	q.Tables = sql.Sources[string]{Arm: [2]string{"programme", "comparison"}, Spells: "spells"}
	if d, ok := e.(duck); ok {
		q.Files = sql.Sources[[]string]{Arm: [2][]string{{d.file("programme")}, {d.file("comparison")}}, Spells: []string{d.file("spells")}}
	}
	text, err := q.Text()
	if err != nil {
		t.Fatal(err)
	}
	return e.rows(t, text)
}

func TestAllTermsAgainstCountingByHand(t *testing.T) {
	p, s := people(900, rand.New(rand.NewPCG(3, 1)))
	programme := table{p.columns, p.types, p.rows[:200]}
	comparison := table{p.columns, p.types, p.rows[200:]}
	want := byHand("comparison", comparison, s)
	for k, n := range byHand("programme", programme, s) {
		want[k] += n
	}
	for _, e := range engines(t) {
		e.load(t, "programme", programme)
		e.load(t, "comparison", comparison)
		e.load(t, "spells", s)
		rows := ask(t, e, nil)
		if h := strings.Join(rows[0][:8], "|"); h != `stage|arm|cohort|qual"if' ication|covariate:stage|age|score|people` {
			t.Errorf("header %s", h)
		}
		got := map[string]int{}
		for _, r := range rows[1:] {
			key := strings.Join(r[:7], "|")
			for i, name := range rows[0][7:] {
				var n int
				fmt.Sscan(r[7+i], &n)
				if name == "people" {
					got[key] += n
				} else if n > 0 {
					got[key+"|"+name] += n
				}
			}
		}
		compare(t, string(e.dialect()), want, got)
	}
}

// compare shows the first differences, and makes sure that everything occurred.
func compare(t *testing.T, where string, want, got map[string]int) {
	t.Helper()
	sums := map[string]int{}
	keys := map[string]bool{}
	for k, n := range want {
		keys[k] = true
		sums[k[strings.LastIndex(k, "|")+1:]] += n
		sums[k[:strings.Index(k, "|")]] += n
	}
	for k := range got {
		keys[k] = true
	}
	for _, name := range []string{"placed_1", "placed_2", "placed_3", "placed_4", "placed_5", "placed_6", "placed_7", "incomplete_1", "incomplete_3", "incomplete_6", "missing:stage", "missing:registered", "rule:adult", "rule:low", "year"} {
		if sums[name] < 5 {
			t.Errorf("%s: only %d times: the test is too weak", name, sums[name])
		}
	}
	for i := range 7 {
		if k := i + 1; sums[fmt.Sprintf("placed_%d", k)] == sums[fmt.Sprintf("observed_%d", k)] {
			t.Errorf("outcome %d: everybody is placed", k)
		}
	}
	bad := 0
	all := make([]string, 0, len(keys))
	for k := range keys {
		all = append(all, k)
	}
	sort.Strings(all)
	for _, k := range all {
		if want[k] != got[k] && bad < 8 {
			bad++
			t.Errorf("%s: %s: %d, want %d", where, k, got[k], want[k])
		}
	}
}
