package simulate

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sib/evidence"
)

func TestWriteKeepsExistingFiles(t *testing.T) {
	dir := t.TempDir()
	kept := filepath.Join(dir, contractFile)
	if err := os.WriteFile(kept, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	o := someOptions()
	err := Write(context.Background(), dir, o, nil)
	var p *evidence.Problem
	if !errors.As(err, &p) || p.File != kept || p.Remedy == "" {
		t.Fatalf("%v", err)
	}
	if got := contents(t, dir); len(got) != 1 || string(got[contractFile]) != "mine" {
		t.Errorf("the directory changed: %d files", len(got))
	}
	o.Overwrite = true
	if err := Write(context.Background(), dir, o, nil); err != nil {
		t.Fatal(err)
	}
	if got := contents(t, dir); len(got) != 3 || string(got[contractFile]) == "mine" {
		t.Errorf("not overwritten: %d files", len(got))
	}
}

func TestWriteCancelledLeavesNothing(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "a", "b")
	ctx, cancel := context.WithCancel(context.Background())
	err := Write(ctx, dir, someOptions(), func(done, _ int64) {
		if done > 3000 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the directory is there: %v", err)
	}
}

// A move that fails half way takes back the ones before it.
func TestMoveAllRollsBack(t *testing.T) {
	dir, tmp := t.TempDir(), t.TempDir()
	for path, text := range map[string]string{
		filepath.Join(dir, "a"): "old a", filepath.Join(tmp, "a"): "new a", filepath.Join(tmp, "b"): "new b",
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := moveAll(tmp, dir, []string{"a", "b", "c"}); err == nil || !strings.Contains(err.Error(), `"`+filepath.Join(dir, "c")) {
		t.Fatalf("%v", err)
	}
	if got := contents(t, dir); len(got) != 1 || string(got["a"]) != "old a" {
		t.Errorf("%q", got)
	}
}

func TestPublishWhenWritingFails(t *testing.T) {
	dir := t.TempDir()
	cause := errors.New("no paper")
	err := publish(dir, written, false, func(tmp string) error {
		if err := os.WriteFile(filepath.Join(tmp, programmeFile), nil, 0o600); err != nil {
			return err
		}
		return cause
	})
	if !errors.Is(err, cause) || !strings.Contains(err.Error(), dir) {
		t.Errorf("%v", err)
	}
	if got := contents(t, dir); len(got) != 0 {
		t.Errorf("%d files left", len(got))
	}
}
