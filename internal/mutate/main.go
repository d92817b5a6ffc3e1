// Command mutate turns every comparison of some packages into others, one at a
// time, and says which changes no test notices.
//
// Mutants that change nothing are listed in equivalent.txt, with the reason.
//
//	go run ./internal/mutate [-tests ./contract/...,./settle] ./contract ./contract/money
//
// All mutants are compiled into one test binary for each package of tests, and
// switched on by an environment variable.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

func main() {
	tests := flag.String("tests", "", "packages whose tests are run, separated by commas; the mutated ones if empty")
	only := flag.String("only", "", "mutate only files whose path holds this")
	workers := flag.Int("workers", 2, "test runs at a time")
	limit := flag.Duration("limit", time.Minute, "longest test run; a mutant that takes longer is noticed")
	flag.Parse()
	if err := run(flag.Args(), *tests, *only, *workers, *limit); err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(1)
	}
}

func run(packages []string, tests, only string, workers int, limit time.Duration) error {
	dir, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	all, overlay, err := mutateAll(packages, only, dir)
	if err != nil {
		return err
	}
	if tests == "" {
		tests = strings.Join(packages, ",")
	}
	binaries, err := build(strings.Split(tests, ","), overlay, dir)
	if err != nil {
		return err
	}
	if noticed(binaries, 0, limit) {
		return fmt.Errorf("the tests fail without any mutant")
	}
	same, err := equivalent("internal/mutate/equivalent.txt")
	if err != nil {
		return err
	}
	survivors := slices.DeleteFunc(survive(all, binaries, workers, limit), func(m mutant) bool { return same[m.key()] })
	for _, m := range survivors {
		fmt.Printf("%s survives at %s\n", m.key(), m.place)
	}
	fmt.Printf("%d mutants, %d noticed, %d survive\n", len(all), len(all)-len(survivors), len(survivors))
	if len(survivors) > 0 {
		return fmt.Errorf("%d mutants survive", len(survivors))
	}
	return nil
}

// equivalent reads the mutants that change nothing anybody could notice, each with its reason.
func equivalent(path string) (map[string]bool, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for line := range strings.Lines(string(b)) {
		if what, _, ok := strings.Cut(strings.TrimSpace(line), " # "); ok {
			out[what] = true
		}
	}
	return out, nil
}

// key names a mutant whatever its line number.
func (m mutant) key() string {
	file, _, _ := strings.Cut(m.place, ":")
	return fmt.Sprintf("%s | %s | %s → %s", file, m.line, m.from, m.to)
}

// mutateAll rewrites the files of the packages and returns the overlay for the compiler.
func mutateAll(packages []string, only, dir string) ([]mutant, string, error) {
	replace, next := map[string]string{}, 0
	var all []mutant
	for _, p := range packages {
		files, err := filepath.Glob(filepath.Join(p, "*.go"))
		if err != nil {
			return nil, "", err
		}
		for _, f := range files {
			if strings.HasSuffix(f, "_test.go") || !strings.Contains(f, only) {
				continue
			}
			text, ms, err := rewrite(f, &next)
			if err != nil {
				return nil, "", err
			}
			abs, err := filepath.Abs(f)
			if err != nil {
				return nil, "", err
			}
			to := filepath.Join(dir, fmt.Sprintf("%d.go", len(replace)))
			if err := os.WriteFile(to, text, 0o600); err != nil {
				return nil, "", err
			}
			replace[abs] = to
			all = append(all, ms...)
		}
	}
	b, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return nil, "", err
	}
	overlay := filepath.Join(dir, "overlay.json")
	return all, overlay, os.WriteFile(overlay, b, 0o600)
}

// binary is a compiled package of tests and where it runs.
type binary struct {
	path, dir string
	rapid     bool // its tests draw: a failure need not be shrunk
}

func build(tests []string, overlay, dir string) ([]binary, error) {
	var out []binary
	for i, p := range tests {
		path := filepath.Join(dir, fmt.Sprintf("test%d", i))
		cmd := exec.Command("go", "test", "-c", "-overlay", overlay, "-o", path, p)
		if b, err := cmd.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("build %s: %w\n%s", p, err, b)
		}
		list, err := exec.Command("go", "list", "-f", "{{.TestImports}} {{.XTestImports}}", p).Output()
		if err != nil {
			return nil, fmt.Errorf("list %s: %w", p, err)
		}
		out = append(out, binary{path, p, strings.Contains(string(list), "pgregory.net/rapid")})
	}
	return out, nil
}

// noticed reports whether a test fails with the mutant switched on.
func noticed(binaries []binary, id int, limit time.Duration) bool {
	for _, b := range binaries {
		ctx, cancel := context.WithTimeout(context.Background(), limit)
		args := []string{"-test.failfast"}
		if b.rapid {
			args = append(args, "-rapid.nofailfile", "-rapid.shrinktime=1ms")
		}
		cmd := exec.CommandContext(ctx, b.path, args...)
		cmd.Dir = b.dir
		cmd.Env = append(os.Environ(), "MUTANT="+strconv.Itoa(id))
		err := cmd.Run()
		cancel()
		if err != nil {
			return true
		}
	}
	return false
}

func survive(all []mutant, binaries []binary, workers int, limit time.Duration) []mutant {
	alive := make([]bool, len(all))
	var wg sync.WaitGroup
	queue := make(chan int)
	for range workers {
		wg.Go(func() {
			for i := range queue {
				alive[i] = !noticed(binaries, all[i].id, limit)
				if i%50 == 49 {
					fmt.Fprintf(os.Stderr, "%d of %d\n", i+1, len(all))
				}
			}
		})
	}
	for i := range all {
		queue <- i
	}
	close(queue)
	wg.Wait()
	var out []mutant
	for i, m := range all {
		if alive[i] {
			out = append(out, m)
		}
	}
	return out
}
