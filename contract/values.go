package contract

import (
	"fmt"

	"go.yaml.in/yaml/v3"
)

// The readers of an object: the value of a key, or nothing if it is not there or was refused.

func (o *object) text(key string) string {
	return value(o, key, o.source.text)
}

func (o *object) prose(key string) string {
	return value(o, key, o.source.prose)
}

func (o *object) ident(key string) string {
	return value(o, key, o.source.ident)
}

func (o *object) number(key string) Decimal {
	return value(o, key, o.source.number)
}

func (o *object) choice(key string, words ...string) string {
	return value(o, key, func(n *yaml.Node, key string) (string, bool) { return o.source.choice(n, key, words...) })
}

func (o *object) whole(key string, lo, hi int) int {
	return value(o, key, func(n *yaml.Node, key string) (int, bool) { return o.source.whole(n, key, lo, hi) })
}

// value reads the value of key with read, or returns the zero value.
func value[T any](o *object, key string, read func(*yaml.Node, string) (T, bool)) T {
	var zero T
	n := o.vals[key]
	if n == nil {
		return zero
	}
	v, ok := read(n, key)
	if !ok {
		return zero
	}
	return v
}

// quantity reads the value of key with a parser of written quantities; ok is
// false if there is none or it was refused.
func quantity[T any](o *object, key string, parse func(string) (T, *refusal)) (v T, ok bool) {
	n := o.vals[key]
	if n == nil {
		return v, false
	}
	text, ok := o.scalar(n, key)
	if !ok {
		return v, false
	}
	v, bad := parse(text)
	if bad != nil {
		o.failAs(bad.codeOr(codeForm), n, fmt.Sprintf("%q: %s", key, bad.what), bad.remedy)
		return v, false
	}
	return v, true
}

// sub returns the mapping under key; nil if there is none.
func (o *object) sub(key string) *object {
	n := o.vals[key]
	if n == nil {
		return nil
	}
	path := key
	if o.path != "" {
		path = o.path + "." + key
	}
	return o.object(n, path, o.keys[key])
}

// list returns the entries under key, which must have at least one.
func (o *object) list(key string) []*yaml.Node {
	n := o.vals[key]
	switch {
	case n == nil:
		return nil
	case n.Kind != yaml.SequenceNode:
		o.failAs(codeForm, n, fmt.Sprintf("%q is not a list", key), "write one entry a line, each after a dash")
		return nil
	case len(n.Content) == 0:
		o.failAs(codeForm, n, fmt.Sprintf("%q is an empty list", key), "write at least one entry")
		return nil
	}
	return n.Content
}

// objects returns the mappings listed under key.
func (o *object) objects(key string) []*object {
	path := key + "[]"
	if o.path != "" {
		path = o.path + "." + path
	}
	var out []*object
	for _, n := range o.list(key) {
		out = append(out, o.object(n, path, n))
	}
	return out
}

// texts returns the words listed under key, each once.
func (o *object) texts(key string) []string {
	var out []string
	seen := map[string]bool{}
	for _, n := range o.list(key) {
		v, ok := o.source.text(n, key)
		if !ok {
			continue
		}
		if seen[v] {
			o.failAs(codeTwice, n, fmt.Sprintf("%q lists %q twice", key, v), "keep one of them")
			continue
		}
		seen[v] = true
		out = append(out, v)
	}
	return out
}
