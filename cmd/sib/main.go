// Command sib evaluates social impact bonds: it matches a programme group with
// comparable people, estimates the difference in placement rates, and applies
// the contract's payment rules.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() { os.Exit(run()) }

func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	root := newRoot(os.Stdout, os.Stderr)
	root.SetArgs(os.Args[1:])
	return exitCode(os.Stderr, root.ExecuteContext(ctx))
}
