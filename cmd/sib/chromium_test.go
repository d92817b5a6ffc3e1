package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// standIn writes a shell script that is started in the place of Chromium.
func standIn(t *testing.T, name, script string) *browser {
	t.Helper()
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("there is no shell to run a program that stands in for Chromium")
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script), 0o700); err != nil {
		t.Fatal(err)
	}
	return &browser{path: path, limit: time.Minute}
}

func TestNoBrowser(t *testing.T) {
	t.Setenv("CHROMIUM", "")
	t.Setenv("PATH", t.TempDir())
	_, err := findBrowser(t.Context())
	if err == nil {
		t.Fatal("a browser is found on an empty PATH")
	}
	for _, want := range []string{"none of chromium, chromium-browser, google-chrome is on PATH", "apt-get install chromium", "nothing was written"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q does not say %q", err, want)
		}
	}
}

// The names are tried in their order, and $CHROMIUM goes before all of them.
func TestBrowserOnPath(t *testing.T) {
	t.Setenv("CHROMIUM", "")
	last := standIn(t, "google-chrome", "echo last")
	first := standIn(t, "chromium-browser", "echo first")
	mine := standIn(t, "mine", "echo named")
	t.Setenv("PATH", filepath.Dir(last.path)+string(os.PathListSeparator)+filepath.Dir(first.path))
	for _, want := range []string{"first", "named"} {
		b, err := findBrowser(t.Context())
		if err != nil || b.version != want {
			t.Errorf("found %+v, %v; want %s", b, err, want)
		}
		t.Setenv("CHROMIUM", mine.path)
	}
}

func TestBrowserThatDoesNotEnd(t *testing.T) {
	b := standIn(t, "slow", "exec sleep 600")
	b.limit = 200 * time.Millisecond
	if _, err := b.print(t.Context(), []byte("page")); err == nil || !strings.Contains(err.Error(), "it was not done after 200ms") {
		t.Errorf("out of time: %v", err)
	}
	b.limit = time.Minute
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if _, err := b.print(ctx, []byte("page")); err == nil || err.Error() != "interrupted; nothing was written" {
		t.Errorf("interrupted: %v", err)
	}
}

func TestBrowserLeavesNothingBehind(t *testing.T) {
	b := standIn(t, "untidy", `for a; do case $a in
	--user-data-dir=*) mkdir -p "${a#*=}/cache" ;;
	--print-to-pdf=*) printf '%%PDF-1.7 /StructTreeRoot\n%%%%EOF' >"${a#*=}" ;;
	esac; done`)
	t.Setenv("TMPDIR", t.TempDir())
	if _, err := b.print(t.Context(), []byte("page")); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) > 0 {
		t.Errorf("it leaves %v, %v", left, err)
	}
}

// TestChromium prints the DUO report with the Chromium of this machine.
func TestChromium(t *testing.T) {
	if testing.Short() {
		t.Skip("a real browser takes seconds")
	}
	if _, err := findBrowser(t.Context()); err != nil {
		t.Skipf("no Chromium here that tells its version: %v", err)
	}
	dir := t.TempDir()
	run, out := filepath.Join(dir, "run"), filepath.Join(dir, "out")
	for _, args := range [][]string{{"evaluate", duo, "--out", run}, {"report", run, "--pdf-engine", engineChromium, "--out", out}} {
		if code, _, stderr := sib(t, args...); code != exitOK {
			t.Fatalf("%s: %d\n%s", args[0], code, stderr)
		}
	}
	pdf := filepath.Join(out, "report.pdf")
	text := extracted(t, pdf)
	heldNumbers(t, filepath.Join(run, evaluationFile), text)
	info, err := exec.Command("pdfinfo", pdf).Output()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(strings.Join(strings.Fields(string(info)), " "), "Tagged: yes") {
		t.Errorf("the PDF is not tagged:\n%s", info)
	}
	if b, err := os.ReadFile(pdf); err != nil || !bytes.Contains(b, []byte("/Outlines")) {
		t.Errorf("the PDF has no outline (%v)", err)
	}
	if strings.Contains(text, "file:///") {
		t.Error("Chromium's own header or footer is on the pages")
	}
}
