package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

func main() {
	draws := flag.Int("draws", 10_000, "draws for each effect of a design that is drawn")
	out := flag.String("out", "docs", "directory to write to")
	flag.Parse()
	if err := write(*out, *draws); err != nil {
		fmt.Fprintln(os.Stderr, "coverage:", err)
		os.Exit(1)
	}
}

func write(dir string, draws int) error {
	if draws < 1 {
		return fmt.Errorf("-draws is %d: want 1 or more", draws)
	}
	study := run(plan{oneRates, samples, matchedDesigns, pairsDesigns, setsDesigns, draws}, runtime.GOMAXPROCS(0))
	figures, err := study.figures()
	if err != nil {
		return err
	}
	files := map[string][]byte{"coverage.md": study.markdown()}
	for name, svg := range figures {
		files[filepath.Join("images", name)] = svg
	}
	for name, data := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
