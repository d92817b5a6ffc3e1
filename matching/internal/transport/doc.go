// Package transport moves integer supplies to integer capacities at least total
// cost, exactly, and proves it. It knows numbers only: no people, no distances.
package transport
