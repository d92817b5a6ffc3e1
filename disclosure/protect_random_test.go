package disclosure

import (
	"fmt"
	"testing"
)

// dice is a small generator written out, so that the tables are the same for ever.
type dice uint64

func (d *dice) below(n int64) int64 {
	*d = *d*6364136223846793005 + 1442695040888963407
	return int64(uint64(*d)>>33) % n
}

// outcomes makes linked tables as a report holds them, of synthetic counts: placed and not placed of
// k sub-groups, in each of some years and pooled, with a total over sub-groups in every year.
func outcomes(seed, years, k int64) *Tables {
	d, t := dice(seed*7919+1), &Tables{}
	n, placed := make([][]int64, years+1), make([][]int64, years+1)
	for y := range n {
		n[y], placed[y] = make([]int64, k+1), make([]int64, k+1)
	}
	for y := range years {
		for g := range k {
			most := []int64{8, 25, 60}[d.below(3)]
			people := d.below(most + 1)
			found := d.below(people + 1)
			for _, yy := range []int64{y, years} {
				for _, gg := range []int64{g, k} {
					n[yy][gg] += people
					placed[yy][gg] += found
				}
			}
		}
	}
	groups := make([][]Group, years+1)
	for y := range n {
		for g := range n[y] {
			groups[y] = append(groups[y], t.Group(fmt.Sprintf("year %d group %d", y, g), n[y][g], placed[y][g]))
		}
		t.SumGroups(groups[y][k], groups[y][:k]...)
	}
	for g := range k + 1 {
		var parts []Group
		for y := range years {
			parts = append(parts, groups[y][g])
		}
		t.SumGroups(groups[years][g], parts...)
	}
	return t
}

// randomTables calls f with the tables and which cells primary suppression alone hides.
func randomTables(t *testing.T, f func(name string, tables *Tables, threshold int64, primary []bool)) {
	for seed := range int64(1000) {
		years, k, threshold := 1+seed%3, 2+seed/3%3, []int64{10, 5, 3}[seed/9%3]
		tables := outcomes(seed, years, k)
		s := newSuppression(tables, threshold)
		s.primary(tables.groups)
		f(fmt.Sprintf("table %d (%d years, %d groups, threshold %d)", seed, years, k, threshold), tables, threshold, hiddenBy(s.reasons))
	}
}

func hiddenBy(reasons []Reason) []bool {
	hidden := make([]bool, len(reasons))
	for i, r := range reasons {
		hidden[i] = r != Shown
	}
	return hidden
}

func TestAttackerFailsOnThousandTables(t *testing.T) {
	cells, shown, second := 0, 0, 0
	randomTables(t, func(name string, tables *Tables, threshold int64, primary []bool) {
		p, err := tables.Protect(Rules{Threshold: threshold, Base: 5})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		hidden := make([]bool, len(p.Cells))
		for i, c := range p.Cells {
			hidden[i] = c.Reason != Shown
			cells++
			switch {
			case primary[i] != (c.Reason == Primary):
				t.Errorf("%s: %s is hidden as %q", name, c.ID, c.Reason)
			case hidden[i] && c.Count != 0:
				t.Errorf("%s: %s is hidden and says %d", name, c.ID, c.Count)
			case !hidden[i]:
				shown++
				if v := tables.cells[i].value; c.Count%5 != 0 || c.Count-v > 2 || v-c.Count > 2 || v < threshold {
					t.Errorf("%s: %s is %d and shown as %d", name, c.ID, v, c.Count)
				}
			case c.Reason == Secondary:
				second++
			}
		}
		if n := broken(t, tables, hidden, threshold); n > 0 {
			t.Errorf("%s: the attacker breaks %d cells", name, n)
		}
	})
	t.Logf("%d cells, %d shown, %d hidden for others", cells, shown, second)
	// Hiding everything would be safe and of no use.
	if shown*3 < cells {
		t.Errorf("%d of %d cells are shown: too much is hidden", shown, cells)
	}
}

func TestAttackerBreaksPrimarySuppressionAlone(t *testing.T) {
	tables, broke := 0, 0
	randomTables(t, func(_ string, all *Tables, threshold int64, primary []bool) {
		tables++
		if broken(t, all, primary, threshold) > 0 {
			broke++
		}
	})
	t.Logf("%d of %d tables are broken", broke, tables)
	if broke*3 < tables {
		t.Errorf("the attacker breaks %d of %d tables without secondary suppression; he is too weak to prove anything", broke, tables)
	}
}
