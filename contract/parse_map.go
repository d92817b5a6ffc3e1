package contract

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// renames reads the names that a contract gives to values of the data, by the value. Any
// text may be renamed: it is the one mapping whose keys are not known beforehand.
func (r *reader) renames(c *object, v Covariate) []Rename {
	n := c.vals["map"]
	if n == nil {
		return nil
	}
	if v.Kind != "category" && v.Kind != "" {
		c.failKey("map", fmt.Sprintf("a map is for categories, and %q is of kind %s", v.Name, v.Kind), "delete it, or write kind: category")
	}
	if n.Kind != yaml.MappingNode || len(n.Content) == 0 {
		c.failAs(codeForm, c.keys["map"], "\"map\" is not a mapping of values to names", `write map: {"Bac+3": high, "Bac": medium}`)
		return nil
	}
	var out []Rename
	lines := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		from, fine := c.label(n.Content[i])
		to, ok := c.label(n.Content[i+1])
		if !fine || !ok {
			continue
		}
		if line, twice := lines[from]; twice {
			c.failAs(codeTwice, n.Content[i], fmt.Sprintf("the value %q is renamed twice", from), fmt.Sprintf("keep one of them; the first is on line %d", line))
			continue
		}
		lines[from] = n.Content[i].Line
		out = append(out, Rename{from, to})
	}
	c.chained(n, lines)
	slices.SortFunc(out, func(a, b Rename) int { return cmp.Compare(a.From, b.From) })
	return out
}

// label reads a value or a name of a map.
func (o *object) label(n *yaml.Node) (string, bool) {
	v, ok := o.source.text(n, "map")
	if ok && v == missingLevel {
		o.fail(n, fmt.Sprintf("the level %q is reserved", missingLevel), "write missing: level instead")
		return "", false
	}
	return v, ok
}

// chained refuses names that are renamed themselves: a reader could take them one
// step further.
func (o *object) chained(n *yaml.Node, renamed map[string]int) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		from, to := n.Content[i], n.Content[i+1]
		line, also := renamed[to.Value]
		switch {
		case to.Kind != yaml.ScalarNode || !also:
		case from.Value == to.Value:
			o.fail(to, fmt.Sprintf("%q is renamed to itself", to.Value), "delete it: a value that the map does not list stays as it is")
		default:
			o.fail(to, fmt.Sprintf("%q is renamed to %q, which line %d renames in turn", from.Value, to.Value, line), "write the name that is meant in the end: values are renamed once")
		}
	}
}

// renamed holds levels and groups against the map: a value that it renames never occurs
// under its old name, and where levels are listed its new one is among them.
func (v Covariate) renamed(c *object) {
	for _, m := range v.Map {
		if len(v.Levels) > 0 && !slices.Contains(v.Levels, m.To) {
			c.failKey("map", fmt.Sprintf("%q is renamed to %q, which is not a level of %q", m.From, m.To, v.Name), "write "+orList(v.Levels)+", or add the level")
		}
		if slices.Contains(v.Levels, m.From) {
			c.failKey("levels", fmt.Sprintf("the level %q never occurs: the map renames it to %q", m.From, m.To), "delete it")
		}
		for _, g := range v.Groups {
			if slices.Contains(g.Levels, m.From) {
				c.failKey("groups", fmt.Sprintf("the level %q never occurs: the map renames it to %q", m.From, m.To), "write "+strconv.Quote(m.To))
			}
		}
	}
}

// becomes returns what the map makes of a value.
func (v Covariate) becomes(value string) string {
	for _, m := range v.Map {
		if m.From == value {
			return m.To
		}
	}
	return value
}
