package archtest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Check holds a tree against the table and returns one line for each violation,
// sorted: the file or package, the import, the rule, and why.
func Check(tree Tree) []string {
	var out []string
	for _, pkg := range slices.Sorted(maps.Keys(tree)) {
		rule, ok := ruleFor(pkg)
		if !ok {
			out = append(out, fmt.Sprintf("package %s has no rule: add it to the import table with what it may import and why", pkg))
			continue
		}
		if !rule.Free {
			out = append(out, checkPackage(pkg, rule, tree[pkg])...)
		}
		out = append(out, checkTests(pkg, rule, tree[pkg])...)
	}
	for _, b := range Barriers {
		if chain := reach(tree, b.From, b.To); chain != nil {
			out = append(out, fmt.Sprintf("package %s reaches %s over %s: %s", b.From, b.To, strings.Join(chain, " → "), b.Why))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// ruleFor returns the rule of pkg or of the nearest package above it.
func ruleFor(pkg string) (Rule, bool) {
	var best Rule
	found := false
	for _, r := range Rules {
		if below(pkg, r.Package) && len(r.Package) > len(best.Package) {
			best, found = r, true
		}
	}
	return best, found
}

func checkPackage(pkg string, rule Rule, p *Package) []string {
	var out []string
	for _, u := range p.Imports {
		if forbiddenRandom[u.Path] != "" && slices.Contains(rule.RandomIn, u.File) {
			continue
		}
		if why := rule.refuses(u.Path); why != "" {
			out = append(out, fmt.Sprintf("%s: package %s imports %s; the rule of %s allows %s: %s",
				u.File, pkg, u.Path, rule.Package, rule.allowed(), why))
		}
	}
	for _, u := range p.Names {
		if why := forbiddenNames[u.Path]; why != "" {
			out = append(out, fmt.Sprintf("%s: package %s uses %s: %s", u.File, pkg, u.Path, why))
		}
	}
	return out
}

// refuses returns why the rule does not allow an import, or nothing.
func (r Rule) refuses(target string) string {
	if inside, ok := relative(target); ok {
		if slices.Contains(r.Module, inside) || r.owns(inside) {
			return ""
		}
		return r.Why
	}
	if standard(target) {
		if why := forbiddenStd[target]; why != "" {
			return why
		}
		if !r.Random {
			return forbiddenRandom[target]
		}
		return ""
	}
	if belowAny(target, r.External) {
		return ""
	}
	return r.Why
}

// owns says whether pkg is internal to the rule's package and has no rule of its own.
func (r Rule) owns(pkg string) bool {
	nearest, _ := ruleFor(pkg)
	return below(pkg, r.Package+"/internal") && nearest.Package == r.Package
}

func (r Rule) allowed() string {
	if all := append(slices.Clone(r.Module), r.External...); len(all) > 0 {
		return strings.Join(all, ", ")
	}
	return "the standard library only"
}

func checkTests(pkg string, rule Rule, p *Package) []string {
	var out []string
	for _, u := range p.TestImports {
		inside, ok := relative(u.Path)
		for _, b := range TestBarriers {
			if ok && b.From == pkg && b.To == inside {
				out = append(out, fmt.Sprintf("%s: the tests of %s import %s: %s", u.File, pkg, u.Path, b.Why))
			}
		}
		if !ok && !standard(u.Path) && !rule.Free && !belowAny(u.Path, append(slices.Clone(testTools), rule.External...)) {
			out = append(out, fmt.Sprintf("%s: the tests of %s import %s, which is neither a test tool nor allowed to the package", u.File, pkg, u.Path))
		}
	}
	return out
}

// reach returns a shortest chain of imports from one package to another, or nil.
func reach(tree Tree, from, to string) []string {
	chains := [][]string{{from}}
	seen := map[string]bool{from: true}
	for len(chains) > 0 {
		chain := chains[0]
		chains = chains[1:]
		p := tree[chain[len(chain)-1]]
		if p == nil {
			continue
		}
		for _, u := range p.Imports {
			next, ok := relative(u.Path)
			if !ok || seen[next] {
				continue
			}
			seen[next] = true
			longer := append(slices.Clone(chain), next)
			if next == to {
				return longer
			}
			chains = append(chains, longer)
		}
	}
	return nil
}

// relative returns the path of a package of this module within it.
func relative(target string) (string, bool) {
	if target == Module {
		return ".", true
	}
	return strings.CutPrefix(target, Module+"/")
}

// standard paths have no dot in their first element.
func standard(target string) bool {
	first, _, _ := strings.Cut(target, "/")
	return !strings.Contains(first, ".")
}

func belowAny(target string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return below(target, p) })
}

// below says whether target is prefix or a package under it.
func below(target, prefix string) bool {
	return target == prefix || strings.HasPrefix(target, prefix+"/")
}
