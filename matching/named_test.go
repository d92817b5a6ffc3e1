package matching

import (
	"math/rand/v2"
	"slices"
	"testing"

	"sib/cohort"
)

// keyed gives every row of the crowd a random key; rows come in the order of the permutation.
func (c crowd) keyed(order []int, keys []cohort.Key) *cohort.Keyed {
	out := &cohort.Keyed{}
	for row, i := range order {
		out.Row, out.Key = append(out.Row, int64(row)), append(out.Key, keys[i])
		out.Profile, out.Arm = append(out.Profile, c.profile[i]), append(out.Arm, uint8(c.arm[i]))
	}
	return out
}

func randomKeys(n int, seed uint64) []cohort.Key {
	r := rand.New(rand.NewPCG(seed, 7))
	out := make([]cohort.Key, n)
	for i := range out {
		for k := range out[i] {
			out[i][k] = byte(r.IntN(256))
		}
	}
	return out
}

// TestNamedPairsIgnoreTheOrderOfRows shuffles the rows: the same people are paired.
func TestNamedPairsIgnoreTheOrderOfRows(t *testing.T) {
	c := readCrowd(t)
	keys := randomKeys(len(c.profile), 1)
	for _, s := range []struct {
		name  string
		spec  Spec
		score bool
	}{
		{"score", Spec{Covariates: free, Method: Nearest}, true},
		{"score in cells, three each", Spec{Covariates: exactBut, Method: Nearest, Choice: Choice{Ratio: 3}}, true},
		{"no score", Spec{Covariates: exactBut, Method: Nearest}, false},
	} {
		t.Run(s.name, func(t *testing.T) {
			var want [][3]int
			for seed := range uint64(4) {
				order := rand.New(rand.NewPCG(seed, 8)).Perm(len(keys))
				if seed == 0 {
					slices.Sort(order)
				}
				d := c.scored(t, s.spec, "ps_matchit")
				if !s.score {
					d.score, d.space = nil, space{dims: 1, at: c.ages()}
				}
				p, err := newPairer(d)
				if err != nil {
					t.Fatal(err)
				}
				named, err := p.named(c.keyed(order, keys))
				if err != nil {
					t.Fatal(err)
				}
				var got [][3]int
				for _, pair := range named {
					got = append(got, [3]int{order[pair.Focal], order[pair.Match], int(pair.K)})
				}
				if len(got) < 300 {
					t.Fatalf("%d pairs", len(got))
				}
				if want == nil {
					want = got
				}
				if !slices.Equal(got, want) {
					t.Errorf("seed %d: other pairs", seed)
				}
			}
		})
	}
}

// TestNamedPairsFollowTheKey wants other keys to break ties otherwise.
func TestNamedPairsFollowTheKey(t *testing.T) {
	c := readCrowd(t)
	var all [2][]NamedPair
	for seed := range all {
		order := rand.New(rand.NewPCG(1, 8)).Perm(len(c.profile))
		p, err := newPairer(c.scored(t, Spec{Covariates: free, Method: Nearest}, "ps_matchit"))
		if err != nil {
			t.Fatal(err)
		}
		if all[seed], err = p.named(c.keyed(order, randomKeys(len(order), uint64(seed)))); err != nil {
			t.Fatal(err)
		}
		slices.SortFunc(all[seed], func(a, b NamedPair) int { return int(a.Focal - b.Focal) })
	}
	same := 0
	for i, pair := range all[0] {
		if all[1][i] == pair {
			same++
		}
	}
	if len(all[0]) != len(all[1]) || same > len(all[0])*3/4 {
		t.Errorf("%d of %d pairs are the same under another key", same, len(all[0]))
	}
}

func TestByKeySorts(t *testing.T) {
	keys := randomKeys(5000, 3)
	keys[17] = keys[4000]
	k := &cohort.Keyed{Key: keys, Profile: make([]int32, 5000), Arm: make([]uint8, 5000)}
	for i := range k.Profile {
		k.Profile[i] = int32(i)
	}
	people, at := ByKey(k)
	for i := range at {
		if people.Profile[i] != at[i] {
			t.Fatalf("person %d is %d, not %d", i, people.Profile[i], at[i])
		}
		if i > 0 && (keys[at[i-1]].Compare(keys[at[i]]) > 0 || keys[at[i-1]] == keys[at[i]] && at[i-1] > at[i]) {
			t.Fatalf("person %d stands before %d", at[i-1], at[i])
		}
	}
	sorted := slices.Clone(at)
	slices.Sort(sorted)
	for i, x := range sorted {
		if int(x) != i {
			t.Fatalf("%d is not in its place: not a permutation", x)
		}
	}
}
