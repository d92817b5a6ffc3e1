package matching

// setCalipers turns the spec's calipers into limits.
func (d *design) setCalipers() error { return nil }
