package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
)

// Workbook is the sheets of one project.
type Workbook struct{ sheets []sheet }

type sheet struct {
	kind
	rows []row
}

// row is the cells of a row by the keys of their columns. A cell that is not
// there is empty.
type row map[string]string

// Sheet sums up one sheet.
type Sheet struct {
	Name    string `json:"name"` // of its file
	Rows    int    `json:"rows"`
	Columns int    `json:"columns"`
	Filled  int    `json:"filled"` // columns with anything in them
}

// add appends rows. A key that the standard does not have, or a cell that must
// stay empty, is a programmer's mistake.
func (w *Workbook) add(k kind, project string, rows ...row) {
	s := sheet{kind: k}
	for _, r := range rows {
		clear := row{}
		for key, v := range r {
			if c, ok := k.column(key); !ok || c.empty {
				panic(fmt.Sprintf("export: sheet %q has no cell %q to fill", k.title, key))
			}
			if v = clean(v); v != "" {
				clear[key] = v
			}
		}
		if project != "" {
			clear[""] = project
		}
		s.rows = append(s.rows, clear)
	}
	w.sheets = append(w.sheets, s)
}

func (k kind) column(key string) (column, bool) {
	for _, c := range k.columns {
		if c.key == key {
			return c, true
		}
	}
	return column{}, false
}

// Sheets sums up the sheets, in the order of the standard.
func (w *Workbook) Sheets() []Sheet {
	var out []Sheet
	for _, s := range w.sheets {
		filled := 0
		for _, c := range s.columns {
			for _, r := range s.rows {
				if r[c.key] != "" {
					filled++
					break
				}
			}
		}
		out = append(out, Sheet{s.file(), len(s.rows), len(s.columns), filled})
	}
	return out
}

// Files returns the sheets as CSV files by name: UTF-8, LF, the standard's titles
// in its order. Texts that a spreadsheet could run get an apostrophe in front.
func (w *Workbook) Files() map[string][]byte {
	out := map[string][]byte{}
	for _, s := range w.sheets {
		out[s.file()] = s.csv()
	}
	return out
}

func (s sheet) csv() []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	line := make([]string, len(s.columns))
	for i, c := range s.columns {
		line[i] = c.title
	}
	// A bytes.Buffer takes every write.
	_ = w.Write(line)
	for _, r := range s.rows {
		for i, c := range s.columns {
			line[i] = cell(r[c.key])
		}
		_ = w.Write(line)
	}
	w.Flush()
	return b.Bytes()
}

// JSON returns the sheets as one record of the standard, without what is empty.
// Its texts are the plain ones: a record is not opened in a spreadsheet.
func (w *Workbook) JSON() ([]byte, error) {
	record := map[string]any{}
	for _, s := range w.sheets {
		items := make([]any, 0, len(s.rows))
		for _, r := range s.rows {
			item := map[string]any{}
			if s.list == "" {
				item = record
			}
			for _, c := range s.columns {
				if v := r[c.key]; v != "" && c.key != "" {
					put(item, c, v)
				}
			}
			items = append(items, item)
		}
		if s.list != "" && len(items) > 0 {
			record[s.list] = items
		}
	}
	b, err := json.MarshalIndent(record, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("export: encode the record: %w", err)
	}
	return append(b, '\n'), nil
}

// put sets the cell of a column where its pointer says.
func put(item map[string]any, c column, v string) {
	path := strings.Split(strings.TrimPrefix(c.key, "/"), "/")
	last := len(path) - 1
	for _, name := range path[:last] {
		next, ok := item[name].(map[string]any)
		if !ok {
			next = map[string]any{}
			item[name] = next
		}
		item = next
	}
	if c.number {
		item[path[last]] = json.Number(v)
		return
	}
	item[path[last]] = v
}
