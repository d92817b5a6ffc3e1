package simulate

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func spellOptions() Options {
	return Options{Programme: 4000, Comparison: 16_000, Years: []int{2014, 2015, 2016}, Seed: 11, Effect: 0.09, Spells: true}
}

// spellsOf reads the register by person.
func spellsOf(t *testing.T, dir string) map[string][]map[string]any {
	t.Helper()
	out := map[string][]map[string]any{}
	for _, s := range readRows(t, filepath.Join(dir, spellsName)) {
		id := s["person_id"].(string)
		out[id] = append(out[id], s)
	}
	return out
}

// dayOff are the holidays that are written out.
var dayOff = func() map[day]bool {
	out := map[day]bool{}
	for _, s := range strings.Fields(holidays20142017) {
		at, err := time.Parse(time.DateOnly, s)
		if err != nil {
			panic(err)
		}
		out[day(at.Unix()/secondsOfDay)] = true
	}
	return out
}()

// workedDays counts the working days of twelve months from entry that lie in a job,
// one day after the other, on the calendar that is written out above.
func workedDays(entry day, spells []map[string]any) (n int) {
	y, m, d := entry.time().Date()
	for at := entry; at < dayOf(y+1, m, d); at++ {
		if w := at.time().Weekday(); w == time.Saturday || w == time.Sunday || dayOff[at] {
			continue
		}
		if slices.ContainsFunc(spells, func(s map[string]any) bool { return s["kind"] == "job" && covers(s, at) }) {
			n++
		}
	}
	return n
}

func covers(s map[string]any, at day) bool {
	end, ended := s["end"].(day)
	return s["start"].(day) <= at && (!ended || at <= end)
}

// The register amounts to the outcome of everybody who is followed to the end, to the day.
func TestSpellsMakeTheOutcome(t *testing.T) {
	dir := made(t, spellOptions())
	register := spellsOf(t, dir)
	var known, at89, at90, none int
	for _, r := range everybody(t, dir) {
		isPlaced, ok := r["placed"].(bool)
		if !ok {
			continue
		}
		known++
		n := workedDays(r["entry_date"].(day), register[r["person_id"].(string)])
		if isPlaced != (n >= 90) {
			t.Fatalf("entry on %s: %d working days, and placed is %v: %v", r["entry_date"], n, isPlaced, register[r["person_id"].(string)])
		}
		switch n {
		case 0:
			none++
		case 89:
			at89++
		case 90:
			at90++
		}
	}
	if known < 18_000 || at89 < 100 || at90 < 100 || none < 4000 {
		t.Errorf("%d outcomes known, %d with 89 days, %d with 90, %d with none", known, at89, at90, none)
	}
}

// A missing value of the column is a gap in the column: the register knows.
func TestSpellsOfMissingOutcomes(t *testing.T) {
	o := spellOptions()
	usual := contents(t, made(t, o))
	o.Missing = map[string]float64{"placed": 0.5, "origin": 0.5}
	if gaps := contents(t, made(t, o)); string(gaps[spellsName]) != string(usual[spellsName]) {
		t.Error("the register depends on what is missing elsewhere")
	}
}

// Everything that a reader of registers has to get right is there.
func TestSpellsAreVaried(t *testing.T) {
	o := spellOptions()
	dir := made(t, o)
	register := spellsOf(t, dir)
	until := o.knownUntil()
	seen := map[string]int{}
	for _, r := range everybody(t, dir) {
		entry := r["entry_date"].(day)
		last := windowOf(entry)
		spells := register[r["person_id"].(string)]
		if len(spells) == 0 {
			seen["nothing"]++
		}
		if len(spells) > 2 {
			seen["several"]++
		}
		for i, s := range spells {
			start := s["start"].(day)
			end, ended := s["end"].(day)
			switch {
			case !ended:
				seen["running"]++
			case end < start || end > until:
				t.Fatalf("a spell from %s to %s, known until %s", start, end, until)
			case end < entry:
				seen["before entry"]++
			}
			if start > until {
				t.Fatalf("a spell begins on %s, known until %s", start, until)
			}
			if start < entry && covers(s, entry) {
				seen["at entry"]++
			}
			if start > last {
				seen["after"]++
			}
			if covers(s, last) && covers(s, last+1) {
				seen["over the end"]++
			}
			if slices.ContainsFunc(spells[:i], func(other map[string]any) bool { return covers(other, start) }) {
				seen["overlap"]++
			}
			seen[s["kind"].(string)]++
			if _, there := s["contract_months"]; !there {
				seen["no length"]++
			} else if s["kind"] == "training" {
				t.Fatal("a contract of a training")
			}
		}
	}
	for _, what := range []string{"nothing", "several", "running", "before entry", "at entry", "after", "over the end", "overlap", "internship", "job", "training", "no length"} {
		if seen[what] < 500 {
			t.Errorf("%s: %d", what, seen[what])
		}
	}
}

// A contract was meant to last as long as the job did, or longer.
func TestContractLengths(t *testing.T) {
	dir := made(t, spellOptions())
	for _, s := range readRows(t, filepath.Join(dir, spellsName)) {
		end, ended := s["end"].(day)
		months, there := s["contract_months"].(int32)
		if ended && there && int32(end-s["start"].(day)) > 31*months {
			t.Fatalf("from %s to %s with a contract of %d months", s["start"], end, months)
		}
	}
}

func TestBlocksFillTheWindow(t *testing.T) {
	o := spellOptions().random(programmeArm, forSpells)
	g := &register{rng: o}
	for _, n := range []int{1, 2, 3, 89, 90, 250} {
		for range 500 {
			work, used := 0, 0
			for _, b := range g.blocks(n, 250-n) {
				if b.gap < 0 || b.length < 1 {
					t.Fatalf("block %+v", b)
				}
				work += b.length
				used += b.gap + b.length
			}
			if work != n || used > 250 {
				t.Fatalf("%d working days for %d, %d in all", work, n, used)
			}
		}
	}
}

// What ends on the last known day has ended; a day later it is still running.
func TestSpellsRunOnAfterTheLastKnownDay(t *testing.T) {
	g := &register{rng: spellOptions().random(programmeArm, forSpells), until: 100}
	g.add(job, 0, 100)
	g.add(job, 0, 101)
	if g.out[0].running || !g.out[1].running {
		t.Errorf("%+v", g.out)
	}
}
