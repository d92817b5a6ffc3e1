// Package fusable finds floating-point arithmetic whose last digit may differ between
// processors: products that a compiler may fuse into a sum, and functions of package
// math that are written for a processor. Only tests use it.
package fusable

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"math"
	"path/filepath"
	"slices"
	"strings"
)

// libraryFunctions are written in Go, where the compiler may fuse, or in assembly that
// asks the processor; package stats has those that are needed.
var libraryFunctions = []string{"Acos", "Acosh", "Asin", "Asinh", "Atan", "Atan2", "Atanh", "Cbrt", "Cos", "Cosh",
	"Erf", "Erfc", "Erfcinv", "Erfinv", "Exp", "Exp2", "Expm1", "FMA", "Gamma", "Hypot", "Lgamma", "Log", "Log10",
	"Log1p", "Log2", "Pow", "Sin", "Sincos", "Sinh", "Tan", "Tanh"}

// Dir checks the files of a package, tests aside, and returns how many it read.
func Dir(dir string) (found []string, files int, err error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, 0, err
	}
	fset := token.NewFileSet()
	var parsed []*ast.File
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(fset, path, nil, 0)
		if err != nil {
			return nil, 0, err
		}
		parsed = append(parsed, f)
	}
	return Products(fset, parsed), len(parsed), nil
}

// Products names the place of every product of floating-point numbers that is neither
// rounded by a conversion nor by what it goes into, and every call of a library function.
func Products(fset *token.FileSet, files []*ast.File) []string {
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	config := types.Config{Error: func(error) {}, Importer: standard{importer.ForCompiler(fset, "source", nil)}}
	_, _ = config.Check("p", fset, files, info)
	var found []string
	for _, f := range files {
		var above []ast.Node
		ast.Inspect(f, func(n ast.Node) bool {
			if n == nil {
				above = above[:len(above)-1]
				return true
			}
			if what := suspect(info, n, above); what != "" {
				found = append(found, fmt.Sprintf("%s: %s", fset.Position(n.Pos()), what))
			}
			above = append(above, n)
			return true
		})
	}
	return found
}

// standard imports the standard library alone: what comes from elsewhere, this module
// too, has no type here and counts as floating point. The rest would take long to read.
type standard struct{ types.Importer }

func (s standard) Import(path string) (*types.Package, error) {
	if first, _, _ := strings.Cut(path, "/"); first == "sib" || strings.Contains(first, ".") {
		return nil, fmt.Errorf("%s is not of the standard library", path)
	}
	return s.Importer.Import(path)
}

func suspect(info *types.Info, n ast.Node, above []ast.Node) string {
	switch n := n.(type) {
	case *ast.BinaryExpr:
		if n.Op == token.MUL && isFloat(info, n) && !counted(n.X) && !counted(n.Y) && !doubled(info, n) && !rounded(above) {
			return "a product that is not rounded: write float64(a*b)"
		}
	case *ast.AssignStmt:
		if n.Tok == token.MUL_ASSIGN && isFloat(info, n.Lhs[0]) && !powerOfTwo(info, n.Rhs[0]) {
			return "a product that is not rounded: write a = float64(a * b)"
		}
	case *ast.SelectorExpr:
		if x, ok := n.X.(*ast.Ident); ok && x.Name == "math" && slices.Contains(libraryFunctions, n.Sel.Name) {
			return "math." + n.Sel.Name + " differs between processors"
		}
	}
	return ""
}

// counted tells whether a factor is a length, and the product an integer whatever the
// rest is.
func counted(e ast.Expr) bool {
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	name, ok := call.Fun.(*ast.Ident)
	return ok && (name.Name == "len" || name.Name == "cap" || name.Name == "int" || name.Name == "int64")
}

// doubled tells whether a factor is 2, 4 and so on: such a product is not rounded anyway.
func doubled(info *types.Info, n *ast.BinaryExpr) bool {
	return powerOfTwo(info, n.X) || powerOfTwo(info, n.Y)
}

func powerOfTwo(info *types.Info, e ast.Expr) bool {
	v := info.Types[e].Value
	if v == nil {
		return false
	}
	x, _ := constant.Float64Val(v)
	fraction, _ := math.Frexp(x)
	return fraction == 0.5 && x >= 1
}

func isFloat(info *types.Info, e ast.Expr) bool {
	tv := info.Types[e]
	if tv.Value != nil {
		return false
	}
	basic, ok := types.Default(orInvalid(tv.Type)).Underlying().(*types.Basic)
	return !ok || basic.Info()&types.IsInteger == 0
}

func orInvalid(t types.Type) types.Type {
	if t == nil {
		return types.Typ[types.Invalid]
	}
	return t
}

// rounded tells whether what a product goes into is a conversion, a function of the
// library, text, another product or quotient, which is looked at itself, or a comparison.
func rounded(above []ast.Node) bool {
	for i := len(above) - 1; i >= 0; i-- {
		switch up := above[i].(type) {
		case *ast.ParenExpr, *ast.UnaryExpr:
			continue
		case *ast.BinaryExpr:
			return up.Op != token.ADD && up.Op != token.SUB
		case *ast.CallExpr:
			if name, ok := up.Fun.(*ast.Ident); ok {
				return name.Name == "float64" || name.Name == "int" || name.Name == "int64"
			}
			s, ok := up.Fun.(*ast.SelectorExpr)
			if !ok {
				return false
			}
			pkg, ok := s.X.(*ast.Ident)
			return ok && (pkg.Name == "math" || pkg.Name == "fmt")
		}
		return false
	}
	return false
}
