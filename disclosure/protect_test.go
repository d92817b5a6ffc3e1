package disclosure

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// years are two years and their pooled row, with a small count in the first.
func years() *Tables {
	t := &Tables{}
	a, b, c := t.Group("2014", 112, 4), t.Group("2015", 98, 41), t.Group("2016", 103, 38)
	t.SumGroups(t.Group("pooled", 313, 83), a, b, c)
	return t
}

func protect(t *testing.T, tables *Tables, r Rules) Protected {
	t.Helper()
	p, err := tables.Protect(r)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func table(p Protected) string {
	var b strings.Builder
	for _, c := range p.Cells {
		if c.Reason == Shown {
			fmt.Fprintf(&b, "%s %d\n", c.ID, c.Count)
		} else {
			fmt.Fprintf(&b, "%s %s\n", c.ID, c.Reason)
		}
	}
	return b.String()
}

func TestProtectYears(t *testing.T) {
	// 4 placed of 112 are hidden with the 108 that were not; without a second year the pooled row gives them
	// back. 2016 has fewest placed. Every n stays.
	want := `2014 n 110
2014 placed primary
2014 not placed primary
2015 n 100
2015 placed 40
2015 not placed 55
2016 n 105
2016 placed secondary
2016 not placed secondary
pooled n 315
pooled placed 85
pooled not placed 230
`
	p := protect(t, years(), Default)
	if got := table(p); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	log := []Entry{
		{"2014 placed", Primary, ruleGroup}, {"2014 not placed", Primary, ruleGroup},
		{"2016 placed", Secondary, ruleSecondary}, {"2016 not placed", Secondary, ruleSecondary},
	}
	if got := p.Log(); !reflect.DeepEqual(got, log) {
		t.Errorf("log %v, want %v", got, log)
	}
	for i, e := range p.PublicLog() {
		if e != (Entry{ID: log[i].ID, Rule: rulePublic}) {
			t.Errorf("the public log tells %v", e)
		}
	}
	if r, err := p.Rate("2015 placed", "2015 n"); err != nil || r.RatString() != "2/5" {
		t.Errorf("rate %v, %v; want 40/100, of the rounded counts", r, err)
	}
	if _, err := p.Rate("2014 placed", "2014 n"); !errors.Is(err, ErrHidden) {
		t.Errorf("a rate of a hidden count: %v", err)
	}
}

// A full cell tells about everybody as a zero does.
func TestProtectFullCells(t *testing.T) {
	for _, placed := range []int64{0, 3, 97, 100} {
		tables := &Tables{}
		tables.Group("all", 100, placed)
		want := []Entry{{"all placed", Primary, ruleGroup}, {"all not placed", Primary, ruleGroup}}
		if got := protect(t, tables, Default).Log(); !reflect.DeepEqual(got, want) {
			t.Errorf("%d of 100 placed: %v, want %v, whichever is small", placed, got, want)
		}
	}
}

func TestThresholdBoundary(t *testing.T) {
	for _, tt := range []struct {
		value, threshold int64
		hidden           bool
	}{{0, 10, true}, {1, 10, true}, {9, 10, true}, {10, 10, false}, {1, 2, true}, {2, 2, false}, {0, 1, false}, {1, 1, false}, {0, 0, false}} {
		tables := &Tables{}
		tables.Count("a", tt.value)
		tables.Open("b", tt.value)
		p := protect(t, tables, Rules{Threshold: tt.threshold, Base: 1})
		if got := p.Cell("a").Reason == Primary; got != tt.hidden {
			t.Errorf("%d under a threshold of %d: hidden %t", tt.value, tt.threshold, got)
		}
		if c := p.Cell("b"); c.Reason != Shown || c.Count != tt.value {
			t.Errorf("an open %d under a threshold of %d: %v", tt.value, tt.threshold, c)
		}
	}
}

// Two hidden counts that share 7 are both known to be 7 or less: their total goes too.
func TestProtectNarrowIntervals(t *testing.T) {
	for _, tt := range []struct {
		a, b   int64
		hidden int
	}{{3, 4, 3}, {3, 6, 2}, {9, 9, 2}, {0, 0, 3}, {3, 40, 2}, {11, 40, 0}} {
		tables := &Tables{}
		tables.Sum(tables.Open("total", tt.a+tt.b), tables.Count("a", tt.a), tables.Count("b", tt.b))
		if got := len(protect(t, tables, Default).Log()); got != tt.hidden {
			t.Errorf("%d and %d: %d cells hidden, want %d", tt.a, tt.b, got, tt.hidden)
		}
	}
}

// In a table of rows and columns one hidden cell takes a rectangle, and totals stay.
func TestProtectRectangle(t *testing.T) {
	tables := &Tables{}
	rows := [][]int64{{4, 30, 25}, {40, 20, 35}, {50, 60, 70}}
	columns, all := make([]int64, 3), int64(0)
	var names [3][]string
	var totals []string
	for r, row := range rows {
		var ids []string
		var sum int64
		for c, v := range row {
			id := tables.Count(fmt.Sprintf("%d,%d", r, c), v)
			ids, names[c] = append(ids, id), append(names[c], id)
			sum, columns[c], all = sum+v, columns[c]+v, all+v
		}
		total := tables.Count(fmt.Sprintf("row %d", r), sum)
		tables.Sum(total, ids...)
		totals = append(totals, total)
	}
	tables.Sum(tables.Count("all", all), totals...)
	totals = nil
	for c := range columns {
		totals = append(totals, tables.Count(fmt.Sprintf("column %d", c), columns[c]))
		tables.Sum(totals[c], names[c]...)
	}
	tables.Sum("all", totals...)
	var got []string
	for _, e := range protect(t, tables, Default).Log() {
		got = append(got, e.ID)
	}
	if want := []string{"0,0", "0,2", "1,0", "1,2"}; !reflect.DeepEqual(got, want) {
		t.Errorf("hidden %v, want %v", got, want)
	}
}

func TestRound(t *testing.T) {
	for _, tt := range [][3]int64{{0, 5, 0}, {2, 5, 0}, {3, 5, 5}, {7, 5, 5}, {8, 5, 10}, {5, 10, 10}, {4, 10, 0}, {15, 10, 20}, {13, 1, 13}, {maxCount, 1, maxCount}} {
		if got := round(tt[0], tt[1]); got != tt[2] {
			t.Errorf("%d to %d: %d, want %d", tt[0], tt[1], got, tt[2])
		}
	}
}

func TestMistakes(t *testing.T) {
	for _, tt := range []struct {
		name string
		make func(*Tables)
		want string
	}{
		{"two values", func(t *Tables) { t.Count("a", 1); t.Count("a", 2) }, `cell "a": it is 1 in one table and 2 in another`},
		{"negative", func(t *Tables) { t.Group("a", 3, 4) }, `cell "a not placed": -1 is not a count`},
		{"wrong sum", func(t *Tables) { t.Sum(t.Count("s", 5), t.Count("a", 1), t.Count("b", 3)) }, `sum "s": the parts add up to 4, and the total is 5`},
		{"unknown", func(t *Tables) { t.Sum(t.Count("s", 5), "a") }, `sum "s": cell "a" is not registered`},
		{"twice", func(t *Tables) { t.Sum(t.Count("s", 0), "s") }, `sum "s": cell "s" is in it twice`},
		{"empty", func(t *Tables) { t.Sum(t.Count("s", 0)) }, `sum "s": it has no parts`},
		{"the first mistake stays", func(t *Tables) { t.Count("a", -1); t.Sum("x"); t.Count("b", 1) }, `cell "a": -1`},
		{"forced to zero", func(t *Tables) {
			t.Sum(t.Count("a", 50), t.Count("b", 50), t.Count("c", 0))
			t.Sum("b", "a", "c")
		}, `cell "c" cannot be protected`},
	} {
		tables := &Tables{}
		tt.make(tables)
		if _, err := tables.Protect(Default); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
	}
	for _, r := range []Rules{{Threshold: -1, Base: 5}, {Threshold: 10}, {Threshold: 10, Base: -5}} {
		if _, err := (&Tables{}).Protect(r); err == nil {
			t.Errorf("%v is taken", r)
		}
	}
}

// The same tables give the same answer, also when a table registers its cells and sums again.
func TestProtectTwice(t *testing.T) {
	tables := outcomes(5, 3, 4)
	want := table(protect(t, tables, Default))
	again := outcomes(5, 3, 4)
	for _, s := range tables.sums {
		var ids []string
		for _, i := range s.members() {
			ids = append(ids, again.Count(tables.cells[i].id, tables.cells[i].value))
		}
		again.Sum(ids[0], ids[1:]...)
	}
	for range 3 {
		if got := table(protect(t, again, Default)); got != want {
			t.Fatalf("got\n%swant\n%s", got, want)
		}
	}
}

func BenchmarkProtect(b *testing.B) {
	for _, size := range [][2]int64{{3, 5}, {3, 12}, {3, 40}} {
		tables := outcomes(1, size[0], size[1])
		b.Run(fmt.Sprintf("cells=%d", len(tables.cells)), func(b *testing.B) {
			for b.Loop() {
				if _, err := tables.Protect(Default); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
