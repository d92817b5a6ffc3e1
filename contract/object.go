package contract

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"
)

// object is a mapping of the contract whose keys are known to the grammar. The
// readers below return nothing for a key that is not there: if it is required,
// that has been recorded already.
type object struct {
	*source
	path string
	node *yaml.Node // where a problem with the whole is shown
	vals map[string]*yaml.Node
	keys map[string]*yaml.Node
	// meant holds keys that an unknown one seems to stand for: they are not
	// also reported as missing.
	meant map[string]bool
}

// object reads the keys of n, the mapping at path, and records those that are
// unknown, given twice or missing. Problems with the whole are shown at the node at.
func (s *source) object(n *yaml.Node, path string, at *yaml.Node) *object {
	o := &object{s, path, at, map[string]*yaml.Node{}, map[string]*yaml.Node{}, map[string]bool{}}
	if n.Kind != yaml.MappingNode {
		s.failAs(codeForm, at, fmt.Sprintf("%s is not a mapping of keys to values", o.name()), "write its keys, one a line: "+orList(names(grammar[path])))
		return o
	}
	keys := grammar[path]
	for i := 0; i+1 < len(n.Content); i += 2 {
		o.take(n.Content[i], n.Content[i+1], keys)
	}
	for _, k := range keys {
		if k.required && !o.has(k.name) && !o.meant[k.name] {
			s.failAs(k.code(), at, fmt.Sprintf("%s has no key %q", o.name(), k.name), "add "+k.example)
		}
	}
	return o
}

func (o *object) take(k, v *yaml.Node, keys []key) {
	if k.Kind != yaml.ScalarNode {
		o.failAs(codeForm, k, "a key is not a word", "write key: value")
		return
	}
	all := names(keys)
	for _, name := range all {
		if name != k.Value {
			continue
		}
		if first := o.keys[name]; first != nil {
			o.failAs(codeTwice, k, fmt.Sprintf("the key %q is given twice", name), fmt.Sprintf("keep one of them; the first is on line %d", first.Line))
			return
		}
		o.vals[name], o.keys[name] = v, k
		return
	}
	remedy := "the keys of " + o.name() + " are " + andList(all)
	// The last of very many problems are not shown: no need to guess about them.
	near, ok := "", false
	if len(o.problems) <= maxProblems {
		near, ok = suggest(k.Value, all)
	}
	if ok {
		remedy = fmt.Sprintf("did you mean %q?", near)
		o.meant[near] = true
	}
	o.failAs(codeUnknownKey, k, fmt.Sprintf("unknown key %q in %s", k.Value, o.name()), remedy)
}

// name is what an error calls the mapping.
func (o *object) name() string {
	if o.path == "" {
		return "the contract"
	}
	if inner, ok := strings.CutSuffix(o.path, "[]"); ok {
		return "an entry of " + strings.ReplaceAll(inner, "[]", "")
	}
	return strings.ReplaceAll(o.path, "[]", "")
}

func andList(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return orList(words)
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

func (o *object) has(key string) bool { return o.vals[key] != nil }

// lacks reports that a mapping is there without a key, or an unknown one that seems to stand for it.
func (o *object) lacks(key string) bool { return o != nil && !o.has(key) && !o.meant[key] }

// example is how a key of the mapping may be written.
func (o *object) example(name string) string {
	for _, k := range grammar[o.path] {
		if k.name == name {
			return k.example
		}
	}
	return name + ":"
}

// failKey records a problem with the value of key, shown at a single value, or
// else at the key: a list may start lines below it.
func (o *object) failKey(key, what, remedy string) { o.failKeyAs(codeValue, key, what, remedy) }

// failKeyAs is failKey with a code of its own.
func (o *object) failKeyAs(code, key, what, remedy string) {
	switch n := o.vals[key]; {
	case n == nil:
		o.failAs(code, o.node, what, remedy)
	case n.Kind == yaml.ScalarNode:
		o.failAs(code, n, what, remedy)
	default:
		o.failAs(code, o.keys[key], what, remedy)
	}
}
