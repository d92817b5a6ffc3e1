package settle_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"sib/contract"
	"sib/evidence"
	"sib/settle"
	"sib/stats"
)

const duoFile = "../testdata/duo/contract.yaml"

func duo(t testing.TB) *contract.Terms { return load(t, duoFile) }

func load(t testing.TB, path string) *contract.Terms {
	t.Helper()
	terms, err := contract.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	return terms
}

func read(t testing.TB, terms *contract.Terms, text string) contract.Measurements {
	t.Helper()
	in, err := settle.ReadEffects("effects.csv", []byte(text), terms)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

func TestReadComparisons(t *testing.T) {
	terms := duo(t)
	for _, text := range []string{
		"year,programme_events,programme_n,comparison_rate,comparison_n\n2014,36,84,33.7 %,1200\n",
		"\ufeffcomparison_n, comparison_rate ,programme_n,programme_events,year\r\n1200,0.337,84,36,2014\r\n",
	} {
		in := read(t, terms, text)
		m := in.Compared[0]
		if len(in.Compared) != 1 || m.Cohort != 2014 || m.ProgrammeN != 84 || m.ProgrammeEvents != 36 || m.Weighted ||
			m.ProgrammeRate.RatString() != "3/7" || m.ComparisonRate.RatString() != "337/1000" {
			t.Errorf("%q: %+v", text, m)
		}
		want, err := stats.WeightedNewcombe(3.0/7, 84, 0.337, 1200, 0.95)
		if err != nil || math.Abs(m.Difference.Lo-want.Lo) > 1e-15 || m.Difference.Method != contract.WeightedNewcombe {
			t.Errorf("interval %+v, want %+v", m.Difference, want)
		}
	}
	// Counts of both groups.
	m := read(t, terms, "programme_events,programme_n,comparison_events,comparison_n\n36,84,400,1200\n").Compared[0]
	if m.Cohort != 0 || m.ComparisonRate.RatString() != "1/3" {
		t.Errorf("%+v", m)
	}
	// A published rate that is a whole number of people, and one that is not.
	if m := read(t, terms, "programme_rate,programme_n,comparison_rate\n42.9 %,1000,0\n").Compared[0]; m.Weighted || m.ProgrammeEvents != 429 {
		t.Errorf("%+v", m)
	}
	if m := read(t, terms, "programme_rate,programme_n,comparison_rate\n42.9 %,84,1\n").Compared[0]; !m.Weighted || m.ProgrammeRate.RatString() != "429/1000" {
		t.Errorf("%+v", m)
	}
	// Without the size of the comparison group there is no interval.
	if m := read(t, terms, "programme_events,programme_n,comparison_rate\n36,84,0.3\n").Compared[0]; m.Difference.Method != "" {
		t.Errorf("%+v", m.Difference)
	}
}

func TestReadFiguresAndTallies(t *testing.T) {
	in := read(t, duo(t), "year,measure,value\n,gain,12.5 % relative\n")
	if f := in.Reported[0]; f.Measure != "gain" || f.Cohort != 0 || f.Value.RatString() != "1/8" {
		t.Errorf("%+v", f)
	}
	card := load(t, library+"/innovation-fund/contract.yaml")
	in = read(t, card, "year,rule,outcomes,people\n2012,outcomes,behaviour + attendance,3\n2013,outcomes,,4\n")
	a, b := in.Tallies[0], in.Tallies[1]
	if strings.Join(a.Outcomes, " ") != "behaviour attendance" || a.People != 3 || a.Cohort != 2012 || len(b.Outcomes) != 0 || b.People != 4 {
		t.Errorf("%+v", in.Tallies)
	}
}

func TestRefusesEffects(t *testing.T) {
	const head = "year,programme_events,programme_n,programme_rate,comparison_rate,comparison_events,comparison_n,measure,value,rule,outcomes,people\n"
	row := func(cells ...string) string {
		out := make([]string, 12)
		for i := 0; i < len(cells); i += 2 {
			for j, name := range strings.Split(strings.TrimSpace(head), ",") {
				if name == cells[i] {
					out[j] = cells[i+1]
				}
			}
		}
		return head + strings.Join(out, ",") + "\n"
	}
	for name, tt := range map[string]struct{ text, want string }{
		"empty":            {"", "has no names of columns"},
		"no row":           {"year,measure,value\n", "there is no row"},
		"too large":        {strings.Repeat("x", 5<<20), "is larger than"},
		"not text":         {"year\xff", "not UTF-8"},
		"zero byte":        {"year\x00", "not UTF-8"},
		"unknown column":   {"year,placements\n", `"placements": is not a column`},
		"column twice":     {"year,year\n", `"year": is there twice`},
		"bad quotes":       {"year,measure,value\n2014,\"gain,1\n", "row 1: is not a row of CSV"},
		"too few cells":    {"year,measure,value\n2014\n", "row 1: has 1 cells for 3"},
		"year":             {row("year", "2013", "programme_n", "5"), `"2013" is not a cohort`},
		"year in words":    {row("year", "all", "programme_n", "5"), `"all" is not a cohort`},
		"no size":          {row("programme_events", "5", "comparison_rate", "0.3"), `column "programme_n": is empty`},
		"negative":         {row("programme_n", "-5"), `"-5" is not a number of people`},
		"NaN people":       {row("programme_n", "NaN"), `"NaN" is not a number of people`},
		"huge":             {row("programme_n", "1099511627777"), "is not a number of people"},
		"NaN rate":         {row("programme_n", "5", "programme_events", "2", "comparison_rate", "NaN"), `"NaN" is not a rate`},
		"no outcome":       {row("programme_n", "5", "comparison_rate", "0.3"), `column "programme_events": is missing`},
		"both":             {row("programme_n", "5", "programme_events", "2", "programme_rate", "40 %", "comparison_rate", "0.3"), "are both given"},
		"no comparison":    {row("programme_n", "5", "programme_events", "2"), `column "comparison_rate": is missing`},
		"half a count":     {row("programme_n", "5", "programme_events", "2", "comparison_events", "3"), `column "comparison_rate": is missing`},
		"both comparisons": {row("programme_n", "5", "programme_events", "2", "comparison_events", "3", "comparison_rate", "0.3"), "are both given"},
		"nobody compared":  {row("programme_n", "5", "programme_events", "2", "comparison_events", "0", "comparison_n", "0"), `column "comparison_n": is 0`},
		"nobody":           {row("programme_n", "0", "programme_events", "0", "comparison_rate", "0.3"), "want at least 1"},
		"no value":         {row("measure", "gain"), `column "value": is empty`},
		"bare":             {row("measure", "gain", "value", "10 %"), "two ways"},
		"other type":       {row("measure", "gain", "value", "10 points"), `is of type points, but the measure "gain" is of type relative`},
		"no measure":       {row("measure", "loss", "value", "10 points"), `there is no measure "loss"`},
		"mixed":            {row("measure", "gain", "value", "10 % relative", "people", "3"), `column "people": does not belong to an effect`},
		"mixed rows":       {row("programme_n", "5", "programme_events", "2", "comparison_rate", "0.3", "people", "3"), "does not belong to a comparison"},
		"no card":          {row("rule", "card", "outcomes", "a", "people", "1"), `column "rule": the contract has no rate card`},
		"mixed tally":      {row("rule", "card", "people", "1", "value", "3"), "does not belong to a tally"},
	} {
		t.Run(name, func(t *testing.T) {
			in, err := settle.ReadEffects("effects.csv", []byte(tt.text), duo(t))
			var p *evidence.Problem
			if !errors.As(err, &p) || p.Remedy == "" || p.File != "effects.csv" {
				t.Fatalf("%v", err)
			}
			if !strings.Contains(err.Error(), tt.want) {
				t.Errorf("it says %v, want %q", err, tt.want)
			}
			if len(in.Compared)+len(in.Tallies) > 1 {
				t.Error("figures beside an error")
			}
		})
	}
}

// Exactly the largest counts are read.
func TestReadLargest(t *testing.T) {
	m := read(t, duo(t), "programme_events,programme_n,comparison_rate\n1099511627776,1099511627776,0.5\n").Compared[0]
	if m.ProgrammeN != 1<<40 {
		t.Errorf("%+v", m)
	}
}

// FuzzReadEffects holds the reader to its word: figures, or a problem with a remedy.
func FuzzReadEffects(f *testing.F) {
	f.Add("year,programme_events,programme_n,comparison_rate\n2014,36,84,33.7 %\n")
	f.Add("year,measure,value\n,gain,12 % relative\n")
	f.Add("year,rule,outcomes,people\n2014,card,a+b,3\n\"")
	terms := duo(f)
	f.Fuzz(func(t *testing.T, text string) {
		in, err := settle.ReadEffects("e.csv", []byte(text), terms)
		var p *evidence.Problem
		if err != nil && (!errors.As(err, &p) || p.Remedy == "") {
			t.Fatal(err)
		}
		if err == nil && len(in.Compared)+len(in.Reported)+len(in.Tallies) == 0 {
			t.Fatal("nothing was read, and nothing said")
		}
	})
}
