package stats

import (
	"testing"

	"sib/internal/fusable"
)

// No product reaches a sum unrounded: a processor that can do both in one step would
// give another last digit. float64(a*b) + c is a promise of the language, a*b + c is not;
// nor is a product that is named, returned or passed on, once the compiler has inlined it.
func TestNoProductCanBeFused(t *testing.T) {
	found, files, err := fusable.Dir(".")
	if err != nil {
		t.Fatal(err)
	}
	if files < 100 {
		t.Fatalf("%d files were found", files)
	}
	for _, f := range found {
		t.Error(f)
	}
}
