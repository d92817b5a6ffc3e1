package stats

import (
	"encoding/json"
	"math"
)

// Ratio is the ratio of two rates, or of two odds, with its interval. 1 is no
// difference; 1.273 is a rate that is 27.3 % higher relative to the other, not
// 27.3 percentage points. Value and Hi are +Inf where the data set no bound; Lo and
// Hi are at least 0.
type Ratio struct {
	Value  float64
	Lo     float64
	Hi     float64
	Level  float64 // such as 0.95
	Method string  // such as "katz-log"
	// PValue is two-sided, of a ratio of 1, where the method has a test of its own; else nil.
	PValue   *float64
	Warnings []string
}

// MarshalJSON writes the fields as those of an Estimate; null stands for infinity,
// which JSON has no number for.
func (r Ratio) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Value    *float64 `json:"value"`
		Lo       float64  `json:"lo"`
		Hi       *float64 `json:"hi"`
		Level    float64  `json:"level"`
		Method   string   `json:"method"`
		PValue   *float64 `json:"p_value,omitempty"`
		Warnings []string `json:"warnings,omitempty"`
	}{finite(r.Value), r.Lo, finite(r.Hi), r.Level, r.Method, r.PValue, r.Warnings})
}

func finite(v float64) *float64 {
	if math.IsInf(v, 0) {
		return nil
	}
	return &v
}
