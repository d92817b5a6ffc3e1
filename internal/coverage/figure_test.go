package main

import (
	"bytes"
	"encoding/xml"
	"io"
	"testing"
)

func TestFigures(t *testing.T) {
	s := run(plan{[]oneRate{6}, []sample{{6, 7}}, []matched{{15, 300}}, []pairs{6}, []sets{5}, 12}, 2)
	figures, err := s.figures()
	if err != nil || len(figures) != 4 {
		t.Fatalf("%d figures, %v", len(figures), err)
	}
	for name, svg := range figures {
		d := xml.NewDecoder(bytes.NewReader(svg))
		for {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
	for name, method := range map[string]string{
		"coverage.svg": "weighted-newcombe", "coverage-independent.svg": "scas", "coverage-pairs.svg": "bonett-price", "coverage-sets.svg": "set-cr2",
	} {
		if !bytes.Contains(figures[name], []byte(method)) {
			t.Errorf("%s: no %s", name, method)
		}
	}
}
