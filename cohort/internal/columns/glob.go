package columns

import (
	"os"
	"path"
	"strings"

	"sib/evidence"
)

const globSigns = `*?[\`

// anyDepth is the element of a pattern that stands for any number of directories.
const anyDepth = "**"

// glob adds the files that match a pattern, and all files below the directories that do.
func (f *finder) glob(pattern string) error {
	base, elems := splitPattern(pattern)
	for _, e := range elems {
		if _, err := path.Match(e, ""); err != nil {
			return &evidence.Problem{Code: NothingNamed, File: pattern, What: "is not a proper pattern", Err: err, Remedy: `close every "[", and write \ before a sign that stands for itself`}
		}
	}
	n, err := f.match(place{path: base, full: below(f.dir, base)}, elems)
	if err == nil && n == 0 {
		err = &evidence.Problem{Code: NothingNamed, File: pattern, What: "no file matches the pattern",
			Remedy: "check the pattern in the contract's data section; it is relative to the contract's directory"}
	}
	return err
}

// splitPattern divides a pattern into the directory in front of its first sign, and the
// elements from there on.
func splitPattern(pattern string) (base string, elems []string) {
	all := strings.Split(pattern, "/")
	n := 0
	for !strings.ContainsAny(all[n], globSigns) {
		n++
	}
	base = strings.Join(all[:n], "/")
	if base == "" && n > 0 {
		base = "/"
	}
	for _, e := range all[n:] {
		again := e == anyDepth && len(elems) > 0 && elems[len(elems)-1] == anyDepth
		if e != "" && e != "." && !again {
			elems = append(elems, e)
		}
	}
	return base, elems
}

// match adds what matches elems in directory d and returns how many files that are.
func (f *finder) match(d place, elems []string) (int, error) {
	first, rest := elems[0], elems[1:]
	if first == anyDepth && len(rest) == 0 {
		return f.walk(d)
	}
	names, err := f.list(d)
	if err != nil {
		if _, gone := os.Stat(d.full); os.IsNotExist(gone) {
			return 0, nil
		}
		return 0, err
	}
	n := 0
	if first == anyDepth { // no directory
		if n, err = f.match(d, rest); err != nil {
			return 0, err
		}
	}
	for _, name := range names {
		k, err := f.step(d.child(name), name, elems)
		if err != nil {
			return 0, err
		}
		n += k
	}
	return n, nil
}

// step matches one name with the first element. Hidden names match only what says so.
func (f *finder) step(d place, name string, elems []string) (int, error) {
	first, rest := elems[0], elems[1:]
	if hidden(name) && first[0] != name[0] {
		return 0, refuseLog(path.Dir(d.path), name)
	}
	deeper := first == anyDepth
	if ok, _ := path.Match(first, name); !ok && !deeper {
		return 0, nil
	}
	info, err := os.Stat(d.full)
	if err != nil {
		return 0, cannotOpen(d.path, f.role, err)
	}
	if !info.IsDir() {
		if deeper || len(rest) > 0 {
			return 0, nil
		}
		return 1, f.add(d, info)
	}
	if d, err = d.inside(); err != nil {
		return 0, err
	}
	switch {
	case deeper:
		return f.match(d, elems)
	case len(rest) == 0:
		return f.walk(d)
	}
	return f.match(d, rest)
}
