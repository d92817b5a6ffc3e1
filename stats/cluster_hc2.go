package stats

import "math"

// ClusterHC2 is CR0 with each arm's sum in a cluster divided by √(1 − h), h the
// cluster's share of the arm's weight: R's sandwich, vcovCL with type HC2 and
// cluster adjustment (Zeileis, Köll, Graham 2020, J. Stat. Softw. 95(1)). It
// takes the root of the unsymmetric I − H; CR2 takes the root of its square and has
// the degrees of freedom that go with it. Where every set has the same share of both
// arms it is CR1. Student's t with G − 1 degrees of freedom; an arm within one
// cluster is an error.
func ClusterHC2(units []Unit, by ClusterBy) (Spread, error) {
	return clusterRobust(by.String()+"-hc2", units, by, func(float64, float64) float64 { return 1 }, func(h float64) float64 { return 1 / math.Sqrt(1-h) })
}
