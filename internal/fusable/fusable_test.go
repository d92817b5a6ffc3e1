package fusable

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"testing"
)

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
		"return other.F(a*b)":                1,
		"return float64(len(other.F)*i)":     0,
		"const k = 3.0*4; return k*5.5 + 10": 0,
	} {
		fset := token.NewFileSet()
		src := fmt.Sprintf("package p\nimport \"math\"\nfunc f(a float64) float64 { return math.Abs(a) }\nfunc g(a, b, c float64, i int) float64 { %s }", code)
		f, err := parser.ParseFile(fset, "p.go", src, 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := Products(fset, []*ast.File{f}); len(got) != want {
			t.Errorf("%s: found %q, want %d", code, got, want)
		}
	}
}
