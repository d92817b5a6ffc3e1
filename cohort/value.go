package cohort

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"sib/cohort/internal/columns"
	"sib/evidence"
)

// value is what a covariate says of a person: a category's text or a number.
type value struct {
	text    string
	num     float64
	missing bool
}

// missingValue has MissingLabel as its text so that rules can list it.
func missingValue(kind Kind) value {
	if kind == Category {
		return value{text: MissingLabel, missing: true}
	}
	return value{missing: true}
}

// compareValues orders labels by bytes and numbers by size, missing last.
func compareValues(a, b value) int {
	switch {
	case a.missing != b.missing && b.missing:
		return -1
	case a.missing != b.missing:
		return 1
	}
	return cmp.Or(cmp.Compare(a.num, b.num), strings.Compare(a.text, b.text))
}

// label is the text of a category, or a number in its shortest decimal form.
func (v value) label(kind Kind) string {
	if kind == Category {
		return v.text
	}
	if a := math.Abs(v.num); a != 0 && (a >= 1e21 || a < 1e-6) {
		return strconv.FormatFloat(v.num, 'g', -1, 64)
	}
	return strconv.FormatFloat(v.num, 'f', -1, 64)
}

// accepted lists the column kinds that each covariate kind can be read from, and what to say otherwise.
var accepted = map[Kind]struct {
	kinds  []columns.Kind
	want   string
	remedy string
}{
	Category: {[]columns.Kind{columns.Text, columns.Int, columns.Bool}, "text, integers or booleans", "use kind: number with cuts, or write labels"},
	Integer:  {[]columns.Kind{columns.Int}, "integers", "write an integer column, or change the covariate's kind in the contract"},
	Number:   {[]columns.Kind{columns.Int, columns.Float}, "integers or floating-point numbers", "write a numeric column, or change the covariate's kind in the contract"},
	Age:      {[]columns.Kind{columns.Date, columns.Text, columns.Int}, "days of birth (dates, timestamps or text such as 1990-03-10) or years of birth (integers)", "write one of these; an age that is in the data already is of kind: integer"},
	banded:   {[]columns.Kind{columns.Int, columns.Float}, "numbers to put into bands", "write a numeric column, or take the bands out of the contract"},
}

// banded is a category that bands make of a column of numbers.
const banded Kind = "category with bands"

// Whole reports whether the values are whole numbers.
func (k Kind) Whole() bool { return k == Integer || k == Age }

func (c Covariate) checkKind(path string, found columns.Kind) error {
	kind := c.Kind
	if len(c.Bands) > 0 {
		kind = banded
	}
	a := accepted[kind]
	if slices.Contains(a.kinds, found) {
		return nil
	}
	remedy := a.remedy
	if found == columns.Date {
		remedy = "for an age at entry use kind: age on the day of birth; else write the year, or whatever the contract uses of the date, as an integer column"
	}
	return &evidence.Problem{Code: columns.WrongType, File: path, Column: c.Column,
		What: fmt.Sprintf("the column is %s; covariate %q of kind %s needs %s", found, c.Name, kind, a.want), Remedy: remedy}
}

const maxExact = 1 << 53 // integers beyond it are not all float64s

// read returns value k of the column. The problem has no place yet.
func (c Covariate) read(v *columns.Vector, k int32) (value, *evidence.Problem) {
	switch {
	case len(c.Bands) > 0:
		return c.readBand(v, k)
	case c.Kind == Category:
		return value{text: c.rename(v.Label(k))}, nil
	}
	return readNumber(v, k)
}

// readNumber returns value k of a column of numbers.
func readNumber(v *columns.Vector, k int32) (value, *evidence.Problem) {
	if v.Kind == columns.Int {
		x := v.Ints[k]
		if x > maxExact || x < -maxExact {
			return value{}, &evidence.Problem{Code: CodeTooLarge, What: fmt.Sprintf("the number %d is too large to be exact", x), Remedy: "a covariate is at most 2^53; is this the right column?"}
		}
		return value{num: float64(x)}, nil
	}
	x := v.Floats[k]
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return value{}, &evidence.Problem{Code: CodeNotNumber, What: "not a number", Remedy: "write null for a missing value"}
	}
	return value{num: x + 0}, nil // −0 is 0
}

// quote shows a label from the data without letting it disturb the message.
func quote(s string) string {
	const most = 40
	clean := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, s)
	if r := []rune(clean); len(r) > most {
		clean = string(r[:most]) + "…"
	}
	return strconv.Quote(clean)
}
