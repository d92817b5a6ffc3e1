package simulate

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"
)

const duoDir = "../testdata/duo"

func TestDUOIsTheCommittedExample(t *testing.T) {
	dir := t.TempDir()
	if err := DUO(dir, false); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{programmeFile, comparisonFile} {
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(filepath.Join(duoDir, name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s: %d bytes made, %d committed, and they differ", name, len(got), len(want))
		}
	}
}

// key is the exact match of the example's contract, written out once more.
func key(r record) string {
	band := 0
	for _, cut := range []float64{20.5, 23.5, 26.5, 29.5} {
		if float64(*r.age) >= cut {
			band++
		}
	}
	return fmt.Sprint(r.year, band, r.gender, r.origin, r.qualification)
}

// tally counts one arm of one stratum; n and x are those with an outcome.
type tally struct{ people, n, x int }

// reading is what a stranger counts in the two files.
type reading struct {
	missingAge, missingOutcome, outsideAge [2]int
	eligible                               [2]map[int32]int
	crude                                  [2]map[int32]*tally
	strata                                 map[int32]map[string]*[2]tally
}

func readDUO(t *testing.T) reading {
	t.Helper()
	c := reading{
		eligible: [2]map[int32]int{{}, {}},
		crude:    [2]map[int32]*tally{{}, {}},
		strata:   map[int32]map[string]*[2]tally{},
	}
	for _, year := range []int32{2014, 2015, 2016} {
		c.strata[year] = map[string]*[2]tally{}
		c.crude[0][year], c.crude[1][year] = &tally{}, &tally{}
	}
	for arm, name := range []string{programmeFile, comparisonFile} {
		for _, r := range readTable(t, filepath.Join(duoDir, name)) {
			c.count(arm, r)
		}
	}
	return c
}

func (c *reading) count(arm int, r record) {
	switch {
	case r.age == nil:
		c.missingAge[arm]++
		return
	case *r.age < 18 || *r.age > 33:
		c.outsideAge[arm]++
		return
	}
	c.eligible[arm][r.year]++
	k := key(r)
	s := c.strata[r.year][k]
	if s == nil {
		s = &[2]tally{}
		c.strata[r.year][k] = s
	}
	s[arm].people++
	if r.placed == nil {
		c.missingOutcome[arm]++
		return
	}
	for _, to := range []*tally{&s[arm], c.crude[arm][r.year]} {
		to.n++
		if *r.placed {
			to.x++
		}
	}
}

// matched returns the analysed programme people, those placed, those dropped, and
// the weighted comparison rate of a year.
func (c *reading) matched(t *testing.T, year int32) (n1, x1, dropped int, p0 float64) {
	t.Helper()
	sum := 0.0
	for k, s := range c.strata[year] {
		switch {
		case s[0].people == 0:
		case s[1].people == 0:
			dropped += s[0].people
		case s[0].n > 0 && s[1].n == 0:
			t.Errorf("%s: programme people with an outcome and nobody to compare with", k)
		case s[0].n > 0:
			n1 += s[0].n
			x1 += s[0].x
			sum += float64(s[0].n) * float64(s[1].x) / float64(s[1].n)
		}
	}
	return n1, x1, dropped, sum / float64(n1)
}

func TestDUOFlow(t *testing.T) {
	c := readDUO(t)
	within(t, "programme missing ages", c.missingAge[0], 4, 6)
	within(t, "comparison missing ages", c.missingAge[1], 20, 40)
	within(t, "programme missing outcomes", c.missingOutcome[0], 4, 6)
	within(t, "comparison missing outcomes", c.missingOutcome[1], 20, 40)
	within(t, "programme outside the age limits", c.outsideAge[0], 3, 15)
	within(t, "comparison outside the age limits", c.outsideAge[1], 100, 300)
	for year, pool := range map[int32]int{2014: 1300, 2015: 1350, 2016: 1350} {
		within(t, "comparison pool", c.eligible[1][year], pool, pool)
	}
}

func TestDUORates(t *testing.T) {
	c := readDUO(t)
	for _, want := range []struct {
		year             int32
		n1, x1, dropped  int
		p0               float64
		rate1, rate0     string
		points, relative string
	}{
		{2014, 84, 36, 3, 0.33666, "42.9", "33.7", "9.2", "27.3"},
		{2015, 117, 51, 2, 0.30482, "43.6", "30.5", "13.1", "43.0"},
		{2016, 119, 46, 4, 0.33352, "38.7", "33.4", "5.3", "15.9"},
	} {
		n1, x1, dropped, p0 := c.matched(t, want.year)
		if n1 != want.n1 || x1 != want.x1 || dropped != want.dropped {
			t.Errorf("%d: %d of %d placed, %d dropped; want %d of %d, %d", want.year, x1, n1, dropped, want.x1, want.n1, want.dropped)
		}
		if math.Abs(p0-want.p0) > 2e-5 {
			t.Errorf("%d: comparison rate %.6f, want %.5f", want.year, p0, want.p0)
		}
		p1 := float64(x1) / float64(n1)
		for _, f := range []struct {
			got  float64
			want string
		}{{p1, want.rate1}, {p0, want.rate0}, {p1 - p0, want.points}, {p1/p0 - 1, want.relative}} {
			if s := fmt.Sprintf("%.1f", 100*f.got); s != f.want {
				t.Errorf("%d: prints %s, want %s", want.year, s, f.want)
			}
		}
		raw := c.crude[1][want.year]
		if crude := float64(raw.x) / float64(raw.n); math.Abs(crude-p0) < 0.02 {
			t.Errorf("%d: crude comparison rate %.3f hardly differs from the matched %.3f", want.year, crude, p0)
		}
	}
}

func within(t *testing.T, what string, got, lo, hi int) {
	t.Helper()
	if got < lo || got > hi {
		t.Errorf("%s: %d, want %d to %d", what, got, lo, hi)
	}
}

// A pseudonym belongs to one person of one arm, and its number says nothing about which.
func TestDUOPseudonyms(t *testing.T) {
	programme := readTable(t, filepath.Join(duoDir, programmeFile))
	comparison := readTable(t, filepath.Join(duoDir, comparisonFile))
	seen := map[string]bool{}
	for _, r := range append(append([]record(nil), programme...), comparison...) {
		if seen[r.id] || len(r.id) != len("p-000000001") {
			t.Fatal("a pseudonym is used twice or malformed")
		}
		seen[r.id] = true
	}
	low := 0
	for _, r := range programme {
		if r.id < fmt.Sprintf("p-%09d", len(seen)/2) {
			low++
		}
	}
	within(t, "programme people in the lower half of the numbers", low, len(programme)/3, len(programme)*2/3)
}

// Programme people are younger, less qualified and more often of immigrant origin.
func TestDUOMix(t *testing.T) {
	share := func(name string, is func(record) bool) float64 {
		rows, n := readTable(t, filepath.Join(duoDir, name)), 0
		for _, r := range rows {
			if is(r) {
				n++
			}
		}
		return float64(n) / float64(len(rows))
	}
	for what, is := range map[string]func(record) bool{
		"age up to 24":     func(r record) bool { return r.age != nil && *r.age <= 24 },
		"immigrant origin": func(r record) bool { return r.origin != "BE" },
		"low or no known":  func(r record) bool { return r.qualification == "LOW" || r.qualification == "UNKNOWN" },
	} {
		if p, c := share(programmeFile, is), share(comparisonFile, is); p < c+0.05 {
			t.Errorf("%s: %.2f of the programme, %.2f of the comparison people", what, p, c)
		}
	}
}
