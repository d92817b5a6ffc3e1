package evidence

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// ManifestFile is the name of the manifest in a run's directory.
const ManifestFile = "manifest.json"

// WriteRun writes files (slash-separated relative path → contents) and the
// manifest, completed with the outputs' digests, as the directory dir: whole, or
// not at all. An earlier run at dir is replaced; anything else there is refused.
func WriteRun(dir string, files map[string][]byte, m Manifest) error {
	if err := replaceable(dir); err != nil {
		return err
	}
	manifest, err := EncodeManifest(files, m)
	if err != nil {
		return err
	}
	parent := filepath.Dir(filepath.Clean(dir))
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return fmt.Errorf("write run: %w", err)
	}
	tmp, err := os.MkdirTemp(parent, "."+filepath.Base(dir)+"-")
	if err != nil {
		return fmt.Errorf("write run: %w", err)
	}
	defer os.RemoveAll(tmp)
	if err := os.Chmod(tmp, 0o755); err != nil {
		return fmt.Errorf("write run: %w", err)
	}
	for _, name := range sortedNames(files) {
		if err := writeFile(filepath.Join(tmp, filepath.FromSlash(name)), files[name]); err != nil {
			return err
		}
	}
	if err := writeFile(filepath.Join(tmp, ManifestFile), manifest); err != nil {
		return err
	}
	return swap(tmp, dir)
}

// EncodeManifest returns the manifest of files as JSON.
func EncodeManifest(files map[string][]byte, m Manifest) ([]byte, error) {
	m.SchemaVersion = ManifestVersion
	m.Outputs = nil
	for _, name := range sortedNames(files) {
		m.Outputs = append(m.Outputs, Output{Path: name, SHA256: DigestOf(files[name]), Bytes: int64(len(files[name]))})
	}
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("encode manifest: %w", err)
	}
	return append(b, '\n'), nil
}

// ReadManifest returns the manifest of the run in dir.
func ReadManifest(dir string) (*Manifest, error) {
	path := filepath.Join(dir, ManifestFile)
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, &Problem{File: path, What: "cannot read the manifest", Err: unwrapPath(err), Remedy: "name the directory that `sib evaluate --out` wrote"}
	}
	var m Manifest
	if err := json.Unmarshal(b, &m); err != nil {
		return nil, &Problem{File: path, What: "the manifest is damaged", Err: err}
	}
	if m.SchemaVersion != ManifestVersion {
		return nil, &Problem{File: path, What: fmt.Sprintf("unknown manifest version %q", m.SchemaVersion), Remedy: "use the version of sib that made the run"}
	}
	return &m, nil
}

// replaceable reports whether dir can become a run: it does not exist, is empty, or is a run.
func replaceable(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return &Problem{File: dir, What: "cannot write a run here", Err: unwrapPath(err), Remedy: "choose another --out"}
	case len(entries) == 0:
		return nil
	}
	if _, err := ReadManifest(dir); err != nil {
		return &Problem{File: dir, What: "the directory holds something other than a run of sib", Remedy: "choose another --out; nothing was written"}
	}
	return nil
}

// swap puts tmp in the place of dir. The old run is moved aside first, and back if the move fails.
func swap(tmp, dir string) error {
	old := tmp + ".old"
	err := os.Rename(dir, old)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("write run: %w", err)
	}
	replaced := err == nil
	if err := os.Rename(tmp, dir); err != nil {
		if replaced {
			err = errors.Join(err, os.Rename(old, dir))
		}
		return fmt.Errorf("write run: %w", err)
	}
	if replaced {
		return os.RemoveAll(old)
	}
	return nil
}

func writeFile(path string, b []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("write run: %w", err)
	}
	if err := os.WriteFile(path, b, 0o644); err != nil {
		return fmt.Errorf("write run: %w", err)
	}
	return nil
}

func sortedNames(files map[string][]byte) []string {
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// unwrapPath drops the path that os errors repeat.
func unwrapPath(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}
