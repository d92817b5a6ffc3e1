package columns

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	meta "github.com/xitongsys/parquet-go/parquet"

	"sib/evidence"
)

// File is a Parquet file that passed the preflight. It holds no open handle: each
// read opens the file again and checks that what it reads is what was digested.
// A File is immutable and safe for concurrent use.
type File struct {
	path      string // as the contract writes it
	full      string // as the system finds it
	input     evidence.Input
	blocks    *blocks
	leaves    []leaf
	groups    []group
	constants []constant // columns that stand in the path alone
	both      []constant // of the path, where the file has the column too
	// metadata are the key-value pairs of this program, see Metadata.
	metadata map[string]string
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
	return open(path, below(dir, path), role)
}

// below is where the system finds a path that is relative to dir unless it is absolute.
func below(dir, path string) string {
	full := filepath.FromSlash(path)
	if filepath.IsAbs(full) {
		return full
	}
	return filepath.Join(dir, full)
}

func open(path, full, role string) (*File, error) {
	f := &File{path: path, full: full, input: evidence.Input{Role: role, Path: path}}
	h, size, err := f.handle()
	if err != nil {
		return nil, err
	}
	defer h.Close()
	if err := f.read(h, size); err != nil {
		return nil, err
	}
	return f, nil
}

// handle opens the file and returns its size. Only a regular file is opened: a pipe would
// wait for somebody who writes to it.
func (f *File) handle() (*os.File, int64, error) {
	info, err := os.Stat(f.full)
	if err == nil {
		err = f.refuseIrregular(info)
	}
	if err != nil {
		return nil, 0, cannotOpen(f.path, f.input.Role, err)
	}
	h, err := os.Open(f.full)
	if err != nil {
		return nil, 0, cannotOpen(f.path, f.input.Role, err)
	}
	if info, err = h.Stat(); err == nil {
		err = f.refuseIrregular(info)
	}
	if err != nil {
		h.Close()
		return nil, 0, cannotOpen(f.path, f.input.Role, err)
	}
	return h, info.Size(), nil
}

func (f *File) refuseIrregular(info fs.FileInfo) error {
	switch {
	case info.IsDir():
		return &evidence.Problem{Code: CannotOpen, File: f.path, What: "is a directory, not a file", Remedy: "name one Parquet file"}
	case !info.Mode().IsRegular():
		return &evidence.Problem{Code: CannotOpen, File: f.path, What: "is a pipe or a device, not a file", Remedy: "write the data to a file first"}
	}
	return nil
}

// read fills f from the open file: once for the digest, and then from the same bytes.
func (f *File) read(h *os.File, size int64) error {
	if err := magics(h, size, f.path); err != nil { // before much else is read
		return err
	}
	var err error
	if f.input.SHA256, f.blocks, err = digest(h, size); err != nil {
		return cannotOpen(f.path, f.input.Role, err)
	}
	if f.input.Bytes = f.blocks.size; f.input.Bytes != size {
		return Changed(f.path)
	}
	v := &verified{r: h, of: f.blocks, path: f.path}
	if err := magics(v, size, f.path); err != nil {
		return err
	}
	md, end, err := footer(v, size)
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
	f.input.Rows = md.NumRows
	return nil
}

// Input returns the file's entry in the manifest.
func (f *File) Input() evidence.Input { return f.input }

// Rows returns the number of rows.
func (f *File) Rows() int64 { return f.input.Rows }

// Groups returns the number of row groups.
func (f *File) Groups() int { return len(f.groups) }

// Group returns the number of rows before row group g, and in it.
func (f *File) Group(g int) (first, rows int64) { return f.groups[g].first, f.groups[g].rows }

// open returns a reader of the contents that Open saw, and of no others.
func (f *File) open() (*verified, error) {
	h, size, err := f.handle()
	if err != nil {
		return nil, err
	}
	if size != f.blocks.size {
		h.Close()
		return nil, Changed(f.path)
	}
	return &verified{r: h, of: f.blocks, path: f.path}, nil
}

// Changed is the Problem of a file that is not what it was earlier in the run.
func Changed(path string) error {
	return &evidence.Problem{Code: FileChanged, File: path, What: "the file changed while it was being read",
		Remedy: "let nothing write to the input files, and run again"}
}

func cannotOpen(path, role string, err error) error {
	var known *evidence.Problem
	if errors.As(err, &known) {
		return known
	}
	p := &evidence.Problem{Code: CannotOpen, File: path, What: "cannot open the " + role + " file", Err: cause(err),
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
	var known *evidence.Problem
	if errors.As(err, &known) {
		return known
	}
	var u unsupported
	if errors.As(err, &u) {
		return &evidence.Problem{Code: Unsupported, File: path, What: "cannot be read", Err: err, Remedy: u.remedy}
	}
	return &evidence.Problem{Code: Damaged, File: path, What: "not a usable Parquet file", Err: err,
		Remedy: "fetch the file again and compare its digest with the sender's; if it is the same, ask the sender to write it again"}
}

// in names the row group and column of an error, both counted from 1.
func in(g int, column string, err error) error {
	return fmt.Errorf("row group %d, column %q: %w", g+1, column, err)
}
