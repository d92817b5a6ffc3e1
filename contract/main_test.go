package contract

import (
	"flag"
	"os"
	"testing"
)

// A property of decisions decides several contracts for each draw: 50 draws keep
// the package quick. -rapid.checks on the command line asks for more.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", "50"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}
