package simulate

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
)

// The register is written in whole batches, whoever the spells belong to, and nothing is
// lost between them.
func TestSpellsFileCarriesOver(t *testing.T) {
	path := filepath.Join(t.TempDir(), spellsName)
	const people, each = 40_000, 5 // 200,000 spells: three batches and a rest
	r := rand.New(rand.NewPCG(1, 1))
	err := writeTable(path, "spells", spellColumns(), func(tab *table[spell]) error {
		f := &spellsFile{table: tab, stranger: people + 1}
		for n := range int64(people) {
			spells := make([]spell, each)
			for i := range spells {
				spells[i] = spell{number: n + 1, start: day(n), end: day(int(n) + i), kind: job}
			}
			if err := f.add(spells, r); err != nil {
				return err
			}
			if len(f.batch) >= batchRows || cap(f.batch) > 4*batchRows {
				t.Fatalf("%d spells wait", len(f.batch))
			}
		}
		return f.flush()
	})
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, s := range readRows(t, path) {
		count[s["person_id"].(string)]++
	}
	for n := 1; n <= people; n++ {
		if id := fmt.Sprintf("p-%09d", n); count[id] != each {
			t.Fatalf("%s has %d spells", id, count[id])
		}
	}
	within(t, "people of the register alone", len(count)-people, 40, 130) // 80, sd 9
}

// People of the register alone have numbers of their own, one after the other.
func TestStrangersAreNobodyElse(t *testing.T) {
	o := spellOptions()
	dir := made(t, o)
	known := map[string]bool{}
	for _, r := range everybody(t, dir) {
		known[r["person_id"].(string)] = true
	}
	strangers := 0
	for id := range spellsOf(t, dir) {
		if !known[id] {
			strangers++
		}
	}
	within(t, "strangers", strangers, 10, 60) // one after 500 of 16,000 with spells
	for i := range strangers {
		if id := fmt.Sprintf("p-%09d", 20_001+i); known[id] {
			t.Errorf("%s is somebody", id)
		}
	}
}

func TestSpellsFileReportsFullDisk(t *testing.T) {
	f := &spellsFile{table: newTable(&fullDisk{100}, "spells", spellColumns())}
	spells := make([]spell, batchRows)
	for i := range spells {
		spells[i] = spell{number: int64(i), start: day(i), end: day(i)}
	}
	err := f.add(spells, rand.New(rand.NewPCG(1, 1)))
	if err == nil {
		err = f.table.close()
	}
	if !errors.Is(err, errFull) {
		t.Errorf("%v", err)
	}
}
