package stats

import "math/bits"

// splitMix is the generator SplitMix64 (Steele, Lea, Flood 2014, OOPSLA). It
// is written out so that a seed means the same numbers for good: the seed is the
// state, and nothing else feeds it.
type splitMix uint64

func (s *splitMix) next() uint64 {
	*s += 0x9e3779b97f4a7c15
	z := uint64(*s)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below draws a number from 0 to n − 1, each as likely (Lemire 2019, ACM Trans. Model.
// Comput. Simul. 29:3).
func (s *splitMix) below(n uint64) uint64 {
	high, low := bits.Mul64(s.next(), n)
	for low < -n%n {
		high, low = bits.Mul64(s.next(), n)
	}
	return high
}
