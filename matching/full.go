package matching

import "errors"

func (d *design) full() (assignment, error) { return assignment{}, errors.New("match: not built") }
