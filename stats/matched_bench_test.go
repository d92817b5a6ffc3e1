package stats

import "testing"

// million are 250,000 sets of one programme person and three comparison people with
// weights that differ, one person in a hundred in two sets.
func million() ([]Unit, [][]float64) {
	units := make([]Unit, 0, 1_000_000)
	x := make([][]float64, 0, 1_000_000)
	for set := range int64(250_000) {
		for j := range int64(4) {
			id := 4*set + j
			u := Unit{Set: set, Person: id, Programme: j == 0, Y: float64(id * 7919 % 11 / 7), Weight: 1}
			if j > 0 {
				u.Weight = float64(j) / 6
				if id%100 == 99 {
					u.Person -= 96
				}
			}
			units, x = append(units, u), append(x, []float64{float64(set % 40), float64(set % 7)})
		}
	}
	return units, x
}

func BenchmarkMatchedMillion(b *testing.B) {
	units, x := million()
	for _, method := range []string{"hc0", "set-cr1", "set-cr2", "two-way", "abadie-imbens", "people-newcombe"} {
		f, _ := Matched(method)
		b.Run(method, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := f(units, 0.95); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("g-computation-set", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := GComputation(units, x, GSet); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("cmh", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := CMHSets(units); err != nil {
				b.Fatal(err)
			}
		}
	})
}
