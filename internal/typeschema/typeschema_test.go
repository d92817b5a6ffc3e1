package typeschema

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// Colour is what a thing looks like.
type Colour string

// Thing is something. Size is in metres.
//
// Only for users of Go.
type Thing struct {
	Size   float64 `json:"size"`           // Size is the length in metres
	Tint   Colour  `json:"tint,omitempty"` // nil if Size says Dark
	Parts  []Thing `json:"parts"`          // smaller ones
	Next   *Thing  `json:"next"`           // the Next one
	Pair   [2]int  `json:"pair"`           // two counts
	Kind   string  `json:"kind"`           // a or b
	Exact  Secret  `json:"exact"`          // as text
	Bare   *int    `json:"bare,omitempty"` // a count
	Hidden string  `json:"-"`
	Inner
}

// Inner is inside.
type Inner struct {
	Deep bool `json:"deep"`
}

// Secret encodes itself.
type Secret struct{ n int }

func (s Secret) MarshalText() ([]byte, error) { return []byte{byte(s.n)}, nil }

// files are the comments of the types above, and constants.
var files = fstest.MapFS{
	"internal/typeschema/a.go": {Data: []byte("package typeschema\n" + `
// Colour is what a thing looks like.
type Colour string
// The colours.
const (
	Dark Colour = "dark"
	Pale = Colour("pale")
)
// Kinds.
const (
	KindA = "a"
	KindB = "b"
	many = 3
)
// Thing is something. Size is in metres.
//
// Only for users of Go.
type Thing struct {
	Size   float64 // Size is the length in metres
	Tint   Colour  // nil if Size says Dark
	Parts  []Thing // smaller ones
	// Next is the
	// Next one.
	Next   *Thing
	Pair   [2]int  // two counts
	Kind   string  // a or b
	Exact  Secret  // as text
	Bare   *int
	Hidden string
}
// Inner is inside.
type Inner struct {
	Deep bool
}
`)},
	"internal/typeschema/a_test.go": {Data: []byte("package typeschema\nthis is not Go")},
}

var options = Options{
	Source: files, Module: "sib", Title: "Things",
	Custom:   map[reflect.Type]Node{reflect.TypeFor[Secret](): {Type: "string", Description: "A <secret>."}},
	Enums:    map[string]string{"typeschema.Thing.Kind": "KindB"},
	Patterns: map[string]string{"typeschema.Nothing.X": "y"},
	Common:   map[string]string{"bare": "A number of things."},
}

func TestGenerate(t *testing.T) {
	n, lacking, err := Generate(reflect.TypeFor[Thing](), options)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"typeschema.Inner.Deep: no description", "typeschema.Nothing.X: named by an option, but not a property"}
	if !slices.Equal(lacking, want) {
		t.Errorf("lacking %q, want %q", lacking, want)
	}
	b, err := n.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Description string
		Required    []string
		Additional  *bool `json:"additionalProperties"`
		Properties  map[string]json.RawMessage
	}
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if got.Description != "Something. `size` is in metres." || got.Additional == nil || *got.Additional {
		t.Errorf("%q, closed %v", got.Description, got.Additional)
	}
	if want := []string{"size", "parts", "next", "pair", "kind", "exact", "deep"}; !slices.Equal(got.Required, want) {
		t.Errorf("required %q, want %q", got.Required, want)
	}
	for name, want := range map[string]string{
		"size":  `{"description":"The length in metres.","type":"number"}`,
		"tint":  `{"description":"Left out if ` + "`size`" + ` says \"dark\".","type":"string","enum":["dark","pale"]}`,
		"parts": `{"description":"Smaller ones.","type":["array","null"],"items":{"$ref":"#/definitions/typeschema.Thing"}}`,
		"next":  `{"description":"The ` + "`next`" + ` one.","anyOf":[{"$ref":"#/definitions/typeschema.Thing"},{"type":"null"}]}`,
		"pair":  `{"description":"Two counts.","type":"array","items":{"type":"integer"},"minItems":2,"maxItems":2}`,
		"kind":  `{"description":"A or b.","type":"string","enum":["a","b"]}`,
		"exact": `{"description":"As text.","allOf":[{"$ref":"#/definitions/typeschema.Secret"}]}`,
		"bare":  `{"description":"A number of things.","type":"integer"}`,
		"deep":  `{"type":"boolean"}`,
	} {
		var compact strings.Builder
		for _, line := range strings.Split(string(got.Properties[name]), "\n") {
			compact.WriteString(strings.Replace(strings.TrimSpace(line), `": `, `":`, 1))
		}
		if compact.String() != want {
			t.Errorf("%s: %s, want %s", name, compact.String(), want)
		}
	}
	if !strings.Contains(string(b), `"A <secret>."`) || strings.Contains(string(b), "Hidden") {
		t.Errorf("%s", b)
	}
}

func TestGenerateRefuses(t *testing.T) {
	bare := options
	bare.Custom = nil
	wrong := options
	wrong.Enums = map[string]string{"typeschema.Thing.Kind": "KindC"}
	broken := options
	broken.Source = fstest.MapFS{"internal/typeschema/a.go": {Data: []byte("package")}}
	other := options
	other.Module = "elsewhere"
	type mapped struct {
		M map[string]int `json:"m"`
	}
	for want, run := range map[string]func() error{
		"encodes itself":      func() error { _, _, err := Generate(reflect.TypeFor[Thing](), bare); return err },
		"no constant KindC":   func() error { _, _, err := Generate(reflect.TypeFor[Thing](), wrong); return err },
		`parse "internal`:     func() error { _, _, err := Generate(reflect.TypeFor[Thing](), broken); return err },
		"not of module":       func() error { _, _, err := Generate(reflect.TypeFor[Thing](), other); return err },
		"no schema for map[s": func() error { _, _, err := Generate(reflect.TypeFor[mapped](), options); return err },
	} {
		if err := run(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want an error with %q", err, want)
		}
	}
}
