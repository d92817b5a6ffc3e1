package main

import (
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"sib/evaluate"
)

// progressOn draws one line a stage on w while w is a terminal and the stage
// takes long enough to wonder. Elsewhere it is silent, so that logs stay clean.
func progressOn(w io.Writer) (show evaluate.Progress, done func()) {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return nil, func() {}
	}
	var bar *progressbar.ProgressBar
	var stage string
	done = func() {
		if bar != nil {
			_ = bar.Clear()
			bar = nil
		}
	}
	return func(name string, n, total int64) {
		if bar == nil || name != stage {
			done()
			stage = name
			bar = progressbar.NewOptions64(total,
				progressbar.OptionSetWriter(w),
				progressbar.OptionSetDescription(name),
				progressbar.OptionSetItsString("rows"),
				progressbar.OptionShowIts(),
				progressbar.OptionThrottle(200*time.Millisecond),
				progressbar.OptionClearOnFinish(),
			)
		}
		_ = bar.Set64(n)
	}, done
}
