package main

import (
	"bytes"
	"encoding/xml"
	"io"
	"testing"
)

func TestFigures(t *testing.T) {
	s := run([]sample{{6, 7}}, []matched{{15, 300}}, 12, 2)
	figures, err := s.figures()
	if err != nil || len(figures) != 2 {
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
	if !bytes.Contains(figures["coverage.svg"], []byte("weighted-newcombe")) || !bytes.Contains(figures["coverage-independent.svg"], []byte("scas")) {
		t.Error("a method is not in its figure")
	}
}
