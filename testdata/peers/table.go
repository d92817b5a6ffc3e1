package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"time"
)

// column is a column of the table: text, int, bool, float or date. Values are string,
// int64, bool, float64, or days since 1970 as int64; nil is a missing value.
type column struct {
	name, kind string
	values     []any
}

const size = 440

var (
	origins        = []string{"BE", "EU", "MAGHREB", "TURKEY", "SUBSAHARAN", "OTHER"}
	qualifications = []string{"none", "CEB", "CESS", "Bac", "Bac+3", "Bac+5", "étranger"}
)

func days(y int, m time.Month, d int) int64 {
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400
}

// persons makes the table up. Nobody in it exists. Rows are in no order.
func persons() []column {
	r := rand.New(rand.NewPCG(2014, 440))
	cols := []column{
		{name: "person_id", kind: "text"}, {name: "arm", kind: "text"}, {name: "year", kind: "int"},
		{name: "entry_date", kind: "date"}, {name: "birth_date", kind: "date"}, {name: "birth_year", kind: "int"},
		{name: "age", kind: "int"}, {name: "gender", kind: "text"}, {name: "origin", kind: "text"},
		{name: "qualification", kind: "text"}, {name: "registered", kind: "bool"}, {name: "earnings", kind: "float"},
		{name: "placed", kind: "bool"}, {name: "placed_int", kind: "int"},
	}
	for _, n := range r.Perm(size) {
		for i, v := range person(r, n+1) {
			cols[i].values = append(cols[i].values, v)
		}
	}
	return cols
}

// person is number n: one of four is in the programme group.
func person(r *rand.Rand, n int) []any {
	arm := "C"
	if n%4 == 0 {
		arm = "P"
	}
	entry := days(2014, time.January, 6) + 7*int64(r.IntN(156))
	year := int64(time.Unix(entry*86400, 0).UTC().Year())
	age := int64(17 + r.IntN(18))
	born := entry - age*365 - age/4 - int64(r.IntN(300)) - 1
	row := []any{fmt.Sprintf("p%04d", n), arm, year, entry, born, int64(time.Unix(born*86400, 0).UTC().Year()), age,
		[]string{"F", "M"}[r.IntN(2)], origins[int(math.Sqrt(float64(r.IntN(36))))], qualifications[r.IntN(len(qualifications))],
		r.IntN(5) > 0, float64(r.IntN(200_000)) / 100, nil, nil}
	if placed := r.IntN(100) < map[string]int{"P": 43, "C": 33}[arm]; r.IntN(25) > 0 {
		row[12], row[13] = placed, map[bool]int64{true: 1}[placed]
	}
	switch r.IntN(20) {
	case 0: // nothing is known
		row[4], row[5], row[6] = nil, nil, nil
	case 1: // the year is known
		row[4], row[6] = nil, nil
	}
	return row
}

// history makes up what people did before and after entry: nothing, one spell or many,
// side by side, begun before entry, still running.
func history(people []column) []column {
	r := rand.New(rand.NewPCG(2014, 1200))
	cols := []column{{name: "person_id", kind: "text"}, {name: "start", kind: "date"}, {name: "end", kind: "date"},
		{name: "kind", kind: "text"}, {name: "contract_months", kind: "int"}}
	for i, id := range people[0].values {
		n := []int{0, 0, 0, 1, 1, 1, 1, 2, 3, 4}[r.IntN(10)]
		if i == 10 {
			n = 25
		}
		for range n {
			for k, v := range spell(r, id.(string), people[3].values[i].(int64)) {
				cols[k].values = append(cols[k].values, v)
			}
		}
	}
	return cols
}

func spell(r *rand.Rand, id string, entry int64) []any {
	start := entry - 200 + int64(r.IntN(800))
	row := []any{id, start, start + int64(r.IntN(400)), []string{"job", "job", "job", "internship", "training"}[r.IntN(5)],
		[]int64{1, 3, 6, 12, 24}[r.IntN(5)]}
	if r.IntN(8) == 0 {
		row[2] = nil // still running
	}
	if r.IntN(4) == 0 {
		row[4] = nil // open-ended
	}
	return row
}
