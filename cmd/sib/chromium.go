package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// The engines that make report.pdf: this program, whose bytes the evaluation fixes, or a
// Chromium that prints report.html, whose bytes hold the day and differ between versions.
const (
	engineGo       = "go"
	engineChromium = "chromium"
)

var pdfEngines = []string{engineGo, engineChromium}

// browserNames are the programs that are looked for where $CHROMIUM names none.
var browserNames = []string{"chromium", "chromium-browser", "google-chrome"}

const pdfEngineHelp = `With --pdf-engine chromium a Chromium on this machine prints report.html as report.pdf.
That PDF is tagged, for screen readers, and has an outline. Its bytes are not promised
to be the same twice, so --out is needed: there is nothing to compare it with. The
program is $CHROMIUM, or the first of chromium, chromium-browser and google-chrome on
PATH; manifest.json names its version. Without one, or when it fails or takes more than
two minutes, the exit code is 1 and nothing is written.`

// browser is a Chromium that prints.
type browser struct {
	path    string
	version string
	limit   time.Duration // for each time it is started
}

// checkEngine refuses an engine that is none or has nothing to do.
func (f reportFlags) checkEngine() error {
	switch {
	case !slices.Contains(pdfEngines, f.engine):
		return fmt.Errorf("--pdf-engine: %q is no engine\n  hint: name one of %s", f.engine, strings.Join(pdfEngines, ", "))
	case f.engine == engineGo:
		return nil
	case f.out == "":
		return errors.New("--pdf-engine chromium: its PDF has other bytes each time, so a run's report.pdf cannot be compared with it\n  hint: name a directory with --out, or leave out --pdf-engine")
	case !slices.Contains(f.formats, "pdf"):
		return errors.New("--pdf-engine chromium: no PDF is asked for\n  hint: add pdf to --format, or leave out --pdf-engine")
	}
	return nil
}

// print puts the PDF of the engine that was asked for in the place of report.pdf, and
// returns the name of that engine; none for the program's own.
func (f reportFlags) print(ctx context.Context, files map[string][]byte) (string, error) {
	if f.engine != engineChromium {
		return "", nil
	}
	b, err := findBrowser(ctx)
	if err != nil {
		return "", err
	}
	pdf, err := b.print(ctx, files["report.html"])
	if err != nil {
		return "", err
	}
	files["report.pdf"] = pdf
	return b.version, nil
}

// findBrowser finds a Chromium and asks it for its version.
func findBrowser(ctx context.Context) (*browser, error) {
	b := &browser{limit: 2 * time.Minute}
	names := browserNames
	if named := os.Getenv("CHROMIUM"); named != "" {
		names = []string{named}
	}
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			b.path = path
			break
		}
	}
	if b.path == "" {
		where := "none of " + strings.Join(browserNames, ", ") + " is on PATH"
		if names[0] != browserNames[0] {
			where = fmt.Sprintf("CHROMIUM names %q, which is no program", names[0])
		}
		return nil, fmt.Errorf("--pdf-engine chromium: %s\n  hint: install a Chromium (Debian: apt-get install chromium), name it in CHROMIUM, or leave out --pdf-engine; nothing was written", where)
	}
	said, _, err := b.start(ctx, "--version")
	if err != nil {
		return nil, err
	}
	version, _, _ := strings.Cut(strings.TrimSpace(said), "\n")
	if b.version = strings.TrimSpace(version); b.version == "" {
		return nil, b.failed("it does not tell its version")
	}
	return b, nil
}

// print prints a page that needs no network. What Chromium needs to keep goes into a
// directory that is removed, so that no profile of the user's is touched.
func (b *browser) print(ctx context.Context, page []byte) ([]byte, error) {
	dir, err := os.MkdirTemp("", "sib-print-")
	if err != nil {
		return nil, fmt.Errorf("print report.html: %w", err)
	}
	defer os.RemoveAll(dir)
	in, out := filepath.Join(dir, "report.html"), filepath.Join(dir, "report.pdf")
	if err := os.WriteFile(in, page, 0o600); err != nil {
		return nil, fmt.Errorf("print report.html: %w", err)
	}
	args := []string{
		"--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--user-data-dir=" + filepath.Join(dir, "profile"),
		"--no-pdf-header-footer", "--export-tagged-pdf", "--generate-pdf-document-outline", "--print-to-pdf=" + out,
	}
	// Chromium refuses to start as root with its sandbox. The page is our own and holds no script.
	if os.Geteuid() == 0 {
		args = append(args, "--no-sandbox")
	}
	_, said, err := b.start(ctx, append(args, fileURL(in))...)
	if err != nil {
		return nil, err
	}
	pdf, err := os.ReadFile(out)
	switch {
	case err != nil:
		return nil, b.failed("it wrote no PDF" + lastLine(said))
	case !bytes.HasPrefix(pdf, []byte("%PDF-")) || !bytes.HasSuffix(bytes.TrimSpace(pdf), []byte("%%EOF")):
		return nil, b.failed("what it wrote is not a whole PDF")
	case !bytes.Contains(pdf, []byte("/StructTreeRoot")):
		return nil, b.failed("its PDF is not tagged: a newer Chromium is needed")
	}
	return pdf, nil
}

// start runs the program to its end and returns what it wrote to its standard output and
// error. They are files: a pipe would be held open by processes that outlive the one that
// is waited for.
func (b *browser) start(ctx context.Context, args ...string) (stdout, stderr string, err error) {
	dir, err := os.MkdirTemp("", "sib-chromium-")
	if err != nil {
		return "", "", fmt.Errorf("start %s: %w", b.path, err)
	}
	defer os.RemoveAll(dir)
	limited, cancel := context.WithTimeout(ctx, b.limit)
	defer cancel()
	cmd := exec.CommandContext(limited, b.path, args...)
	var files [2]*os.File
	for i, name := range []string{"stdout", "stderr"} {
		if files[i], err = os.Create(filepath.Join(dir, name)); err != nil {
			return "", "", fmt.Errorf("start %s: %w", b.path, err)
		}
		defer files[i].Close()
	}
	cmd.Stdout, cmd.Stderr = files[0], files[1]
	ended := cmd.Run()
	var said [2]string
	for i, f := range files {
		text, err := os.ReadFile(f.Name())
		if err != nil {
			return "", "", fmt.Errorf("start %s: %w", b.path, err)
		}
		said[i] = string(text)
	}
	switch {
	case ended != nil && ctx.Err() != nil:
		return "", "", errors.New("interrupted; nothing was written")
	case ended != nil && limited.Err() != nil:
		return "", "", b.failed(fmt.Sprintf("it was not done after %s", b.limit))
	case ended != nil:
		return "", "", b.failed(ended.Error() + lastLine(said[1]))
	}
	return said[0], said[1], nil
}

// failed says that the program is of no use, and what is.
func (b *browser) failed(why string) error {
	return fmt.Errorf("--pdf-engine chromium: %s: %s\n  hint: name another Chromium in CHROMIUM, or leave out --pdf-engine; nothing was written", b.path, why)
}

// lastLine is the last thing that a program said, as the end of a sentence.
func lastLine(said string) string {
	lines := strings.Split(strings.TrimSpace(said), "\n")
	last := []rune(strings.TrimSpace(lines[len(lines)-1]))
	if len(last) == 0 {
		return ""
	}
	return ": " + string(last[:min(len(last), 200)])
}

// fileURL is the address of a file, on Windows too, where a path begins with a letter.
func fileURL(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}
