package contract

import (
	"testing"

	"sib/contract/money"
)

// BenchmarkDecide is the founding case with four measurements: once with all that a
// reader asks, once with the payment alone.
func BenchmarkDecide(b *testing.B) {
	terms, in := parsed(b), Measurements{Compared: published()}
	for name, decide := range map[string]func(*Terms, Measurements, money.Date) (*Decision, error){"whole": Decide, "briefly": DecideBriefly} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := decide(terms, in, money.Date{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkParse(b *testing.B) {
	data := []byte(duo(b))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse("contract.yaml", data); err != nil {
			b.Fatal(err)
		}
	}
}
