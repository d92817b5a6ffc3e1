package stats

// Estimate is a point estimate with its interval. Value, Lo and Hi are
// proportions or differences of proportions, never percentages.
type Estimate struct {
	Value  float64 `json:"value"`  // a proportion: 0.092 is 9.2 %, or 9.2 percentage points of a difference
	Lo     float64 `json:"lo"`     // lower limit, in the same unit
	Hi     float64 `json:"hi"`     // upper limit, in the same unit
	Level  float64 `json:"level"`  // confidence level, a proportion such as 0.95
	Method string  `json:"method"` // method of the interval, such as "weighted-newcombe"
	// PValue is a proportion: two-sided, of no difference, where the method has a test of its own; else nil.
	PValue   *float64 `json:"p_value,omitempty"`
	Warnings []string `json:"warnings,omitempty"` // what limits the trust in it
}
