package money

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// flows reads "2014-01-01:-100;2015-01-01:110", the form of testdata/reference/xirr.csv, in EUR.
func flows(t testing.TB, text string) []Flow {
	t.Helper()
	var out []Flow
	for part := range strings.SplitSeq(text, ";") {
		date, amount, ok := strings.Cut(part, ":")
		if !ok {
			t.Fatalf("flow %q has no colon", part)
		}
		out = append(out, Flow{day(t, date), New("EUR", rat(amount))})
	}
	return out
}

func day(t testing.TB, text string) Date {
	t.Helper()
	d, err := ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestMOIC(t *testing.T) {
	for _, tt := range []struct{ flows, want string }{
		{"2012-08-01:-9600000;2016-08-01:11712000", "61/50"},
		{"2014-01-01:-234000;2017-01-01:290000", "145/117"},
		{"2014-01-01:-100;2014-01-01:50;2015-01-01:100", "3/2"},
		{"2015-01-01:0.1;2014-01-01:-0.3;2016-01-01:0.2", "1"},
		{"2014-01-01:-100", "0"},
		{"2014-01-01:-100;2015-01-01:0", "0"},
	} {
		if got, err := MOIC(flows(t, tt.flows)); err != nil || got.Cmp(rat(tt.want)) != 0 {
			t.Errorf("MOIC of %s = %v, %v, want %s", tt.flows, got, err, tt.want)
		}
	}
	for _, none := range [][]Flow{nil, flows(t, "2014-01-01:100"), flows(t, "2014-01-01:0")} {
		if got, err := MOIC(none); !errors.Is(err, ErrNoPayment) {
			t.Errorf("MOIC of %v = %v, %v", none, got, err)
		}
	}
}

func TestDailyLeavesItsArgumentAlone(t *testing.T) {
	in := flows(t, "2015-01-01:60;2014-01-01:-100;2015-01-01:-60;2014-01-01:30")
	before := slices.Clone(in)
	got := daily(in)
	if len(got) != 2 || got[0].Amount.String() != "EUR -70.00" || got[1].Amount.String() != "EUR 0.00" {
		t.Errorf("by day: %v", got)
	}
	for i := range in {
		if in[i].Date != before[i].Date || in[i].Amount.Cmp(before[i].Amount) != 0 {
			t.Errorf("flow %d was changed", i)
		}
	}
}

func TestFlowsOfTwoCurrenciesPanic(t *testing.T) {
	mixed := []Flow{
		{day(t, "2014-01-01"), New("EUR", rat("-1"))}, {day(t, "2014-01-01"), New("EUR", rat("-1"))},
		{day(t, "2015-01-01"), New("GBP", rat("3"))},
	}
	for name, f := range map[string]func(){
		"MOIC": func() { MOIC(mixed) },
		"XIRR": func() { XIRR(mixed) },
		"XNPV": func() { XNPV(mixed, 0) },
	} {
		if !panics(f) {
			t.Errorf("%s: no panic", name)
		}
	}
}

func TestDate(t *testing.T) {
	for _, tt := range []struct {
		from, to string
		days     int
	}{
		{"2014-01-01", "2015-01-01", 365},
		{"2020-01-01", "2021-01-01", 366},
		{"1900-02-28", "1900-03-01", 1},
		{"2000-02-28", "2000-03-01", 2},
		{"1969-12-31", "1970-01-01", 1},
		{"0001-01-01", "1970-01-01", 719162},
		{"2014-03-30", "2014-03-29", -1},
	} {
		if got := day(t, tt.to).Days(day(t, tt.from)); got != tt.days {
			t.Errorf("%s to %s: %d days, want %d", tt.from, tt.to, got, tt.days)
		}
	}
	if got := (Date{}).String(); got != "0001-01-01" {
		t.Errorf("the zero Date is %s", got)
	}
	for _, bad := range []string{"", "2014-1-1", "2014-02-29", "2014-13-01", "01/02/2014", "2014-01-01T00:00:00Z", " 2014-01-01"} {
		if d, err := ParseDate(bad); err == nil || !strings.Contains(err.Error(), "such as 2014-01-31") {
			t.Errorf("date %q: %s, %v", bad, d, err)
		}
	}
}

func TestDateRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := Date{rapid.IntRange(-366, 3652058).Draw(t, "day")} // years 0 to 9999
		got, err := ParseDate(want.String())
		if err != nil || got != want {
			t.Fatalf("%s came back as %s, %v", want, got, err)
		}
	})
}

func TestFlowJSON(t *testing.T) {
	want := Flow{day(t, "2014-01-31"), New("EUR", rat("-234000"))}
	b, err := json.Marshal(want)
	if text := `{"date":"2014-01-31","amount":{"currency":"EUR","amount":"-234000.00"}}`; err != nil || string(b) != text {
		t.Errorf("marshalled %s, %v, want %s", b, err, text)
	}
	var got Flow
	if err := json.Unmarshal(b, &got); err != nil || got.Date != want.Date || got.Amount.Cmp(want.Amount) != 0 {
		t.Errorf("came back as %v, %v", got, err)
	}
	if err := json.Unmarshal([]byte(`{"date":"2014-02-31"}`), &got); err == nil {
		t.Error("2014-02-31 was accepted")
	}
}
