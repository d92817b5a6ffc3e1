// Package active switches one mutant on, by the environment variable MUTANT.
package active

import (
	"os"
	"strconv"
)

var chosen, _ = strconv.Atoi(os.Getenv("MUTANT"))

// B returns as written, or mutated if mutant id is switched on. Ids start at 1.
func B(id int, written, mutated bool) bool {
	if id == chosen {
		return mutated
	}
	return written
}
