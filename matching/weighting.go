package matching

import "errors"

func (d *design) propensityWeights() (assignment, error) { return assignment{}, errors.New("match: not built") }
