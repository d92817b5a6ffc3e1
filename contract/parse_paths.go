package contract

import (
	"fmt"
	"path"

	"go.yaml.in/yaml/v3"
)

// paths reads one path, or a list of them: files, globs or directories.
func (o *object) paths(key string) Paths {
	n := o.vals[key]
	if n == nil {
		return nil
	}
	nodes := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		nodes = o.list(key)
	}
	var out Paths
	seen := map[string]bool{}
	for _, n := range nodes {
		v, ok := o.source.text(n, key)
		if !ok {
			continue
		}
		if seen[path.Clean(v)] {
			o.failAs(codeTwice, n, fmt.Sprintf("%q lists %q twice", key, path.Clean(v)), "keep one of them: its people would be counted twice")
			continue
		}
		seen[path.Clean(v)] = true
		out = append(out, v)
	}
	return out
}

// shared returns the first of others that is among p too, however it is written; "" if none is.
func (p Paths) shared(others Paths) string {
	mine := map[string]bool{}
	for _, a := range p {
		mine[path.Clean(a)] = true
	}
	for _, b := range others {
		if mine[path.Clean(b)] {
			return b
		}
	}
	return ""
}
