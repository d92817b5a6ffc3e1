package columns

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"sib/evidence"
)

const (
	maxFiles     = 100_000
	maxEntries   = 4 * maxFiles // of all directories looked into
	maxPathDepth = 32
)

// located is a file that was found.
type located struct {
	path  string // with slashes, relative to where the contract is, as its author would write it
	full  string
	info  fs.FileInfo
	parts []constant // key=value directories below the one that was named
}

// finder finds the files that names stand for.
type finder struct {
	dir, role string
	found     []located
	seen      map[string]bool // paths found for the present name: ** may meet one twice
	entries   int
}

// locate returns the files that names stand for, by path. Each name is a file, a
// directory or a glob.
func locate(dir string, names []string, role string) ([]located, error) {
	f := &finder{dir: dir, role: role}
	for _, name := range slices.Sorted(slices.Values(names)) {
		f.seen = map[string]bool{}
		if err := f.name(name); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(f.found, func(a, b located) int { return strings.Compare(a.path, b.path) })
	return f.found, refuseTwice(f.found)
}

func (f *finder) name(name string) error {
	if name == "" {
		return &evidence.Problem{Code: NothingNamed, What: "the name of the " + f.role + " file is empty", Remedy: "name a Parquet file in the contract's data section"}
	}
	d := place{path: name, full: below(f.dir, name)}
	info, err := os.Stat(d.full)
	switch {
	case err == nil && info.IsDir():
		_, err := f.walk(d)
		return err
	case err == nil:
		return f.add(d, info)
	case strings.ContainsAny(name, globSigns) && !errors.Is(err, fs.ErrPermission):
		return f.glob(name)
	}
	return cannotOpen(name, f.role, err)
}

func (f *finder) add(d place, info fs.FileInfo) error {
	if f.seen[d.path] {
		return nil
	}
	f.seen[d.path] = true
	if len(f.found) == maxFiles {
		return tooMany(d.path)
	}
	f.found = append(f.found, located{d.path, d.full, info, d.parts})
	return nil
}

func tooMany(at string) error {
	return &evidence.Problem{Code: TooManyFiles, File: at, What: fmt.Sprintf("there are more than %d files", maxFiles), Remedy: "write the table in fewer, larger files"}
}

// place is a directory, or something in one.
type place struct {
	path, full string
	parts      []constant
	depth      int
}

func (d place) child(name string) place {
	return place{path.Join(d.path, name), filepath.Join(d.full, name), d.parts, d.depth}
}

// inside is the directory d on the way to what is in it.
func (d place) inside() (place, error) {
	if d.depth++; d.depth > maxPathDepth {
		return d, &evidence.Problem{Code: TooManyFiles, File: d.path, What: fmt.Sprintf("directories are nested more than %d deep", maxPathDepth),
			Remedy: "look for a link that leads back to a directory above it"}
	}
	if c, ok := partition(path.Base(d.path)); ok {
		d.parts = append(slices.Clip(d.parts), c)
	}
	return d, nil
}

// list returns the names in a directory, sorted.
func (f *finder) list(d place) ([]string, error) {
	h, err := os.Open(d.full)
	if err != nil {
		return nil, cannotOpen(d.path, f.role, err)
	}
	defer h.Close()
	names, err := h.Readdirnames(maxEntries - f.entries + 1)
	if err != nil && err != io.EOF {
		return nil, cannotOpen(d.path, f.role, err)
	}
	if f.entries += len(names); f.entries > maxEntries {
		return nil, tooMany(d.path)
	}
	slices.Sort(names)
	return names, nil
}

// hidden tells what is no part of a table: _SUCCESS, .part-0000.parquet.crc.
func hidden(name string) bool { return strings.HasPrefix(name, "_") || strings.HasPrefix(name, ".") }

// walk adds all files below a directory and returns how many there are.
func (f *finder) walk(d place) (int, error) {
	names, err := f.list(d)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, name := range names {
		if hidden(name) {
			if err := refuseLog(d.path, name); err != nil {
				return 0, err
			}
			continue
		}
		k, err := f.below(d.child(name))
		if err != nil {
			return 0, err
		}
		n += k
	}
	if n == 0 {
		return 0, &evidence.Problem{Code: NothingNamed, File: d.path, What: "the directory has no Parquet files", Remedy: "check the name in the contract's data section, and whether the files were written"}
	}
	return n, nil
}

// below adds what is met in a directory: a file, or all files of a directory.
func (f *finder) below(d place) (int, error) {
	info, err := os.Stat(d.full)
	if err != nil {
		return 0, cannotOpen(d.path, f.role, err)
	}
	if info.IsDir() {
		if d, err = d.inside(); err != nil {
			return 0, err
		}
		return f.walk(d)
	}
	if ext := strings.ToLower(path.Ext(d.path)); ext != ".parquet" && ext != ".parq" && ext != ".pq" {
		return 0, &evidence.Problem{Code: NotParquet, File: d.path, What: "the directory holds a file that is not named as Parquet",
			Remedy: "take it out of the directory, or name the files to read by a pattern such as \"" + path.Join(path.Dir(d.path), "*.parquet") + "\""}
	}
	return 1, f.add(d, info)
}

// refuseLog refuses directories of which not every file counts, which only the log says.
func refuseLog(dir, name string) error {
	p := &evidence.Problem{Code: NotWholeTable, File: dir}
	switch name {
	case "_delta_log", "_spark_metadata", ".hoodie":
		p.What, p.Remedy = "is a table of which not every file counts (it has "+name+")", "export the table as plain Parquet files"
	case "_temporary":
		p.What, p.Remedy = "is not written to its end (it has _temporary)", "wait until the program that writes it ends, or write it again"
	default:
		return nil
	}
	return p
}

// refuseTwice makes sure that no two paths lead to the same file.
func refuseTwice(found []located) error {
	type like struct{ size, time int64 }
	alike := map[like][]int{}
	for i, l := range found {
		k := like{l.info.Size(), l.info.ModTime().UnixNano()}
		for _, j := range alike[k] {
			if os.SameFile(found[j].info, l.info) {
				return &evidence.Problem{Code: FileTwice, File: l.path, What: fmt.Sprintf("is the same file as %q: its people would count twice", found[j].path),
					Remedy: "name each file once"}
			}
		}
		alike[k] = append(alike[k], i)
	}
	return nil
}
