package contract

import (
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Each reader below takes a value and the name of its key, and records what is
// wrong with it; ok says whether there is a value to go on with.

const quoted = yaml.SingleQuotedStyle | yaml.DoubleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle

// scalar returns the characters of a value that is not a list, a mapping or empty.
func (s *source) scalar(n *yaml.Node, key string) (string, bool) {
	switch {
	case n.Kind == yaml.SequenceNode:
		s.failAs(codeForm, n, fmt.Sprintf("%q is a list, but takes one value", key), "write the value without brackets or dashes")
		return "", false
	case n.Kind != yaml.ScalarNode:
		s.failAs(codeForm, n, fmt.Sprintf("%q is a mapping, but takes one value", key), "write the value on the line of its key")
		return "", false
	case n.Tag == "!!null" || strings.TrimSpace(n.Value) == "":
		s.failAs(codeForm, n, fmt.Sprintf("%q is empty", key), "write its value, or leave out the key if it is optional")
		return "", false
	}
	return n.Value, true
}

// prose returns text that may run over several lines, without white space around it.
func (s *source) prose(n *yaml.Node, key string) (string, bool) {
	v, ok := s.scalar(n, key)
	if !ok {
		return "", false
	}
	if n.Style&quoted == 0 && (n.Tag != "!!str" || yamlBool(v)) {
		s.failAs(codeForm, n, fmt.Sprintf("%q is text, but YAML readers may take %s for something else", key, v), fmt.Sprintf("put it in quotes: %q", v))
		return "", false
	}
	for line := range strings.SplitSeq(strings.TrimSpace(v), "\n") {
		if what, _ := badCharacter(line); what != "" {
			s.fail(n, fmt.Sprintf("%q: %s", key, what), "write visible characters only")
			return "", false
		}
	}
	return strings.TrimSpace(v), true
}

// text returns text of one line.
func (s *source) text(n *yaml.Node, key string) (string, bool) {
	v, ok := s.prose(n, key)
	switch {
	case !ok:
		return "", false
	case strings.ContainsAny(v, "\n\t"):
		s.failAs(codeForm, n, fmt.Sprintf("%q runs over more than one line or holds a tab", key), "write it on one line")
		return "", false
	case v != n.Value && n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) == 0:
		s.failAs(codeForm, n, fmt.Sprintf("%q starts or ends with white space", key), fmt.Sprintf("write %q", v))
		return "", false
	}
	return v, true
}

// yamlBool reports the words that YAML 1.1 readers take for true and false.
func yamlBool(v string) bool {
	switch strings.ToLower(v) {
	case "y", "n", "yes", "no", "on", "off":
		return true
	}
	return false
}

// ident returns an id.
func (s *source) ident(n *yaml.Node, key string) (string, bool) {
	v, ok := s.text(n, key)
	if !ok {
		return "", false
	}
	if strings.Trim(v, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		s.failAs(codeForm, n, fmt.Sprintf("%q is not an id", v), "use small letters a-z, digits and hyphens")
		return "", false
	}
	return v, true
}

// number returns an exact decimal number.
func (s *source) number(n *yaml.Node, key string) (Decimal, bool) {
	v, ok := s.scalar(n, key)
	if !ok {
		return Decimal{}, false
	}
	if n.Style&quoted != 0 {
		s.failAs(codeForm, n, fmt.Sprintf("%q is a number, but %q is text", key, v), "write it without quotes")
		return Decimal{}, false
	}
	d, err := ParseDecimal(v)
	if err != nil {
		s.fail(n, fmt.Sprintf("%q: %v", key, err), "write digits and at most one point, such as 0.95 or 234000: no exponent, underscore, comma, leading plus or other base")
		return Decimal{}, false
	}
	return d, true
}

// whole returns an integer between lo and hi.
func (s *source) whole(n *yaml.Node, key string, lo, hi int) (int, bool) {
	d, ok := s.number(n, key)
	if !ok {
		return 0, false
	}
	i, err := strconv.Atoi(d.text)
	if err != nil || i < lo || i > hi {
		s.fail(n, fmt.Sprintf("%q is %s: want a whole number from %d to %d", key, d, lo, hi), "correct the number")
		return 0, false
	}
	return i, true
}

// choice returns one of a few words.
func (s *source) choice(n *yaml.Node, key string, words ...string) (string, bool) {
	v, ok := s.text(n, key)
	if !ok {
		return "", false
	}
	for _, w := range words {
		if v == w {
			return v, true
		}
	}
	s.fail(n, fmt.Sprintf("%q cannot be %q", key, v), "write "+orList(words))
	return "", false
}

// orList joins words as "a, b or c".
func orList(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
