package columns

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	meta "github.com/xitongsys/parquet-go/parquet"

	"sib/evidence"
)

// File is a Parquet file that passed the preflight. It holds no open handle: each
// read opens the file again and checks that it is still the one that was digested.
// A File is immutable and safe for concurrent use.
type File struct {
	path   string // as the contract writes it
	full   string // as the system finds it
	input  evidence.Input
	stat   stat
	leaves []leaf
	groups []group
	// metadata are the key-value pairs of this program, see Metadata.
	metadata map[string]string
}

// stat is what tells cheaply that a file was replaced or written to.
type stat struct {
	size int64
	mod  time.Time
}

// group is a row group: first is the number of rows before it.
type group struct {
	first, rows int64
	chunks      []*meta.ColumnMetaData // one per leaf
}

// Open digests and checks the Parquet file at path, which is relative to dir
// unless it is absolute. Role says what the file is for: programme, comparison or
// people. Errors are of type *evidence.Problem and name path as it was given.
func Open(dir, path, role string) (*File, error) {
	f := &File{path: path, full: path}
	if !filepath.IsAbs(path) {
		f.full = filepath.Join(dir, path)
	}
	h, err := os.Open(f.full)
	if err != nil {
		return nil, cannotOpen(path, role, err)
	}
	defer h.Close()
	info, err := h.Stat()
	if err != nil {
		return nil, cannotOpen(path, role, err)
	}
	if info.IsDir() {
		return nil, &evidence.Problem{File: path, What: "is a directory, not a file", Remedy: "name one Parquet file"}
	}
	f.stat = stat{info.Size(), info.ModTime()}
	if err := f.read(h, role); err != nil {
		return nil, err
	}
	return f, nil
}

// read fills f from the open file.
func (f *File) read(h *os.File, role string) error {
	if err := magics(h, f.stat.size, f.path); err != nil {
		return err
	}
	md, end, err := footer(h, f.stat.size)
	if err == nil {
		f.leaves, err = leaves(md.Schema)
	}
	if err == nil {
		f.groups, err = groups(md, f.leaves, end)
		f.metadata = metadata(md)
	}
	if err != nil {
		return damaged(f.path, err)
	}
	digest, n, err := evidence.DigestFile(f.full)
	if err != nil {
		return cannotOpen(f.path, role, err)
	}
	f.input = evidence.Input{Role: role, Path: f.path, SHA256: digest, Bytes: n, Rows: md.NumRows}
	return f.unchanged(h)
}

// Input returns the file's entry in the manifest.
func (f *File) Input() evidence.Input { return f.input }

// Rows returns the number of rows.
func (f *File) Rows() int64 { return f.input.Rows }

// Groups returns the number of row groups.
func (f *File) Groups() int { return len(f.groups) }

// Group returns the number of rows before row group g, and in it.
func (f *File) Group(g int) (first, rows int64) { return f.groups[g].first, f.groups[g].rows }

// open returns a handle on the same contents that Open saw.
func (f *File) open() (*os.File, error) {
	h, err := os.Open(f.full)
	if err != nil {
		return nil, cannotOpen(f.path, f.input.Role, err)
	}
	if err := f.unchanged(h); err != nil {
		h.Close()
		return nil, err
	}
	return h, nil
}

func (f *File) unchanged(h *os.File) error {
	info, err := h.Stat()
	if err != nil {
		return cannotOpen(f.path, f.input.Role, err)
	}
	if info.Size() != f.stat.size || !info.ModTime().Equal(f.stat.mod) || f.input.Bytes != f.stat.size {
		return Changed(f.path)
	}
	return nil
}

// Changed is the Problem of a file that is not what it was earlier in the run.
func Changed(path string) error {
	return &evidence.Problem{File: path, What: "the file changed while it was being read",
		Remedy: "let nothing write to the input files, and run again"}
}

func cannotOpen(path, role string, err error) error {
	p := &evidence.Problem{File: path, What: "cannot open the " + role + " file", Err: cause(err),
		Remedy: "check the name in the contract's data section; it is relative to the contract's directory"}
	if errors.Is(err, fs.ErrPermission) {
		p.Remedy = "make the file readable"
	}
	return p
}

// cause drops the path of the system's error, which says where this machine keeps its files.
func cause(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// unsupported is a file that is sound but beyond this program; the text is the remedy.
type unsupported struct{ what, remedy string }

func (u unsupported) Error() string { return u.what }

func damaged(path string, err error) error {
	var u unsupported
	if errors.As(err, &u) {
		return &evidence.Problem{File: path, What: "cannot be read", Err: err, Remedy: u.remedy}
	}
	return &evidence.Problem{File: path, What: "not a usable Parquet file", Err: err,
		Remedy: "fetch the file again and compare its digest with the sender's; if it is the same, ask the sender to write it again"}
}

// in names the row group and column of an error, both counted from 1.
func in(g int, column string, err error) error {
	return fmt.Errorf("row group %d, column %q: %w", g+1, column, err)
}
