package stats

// satterthwaite returns (tr P)²/tr(P²), P the matrix of the quadratic form whose
// value is the CR2 variance, for independent outcomes of one variance (Pustejovsky,
// Tipton 2018). P is a diagonal plus Z·K·Z', Z with four columns, so that
// tr(P²) needs no matrix of clusters by clusters.
func (s *matchedSample) satterthwaite(cells [][2]cr2Cell) float64 {
	k := s.satterthwaiteK()
	var trace, corrected exactly
	for _, c := range cells {
		low := quadratic(zRow(c), k)
		whole := c[0].uu + c[1].uu + low
		trace.add(whole)
		corrected.add(float64(whole*whole) - float64(low*low))
	}
	kc := times4(k, gram(cells))
	return float64(trace.total()*trace.total()) / (corrected.total() + trace4(times4(kc, kc)))
}

type matrix4 [4][4]float64

// zRow is the row of Z for a cluster: u'1 and u'w of both arms.
func zRow(c [2]cr2Cell) [4]float64 { return [4]float64{c[0].u1, c[0].uw, c[1].u1, c[1].uw} }

// satterthwaiteK is [Σw²/W² −1/W; −1/W 0] for each arm.
func (s *matchedSample) satterthwaiteK() (k matrix4) {
	for a, arm := range s.arms {
		i := 2 * a
		k[i][i] = arm.sumW2 / arm.sumW / arm.sumW
		k[i][i+1], k[i+1][i] = -1/arm.sumW, -1/arm.sumW
	}
	return k
}

func quadratic(z [4]float64, k matrix4) float64 {
	sum := 0.0
	for i := range z {
		for j := range z {
			sum += float64(float64(z[i]*k[i][j]) * z[j])
		}
	}
	return sum
}

// gram is Z'Z.
func gram(cells [][2]cr2Cell) (out matrix4) {
	var sums [4][4]exactly
	for _, c := range cells {
		z := zRow(c)
		for i := range z {
			for j := range z {
				sums[i][j].add(float64(z[i] * z[j]))
			}
		}
	}
	for i := range sums {
		for j := range sums[i] {
			out[i][j] = sums[i][j].total()
		}
	}
	return out
}

func times4(a, b matrix4) (out matrix4) {
	for i := range a {
		for j := range b {
			for k := range b {
				out[i][j] += float64(a[i][k] * b[k][j])
			}
		}
	}
	return out
}

func trace4(a matrix4) float64 { return a[0][0] + a[1][1] + a[2][2] + a[3][3] }
