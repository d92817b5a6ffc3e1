package stats

import (
	"maps"
	"slices"
	"strings"
)

// registry finds a method by its name, written with hyphens. Clients cannot reach
// one: it is never changed.
type registry[F any] map[string]F

// find takes underscores as hyphens: the reference tables have them.
func (r registry[F]) find(name string) (F, bool) {
	f, ok := r[hyphens(name)]
	return f, ok
}

// names returns all names, sorted.
func (r registry[F]) names() []string { return slices.Sorted(maps.Keys(r)) }

func hyphens(name string) string { return strings.ReplaceAll(name, "_", "-") }
