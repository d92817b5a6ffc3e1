package contract

// gates holds the gates against the facts and notes what failed ones make of the rules.
func (d *decider) gates() error { return nil }
