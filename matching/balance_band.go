package matching

import "math"

// Band is the verdict on a standardised mean difference under the standard of
// baseline equivalence of the What Works Clearinghouse (Procedures and Standards
// Handbook 5.0, 2022, chapter IV).
type Band string

// The bands. The limits belong to the better one.
const (
	Equivalent      Band = "equivalent"       // |SMD| up to 0.05
	NeedsAdjustment Band = "needs-adjustment" // up to 0.25: the estimate has to adjust for it
	NotEquivalent   Band = "not-equivalent"   // beyond: no adjustment will do
	Unknown         Band = ""                 // there is no SMD
)

// Balanced is the |SMD| that is commonly taken as the most a matched sample should
// show (Stuart, Lee and Leacy 2013, J. Clin. Epidemiol. 66:S84).
const Balanced = 0.10

const (
	equivalentTo = 0.05
	adjustableTo = 0.25
)

// Band is the verdict on one comparison.
func (m Moments) Band() Band {
	switch smd := m.SMD; {
	case smd == nil || math.IsNaN(*smd):
		return Unknown
	case math.Abs(*smd) <= equivalentTo:
		return Equivalent
	case math.Abs(*smd) <= adjustableTo:
		return NeedsAdjustment
	}
	return NotEquivalent
}

// Balanced reports whether |SMD| is at most 0.10; false if there is no SMD.
func (m Moments) Balanced() bool { return m.SMD != nil && math.Abs(*m.SMD) <= Balanced }

// Band is the verdict after matching.
func (t TermBalance) Band() Band { return t.After.Band() }

// Balanced reports whether |SMD| after matching is at most 0.10.
func (t TermBalance) Balanced() bool { return t.After.Balanced() }
