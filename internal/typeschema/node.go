package typeschema

import (
	"bytes"
	"encoding/json"
)

// Node is a schema, or a part of one, in the order in which it is written.
type Node struct {
	Schema      string `json:"$schema,omitempty"`
	Title       string `json:"title,omitempty"`
	Ref         string `json:"$ref,omitempty"`
	Description string `json:"description,omitempty"`
	Type        any    `json:"type,omitempty"` // a name, or a list of names
	Const       string `json:"const,omitempty"`
	Enum        []any  `json:"enum,omitempty"`
	Pattern     string `json:"pattern,omitempty"`
	AllOf       []Node `json:"allOf,omitempty"`
	AnyOf       []Node `json:"anyOf,omitempty"`
	Items       *Node  `json:"items,omitempty"`
	MinItems    int    `json:"minItems,omitempty"`
	MaxItems    int    `json:"maxItems,omitempty"`

	Properties Named    `json:"properties,omitempty"`
	Required   []string `json:"required,omitempty"`
	// Closed refuses properties that are not listed: additionalProperties is false.
	Closed      closed `json:"additionalProperties,omitempty"`
	Definitions Named  `json:"definitions,omitempty"`
}

// closed is written as false: the only thing that is ever said of additional properties.
type closed bool

// MarshalJSON writes false; a closed that does not hold is left out.
func (closed) MarshalJSON() ([]byte, error) { return []byte("false"), nil }

// Named are parts with their names, in order.
type Named []Property

// Property is a named part.
type Property struct {
	Name string
	Node Node
}

// MarshalJSON writes an object in the order of n, which a map would lose.
func (n Named) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, p := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := plain(&b, p.Name); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := plain(&b, p.Node); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// plain writes JSON for people: < and & stay what they are.
func plain(b *bytes.Buffer, v any) error {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// Bytes is the schema as it is published: indented, with a final line feed.
func (n Node) Bytes() ([]byte, error) {
	var raw, out bytes.Buffer
	if err := plain(&raw, n); err != nil {
		return nil, err
	}
	if err := json.Indent(&out, bytes.TrimSpace(raw.Bytes()), "", "  "); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}
