package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// mutant is one comparison turned into another.
type mutant struct {
	id       int
	place    string // file:line
	from, to string // operators
	line     string // of the source, trimmed
}

// others are what a comparison is turned into: its boundary moved, and its opposite.
var others = map[token.Token][]token.Token{
	token.LSS: {token.LEQ, token.GEQ}, token.LEQ: {token.LSS, token.GTR},
	token.GTR: {token.GEQ, token.LEQ}, token.GEQ: {token.GTR, token.LSS},
	token.EQL: {token.NEQ}, token.NEQ: {token.EQL},
}

// rewriter turns the comparisons of one file into calls of active.B.
type rewriter struct {
	src  []byte
	set  *token.FileSet
	next *int
	out  []mutant
	file string
}

// rewrite returns the source with every comparison switchable, and the mutants in it.
func rewrite(path string, next *int) ([]byte, []mutant, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, path, src, parser.ParseComments)
	if err != nil {
		return nil, nil, err
	}
	r := &rewriter{src: src, set: set, next: next, file: path}
	body := r.text(f, f.FileStart, f.FileEnd)
	if len(r.out) == 0 {
		return src, nil, nil
	}
	// The import goes behind the package clause, on the same line, so that lines stay.
	at := int(f.Name.End()) - int(f.FileStart)
	return []byte(body[:at] + `; import mutants "sib/internal/mutate/active"` + body[at:]), r.out, nil
}

func (r *rewriter) offset(p token.Pos) int { return r.set.Position(p).Offset }

// text returns the source of a node from one position to another, rewritten.
func (r *rewriter) text(n ast.Node, from, to token.Pos) string {
	var found []*ast.BinaryExpr
	ast.Inspect(n, func(c ast.Node) bool {
		switch x := c.(type) {
		case *ast.GenDecl:
			return x.Tok != token.CONST
		case *ast.ArrayType:
			return false
		case *ast.BinaryExpr:
			if _, ok := others[x.Op]; ok && c != n {
				found = append(found, x)
				return false
			}
		}
		return true
	})
	sort.Slice(found, func(i, j int) bool { return found[i].Pos() < found[j].Pos() })
	var b strings.Builder
	at := r.offset(from)
	for _, x := range found {
		b.Write(r.src[at:r.offset(x.Pos())])
		b.WriteString(r.comparison(x))
		at = r.offset(x.End())
	}
	b.Write(r.src[at:r.offset(to)])
	return b.String()
}

func (r *rewriter) comparison(x *ast.BinaryExpr) string {
	left, right := r.operand(x.X), r.operand(x.Y)
	write := func(op token.Token) string { return left + " " + op.String() + " " + right }
	out := write(x.Op)
	pos := r.set.Position(x.OpPos)
	for _, op := range others[x.Op] {
		*r.next++
		line := strings.Split(string(r.src), "\n")[pos.Line-1]
		r.out = append(r.out, mutant{*r.next, fmt.Sprintf("%s:%d", filepath.ToSlash(r.file), pos.Line), x.Op.String(), op.String(), strings.TrimSpace(line)})
		out = fmt.Sprintf("mutants.B(%d, %s, %s)", *r.next, out, write(op))
	}
	return out
}

// operand is one side of a comparison; a comparison inside it is switchable too.
func (r *rewriter) operand(e ast.Expr) string {
	if x, ok := e.(*ast.BinaryExpr); ok && others[x.Op] != nil {
		return r.comparison(x)
	}
	return r.text(e, e.Pos(), e.End())
}
