package main

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"sib/evidence"
)

// batchColumns says how a row of a file becomes a question.
type batchColumns struct {
	counts [4]string
	ask    func(v [4]float64) question
}

var (
	twoRatesColumns = batchColumns{[4]string{"x1", "n1", "x2", "n2"}, func(v [4]float64) question { return twoRates{v[0], v[1], v[2], v[3]} }}
	pairsColumns    = batchColumns{[4]string{"a", "b", "c", "d"}, func(v [4]float64) question { return matchedPairs{v[0], v[1], v[2], v[3]} }}
)

// answerFile answers the rows of a CSV file in order: estimate, lower, upper and
// p-value with 17 significant digits, and in a fifth column why something is
// missing. An empty level is that of --level.
func answerFile(cmd *cobra.Command, path string, c batchColumns, o asked) error {
	rows, close, err := openCSV(path, append([]string{"method", "level"}, c.counts[:]...))
	if err != nil {
		return err
	}
	defer close()
	w := bufio.NewWriterSize(cmd.OutOrStdout(), 1<<16)
	fmt.Fprintln(w, "estimate,lower,upper,p_value,error")
	for {
		row, err := rows.next()
		if errors.Is(err, io.EOF) {
			break
		}
		var a answer
		var bad *csv.ParseError
		switch {
		case err == nil:
			a, err = c.answer(row, o)
		case !errors.As(err, &bad) && !errors.Is(err, errWidth):
			return withCode(exitFailure, fmt.Errorf("read %q: %w", path, err))
		}
		writeAnswer(w, a, err)
	}
	if err := w.Flush(); err != nil {
		return withCode(exitFailure, err)
	}
	return nil
}

func (c batchColumns) answer(row []string, o asked) (answer, error) {
	var err error
	if row[1] != "" { // a test needs none
		if o.level, err = strconv.ParseFloat(row[1], 64); err != nil {
			return answer{}, fmt.Errorf("level %q is not a number", row[1])
		}
	}
	var v [4]float64
	for i, name := range c.counts {
		if v[i], err = strconv.ParseFloat(row[2+i], 64); err != nil || math.IsNaN(v[i]) {
			return answer{}, fmt.Errorf("%s %q is not a number", name, row[2+i])
		}
	}
	return c.ask(v).answer(row[0], o)
}

func writeAnswer(w *bufio.Writer, a answer, err error) {
	var buf []byte
	for _, v := range []*float64{a.Estimate, a.Lower, a.Upper, a.PValue} {
		if v != nil {
			buf = strconv.AppendFloat(buf, *v, 'g', 17, 64)
		}
		buf = append(buf, ',')
	}
	if err != nil {
		why, _, _ := strings.Cut(err.Error(), "\n")
		buf = append(buf, csvCell(why)...)
	}
	buf = append(buf, '\n')
	w.Write(buf) // an error stays in w until it is flushed
}

func csvCell(s string) string {
	if strings.ContainsAny(s, ",\"") {
		return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	return s
}

// csvRows reads named columns of a CSV file with a header.
type csvRows struct {
	r     *csv.Reader
	at    []int
	width int
	row   []string
}

// openCSV finds the columns in the header, in any order; others are passed over.
func openCSV(path string, columns []string) (*csvRows, func(), error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, &evidence.Problem{File: path, What: "cannot open the file", Err: errors.Unwrap(err), Remedy: "check the name"}
	}
	rows := &csvRows{r: csv.NewReader(bufio.NewReaderSize(f, 1<<16)), row: make([]string, len(columns))}
	rows.r.ReuseRecord, rows.r.FieldsPerRecord = true, -1
	head, err := rows.r.Read()
	if err != nil {
		f.Close()
		return nil, nil, &evidence.Problem{File: path, What: "no header can be read", Err: err, Remedy: "begin with the line " + strings.Join(columns, ",")}
	}
	rows.width = len(head)
	for _, name := range columns {
		i := slices.IndexFunc(head, func(h string) bool { return strings.TrimSpace(strings.TrimPrefix(h, "\ufeff")) == name })
		if i < 0 {
			f.Close()
			return nil, nil, &evidence.Problem{File: path, Line: 1, Col: 1, Column: name, What: "the column is missing", Remedy: "the header needs " + strings.Join(columns, ",")}
		}
		rows.at = append(rows.at, i)
	}
	return rows, func() { f.Close() }, nil
}

var errWidth = errors.New("the row does not fit the header")

// next returns the cells of the named columns, valid until the next call.
func (c *csvRows) next() ([]string, error) {
	record, err := c.r.Read()
	if err != nil {
		return nil, err
	}
	if len(record) != c.width {
		return nil, fmt.Errorf("%w: %d cells, the header has %d", errWidth, len(record), c.width)
	}
	for i, at := range c.at {
		c.row[i] = strings.TrimSpace(record[at])
	}
	return c.row, nil
}
