package outcome

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"sib/cohort"
	"sib/cohort/internal/parquettest"
)

// world is people and a register, as a test makes them up. People of 40 are not eligible,
// nor are those of another year than 2014.
type world struct {
	people  []someone
	spells  []job
	numbers bool // ids of people are integers; those of spells stay text
}

type someone struct {
	id        string
	age, arm  int64 // arm 1 is the programme
	year      int64
	entry     string
	placed    bool
	noOutcome bool
}

// job is a row of the register. An empty end or kind and negative months are missing.
type job struct {
	id, start, end, kind string
	months               int64
}

const noMonths = -1

func (p someone) eligible() bool { return p.age < 40 && p.year == 2014 }

func (w world) peopleColumns() []parquettest.Column {
	n := len(w.people)
	id, age, arm, year := make([]string, n), make([]int64, n), make([]int64, n), make([]int64, n)
	entry, placed, null, numbers := make([]string, n), make([]bool, n), make([]bool, n), make([]int64, n)
	for i, p := range w.people {
		id[i], age[i], arm[i], year[i], entry[i], placed[i], null[i] = p.id, p.age, p.arm, p.year, p.entry, p.placed, p.noOutcome
		numbers[i], _ = strconv.ParseInt(p.id, 10, 64)
	}
	ids := parquettest.Column{Name: "id", Values: id}
	if w.numbers {
		ids.Values = numbers
	}
	return []parquettest.Column{ids, {Name: "age", Values: age}, {Name: "arm", Values: arm}, {Name: "year", Values: year},
		{Name: "entry", Values: entry}, {Name: "placed", Values: placed, Null: null}}
}

func spellColumns(rows []job) []parquettest.Column {
	n := len(rows)
	id, start, end, kind, months := make([]string, n), make([]string, n), make([]string, n), make([]string, n), make([]int64, n)
	noEnd, noKind, noLength := make([]bool, n), make([]bool, n), make([]bool, n)
	for i, s := range rows {
		id[i], start[i], end[i], kind[i], months[i] = s.id, s.start, s.end, s.kind, s.months
		noEnd[i], noKind[i], noLength[i] = s.end == "", s.kind == "", s.months == noMonths
	}
	return []parquettest.Column{{Name: "id", Values: id}, {Name: "start", Values: start}, {Name: "end", Values: end, Null: noEnd},
		{Name: "kind", Values: kind, Null: noKind}, {Name: "months", Values: months, Null: noLength}}
}

// store writes the people, and the register in so many files, and reads who is compared.
func (w world) store(t testing.TB, l parquettest.Layout, files int) (*cohort.Cohort, *SpellFiles) {
	t.Helper()
	dir := t.TempDir()
	parquettest.Write(t, filepath.Join(dir, "people.parquet"), l, w.peopleColumns()...)
	of := &SpellFiles{ID: "id", Start: "start", End: "end", Kind: "kind", Months: "months"}
	for i := range files {
		from, upto := i*len(w.spells)/files, (i+1)*len(w.spells)/files
		name := fmt.Sprintf("spells-%d.parquet", i)
		parquettest.Write(t, filepath.Join(dir, name), l, spellColumns(w.spells[from:upto])...)
		of.Files = append(of.Files, name)
	}
	s := spec(dir)
	s.Year, s.Entry = "year", "entry"
	c, err := cohort.Read(context.Background(), s, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c, of
}

// shuffled is the same world in another order.
func (w world) shuffled(seed uint64) world {
	r := rand.New(rand.NewPCG(seed, 2))
	out := world{slices.Clone(w.people), slices.Clone(w.spells), w.numbers}
	r.Shuffle(len(out.people), func(i, k int) { out.people[i], out.people[k] = out.people[k], out.people[i] })
	r.Shuffle(len(out.spells), func(i, k int) { out.spells[i], out.spells[k] = out.spells[k], out.spells[i] })
	return out
}

// randomWorld has people who enter around leap days and ends of months, and spells of all
// sorts: overlapping, repeated, of a day, without an end, before entry, after the window,
// of people who are not eligible and of people whom nobody knows.
func randomWorld(seed uint64, people int) world {
	r := rand.New(rand.NewPCG(seed, 1))
	w := world{numbers: seed%2 == 1}
	first, awkward := cohort.DayOf(2014, 11, 1), []string{"2015-02-28", "2016-02-29", "2015-08-31", "2014-12-31", "2015-01-01"}
	for i := range people {
		p := someone{id: strconv.Itoa(100000 + i), age: 36 + int64(r.IntN(5)), arm: int64(i % 2), year: 2014,
			entry: (first + cohort.Day(r.IntN(600))).String(), placed: r.IntN(2) == 0, noOutcome: r.IntN(5) == 0}
		if r.IntN(4) == 0 {
			p.entry = awkward[r.IntN(len(awkward))]
		}
		if r.IntN(10) == 0 {
			p.year = 2015
		}
		w.people = append(w.people, p)
		for range max(0, r.IntN(7)-1) {
			w.spells = append(w.spells, randomJob(r, p))
		}
	}
	for range people / 5 {
		stranger := someone{id: strconv.Itoa(900000 + r.IntN(20)), entry: "2015-03-10"}
		w.spells = append(w.spells, randomJob(r, stranger), w.spells[r.IntN(len(w.spells))])
	}
	return w
}

func randomJob(r *rand.Rand, p someone) job {
	entry, err := cohort.ParseDay(p.entry)
	if err != nil {
		panic(err)
	}
	lengths := []int{0, 0, 1, 30, 89, 90, 200, 500}
	kinds := []string{"job", "job", "training", "self-employed", ""}
	start := entry + cohort.Day(r.IntN(800)-300)
	if r.IntN(6) == 0 {
		start = []cohort.Day{entry - 1, entry, entry + 1, entry.AddMonths(12) - 1, entry.AddMonths(12), entry.AddMonths(6)}[r.IntN(6)]
	}
	s := job{id: p.id, start: start.String(), kind: kinds[r.IntN(len(kinds))], months: int64(r.IntN(8)) - 1}
	if r.IntN(6) > 0 {
		s.end = (start + cohort.Day(r.IntN(1+lengths[r.IntN(len(lengths))]))).String()
	}
	return s
}
