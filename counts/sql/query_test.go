package sql

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"sib/cohort"
	"sib/cohort/outcome"
)

var update = flag.Bool("update", false, "write the golden files")

func ptr(x float64) *float64 { return &x }

func day(t *testing.T, s string) cohort.Day {
	t.Helper()
	d, err := cohort.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// everything is terms with all that a contract can say; each name and label is marked.
func everything(t *testing.T, d Dialect, mark string) Query {
	t.Helper()
	until := &outcome.FollowUp{Months: 12, Until: day(t, "2016-01-31")}
	told := func(s outcome.Spells) outcome.Definition {
		return outcome.Definition{Missing: cohort.Exclude, FollowUp: until, Spells: &s}
	}
	kinds := []string{"job" + mark}
	return Query{
		Dialect: d, Arms: []cohort.Arm{cohort.Programme, cohort.Comparison},
		Files:  Sources[[]string]{Arm: [2][]string{{"programme" + mark + ".parquet"}, {"comparison" + mark + "/"}}, Spells: []string{"spells" + mark + ".parquet"}},
		Tables: Sources[string]{Arm: [2]string{"programme" + mark, "register.comparison" + mark}, Spells: "spells" + mark},
		People: cohort.Spec{
			ID: "id" + mark, Entry: "entry" + mark, Years: []int{2014, 2015},
			Windows: []cohort.Window{{Year: 2014, From: day(t, "2013-09-01"), Until: day(t, "2014-08-31")}, {Year: 2015, From: day(t, "2014-09-01"), Until: day(t, "2015-08-31")}},
			Covariates: []cohort.Covariate{
				{Name: "qualification" + mark, Column: "diploma" + mark, Kind: cohort.Category, Missing: cohort.Level, Map: map[string]string{"Bac+3" + mark: "high" + mark}, Levels: []string{"high" + mark, "low" + mark}},
				{Name: "band" + mark, Column: "pay" + mark, Kind: cohort.Category, Missing: cohort.Exclude, Bands: []cohort.Band{{Name: "some" + mark, AtLeast: ptr(0), Below: ptr(0.1)}, {Name: "most" + mark, AtLeast: ptr(0.1)}}},
				{Name: "age", Column: "born" + mark, Kind: cohort.Age, Missing: cohort.Refuse},
				{Name: "children", Column: "children" + mark, Kind: cohort.Integer, Missing: cohort.Exclude},
				{Name: "score", Column: "score" + mark, Kind: cohort.Number, Missing: cohort.Exclude},
			},
			Traits:      []cohort.Covariate{{Name: "registered" + mark, Column: "registered" + mark, Kind: cohort.Category, Missing: cohort.Refuse}},
			Eligibility: []cohort.Rule{{ID: "registered" + mark, Covariate: "registered" + mark, OneOf: []string{"true" + mark}}, {ID: "adult", Covariate: "age", Min: ptr(18), Max: ptr(33)}, {ID: "few", Covariate: "children", NoneOf: []string{"9"}}},
		},
		Outcomes: outcome.Spec{
			Outcomes: []outcome.Definition{
				told(outcome.Spells{Condition: outcome.WorkingDays, AtLeast: 90, Kinds: kinds, Without: outcome.NotPlaced}),
				told(outcome.Spells{Condition: outcome.CalendarDays, AtLeast: 30, Without: outcome.Unknown}),
				told(outcome.Spells{Condition: outcome.EmployedAt, Month: 6, LeastMonths: 3, Without: outcome.NotPlaced}),
				told(outcome.Spells{Condition: outcome.Begins, Without: outcome.NotPlaced}),
				{Column: "placed" + mark, Missing: cohort.Exclude},
			},
			Spells:   &outcome.SpellFiles{ID: "who" + mark, Start: "from" + mark, End: "to" + mark, Kind: "kind" + mark, Months: "months" + mark},
			Calendar: &outcome.Calendar{Week: [7]bool{1: true, 2: true, 3: true, 4: true, 5: true}, From: day(t, "2013-09-01"), Until: day(t, "2016-12-31"), Holidays: []cohort.Day{day(t, "2014-01-01")}},
		},
	}
}

func TestGolden(t *testing.T) {
	for _, d := range Dialects {
		got, err := everything(t, d, "").Text()
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("testdata", string(d)+".sql")
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs from %s: look at the difference, then run go test -update", d, path)
		}
	}
}

// quoted finds what a dialect reads as a quoted name or text.
var quoted = map[Dialect]*regexp.Regexp{
	DuckDB:   regexp.MustCompile(`'(?:[^']|'')*'|"(?:[^"]|"")*"`),
	Postgres: regexp.MustCompile(`'(?:[^']|'')*'|"(?:[^"]|"")*"`),
	Trino:    regexp.MustCompile(`'(?:[^']|'')*'|"(?:[^"]|"")*"`),
	Spark:    regexp.MustCompile("'(?s:[^'\\\\]|\\\\.)*'|`(?:[^`]|``)*`"),
}

// Without what is quoted, a query with hostile names is the query with tame ones.
func TestHostileNamesStayInTheirQuotes(t *testing.T) {
	for _, d := range Dialects {
		for _, mark := range []string{`'`, `''`, `"`, `""`, "`", `\`, `\'`, `\\'`, `'; drop table people; --`, "\n-- x\n", `*/ /*`, "%s%d", `é(`} {
			bare := func(mark string) string {
				text, err := everything(t, d, mark).Text()
				if err != nil {
					t.Fatal(err)
				}
				return quoted[d].ReplaceAllString(text, "Q")
			}
			if tame, got := bare("x"), bare(mark); got != tame {
				t.Errorf("%s: the mark %q changes the query outside quotes", d, mark)
			}
		}
	}
}

func TestQueriesThatCannotBe(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Query)
		want   string
	}{
		"dialect":  {func(q *Query) { q.Dialect = "oracle" }, `unknown dialect "oracle"`},
		"NUL":      {func(q *Query) { q.People.ID = "a\x00b" }, "NUL"},
		"capitals": {func(q *Query) { q.People.Covariates[1].Name = "AGE" }, "but for capitals"},
		"calendar": {func(q *Query) { q.Outcomes.Calendar = nil }, "need a calendar"},
	} {
		q := everything(t, DuckDB, "")
		c.change(&q)
		if _, err := q.Text(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A query is short where the terms are: nothing is asked that nothing tells.
func TestPlainTerms(t *testing.T) {
	q := Query{Dialect: Postgres, Arms: []cohort.Arm{cohort.Comparison}, Tables: Sources[string]{Arm: [2]string{"", "a.b"}},
		People:   cohort.Spec{ID: "id", Years: []int{2014}, Covariates: []cohort.Covariate{{Name: "age", Column: "age", Kind: cohort.Integer, Missing: cohort.Exclude}}},
		Outcomes: outcome.Spec{Outcomes: []outcome.Definition{{Column: "placed", Missing: cohort.Exclude}}}}
	text, err := q.Text()
	if err != nil {
		t.Fatal(err)
	}
	for _, none := range []string{"spells", "entry", "told", "calendar", "programme group", "'year'"} {
		if strings.Contains(text, none) {
			t.Errorf("the query speaks of %q", none)
		}
	}
	if !strings.Contains(text, `from "a"."b"`) || !strings.Contains(text, "cast(2014 as bigint) as entered") {
		t.Errorf("the query:\n%s", text)
	}
}
