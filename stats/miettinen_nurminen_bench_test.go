package stats

import "testing"

func BenchmarkMiettinenNurminen(b *testing.B) {
	for name, a := range map[string]table{
		"duo":     {43, 100, 429, 1300},
		"small":   {7, 15, 2, 9},
		"none":    {0, 10, 0, 20},
		"million": {433000, 1e6, 429000, 1e6},
		"rare":    {3, 1e7, 0, 1e7},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := MiettinenNurminen(a.x1, a.n1, a.x0, a.n0, 0.95); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// All tables of two arms: what a power calculation or a coverage study asks for.
func BenchmarkMiettinenNurminenAllTables(b *testing.B) {
	const n1, n0 = 60.0, 90.0
	x1, x0 := 0.0, 0.0
	for b.Loop() {
		if _, err := MiettinenNurminen(x1, n1, x0, n0, 0.95); err != nil {
			b.Fatal(err)
		}
		if x1++; x1 > n1 {
			x1, x0 = 0, x0+1
		}
		if x0 > n0 {
			x0 = 0
		}
	}
}
