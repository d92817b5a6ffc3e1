// Package evaluate is the pipeline, one visible list of stages: read people,
// match blind, read outcomes, estimate, decide, assess. It is the only place where
// outcomes meet matched sets.
//
// Run takes a contract and returns an Evaluation: an immutable value that holds
// everything a report says. Assess takes an Evaluation and says how far the result,
// and the money, would move under other choices. TieSpread shows how far an answer
// that depends on the order of rows would wander. The package writes no files, and
// draws nothing but the shuffles of TieSpread, whose seed is the contract.
package evaluate
