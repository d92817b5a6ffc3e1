package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"sib/evaluate"
)

// Exit codes. "No payment due" is a result, not a failure: it exits with 0.
const (
	exitOK        = 0
	exitFailure   = 1 // the machine failed: disk full, interrupted
	exitUsage     = 2 // unknown command or flag, or a flag's value
	exitContract  = 3 // the contract is refused
	exitData      = 4 // the data are refused, or cannot be matched as the contract says
	exitDifferent = 5 // verify found a difference, a trace does not come out, or a scenario
)

const exitCodeHelp = `Exit codes:
  0  done; "no payment due" is a result, not a failure
  1  the machine failed: disk full, interrupted
  2  unknown command, flag or value
  3  the contract is refused
  4  the data are refused, or cannot be matched as the contract says
  5  verify found a difference, or a calculation does not come out`

// exitError carries the exit code of an error that says nothing more.
type exitError struct {
	code int
	err  error
}

func (e *exitError) Error() string { return e.err.Error() }
func (e *exitError) Unwrap() error { return e.err }

func withCode(code int, err error) error {
	if err == nil {
		return nil
	}
	return &exitError{code, err}
}

// runError gives an error of the pipeline its exit code.
func runError(err error) error {
	var stage *evaluate.Error
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.Canceled):
		return withCode(exitFailure, errors.New("interrupted; nothing was written"))
	case errors.As(err, &stage) && stage.Stage == evaluate.StageDecide:
		return withCode(exitContract, err)
	case errors.As(err, &stage):
		return withCode(exitData, err)
	}
	return withCode(exitFailure, err)
}

// exitCode prints an error and returns the exit code.
func exitCode(stderr io.Writer, err error) int {
	if err == nil {
		return exitOK
	}
	fmt.Fprintf(terminal{stderr}, "sib: %v\n", err)
	var coded *exitError
	if errors.As(err, &coded) {
		return coded.code
	}
	return exitUsage
}
