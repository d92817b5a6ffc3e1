package money

import (
	"fmt"
	"math/big"
	"testing"
)

func BenchmarkXIRR(b *testing.B) {
	b.Run("one change", func(b *testing.B) {
		in := flows(b, "2014-03-01:-300000;2016-03-01:110000;2017-03-01:110000;2018-03-01:110000")
		for b.Loop() {
			if _, err := XIRR(in); err != nil {
				b.Fatal(err)
			}
		}
	})
	for _, n := range []int{12, 60, 240} {
		b.Run(fmt.Sprintf("%d months to and fro", n), func(b *testing.B) {
			in := toAndFro(n)
			for b.Loop() {
				if _, err := XIRR(in); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// toAndFro is money that goes the other way every month, with amounts that vary.
func toAndFro(n int) []Flow {
	var in []Flow
	for i := range n {
		cents := int64(1000 + (i*7919)%977)
		if i%2 == 0 {
			cents = -cents
		}
		in = append(in, Flow{Date{735000 + 30*i + i*i%7}, New("EUR", big.NewRat(cents, 100))})
	}
	return in
}
