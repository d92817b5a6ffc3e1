package contract

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// bombs are small files that grow, nest or repeat without end.
func bombs() map[string]string {
	laughs := "a0: &a0 [lol, lol]\n"
	for i := 1; i < 40; i++ {
		laughs += fmt.Sprintf("a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d]\n", i, i, i-1, i-1, i-1, i-1, i-1)
	}
	const most = maxBytes - 1000
	return map[string]string{
		"laughs":        laughs,
		"merged":        "a: &a {b: 1}\n" + strings.Repeat("c: {<<: *a}\n", most/12),
		"open brackets": strings.Repeat("[", most),
		"open braces":   strings.Repeat("{a: ", most/4),
		"nested block":  strings.Repeat("- ", most/2),
		"indented":      indented(1400),
		"keys":          manyKeys(most),
		"one long key":  strings.Repeat("k", most) + ": 1",
		"quotes":        "title: \"" + strings.Repeat("x", most),
		"escapes":       "title: \"" + strings.Repeat("\\u00e9", most/6) + "\"",
		"folded":        "note: >\n" + strings.Repeat("  word\n", most/7),
		"documents":     strings.Repeat("---\n", most/4),
		"anchors":       strings.Repeat("- &x y\n", most/7),
		"tags":          strings.Repeat("- !!str y\n", most/10),
		"long number":   "cohorts: [" + strings.Repeat("9", most) + "]",
		"comment":       "#" + strings.Repeat("c", most),
		"too long":      strings.Repeat("a", 4*maxBytes),
	}
}

// indented nests n mappings by indentation, as deep as the size allows.
func indented(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
		if b.Len() > maxBytes-1000 {
			break
		}
	}
	return b.String()
}

func manyKeys(size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, "k%d: 1\n", i)
	}
	return b.String()
}

// A bomb is refused with less than 64 MB in all that is ever allocated.
func TestBombs(t *testing.T) {
	for name, text := range bombs() {
		t.Run(name, func(t *testing.T) {
			data := []byte(text)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			terms, err := Parse("contract.yaml", data)
			runtime.ReadMemStats(&after)
			if err == nil || terms != nil {
				t.Fatal("it was accepted")
			}
			if len(err.Error()) > 100_000 {
				t.Errorf("an error of %d bytes", len(err.Error()))
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 64<<20 {
				t.Errorf("%d MB were allocated for %d kB", used>>20, len(data)>>10)
			}
		})
	}
}

func BenchmarkBombs(b *testing.B) {
	for name, text := range bombs() {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Parse("contract.yaml", []byte(text)); err == nil {
					b.Fatal("accepted")
				}
			}
		})
	}
}
