package cohort

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sib/cohort/internal/parquettest"
)

func badRegister() []bad {
	const n = 200
	list := someEntrants(n, 1)
	good := register(list)
	text := func(row int, s string) func(*parquettest.Column) {
		return func(c *parquettest.Column) {
			c.Values.([]string)[row] = s
			if c.Null != nil {
				c.Null[row] = false
			}
		}
	}
	number := func(row int, x float64) func(*parquettest.Column) {
		return func(c *parquettest.Column) { c.Values.([]float64)[row], c.Null[row] = x, false }
	}
	of := func(name string, values any) []parquettest.Column {
		return replace(good, parquettest.Column{Name: name, Values: values})
	}
	dates := make([]parquettest.Date, n)
	return []bad{
		{name: "entry missing", cols: at(good, "entry", null(70)), row: 71, column: "entry", says: "the day of entry is missing"},
		{name: "entry unreadable", cols: at(good, "entry", text(71, "10/03/2014")), row: 72, column: "entry", says: "not a day such as 2014-03-10"},
		{name: "entry in February", cols: at(good, "entry", text(71, "2014-02-29")), row: 72, column: "entry", says: "not a day"},
		{name: "entry with a time", cols: at(good, "entry", text(71, "2014-03-10T00:00:00")), row: 72, column: "entry", says: "not a day"},
		{name: "entry empty", cols: at(good, "entry", text(71, "")), row: 72, column: "entry", says: "null for a missing day"},
		{name: "entry as integer", cols: of("entry", make([]int64, n)), column: "entry", says: "write days as dates, timestamps or text"},
		{name: "entry as number", cols: of("entry", make([]float64, n)), column: "entry", says: "cannot hold the day of entry"},
		{name: "no entry column", cols: good, edit: func(s *Spec) { s.Entry = "entri" }, column: "entri", says: `did you mean "entry"?`},
		{name: "entry is the id", cols: good, edit: func(s *Spec) { s.Entry = "id" }, column: "id", says: "also used for something else"},
		{name: "nobody in a window", cols: good, edit: func(s *Spec) {
			s.Windows = append(s.Windows, Window{Year: 2019, From: DayOf(2019, 1, 1), Until: DayOf(2019, 1, 31)})
			s.Years = append(s.Years, 2019)
		}, column: "entry", says: "no eligible programme person in cohort year 2019"},
		{name: "birth unreadable", cols: at(good, "birth", text(140, "1990")), row: 141, column: "birth", says: "not a day"},
		{name: "birth after entry", cols: at(good, "birth", text(140, "2019-01-01")), row: 141, column: "birth", says: "after entry"},
		{name: "birth long ago", cols: at(good, "birth", text(140, "1880-01-01")), row: 141, column: "birth", says: "older than 130"},
		{name: "birth as boolean", cols: of("birth", make([]bool, n)), column: "birth", says: "of kind age needs days of birth"},
		{name: "birth as number", cols: of("birth", make([]float64, n)), column: "birth", says: "kind: integer"},
		{name: "birth without entry", cols: good, edit: func(s *Spec) { s.Entry, s.Windows, s.Years = "", nil, []int{2014} }, column: "birth", says: "data.entry"},
		{name: "date of birth without entry", cols: of("birth", dates), edit: func(s *Spec) { s.Entry, s.Windows, s.Years = "", nil, []int{2014} }, column: "birth", says: "year of birth as an integer"},
		{name: "birth is the entry", cols: good, edit: func(s *Spec) { s.Covariates[0].Column = "entry" }, column: "entry", says: "an age from the column of the day of entry"},
		{name: "birth is the id", cols: good, edit: func(s *Spec) { s.Covariates[0].Column = "id" }, column: "id", says: "also used for something else"},
		{name: "date as category", cols: of("diploma", dates), column: "diploma", says: "kind: age"},
		{name: "date as trait", cols: of("seeking", dates), column: "seeking", says: "the column is a date"},
		{name: "number in no band", cols: at(good, "income", number(199, 0.25)), row: 200, column: "income", says: "in no band: there are none, some, more"},
		{name: "text in bands", cols: of("income", make([]string, n)), column: "income", says: "of kind category with bands needs numbers"},
		{name: "band not listed", cols: good, edit: func(s *Spec) { s.Covariates[2].Levels = []string{"none", "some", "mor"} }, column: "income", says: `a band makes "more", which is not one of its levels`},
		{name: "name not listed", cols: good, edit: func(s *Spec) { s.Covariates[1].Map["BTS"] = "hihg" }, column: "diploma", says: `a map makes "hihg"`},
		{name: "value not renamed", cols: at(good, "diploma", text(100, "bac+3")), row: 101, column: "diploma", says: `did you mean "Bac+3"?`},
		{name: "trait of no column", cols: good, edit: func(s *Spec) { s.Traits[0].Column = "registred" }, column: "registred", says: `did you mean "registered"?`},
		{name: "trait is the id", cols: good, edit: func(s *Spec) { s.Traits[0].Column = "id" }, column: "id", says: "also used for something else"},
		{name: "two traits of one name", cols: good, edit: func(s *Spec) { s.Traits[1].Name = "registered" }, column: "seeking", says: "name or id of its own"},
		{name: "trait of text", cols: of("seeking", make([]string, n)), column: "seeking", says: "of kind integer needs integers"},
	}
}

func TestReadRefusesBadRegisters(t *testing.T) {
	for _, tt := range badRegister() {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			parquettest.Write(t, filepath.Join(dir, "people.parquet"), parquettest.Layout{Dictionary: true, GroupRows: 64}, tt.cols...)
			spec := entrants(dir)
			if tt.edit != nil {
				tt.edit(&spec)
			}
			p := refused(t, spec)
			if p.Row != tt.row || p.Column != tt.column || !strings.Contains(p.Error(), tt.says) {
				t.Errorf("got row %d, column %q: %v", p.Row, p.Column, p)
			}
			for _, private := range []string{"10/03/2014", "2014-02-29", "2019-01-01", "1880", "0.25"} {
				if strings.Contains(p.Error(), private) {
					t.Errorf("the message tells %q: %v", private, p)
				}
			}
		})
	}
}

// The caller's spec is neither changed nor kept.
func TestReadLeavesBandsAndMapsAlone(t *testing.T) {
	dir := t.TempDir()
	parquettest.Write(t, filepath.Join(dir, "people.parquet"), parquettest.Layout{}, register(someEntrants(400, 1))...)
	s := entrants(dir)
	c := mustRead(t, s)
	before := profilesByLabel(c)
	s.Covariates[1].Map["Bac"], *s.Covariates[2].Bands[1].AtLeast, s.Windows[0].Year = "low", 7000, 1999
	s.Traits[0].Column = "nothing"
	if slices.ContainsFunc(c.Parts(), func(p Part) bool { _, err := p.Rows(); return err != nil }) || c.Domains[1].Map["Bac"] != "medium" || *c.Domains[2].Bands[1].AtLeast != 0.5 {
		t.Error("the cohort shares memory with the spec")
	}
	if len(before) != len(c.Profiles) {
		t.Errorf("%d profiles, %d by label", len(c.Profiles), len(before))
	}
}
