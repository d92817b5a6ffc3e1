//go:build !race

package outcome

const raced = false
