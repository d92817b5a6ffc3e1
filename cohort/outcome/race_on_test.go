//go:build race

package outcome

// raced says that the race detector watches, which takes ten times as long.
const raced = true
