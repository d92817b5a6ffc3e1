// Package evaluate is the pipeline, one visible list of stages: read people,
// match blind, read outcomes, estimate, decide. It is the only place where
// outcomes meet matched sets.
//
// It takes a contract and returns an Evaluation: an immutable value that holds
// everything a report says. It writes no files and draws nothing.
package evaluate
