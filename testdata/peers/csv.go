package main

import (
	"encoding/csv"
	"fmt"
	"path/filepath"
	"time"
)

// writeCSV writes the table as text: the truth that the tests count. Empty is missing.
func writeCSV(name string, cols []column) error {
	f, err := create(filepath.Join(out, name))
	if err != nil {
		return err
	}
	defer f.Close()
	w := csv.NewWriter(f)
	row := make([]string, len(cols))
	for i, c := range cols {
		row[i] = c.name
	}
	if err := w.Write(row); err != nil {
		return err
	}
	for i := range cols[0].values {
		for k, c := range cols {
			row[k] = c.text(i)
		}
		if err := w.Write(row); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

func (c column) text(i int) string {
	switch v := c.values[i]; {
	case v == nil:
		return ""
	case c.kind == "date":
		return time.Unix(v.(int64)*86400, 0).UTC().Format("2006-01-02")
	default:
		return fmt.Sprint(v)
	}
}
