// Package trace holds a calculation as a graph of named quantities.
//
// A Builder computes each node from the nodes before it with one of a few
// operations, in exact rationals, and rounds it once where its node says so.
// What is kept is enough to do it again: Recompute works a trace out from its
// leaves and names the first node that does not come out.
//
// It knows numbers and how to round them, and nothing of contracts.
package trace
