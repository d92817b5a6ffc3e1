package typeschema

import (
	"fmt"
	"reflect"
)

// value is the schema of a value of type t; present says that it is never null.
func (g *generator) value(t reflect.Type, present bool) (Node, error) {
	if n, ok := g.Custom[t]; ok {
		return g.refer(t, n), nil
	}
	if encodesItself(t) {
		return Node{}, fmt.Errorf("type %s encodes itself: say how", t)
	}
	switch t.Kind() {
	case reflect.Pointer:
		n, err := g.value(t.Elem(), true)
		if err == nil && !present {
			n = orNull(n)
		}
		return n, err
	case reflect.Slice, reflect.Array:
		return g.list(t, present)
	case reflect.Struct:
		return g.structure(t)
	case reflect.String:
		return g.word(t)
	case reflect.Bool:
		return Node{Type: "boolean"}, nil
	case reflect.Float32, reflect.Float64:
		return Node{Type: "number"}, nil
	}
	if t.Kind() >= reflect.Int && t.Kind() <= reflect.Uint64 {
		return Node{Type: "integer"}, nil
	}
	return Node{}, fmt.Errorf("no schema for %s", t)
}

func (g *generator) list(t reflect.Type, present bool) (Node, error) {
	items, err := g.value(t.Elem(), false)
	if err != nil {
		return Node{}, err
	}
	if t.Kind() == reflect.Array {
		return Node{Type: "array", Items: &items, MinItems: t.Len(), MaxItems: t.Len()}, nil
	}
	if present {
		return Node{Type: "array", Items: &items}, nil
	}
	return Node{Type: []string{"array", "null"}, Items: &items}, nil
}

// structure refers to the definition of a struct, which may hold itself.
func (g *generator) structure(t reflect.Type) (Node, error) {
	name := typeName(t)
	if !g.defined[name] {
		g.defined[name] = true
		n, err := g.object(t)
		if err != nil {
			return Node{}, err
		}
		g.defs = append(g.defs, Property{name, n})
	}
	return Node{Ref: "#/definitions/" + name}, nil
}

// refer refers to the definition of a type that encodes itself.
func (g *generator) refer(t reflect.Type, n Node) Node {
	name := typeName(t)
	if !g.defined[name] {
		g.defined[name] = true
		g.defs = append(g.defs, Property{name, n})
	}
	return Node{Ref: "#/definitions/" + name}
}

// word is a string, one of the constants of its type if it has any.
func (g *generator) word(t reflect.Type) (Node, error) {
	if t.PkgPath() == "" {
		return Node{Type: "string"}, nil
	}
	s, err := g.of(t)
	if err != nil {
		return Node{}, err
	}
	return enumOf(s.typed[t.Name()]), nil
}

func enumOf(values []string) Node {
	if len(values) == 1 {
		return Node{Type: "string", Const: values[0]}
	}
	n := Node{Type: "string"}
	for _, v := range values {
		n.Enum = append(n.Enum, v)
	}
	return n
}

func orNull(n Node) Node {
	if name, ok := n.Type.(string); ok && n.Enum == nil && n.Const == "" {
		n.Type = []string{name, "null"}
		return n
	}
	return Node{AnyOf: []Node{n, {Type: "null"}}}
}
