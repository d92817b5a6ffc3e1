package stats

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// libraryFunctions are written in Go, where the compiler may fuse, or in assembly that
// asks the processor; elementary.go and its neighbours have those that are needed.
var libraryFunctions = []string{"Acos", "Acosh", "Asin", "Asinh", "Atan", "Atan2", "Atanh", "Cbrt", "Cos", "Cosh",
	"Erf", "Erfc", "Erfcinv", "Erfinv", "Exp", "Exp2", "Expm1", "FMA", "Gamma", "Hypot", "Lgamma", "Log", "Log10",
	"Log1p", "Log2", "Pow", "Sin", "Sincos", "Sinh", "Tan", "Tanh"}

// No product reaches a sum unrounded: a processor that can do both in one step would
// give another last digit. float64(a*b) + c is a promise of the language, a*b + c is not;
// nor is a product that is named, returned or passed on, once the compiler has inlined it.
func TestNoProductCanBeFused(t *testing.T) {
	paths, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	var files []*ast.File
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, parseFile(t, fset, path, string(src)))
	}
	if len(files) < 100 {
		t.Fatalf("%d files were found", len(files))
	}
	for _, found := range fusable(fset, files) {
		t.Error(found)
	}
}

func TestFusableProductsAreFound(t *testing.T) {
	for code, want := range map[string]int{
		"return a*b + c":                     1,
		"return 2*a*b + c":                   1,
		"return 2*a + 4*float64(b*c)":        0,
		"a *= 2; return a + c":               0,
		"return c - (a*b)":                   1,
		"return -(a*b) - c":                  1,
		"return a*b - b*c":                   2,
		"return a/b*c + a":                   1,
		"c += a*b; return c":                 1,
		"c -= a*b; return c":                 1,
		"d := a*b; return d + c":             1,
		"a *= b; return a + c":               1,
		"return a*b":                         1,
		"return f(a*b)":                      1,
		"return f(math.Sqrt(a)*b)":           1,
		"return []float64{a*b}[0]":           1,
		"return math.Log(a)":                 1,
		"return float64(a*b) + c":            0,
		"return float64(-(a*b)) + c":         0,
		"return a*b/c + a":                   0,
		"return math.Sqrt(a*b) + c":          0,
		"c += float64(a*b); return c":        0,
		"if a*b > c { return a }; return 1":  0,
		"return float64(2*i + i*i) + 3*4":    0,
		"const k = 3.0*4; return k*5.5 + 10": 0,
	} {
		fset := token.NewFileSet()
		src := fmt.Sprintf("package p\nimport \"math\"\nfunc f(a float64) float64 { return math.Abs(a) }\nfunc g(a, b, c float64, i int) float64 { %s }", code)
		if got := fusable(fset, []*ast.File{parseFile(t, fset, "p.go", src)}); len(got) != want {
			t.Errorf("%s: found %q, want %d", code, got, want)
		}
	}
}

func parseFile(t *testing.T, fset *token.FileSet, path, src string) *ast.File {
	t.Helper()
	f, err := parser.ParseFile(fset, path, src, 0)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// fusable names the place of every product of floating-point numbers that is neither
// rounded by a conversion nor by what it goes into, and every call of a library function.
func fusable(fset *token.FileSet, files []*ast.File) []string {
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	// What comes from a module has no type here and counts as floating point.
	config := types.Config{Error: func(error) {}, Importer: importer.ForCompiler(fset, "source", nil)}
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

func suspect(info *types.Info, n ast.Node, above []ast.Node) string {
	switch n := n.(type) {
	case *ast.BinaryExpr:
		if n.Op == token.MUL && isFloat(info, n) && !doubled(info, n) && !rounded(above) {
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
