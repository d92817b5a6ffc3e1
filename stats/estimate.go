package stats

// Estimate is a point estimate with its interval. Value, Lo and Hi are
// proportions or differences of proportions, never percentages.
type Estimate struct {
	Value  float64 `json:"value"`
	Lo     float64 `json:"lo"`
	Hi     float64 `json:"hi"`
	Level  float64 `json:"level"`  // such as 0.95
	Method string  `json:"method"` // such as "weighted-newcombe"
	// PValue is two-sided, of no difference, where the method has a test of its own; else nil.
	PValue   *float64 `json:"p_value,omitempty"`
	Warnings []string `json:"warnings,omitempty"`
}
