package columns

import (
	"context"
	"slices"

	"sib/evidence"
)

// OpenAll opens the files of one table, see Open, and returns them by path. Names have
// forward slashes and are relative to dir unless they are absolute. Each is
//
//   - a file, even if its name looks like a pattern;
//   - a directory, of which every file at any depth belongs to the table: names that begin
//     with _ or . are passed over, others that do not end in .parquet, .parq or .pq refused;
//   - or a pattern as of path.Match, in which ** stands for any number of directories.
//
// Directories named key=value below the named directory, or below the part of a pattern
// without signs, are columns (Hive): integers if all files of the table have a canonical
// one there, else text. A file may have such a column too if every value is that of the path.
//
// A name that stands for no file, a file that is reached twice, and paths with different
// keys are refused; so are more than 100,000 files and directories deeper than 32.
func OpenAll(dir string, names []string, role string) ([]*File, error) {
	if len(names) == 0 {
		return nil, &evidence.Problem{Code: NothingNamed, What: "no " + role + " file is named", Remedy: "name a Parquet file in the contract's data section"}
	}
	found, err := locate(dir, names, role)
	if err == nil {
		err = agreePartitions(found)
	}
	if err != nil {
		return nil, err
	}
	out := make([]*File, 0, len(found))
	err = Ordered(context.Background(), len(found), func(i int) (*File, error) {
		return open(found[i].path, found[i].full, role)
	}, func(i int, f *File) error {
		if len(out) > 0 && slices.Equal(f.leaves, out[len(out)-1].leaves) {
			f.leaves = out[len(out)-1].leaves // as for most tables: it need not be in memory twice
		}
		f.partition(found[i].parts)
		out = append(out, f)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// partition gives f the columns of its path.
func (f *File) partition(parts []constant) {
	for _, c := range parts {
		if slices.ContainsFunc(f.leaves, func(l leaf) bool { return l.name == c.key }) {
			f.both = append(f.both, c)
		} else {
			f.constants = append(f.constants, c)
		}
	}
}

// Sealed is a File for those who may see that there is one but not what is in it: only
// packages that may import this one can Unseal it.
type Sealed struct{ file *File }

// Seal hides the columns of f.
func Seal(f *File) Sealed { return Sealed{f} }

// Unseal returns the File.
func Unseal(s Sealed) *File { return s.file }
