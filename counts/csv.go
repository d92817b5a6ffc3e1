package counts

import (
	"bytes"
	"encoding/csv"
	"strconv"
)

// CSV returns the table as CSV with a header. What a row does not have is empty; numbers
// are in their shortest form. Texts are as the contract writes them: a program that takes
// text for formulas must be told not to.
func (t *Table) CSV() []byte {
	var buf bytes.Buffer
	w := csv.NewWriter(&buf)
	all := t.columns()
	record := make([]string, len(all))
	for i, c := range all {
		record[i] = c.name
	}
	_ = w.Write(record) // to memory
	for r := range t.rows {
		for i, c := range all {
			record[i] = c.of(&t.rows[r]).csv(c.kind)
		}
		_ = w.Write(record)
	}
	w.Flush()
	return buf.Bytes()
}

func (c cell) csv(k kind) string {
	switch {
	case c.none:
		return ""
	case k == text:
		return c.text
	case k == integer:
		return strconv.FormatInt(c.number, 10)
	}
	return strconv.FormatFloat(c.double, 'g', -1, 64)
}
