package stats

// CR0 returns the weighted difference with the cluster-robust standard error
// √Σ(Σψ)², the inner sum over a cluster and ψ as in HC0 (Liang, Zeger 1986,
// Biometrika 73:13). Equal to R's sandwich with type HC0 and without cluster
// adjustment, and clubSandwich's CR0. The interval is Student's t with G − 1 degrees
// of freedom, G clusters. An arm within one cluster is an error.
//
// Sets alone do not do when comparison people are used again: see TwoWay, AbadieImbens.
func CR0(units []Unit, by ClusterBy) (Spread, error) {
	return clusterRobust(by.String()+"-cr0", units, by, func(float64, float64) float64 { return 1 }, unchanged)
}

// CR1 is CR0 with the variance times G/(G − 1): what R's sandwich calls HC0 with
// cluster adjustment. For 1:1 pairs it is sd(d)/√n of the differences d, and that
// also for sets of one programme person and k comparison people of weight 1/k.
func CR1(units []Unit, by ClusterBy) (Spread, error) {
	return clusterRobust(by.String()+"-cr1", units, by, func(g, _ float64) float64 { return bessel(g) }, unchanged)
}

// CR1S is CR0 with the variance times G/(G − 1)·(N − 1)/(N − 2), N units: Stata's
// small-sample factor, R's sandwich HC1 with cluster adjustment.
func CR1S(units []Unit, by ClusterBy) (Spread, error) {
	return clusterRobust(by.String()+"-cr1s", units, by, func(g, n float64) float64 { return float64(bessel(g) * ((n - 1) / (n - 2))) }, unchanged)
}

// CR3 is CR0 with each arm's sum in a cluster divided by 1 − h, h the cluster's share
// of the arm's weight (Bell, McCaffrey 2002, Surv. Methodol. 28:169; Pustejovsky,
// Tipton 2018, J. Bus. Econ. Stat. 36:672): the jackknife over clusters. It is
// clubSandwich's CR3, and R's sandwich HC3 with cluster adjustment.
func CR3(units []Unit, by ClusterBy) (Spread, error) {
	return clusterRobust(by.String()+"-cr3", units, by, func(float64, float64) float64 { return 1 }, func(h float64) float64 { return 1 / (1 - h) })
}

// clusterRobust sums squares over clusters, times inflate(G, N).
func clusterRobust(op string, units []Unit, by ClusterBy, inflate func(g, n float64) float64, factor func(h float64) float64) (Spread, error) {
	s, c, err := newClustered(op, units, by)
	if err != nil {
		return Spread{}, err
	}
	g := float64(c.count)
	variance := float64(inflate(g, float64(len(s.units))) * c.squares(s, factor))
	return s.spread(op, variance, g-1, c.count), nil
}
