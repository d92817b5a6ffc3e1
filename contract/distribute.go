package contract

// distribute says who pays what is due, and who receives it.
func (d *decider) distribute() error { return nil }
