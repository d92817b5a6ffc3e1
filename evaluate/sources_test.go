package evaluate

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sib/contract"
	"sib/evidence"
)

// registerTerms are the founding contract's with ages from births, cohorts from days of
// entry, renamed labels, a rule on another column, and an outcome from spells.
const registerTerms = `data:
  people: PEOPLE
  arm: {column: arm, programme: P, comparison: C}
  id: person_id
  entry: entry_date
  spells: {files: SPELLS, id: person_id, start: start, end: end, kind: kind, contract_months: contract_months}
eligibility:
  - {id: age, clause: "2.1", covariate: age, at_least: 18, at_most: 33}
  - {id: registered, clause: "2.1", column: registered, kind: category, one_of: ["true"], missing: exclude}
outcome:
  name: placement
  clause: "1.2"
  definition: 60 or more working days in jobs and internships
  missing: exclude
  follow_up: {months: 12, until: 2017-06-30}
  spells: {condition: working-days, at_least: 60, kinds: [job, internship], contract_months: 1, without: not-placed}
secondary_outcomes:
  - {name: in the column, clause: "1.3", definition: as the column says, missing: exclude, column: placed}
calendar:
  clause: "1.3"
  from: 2014-01-01
  until: 2017-12-31
  week: [monday, tuesday, wednesday, thursday, friday]
  holidays: [2014-01-01, 2014-12-25, 2015-01-01, 2015-12-25, 2016-01-01, 2016-12-25, 2017-01-01]
covariates:
  - {name: age, column: birth_date, kind: age, match: coarsened, cuts: [25.5], missing: exclude}
  - {name: gender, kind: category, levels: [F, M], match: exact, missing: refuse}
  - name: school
    column: qualification
    kind: category
    map: {"Bac": high, "Bac+3": high, "Bac+5": high, "none": low}
    match: exact
    missing: level
`

// Whoever wrote the files, in whatever types and layouts, they are the same people with
// the same outcomes.
func TestEveryWriterGivesTheSamePeople(t *testing.T) {
	b, err := os.ReadFile("../testdata/duo/contract.yaml")
	if err != nil {
		t.Fatal(err)
	}
	head, rest, _ := strings.Cut(string(b), "data:\n")
	_, tail, _ := strings.Cut(rest, "matching:\n")
	const dir = "../testdata/sources"
	digest := func(people, spells string) evidence.Digest {
		t.Helper()
		text := head + strings.NewReplacer("PEOPLE", people, "SPELLS", spells).Replace(registerTerms) + "matching:\n" + tail
		terms, err := contract.Parse("contract.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		e, inputs, err := Run(t.Context(), terms, Data{Dir: dir}, Given{}, evidence.Tool{}, nil)
		if err != nil {
			t.Fatalf("%s, %s: %v", people, spells, err)
		}
		if len(e.Secondary) != 1 || len(e.Secondary[0].Results) != 4 || inputs[len(inputs)-1].Role != "spells" {
			t.Errorf("%s: %d outcomes besides, last input %+v", people, len(e.Secondary), inputs[len(inputs)-1])
		}
		checkYears(t, e.Flow)
		return e.People
	}
	spells, err := filepath.Glob(dir + "/spells-*.parquet")
	if err != nil || len(spells) < 8 {
		t.Fatalf("%d registers, %v", len(spells), err)
	}
	want := digest("duckdb11-hive", "spells-duckdb11.parquet")
	for _, s := range spells {
		if got := digest("spark-layout/people.parquet", filepath.Base(s)); got != want {
			t.Errorf("%s: other people", s)
		}
	}
	for _, people := range []string{"duckdb11-hive-arm/", "[duckdb15-hive/year=2016, duckdb15-hive/year=2014, duckdb15-hive/year=2015]", `"spark-layout/**/part-*.parquet"`} {
		if got := digest(people, "spells-duckdb11.parquet"); got != want {
			t.Errorf("%s: other people", people)
		}
	}
}
