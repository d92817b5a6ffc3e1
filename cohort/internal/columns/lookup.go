package columns

import (
	"fmt"
	"strings"

	"sib/evidence"
)

// Kind returns what the named column holds. A column that does not exist, exists
// twice or cannot be read is an *evidence.Problem with the nearest name.
func (f *File) Kind(name string) (Kind, error) {
	if c := constantOf(f.constants, name); c != nil {
		return c.kind, nil
	}
	n, err := f.leaf(name)
	if err != nil {
		return 0, err
	}
	return f.leaves[n].holds(), nil
}

// textLeaf finds a column whose values can be handed on as texts, one by one.
func (f *File) textLeaf(name string) (int, error) {
	n, err := f.leaf(name)
	p := &evidence.Problem{Code: WrongType, File: f.path, Column: name}
	switch {
	case err != nil:
		return 0, err
	case f.leaves[n].holds() == Date:
		p.What, p.Remedy = "the column is a date", "name a column of text or integers"
	case constantOf(f.both, name) != nil:
		p.Code, p.What, p.Remedy = ColumnTwice, "the column is both in the file and in its path", "write it in one place only"
	default:
		return n, nil
	}
	return 0, p
}

func (f *File) leaf(name string) (int, error) {
	found := -1
	for i, l := range f.leaves {
		if l.name != name {
			continue
		}
		if l.unusable != "" {
			return 0, &evidence.Problem{Code: Unreadable, File: f.path, Column: name, What: "the column is " + l.unusable, Remedy: l.remedy}
		}
		if found >= 0 {
			return 0, &evidence.Problem{Code: ColumnTwice, File: f.path, Column: name, What: "two columns have this name", Remedy: "rename or drop one of them"}
		}
		found = i
	}
	if found < 0 {
		return 0, f.missing(name)
	}
	return found, nil
}

const maxListed = 30

// missing names the columns that there are, in the file's order.
func (f *File) missing(name string) error {
	var have []string
	seen := map[string]bool{}
	for _, l := range f.leaves {
		if !seen[l.name] {
			seen[l.name] = true
			have = append(have, l.name)
		}
	}
	for _, c := range f.constants {
		have = append(have, c.key)
	}
	remedy := "name one of the file's columns in the contract, or add the column to the file"
	if c, ok := Closest(name, have); ok {
		remedy = fmt.Sprintf("did you mean %q?", c)
	}
	if strings.HasPrefix(f.path, name+"=") || strings.Contains(f.path, "/"+name+"=") {
		remedy = fmt.Sprintf("name the directory above %q in the contract, so that it becomes a column", name+"=…")
	}
	list := strings.Join(have[:min(len(have), maxListed)], ", ")
	if len(have) > maxListed {
		list += ", …"
	}
	return &evidence.Problem{Code: NoColumn, File: f.path, Column: name, What: "no such column; the file has: " + list, Remedy: remedy}
}

// Closest returns the candidate that is most like s, the first of equals, if one
// is close enough to be what was meant: at most a third of it edited, or only the
// case of letters.
func Closest(s string, candidates []string) (string, bool) {
	best, at := "", max(1, len([]rune(s))/3)+1
	for _, c := range candidates {
		d := distance([]rune(strings.ToLower(s)), []rune(strings.ToLower(c)))
		if d < at {
			best, at = c, d
		}
	}
	return best, best != ""
}

// distance is the number of insertions, deletions and substitutions (Levenshtein 1965).
func distance(a, b []rune) int {
	const long = 200 // nobody mistypes a name of that length
	if len(a) > long || len(b) > long {
		return long
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diag := row[0]
		row[0] = i + 1
		for j, y := range b {
			cost := diag
			if x != y {
				cost++
			}
			diag = row[j+1]
			row[j+1] = min(cost, row[j]+1, diag+1)
		}
	}
	return row[len(b)]
}
