package outlook

import (
	"math"
	"testing"
	"time"

	"sib/contract"
)

func TestTryDesign(t *testing.T) {
	terms, err := contract.Load("../testdata/duo/contract.yaml")
	if err != nil {
		t.Fatal(err)
	}
	p := Plan{}
	for _, y := range []int{2014, 2015, 2016} {
		p.Sizes = append(p.Sizes, Size{y, 107, 1333, 0.33})
	}
	at := time.Now()
	f, err := Design(terms, p, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Log(time.Since(at), f.Method)
	for _, s := range f.Scenarios {
		t.Logf("%s exp %.2f sd %.2f nothing %v cap %v ch %v", s.Effect, s.Expected, s.SD, s.Nothing, s.AtCap, s.Chances[0].Met)
		_ = math.Pi
	}
}
