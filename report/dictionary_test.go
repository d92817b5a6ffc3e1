package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xitongsys/parquet-go-source/buffer"
	"github.com/xitongsys/parquet-go/reader"

	"sib/evaluate"
)

// weightedDuo is the founding case under a design that weights people one by one.
func weightedDuo() *evaluate.Evaluation {
	e := duo()
	for _, y := range e.Contract.Cohorts {
		e.Weighted = append(e.Weighted, evaluate.WeightedSums{Year: y, N: [2]int64{10, 40}, Events: [2]int64{4, 13}, W: [2]float64{10, 10}, WEvents: [2]float64{4, 3.25}, W2: [2]float64{10, 2.5}, Target: 10})
	}
	return e
}

// flowPart is the data of a figure that goes on from another.
var flowPart = regexp.MustCompile(`^figures/flow-[0-9]+\.csv$`)

// Every column of every table that is written is described, in its order, and none other;
// every cell is of the type that is described.
func TestDictionaryIsOfTheFiles(t *testing.T) {
	described, seen := map[string]TableDescription{}, map[string]bool{}
	for _, d := range Dictionary() {
		if described[d.Name].Name != "" {
			t.Errorf("%s is described twice", d.Name)
		}
		described[d.Name] = d
	}
	makes := []func() *evaluate.Evaluation{weightedDuo}
	for _, c := range cases {
		makes = append(makes, c.make)
	}
	for _, make := range makes {
		e := make()
		f := newFigures(told(e))
		files, err := dataFiles(told(e), f)
		if err != nil {
			t.Fatal(err)
		}
		checkAnnex(t, told(e), f, files)
		for name, b := range files {
			if flowPart.MatchString(name) {
				name = "figures/flow.csv"
			}
			d, ok := described[name]
			if !ok {
				t.Errorf("%s is not described", name)
				continue
			}
			seen[name] = true
			checkTable(t, d, rowsOf(t, name, b))
		}
	}
	for name := range described {
		if !seen[name] {
			t.Errorf("%s is described, but no fixture writes it", name)
		}
	}
}

// checkAnnex holds the annex to name each table that the run writes, once, and no other.
func checkAnnex(t *testing.T, e account, f figures, files map[string][]byte) {
	t.Helper()
	var named, written []string
	for _, b := range tablesDictionary(e, f) {
		if table, ok := b.(Table); ok {
			for _, r := range table.Rows {
				named = append(named, r.Cells[0])
			}
		}
	}
	for name := range files {
		if !flowPart.MatchString(name) {
			written = append(written, name)
		}
	}
	slices.Sort(named)
	slices.Sort(written)
	if !slices.Equal(named, written) {
		t.Errorf("the annex names %q, the run writes %q", named, written)
	}
}

// What programs read is what the dictionary says, with every type that columns have.
func TestDictionaryJSON(t *testing.T) {
	b, err := DictionaryJSON()
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Version string             `json:"schema_version"`
		Types   []TypeDescription  `json:"types"`
		Tables  []TableDescription `json:"tables"`
	}
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(Dictionary(), got.Tables); d != "" || got.Version != DictionaryVersion {
		t.Errorf("version %q, tables (-dictionary +JSON):\n%s", got.Version, d)
	}
	used, told := map[ColumnType]bool{}, map[ColumnType]bool{}
	for _, d := range got.Tables {
		for _, c := range d.Columns {
			used[c.Type] = true
		}
	}
	for _, ty := range got.Types {
		told[ty.Name] = ty.Written != ""
	}
	if d := cmp.Diff(used, told); d != "" {
		t.Errorf("types (-of columns +described):\n%s", d)
	}
}

// rowsOf is a table with its header.
func rowsOf(t *testing.T, name string, b []byte) [][]string {
	t.Helper()
	if strings.HasSuffix(name, ".csv") {
		rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	file, err := reader.NewParquetReader(buffer.NewBufferFileFromBytes(b), nil, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer file.ReadStop()
	var head []string
	for _, e := range file.SchemaHandler.Infos[1:] { // as the file has them, not as stratumRow does
		head = append(head, e.ExName)
	}
	r, err := reader.NewParquetReader(buffer.NewBufferFileFromBytes(b), new(stratumRow), 1)
	if err != nil {
		t.Fatal(err)
	}
	defer r.ReadStop()
	strata := make([]stratumRow, r.GetNumRows())
	if err := r.Read(&strata); err != nil {
		t.Fatal(err)
	}
	rows := [][]string{head}
	for _, s := range strata {
		rows = append(rows, []string{strconv.Itoa(int(s.Year)), s.Stratum, intCell(s.ProgrammeN), intCell(s.ProgrammeEvents), intCell(s.ComparisonN), intCell(s.ComparisonEvents)})
	}
	return rows
}

// values are how cells of a type are written; a cell may be empty.
var values = map[ColumnType]*regexp.Regexp{
	ColumnText:    regexp.MustCompile(``),
	ColumnInteger: regexp.MustCompile(`^([0-9]+)?$`),
	ColumnNumber:  regexp.MustCompile(`^(-?[0-9]+(\.[0-9]+)?|NaN)?$`), // the hostile fixture has an interval that is none
	ColumnExact:   regexp.MustCompile(`^(-?[0-9]+(\.[0-9]+|/[0-9]+)?…?|true|false)?$`),
	ColumnAmount:  regexp.MustCompile(`^(-?[0-9]+(\.[0-9]+|/[0-9]+)?)?$`),
	ColumnBoolean: regexp.MustCompile(`^(true|false)$`),
	ColumnCohort:  regexp.MustCompile(`^([0-9]{4}|pooled)?$`),
}

func checkTable(t *testing.T, d TableDescription, rows [][]string) {
	t.Helper()
	var names []string
	for _, c := range d.Columns {
		names = append(names, c.Name)
		if (c.Unit == "") != (c.Type == ColumnText || c.Type == ColumnBoolean) {
			t.Errorf("%s, %s: a column of type %s has the unit %q", d.Name, c.Name, c.Type, c.Unit)
		}
		if c.Meaning == "" || d.Meaning == "" || d.Row == "" || values[c.Type] == nil {
			t.Errorf("%s, %s: incomplete", d.Name, c.Name)
		}
	}
	if !slices.Equal(names, rows[0]) {
		t.Errorf("%s: described %q, written %q", d.Name, names, rows[0])
		return
	}
	for _, row := range rows[1:] {
		for i, cell := range row {
			if c := d.Columns[i]; !values[c.Type].MatchString(cell) {
				t.Errorf("%s, %s: %q is not of type %s", d.Name, c.Name, cell, c.Type)
			}
		}
	}
}

const tablesDocs = "../docs/tables.md"

const tablesHead = "# The tables of a run\n\n" +
	"`sib evaluate --out DIR` writes tables for programs beside the report. CSV is UTF-8 with a header, commas and line feeds.\n" +
	"Numbers are decimal digits with a point, in full, never localised. Rates and differences are proportions: 0.429 is 42.9 %,\n" +
	"and a difference of 0.092 is 9.2 percentage points. An empty cell is a quantity that does not exist. A text that a spreadsheet\n" +
	"would run as a formula has an apostrophe in front. The evaluation itself, `evaluation.json`, is described by\n" +
	"[evaluation.schema.json](evaluation.schema.json).\n\n" +
	"This page is written from package `report` by `go test ./report -run TablesDocs -update`; a test holds every column of every\n" +
	"file to be on it.\n\n" +
	"The same for programs: `sib schema tables`. The tables of a public pack are protected ones of their own, and are not described here.\n\n" +
	"| type | written as |\n|---|---|\n"

func TestTablesDocs(t *testing.T) {
	var b strings.Builder
	b.WriteString(tablesHead)
	for _, ty := range ColumnTypes() {
		fmt.Fprintf(&b, "| %s | %s |\n", ty.Name, ty.Written)
	}
	for _, d := range Dictionary() {
		fmt.Fprintf(&b, "\n## `%s`\n\n%s One row is %s.", d.Name, d.Meaning, d.Row)
		if d.When != "" {
			fmt.Fprintf(&b, " It is there if %s.", d.When)
		}
		b.WriteString("\n\n| column | type | unit | meaning |\n|---|---|---|---|\n")
		for _, c := range d.Columns {
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", c.Name, c.Type, c.Unit, c.Meaning)
		}
	}
	if *update {
		if err := os.WriteFile(tablesDocs, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(tablesDocs); err != nil || string(got) != b.String() {
		t.Errorf("%s is not what the dictionary says: go test ./report -run TablesDocs -update (%v)", tablesDocs, err)
	}
}
