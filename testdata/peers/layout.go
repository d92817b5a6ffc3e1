package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

func isSpells(name string) bool { return strings.Contains(name, "spells") }

// String says what the layout is, for the README.
func (l layout) String() string {
	words := []string{l.codec, "plain", "V1 pages"}
	if l.dict {
		words[1] = "dictionary"
	}
	if l.v2 {
		words[2] = "V2 pages"
	}
	if l.rows > 0 {
		words = append(words, fmt.Sprintf("row groups of %d", l.rows))
	}
	if l.page > 0 {
		words = append(words, fmt.Sprintf("pages of about %d bytes", l.page))
	}
	if l.required {
		words = append(words, "required columns")
	} else {
		words = append(words, "nullable columns")
	}
	for _, c := range slices.Sorted(maps.Keys(l.as)) {
		words = append(words, c+" as "+l.as[c])
	}
	return strings.Join(words, ", ")
}

// typeOf is how a layout stores a column.
func (l layout) typeOf(c column) string {
	if t := l.as[c.name]; t != "" {
		return t
	}
	return c.kind
}

// optional says whether the layout lets a column have nulls.
func (l layout) optional(c column) bool { return !l.required || slices.Contains(c.values, any(nil)) }

const (
	dates = "entry_date"
	born  = "birth_date"
)
