package contract

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"

	"go.yaml.in/yaml/v3"

	"sib/evidence"
)

// maxDepth is the deepest nesting of lists and mappings that is read; the
// language needs 7.
const maxDepth = 16

// source is one contract file: where problems are and what its lines say.
type source struct {
	file     string
	lines    []string
	problems Problems
	// line is the line that at looked up last, as characters: long lines hold
	// many nodes.
	line    []rune
	lineNum int
}

// fail records what is wrong at n.
func (s *source) fail(n *yaml.Node, what, remedy string) { s.failAs(codeValue, n, what, remedy) }

// failAs is fail with a code of its own.
func (s *source) failAs(code string, n *yaml.Node, what, remedy string) {
	s.failAt(code, n.Line, n.Column, what, remedy)
}

func (s *source) failAt(code string, line, col int, what, remedy string) {
	p := &evidence.Problem{File: s.file, Line: line, Col: col, What: shorten(what), Remedy: shorten(remedy), Code: code}
	if line >= 1 && line <= len(s.lines) {
		p.Source = quotable(s.lines[line-1])
	}
	s.problems = append(s.problems, p)
}

// shorten cuts words that quote a value without end.
func shorten(s string) string {
	const most = 500
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// document decodes the one YAML document of data into nodes and returns its
// root; nil after any problem. Nodes are checked for everything in YAML that the
// language does without: what they mean must be visible where they stand.
func (s *source) document(data []byte) *yaml.Node {
	dec := yaml.NewDecoder(bytes.NewReader(data))
	doc, err := decode(dec)
	switch {
	case errors.Is(err, io.EOF) || err == nil && len(doc.Content) == 0:
		s.failAt(codeYAML, 1, 1, "the file is empty", "start from the example in docs/contract.md")
		return nil
	case err != nil:
		s.failYAML(err)
		return nil
	}
	if next, err := decode(dec); err == nil {
		s.failAs(codeYAML, next, "a second document starts", "keep one contract in one file")
	} else if !errors.Is(err, io.EOF) {
		s.failYAML(err)
	}
	root := doc.Content[0]
	s.plain(root, 1)
	if len(s.problems) > 0 {
		return nil
	}
	return root
}

// decode reads one document. The YAML library panics on some broken input that
// it does not foresee; here that is an error like any other.
func decode(dec *yaml.Decoder) (n *yaml.Node, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("yaml: %v", r)
		}
	}()
	n = new(yaml.Node)
	if err := dec.Decode(n); err != nil {
		return nil, err
	}
	return n, nil
}

var (
	yamlLine = regexp.MustCompile(`^yaml: (?:line ([0-9]+): )?`)
	// The library counts the lines of these errors from 0, those of others from 1.
	fromZero = regexp.MustCompile(`^did not find expected (key|',' or|'-' indicator|node content|<document start>)`)
)

func (s *source) failYAML(err error) {
	text, line := err.Error(), 1
	if m := yamlLine.FindStringSubmatch(text); m != nil {
		text = text[len(m[0]):]
		if n, err := strconv.Atoi(m[1]); err == nil {
			line = n
		}
		if m[1] != "" && fromZero.MatchString(text) {
			line++
		}
	}
	// At the end of the file the library points below the last line.
	last := len(s.lines)
	if s.lines[last-1] == "" {
		last--
	}
	s.failAt(codeYAML, min(line, last), 1, "not valid YAML: "+text, "check the indentation, the quotes and the brackets here and in the line before")
}

// plain refuses anchors, aliases, tags, merge keys and deep nesting below n.
func (s *source) plain(n *yaml.Node, depth int) {
	const spell = "write the value out where it is used"
	switch {
	case depth > maxDepth:
		s.failAs(codeHidden, n, fmt.Sprintf("nested more than %d deep", maxDepth), "a contract is flatter than this: see docs/contract.md")
		return
	case n.Kind == yaml.AliasNode:
		s.failAs(codeHidden, n, "an alias is not allowed", spell)
		return
	case n.Anchor != "":
		s.failAs(codeHidden, n, "an anchor is not allowed", spell)
	case n.Style&yaml.TaggedStyle != 0 || s.at(n) == '!':
		s.failAs(codeHidden, n, "a tag is not allowed", "write the plain value without it")
	case n.Tag == "!!merge":
		s.failAs(codeHidden, n, "a merge key is not allowed", spell)
	}
	for _, c := range n.Content {
		s.plain(c, depth+1)
	}
}

// at returns the character at which n starts. The library forgets the tag "!".
func (s *source) at(n *yaml.Node) rune {
	if n.Line < 1 || n.Line > len(s.lines) {
		return 0
	}
	if s.lineNum != n.Line {
		s.line, s.lineNum = []rune(s.lines[n.Line-1]), n.Line
	}
	if n.Column < 1 || n.Column > len(s.line) {
		return 0
	}
	return s.line[n.Column-1]
}
