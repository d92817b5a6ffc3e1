package simulate

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"sib/evidence"
)

// publish lets write fill a temporary directory inside dir and then moves the
// named files into dir: all of them, or none. dir is made if it is not there,
// and unmade if nothing comes of it.
func publish(dir string, names []string, overwrite bool, write func(tmp string) error) (err error) {
	_, statErr := os.Stat(dir)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("simulate into %q: %w", dir, err)
	}
	if errors.Is(statErr, fs.ErrNotExist) {
		defer func() {
			if err != nil {
				os.Remove(dir)
			}
		}()
	}
	if !overwrite {
		if err := refuseExisting(dir, names); err != nil {
			return err
		}
	}
	tmp, err := os.MkdirTemp(dir, ".sib-simulate-*")
	if err != nil {
		return fmt.Errorf("simulate into %q: %w", dir, err)
	}
	defer os.RemoveAll(tmp)
	if err := write(tmp); err != nil {
		return fmt.Errorf("simulate into %q: %w", dir, err)
	}
	return moveAll(tmp, dir, names)
}

func refuseExisting(dir string, names []string) error {
	for _, name := range names {
		path := filepath.Join(dir, name)
		if _, err := os.Lstat(path); err == nil {
			return &evidence.Problem{File: path, What: "the file exists",
				Remedy: "choose another directory, or ask for existing files to be overwritten"}
		}
	}
	return nil
}

// moveAll sets what it replaces aside in tmp, so that it can go back when a later move fails.
func moveAll(tmp, dir string, names []string) error {
	var undo []func()
	for _, name := range names {
		target, aside := filepath.Join(dir, name), filepath.Join(tmp, name+".old")
		if err := os.Rename(target, aside); err == nil {
			undo = append(undo, func() { os.Rename(aside, target) })
		} else if !errors.Is(err, fs.ErrNotExist) {
			return rollBack(undo, target, err)
		}
		if err := os.Rename(filepath.Join(tmp, name), target); err != nil {
			return rollBack(undo, target, err)
		}
		undo = append(undo, func() { os.Remove(target) })
	}
	return nil
}

func rollBack(undo []func(), target string, cause error) error {
	for i := len(undo) - 1; i >= 0; i-- {
		undo[i]()
	}
	return fmt.Errorf("simulate: write %q: %w", target, cause)
}
