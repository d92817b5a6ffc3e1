package columns

import (
	"math/rand/v2"
	"testing"
)

func TestLevelsSpreadValuesToTheirRows(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	for range 600 {
		n := 1 + r.IntN(700)
		given := streaks(r, n, 2)
		switch r.IntN(6) {
		case 0:
			clear(given)
		case 1:
			for i := range given {
				given[i] = 1
			}
		}
		var l levels
		present, err := l.parse(packRuns(r, given, 1), n)
		if err != nil {
			t.Fatal(err)
		}
		dst, next := make([]int32, n), 0
		for i := range present {
			dst[i] = int32(i)
		}
		l.spread(dst, present)
		for i, one := range given {
			want := int32(-1)
			if one == 1 {
				want = int32(next)
				next++
			}
			if dst[i] != want {
				t.Fatalf("row %d of %d has %d, want %d", i, n, dst[i], want)
			}
		}
		if next != present {
			t.Fatalf("%d present, want %d", present, next)
		}
		var walked []uint32
		err = l.each(func(n int) error {
			for range n {
				walked = append(walked, 1)
			}
			return nil
		}, func() { walked = append(walked, 0) })
		if err != nil || len(walked) != n {
			t.Fatalf("%d levels walked of %d, %v", len(walked), n, err)
		}
		for i := range given {
			if walked[i] != given[i] {
				t.Fatalf("level %d is walked as %d", i, walked[i])
			}
		}
	}
}

func TestLevelsRefuse(t *testing.T) {
	for name, src := range map[string][]byte{"nothing": nil, "level 2": {16, 2}, "empty run": {0, 1}, "run without level": {16}, "group without bits": {3},
		"too few": {14, 1}, "group of 8 for 9": {3, 0xff}} {
		var l levels
		if _, err := l.parse(src, 9); err == nil && name != "level 2" {
			t.Errorf("%s passes", name)
		}
		if _, err := l.parse(src, 8); err == nil && name != "group of 8 for 9" {
			t.Errorf("%s passes for 8", name)
		}
	}
}
