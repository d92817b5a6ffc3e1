package typeschema

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// source is what the files of one package say besides its types.
type source struct {
	types  map[string]string   // doc comment by type
	fields map[string]string   // doc or line comment by "Type.Field"
	typed  map[string][]string // values of the string constants of a type, as declared
	block  map[string][]string // values of the declaration that a string constant is in
	value  map[string]string   // value by string constant
}

// readSource reads the package in a directory of fsys, without its tests.
func readSource(fsys fs.FS, dir string) (*source, error) {
	names, err := fs.Glob(fsys, path.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	s := &source{map[string]string{}, map[string]string{}, map[string][]string{}, map[string][]string{}, map[string]string{}}
	for _, name := range names { // sorted by Glob
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, b, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, fmt.Errorf("parse %q: %w", name, err)
		}
		for _, d := range f.Decls {
			if g, ok := d.(*ast.GenDecl); ok {
				s.declare(g)
			}
		}
	}
	return s, nil
}

func (s *source) declare(g *ast.GenDecl) {
	switch g.Tok {
	case token.TYPE:
		for _, spec := range g.Specs {
			s.declareType(g, spec.(*ast.TypeSpec))
		}
	case token.CONST:
		s.declareConstants(g)
	}
}

func (s *source) declareType(g *ast.GenDecl, t *ast.TypeSpec) {
	doc := t.Doc
	if doc == nil && len(g.Specs) == 1 {
		doc = g.Doc
	}
	s.types[t.Name.Name] = oneLine(doc)
	st, ok := t.Type.(*ast.StructType)
	if !ok {
		return
	}
	for _, f := range st.Fields.List {
		text := oneLine(f.Doc)
		if text == "" {
			text = oneLine(f.Comment)
		}
		for _, n := range f.Names {
			s.fields[t.Name.Name+"."+n.Name] = text
		}
	}
}

func (s *source) declareConstants(g *ast.GenDecl) {
	var names, all []string
	for _, spec := range g.Specs {
		v := spec.(*ast.ValueSpec)
		for i, n := range v.Names {
			if i >= len(v.Values) {
				continue
			}
			typ, text, ok := stringConstant(v, i)
			if !ok {
				continue
			}
			names, all = append(names, n.Name), append(all, text)
			s.value[n.Name] = text
			if typ != "" {
				s.typed[typ] = append(s.typed[typ], text)
			}
		}
	}
	for _, n := range names {
		s.block[n] = all
	}
}

// stringConstant is the i-th constant of a line, written "…" or T("…").
func stringConstant(v *ast.ValueSpec, i int) (typ, text string, ok bool) {
	if id, named := v.Type.(*ast.Ident); named {
		typ = id.Name
	}
	x := v.Values[i]
	if call, conversion := x.(*ast.CallExpr); conversion && len(call.Args) == 1 {
		id, named := call.Fun.(*ast.Ident)
		if !named {
			return "", "", false
		}
		typ, x = id.Name, call.Args[0]
	}
	lit, ok := x.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return typ, text, err == nil
}

// oneLine is the first paragraph of a comment: what only users of the Go type need to
// know stands in those after it.
func oneLine(c *ast.CommentGroup) string {
	first, _, _ := strings.Cut(c.Text(), "\n\n")
	return strings.Join(strings.Fields(first), " ")
}
