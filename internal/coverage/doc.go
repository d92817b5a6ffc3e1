// Command coverage measures how often the intervals of package stats hold the
// truth, and writes docs/coverage.md and its figures:
//
//	go run ./internal/coverage
//
// Two independent samples and matched pairs are enumerated; strata and matched sets
// are drawn, with a seed for each block of draws, so that the result does not depend
// on the number of cores. -draws runs fewer, -out writes elsewhere.
package main
