package stats

import "testing"

func BenchmarkFisherExact(b *testing.B) {
	for name, a := range map[string]table{
		"duo":        {43, 100, 429, 1300},
		"tenMillion": {4.001e6, 1e7, 4e6, 1e7},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := FisherExact(a.x1, a.n1, a.x0, a.n0, 0, TwoSided); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkBarnard(b *testing.B) {
	for b.Loop() {
		if _, err := Barnard(43, 53, 40, 79, 0, TwoSided); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBoschloo(b *testing.B) {
	for b.Loop() {
		if _, err := Boschloo(43, 53, 40, 79, 0, TwoSided); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOneSampleClopperPearson(b *testing.B) {
	for name, n := range map[string]float64{"hundred": 100, "tenMillion": 1e7} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := OneSampleClopperPearson(0.43*n, n, 0.95); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkPairsTango(b *testing.B) {
	for b.Loop() {
		if _, err := PairsTango(53, 16, 8, 9, 0.95); err != nil {
			b.Fatal(err)
		}
	}
}
