package stats

import (
	"fmt"
	"strings"
)

// ClusterBy says which units are dependent on one another.
type ClusterBy int

// Units of the same set, of the same person, or of the same person in the same set.
const (
	BySet ClusterBy = iota
	ByPerson
	BySetAndPerson
)

// String is the word that methods carry in their names: "set", "person" or "set-person".
func (b ClusterBy) String() string {
	switch b {
	case BySet:
		return "set"
	case ByPerson:
		return "person"
	case BySetAndPerson:
		return "set-person"
	}
	return fmt.Sprintf("ClusterBy(%d)", int(b))
}

type clusterKey struct{ set, person int64 }

// key tells sets, or people in sets, apart.
func (b ClusterBy) key(u Unit) clusterKey {
	if b == BySet {
		return clusterKey{set: u.Set}
	}
	return clusterKey{u.Set, u.Person}
}

// clustering numbers the clusters in the order in which the sorted units meet them.
type clustering struct {
	count int
	of    []int32 // per unit the number of its cluster
}

// clusters needs no map for what lies side by side in the sorted units.
func (s *matchedSample) clusters(by ClusterBy) clustering {
	if by == ByPerson {
		return s.people()
	}
	c := clustering{of: make([]int32, len(s.units))}
	for i, u := range s.units {
		if i == 0 || by.key(u) != by.key(s.units[i-1]) {
			c.count++
		}
		c.of[i] = int32(c.count - 1)
	}
	return c
}

func (s *matchedSample) people() clustering {
	c := clustering{of: make([]int32, len(s.units))}
	numbers := make(map[int64]int32, len(s.units))
	for i, u := range s.units {
		n, ok := numbers[u.Person]
		if !ok {
			n = int32(len(numbers))
			numbers[u.Person] = n
		}
		c.of[i] = n
	}
	c.count = len(numbers)
	return c
}

// sums adds value over the units of each cluster and arm.
func (c clustering) sums(s *matchedSample, value func(i int) float64) [][2]float64 {
	parts := make([][2]exactly, c.count)
	for i, u := range s.units {
		parts[c.of[i]][u.arm()].add(value(i))
	}
	out := make([][2]float64, c.count)
	for g := range parts {
		out[g] = [2]float64{parts[g][0].total(), parts[g][1].total()}
	}
	return out
}

// squares adds up (ψ1 + ψ0)² over the clusters, ψ the sum of the influences of the
// arm in the cluster, each times factor of its share of the arm's weight.
func (c clustering) squares(s *matchedSample, factor func(share float64) float64) float64 {
	psi := c.sums(s, s.influence)
	share := c.sums(s, s.leverage)
	return sumOf(c.count, func(g int) float64 {
		sum := float64(psi[g][0]*factor(share[g][0])) + float64(psi[g][1]*factor(share[g][1]))
		return float64(sum * sum)
	})
}

func unchanged(float64) float64 { return 1 }

// newClustered prepares a cluster-robust method. An arm that lies in one cluster
// would seem to have no variance at all: it is an error.
func newClustered(op string, units []Unit, by ClusterBy) (*matchedSample, clustering, error) {
	if strings.HasPrefix(by.String(), "ClusterBy") {
		return nil, clustering{}, fmt.Errorf("%s: unknown %v", op, by)
	}
	s, err := newMatched(op, units)
	if err != nil {
		return nil, clustering{}, err
	}
	c := s.clusters(by)
	first := [2]int32{-1, -1}
	var several [2]bool
	for i, u := range s.units {
		a := u.arm()
		several[a] = several[a] || first[a] >= 0 && first[a] != c.of[i]
		first[a] = c.of[i]
	}
	if !several[0] || !several[1] {
		return nil, clustering{}, fmt.Errorf("%s: one %v holds a whole arm: want at least two in each", op, by)
	}
	return s, c, nil
}
