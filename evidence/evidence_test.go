package evidence

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The digest of "abc" is the first example of FIPS 180-4.
const abc = Digest("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")

func TestDigestOf(t *testing.T) {
	if got := DigestOf([]byte("abc")); got != abc {
		t.Errorf("DigestOf(abc) = %s, want %s", got, abc)
	}
	if got := abc.Short(); got != "ba7816bf8f01" {
		t.Errorf("Short = %q", got)
	}
}

func TestDigestFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "f")
	if err := os.WriteFile(path, []byte("abc"), 0o600); err != nil {
		t.Fatal(err)
	}
	got, n, err := DigestFile(path)
	if err != nil || got != abc || n != 3 {
		t.Errorf("DigestFile = %s, %d, %v", got, n, err)
	}
	if _, _, err := DigestFile(path + "-none"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("missing file: %v", err)
	}
}

func TestProblemPlaces(t *testing.T) {
	tests := []struct {
		name string
		p    Problem
		want string
	}{
		{"text", Problem{File: "c.yaml", Line: 3, Col: 5, What: "unknown key \"tite\"", Source: "ab\ttite: x", Remedy: "did you mean \"title\"?"},
			"c.yaml:3:5: unknown key \"tite\"\n    ab\ttite: x\n      \t ^\n  hint: did you mean \"title\"?"},
		{"table", Problem{File: "p.parquet", Row: 7, Column: "age", What: "value is null"},
			`p.parquet: row 7, column "age": value is null`},
		{"cause", Problem{File: "p.parquet", What: "cannot open", Err: fs.ErrNotExist}, "p.parquet: cannot open: file does not exist"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.p.Error(); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
	if !errors.Is(&Problem{Err: fs.ErrNotExist}, fs.ErrNotExist) {
		t.Error("a problem does not unwrap to its cause")
	}
}

func TestSortFindings(t *testing.T) {
	in := []Finding{{Code: "B", Severity: Note}, {Code: "C", Severity: Warning}, {Code: "A", Severity: Note, Subject: "y"}, {Code: "A", Severity: Note, Subject: "x"}}
	got := SortFindings(in)
	var order []string
	for _, f := range got {
		order = append(order, f.Code+f.Subject)
	}
	if s := strings.Join(order, " "); s != "C Ax Ay B" {
		t.Errorf("order %q", s)
	}
	if in[0].Code != "B" {
		t.Error("the caller's slice was reordered")
	}
}
