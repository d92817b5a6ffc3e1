package evidence

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
)

// Promise says which digest each file must have, by its path as a run names it, with
// slashes. A file that it does not list may not be read.
type Promise map[string]Digest

// ReadPromise reads a promise: the inputs of a run's manifest, or lines as `sha256sum`
// prints them, whose paths place turns into those of the run. Name stands for it in errors.
func ReadPromise(name string, b []byte, place func(string) string) (Promise, error) {
	if bytes.HasPrefix(bytes.TrimSpace(b), []byte("{")) {
		return promiseOfManifest(name, b)
	}
	out := Promise{}
	lines := bufio.NewScanner(bytes.NewReader(b))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimRight(lines.Text(), "\r")
		if strings.TrimSpace(line) == "" {
			continue
		}
		sum, file, ok := strings.Cut(line, " ")
		if raw, err := hex.DecodeString(sum); !ok || err != nil || len(raw) != 32 || len(file) < 2 || file[0] != ' ' && file[0] != '*' {
			return nil, &Problem{File: name, Line: n, Col: 1, What: "not a line of a list of digests",
				Remedy: "give the manifest.json of a run, or what sha256sum prints"}
		}
		at := path.Clean(place(file[1:]))
		if _, twice := out[at]; twice {
			return nil, &Problem{File: name, Line: n, Col: 1, What: fmt.Sprintf("the file %q is listed twice", at), Remedy: "list each file once"}
		}
		out[at] = Digest("sha256:" + strings.ToLower(sum))
	}
	if err := lines.Err(); err != nil {
		return nil, &Problem{File: name, What: "cannot be read", Err: err, Remedy: "give the manifest.json of a run, or what sha256sum prints"}
	}
	return out, out.notEmpty(name)
}

func promiseOfManifest(name string, b []byte) (Promise, error) {
	var m Manifest
	if err := json.Unmarshal(b, &m); err != nil || m.SchemaVersion != ManifestVersion {
		return nil, &Problem{File: name, What: "not a manifest of this program", Err: err, Remedy: "give the manifest.json of a run, or what sha256sum prints"}
	}
	out := Promise{}
	for _, in := range m.Inputs {
		if in.Role != RoleFigures { // not data
			out[path.Clean(in.Path)] = in.SHA256
		}
	}
	return out, out.notEmpty(name)
}

func (p Promise) notEmpty(name string) error {
	if len(p) == 0 {
		return &Problem{File: name, What: "no file is listed", Remedy: "give the manifest.json of a run, or what sha256sum prints"}
	}
	return nil
}

// Kept reports the first input, by path, that is not as promised. A nil Promise promises nothing.
func (p Promise) Kept(inputs []Input) error {
	if p == nil {
		return nil
	}
	for _, in := range slices.SortedFunc(slices.Values(inputs), func(a, b Input) int { return strings.Compare(a.Path, b.Path) }) {
		switch want, listed := p[path.Clean(in.Path)]; {
		case !listed:
			return &Problem{File: in.Path, What: "the file is not in the list of digests", Remedy: "ask its sender for a list with all files, or take the file away"}
		case want != in.SHA256:
			return &Problem{File: in.Path, What: fmt.Sprintf("the file is not the one that was listed: its SHA-256 is %s…, want %s…", in.SHA256.Short(), want.Short()),
				Remedy: "fetch the file again; if it is the same, ask its sender which one counts"}
		}
	}
	return nil
}

// Whole reports the first file, by path, that was promised and is not among the inputs.
func (p Promise) Whole(inputs []Input) error {
	read := map[string]bool{}
	for _, in := range inputs {
		read[path.Clean(in.Path)] = true
	}
	for _, file := range slices.Sorted(maps.Keys(p)) {
		if !read[file] {
			return &Problem{File: file, What: "the file is listed with its digest, and was not read", Remedy: "put the file where the contract's data section finds it, or take it off the list"}
		}
	}
	return nil
}
