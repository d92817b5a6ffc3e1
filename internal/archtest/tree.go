package archtest

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

// Tree is a module's packages by their path relative to it, "." for its root.
type Tree map[string]*Package

// Package lists what a package's files use.
type Package struct {
	Imports, TestImports []Use
	Names                []Use // names of imported packages, such as time.Now, in files that are not tests
}

// Use is a path or name used in a file.
type Use struct{ File, Path string }

// Load parses the Go files of the module at the root of fsys. It leaves out
// testdata, hidden directories and modules within the module.
func Load(fsys fs.FS) (Tree, error) {
	tree := Tree{}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir():
			return skip(fsys, name)
		case path.Ext(name) != ".go":
			return nil
		}
		return tree.add(fsys, name)
	})
	return tree, err
}

func skip(fsys fs.FS, dir string) error {
	if dir == "." {
		return nil
	}
	base := path.Base(dir)
	if base == "testdata" || base == "vendor" || strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") {
		return fs.SkipDir
	}
	if _, err := fs.Stat(fsys, path.Join(dir, "go.mod")); err == nil {
		return fs.SkipDir
	}
	return nil
}

func (t Tree) add(fsys fs.FS, name string) error {
	src, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, src, parser.SkipObjectResolution)
	if err != nil {
		return fmt.Errorf("parse %q: %w", name, err)
	}
	p := t[path.Dir(name)]
	if p == nil {
		p = &Package{}
		t[path.Dir(name)] = p
	}
	local := map[string]string{}
	for _, spec := range file.Imports {
		target, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return fmt.Errorf("parse %q: import %s: %w", name, spec.Path.Value, err)
		}
		use := Use{name, target}
		if strings.HasSuffix(name, "_test.go") {
			p.TestImports = append(p.TestImports, use)
			continue
		}
		p.Imports = append(p.Imports, use)
		local[localName(spec, target)] = target
	}
	p.Names = append(p.Names, selectors(file, name, local)...)
	return nil
}

func localName(spec *ast.ImportSpec, target string) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	return path.Base(target)
}

// selectors lists the names that a file takes from the packages in local.
func selectors(file *ast.File, name string, local map[string]string) []Use {
	var out []Use
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok && local[x.Name] != "" {
				out = append(out, Use{name, local[x.Name] + "." + s.Sel.Name})
			}
		}
		return true
	})
	return out
}
