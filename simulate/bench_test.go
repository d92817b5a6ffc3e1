package simulate

import (
	"context"
	"testing"
)

// BenchmarkWrite makes a million comparison people.
func BenchmarkWrite(b *testing.B) {
	benchmarkWrite(b, Options{Programme: 10_000, Comparison: 1_000_000, Years: []int{2014, 2015, 2016}, Seed: 1, Effect: 0.09, Overwrite: true})
}

// BenchmarkWriteSpells makes them with dates and a register.
func BenchmarkWriteSpells(b *testing.B) {
	benchmarkWrite(b, Options{Programme: 10_000, Comparison: 1_000_000, Years: []int{2014, 2015, 2016}, Seed: 1, Effect: 0.09, Spells: true, Overwrite: true})
}

func benchmarkWrite(b *testing.B, o Options) {
	dir := b.TempDir()
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(context.Background(), dir, o, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(o.Programme+o.Comparison)*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mrows/s")
}
