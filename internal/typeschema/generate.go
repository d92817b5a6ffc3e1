package typeschema

import (
	"cmp"
	"encoding"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Options is what the code does not say by itself.
type Options struct {
	Source fs.FS  // the module, with go.mod at its root
	Module string // its path
	Title  string
	// Custom is how types with their own MarshalJSON or MarshalText are written.
	Custom map[reflect.Type]Node
	// Common says what a property is called by that name, wherever its field has no comment.
	Common map[string]string
	// Values lists the values of a plain string, such as "contract.Party.Role".
	Values map[string][]string
	// Patterns are regular expressions that a plain string matches.
	Patterns map[string]string
	// Enums names, for a plain string such as "evaluate.Stage.Name", one constant of
	// the declaration that lists its values. Empty says that no value is one too.
	Enums map[string]string
	Empty map[string]bool
	// Present are pointers and slices that are never null.
	Present map[string]bool
}

// generator walks types and remembers what it has seen.
type generator struct {
	Options
	sources map[string]*source
	defined map[string]bool
	defs    Named
	lacking []string
	used    map[string]bool
}

// Generate returns the schema of root and what it lacks, sorted: a property or a type
// without a description, and an option that names nothing. A type that encodes itself
// and is not in Custom is an error.
func Generate(root reflect.Type, o Options) (schema Node, lacking []string, err error) {
	g := &generator{Options: o, sources: map[string]*source{}, defined: map[string]bool{}, used: map[string]bool{}}
	schema, err = g.object(root)
	if err != nil {
		return Node{}, nil, err
	}
	schema.Schema, schema.Title = "http://json-schema.org/draft-07/schema#", o.Title
	slices.SortFunc(g.defs, func(a, b Property) int { return strings.Compare(a.Name, b.Name) })
	schema.Definitions = g.defs
	for key := range o.Enums {
		g.unused(key)
	}
	for key := range o.Values {
		g.unused(key)
	}
	for key := range o.Patterns {
		g.unused(key)
	}
	for key := range o.Empty {
		g.unused(key)
	}
	for key := range o.Present {
		g.unused(key)
	}
	slices.Sort(g.lacking)
	return schema, slices.Compact(g.lacking), nil
}

func (g *generator) unused(key string) {
	if !g.used[key] {
		g.lacking = append(g.lacking, key+": named by an option, but not a property")
	}
}

// of returns what the files of t's package say.
func (g *generator) of(t reflect.Type) (*source, error) {
	pkg := t.PkgPath()
	if s := g.sources[pkg]; s != nil {
		return s, nil
	}
	dir, ok := strings.CutPrefix(pkg, g.Module+"/")
	if !ok {
		return nil, fmt.Errorf("type %s is not of module %s", t, g.Module)
	}
	s, err := readSource(g.Source, dir)
	g.sources[pkg] = s
	return s, err
}

// object is the schema of a struct, with the fields of embedded structs in their places.
func (g *generator) object(t reflect.Type) (Node, error) {
	s, err := g.of(t)
	if err != nil {
		return Node{}, err
	}
	n := Node{Type: "object", Closed: true, Description: describe(s, t, t.Name(), s.types[t.Name()])}
	if n.Description == "" {
		g.lacking = append(g.lacking, typeName(t)+": no description")
	}
	err = g.fields(t, &n)
	return n, err
}

func (g *generator) fields(t reflect.Type, n *Node) error {
	for i := range t.NumField() {
		f := t.Field(i)
		tag, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() || tag == "-" {
			continue
		}
		if f.Anonymous && tag == "" && f.Type.Kind() == reflect.Struct {
			if err := g.fields(f.Type, n); err != nil {
				return err
			}
			continue
		}
		if tag == "" {
			tag = f.Name
		}
		optional := strings.Contains(options, "omitempty") || strings.Contains(options, "omitzero")
		p, err := g.property(t, f, tag, optional)
		if err != nil {
			return err
		}
		n.Properties = append(n.Properties, Property{tag, p})
		if !optional {
			n.Required = append(n.Required, tag)
		}
	}
	return nil
}

// property is the schema of a field. One that may be left out is never null.
func (g *generator) property(owner reflect.Type, f reflect.StructField, tag string, optional bool) (Node, error) {
	key := typeName(owner) + "." + f.Name
	g.used[key] = true
	text, err := g.text(owner, f, tag)
	if err != nil {
		return Node{}, err
	}
	if text == "" {
		g.lacking = append(g.lacking, key+": no description")
	}
	n, err := g.value(f.Type, optional || g.Present[key])
	if err != nil {
		return Node{}, fmt.Errorf("%s: %w", key, err)
	}
	if n, err = g.listed(owner, key, n); err != nil {
		return Node{}, err
	}
	if n.Ref != "" { // draft-07 ignores what stands beside a reference
		n = Node{AllOf: []Node{{Ref: n.Ref}}}
	}
	if optional {
		text = leftOut.Replace(text)
	}
	n.Description = text
	return n, nil
}

// leftOut is how Go calls what a field that may be left out does not have.
var leftOut = strings.NewReplacer(" null", " left out", "Null ", "Left out ")

// text is what a field's comment says, or failing that the name, or its type's comment.
func (g *generator) text(owner reflect.Type, f reflect.StructField, tag string) (string, error) {
	s, err := g.of(owner)
	if err != nil {
		return "", err
	}
	if text := describe(s, owner, f.Name, s.fields[owner.Name()+"."+f.Name]); text != "" {
		return text, nil
	}
	if g.Common[tag] != "" {
		return g.Common[tag], nil
	}
	return g.described(f.Type)
}

// listed holds a plain string to the values that the options list for it.
func (g *generator) listed(owner reflect.Type, key string, n Node) (Node, error) {
	if of, ok := g.Enums[key]; ok {
		s, err := g.of(owner)
		if err != nil {
			return Node{}, err
		}
		if s.block[of] == nil {
			return Node{}, fmt.Errorf("%s: package %s has no constant %s", key, owner.PkgPath(), of)
		}
		n = enumOf(s.block[of])
	}
	if values := g.Values[key]; values != nil {
		n = enumOf(values)
	}
	n.Pattern = cmp.Or(g.Patterns[key], n.Pattern)
	if g.Empty[key] {
		n.Enum = append(n.Enum, "")
	}
	return n, nil
}

// described is what the comment of a field's own type says, for a field without one. An
// amount, a number or a day says nothing by its type: its field has to.
func (g *generator) described(t reflect.Type) (string, error) {
	each := ""
	for t.Name() == "" && (t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Array) {
		if t.Kind() != reflect.Pointer {
			each = "Each entry: "
		}
		t = t.Elem()
	}
	if _, custom := g.Custom[t]; custom || t.PkgPath() == "" {
		return "", nil
	}
	s, err := g.of(t)
	if err != nil {
		return "", err
	}
	text := describe(s, t, t.Name(), s.types[t.Name()])
	if text == "" {
		return "", nil
	}
	if each != "" {
		r, n := utf8.DecodeRuneInString(text)
		text = each + string(unicode.ToLower(r)) + text[n:]
	}
	return text, nil
}

// typeName is a type as its users write it: "money.Amount".
func typeName(t reflect.Type) string { return path.Base(t.PkgPath()) + "." + t.Name() }

var (
	jsonMarshaler = reflect.TypeFor[json.Marshaler]()
	textMarshaler = reflect.TypeFor[encoding.TextMarshaler]()
)

// encodesItself says whether encoding/json leaves t to its own methods.
func encodesItself(t reflect.Type) bool {
	p := reflect.PointerTo(t)
	return t.Kind() != reflect.Pointer && (p.Implements(jsonMarshaler) || p.Implements(textMarshaler))
}
