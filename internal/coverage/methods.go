package main

import (
	"fmt"

	"sib/stats"
)

// method is an interval from a study: counts of strata or pairs, tables, people.
type method[T any] struct {
	Name    string
	Compute func(T) (stats.Estimate, error)
}

func names[T any](methods []method[T]) []string {
	var out []string
	for _, m := range methods {
		out = append(out, m.Name)
	}
	return out
}

// named returns those with the given names.
func named[T any](methods []method[T], names ...string) ([]method[T], error) {
	var out []method[T]
	for _, name := range names {
		n := len(out)
		for _, m := range methods {
			if m.Name == name {
				out = append(out, m)
			}
		}
		if len(out) == n {
			return nil, fmt.Errorf("no method %q", name)
		}
	}
	return out, nil
}
