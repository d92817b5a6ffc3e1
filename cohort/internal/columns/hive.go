package columns

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"sib/evidence"
)

// hiveMissing is the value of a partition of rows that have none.
const hiveMissing = "__HIVE_DEFAULT_PARTITION__"

// constant is a column whose value stands in the file's path, as year=2014/ (Hive).
type constant struct {
	key     string
	text    string
	missing bool
	kind    Kind  // Int if it is one in all files of the set, else Text
	int     int64 // for Int
}

// partition reads the name of a directory; ok is false if it is an ordinary one.
// Characters that a name cannot hold are written as in an URL.
func partition(name string) (c constant, ok bool) {
	key, text, found := strings.Cut(name, "=")
	if !found || key == "" {
		return constant{}, false
	}
	c = constant{key: unescape(key), text: unescape(text)}
	c.missing = c.text == hiveMissing
	return c, true
}

// unescape leaves what is no escape as it is, as Spark does.
func unescape(s string) string {
	if out, err := url.PathUnescape(s); err == nil {
		return out
	}
	return s
}

// agreePartitions makes sure that the paths of a set have the same keys, and finds out
// their kinds.
func agreePartitions(set []located) error {
	all := map[string]bool{} // is every value an integer?
	for _, l := range set {
		for i, c := range l.parts {
			if err := l.refusePartition(i); err != nil {
				return err
			}
			if _, known := all[c.key]; !known {
				all[c.key] = true
			}
			_, isInt := integer(c.text)
			all[c.key] = all[c.key] && (isInt || c.missing)
		}
	}
	for _, l := range set {
		if len(l.parts) < len(all) {
			return l.lacks(all)
		}
		for i := range l.parts {
			c := &l.parts[i]
			if c.kind = Text; all[c.key] {
				c.kind = Int
				c.int, _ = integer(c.text)
			}
		}
	}
	return nil
}

func (l located) refusePartition(i int) error {
	c := l.parts[i]
	p := &evidence.Problem{Code: PathsDisagree, File: l.path, Column: c.key}
	switch {
	case !utf8.ValidString(c.key) || !utf8.ValidString(c.text):
		p.Column, p.What, p.Remedy = "", "the path is not valid UTF-8", "rename the directories"
	case slices.ContainsFunc(l.parts[:i], func(o constant) bool { return o.key == c.key }):
		p.What, p.Remedy = "the path gives this column twice", "let each column stand once in the path"
	default:
		return nil
	}
	return p
}

// lacks names the first key that the path has not.
func (l located) lacks(all map[string]bool) error {
	var missing []string
	for key := range all {
		if constantOf(l.parts, key) == nil {
			missing = append(missing, key)
		}
	}
	slices.Sort(missing)
	return &evidence.Problem{Code: PathsDisagree, File: l.path, Column: missing[0], What: "the path does not give this column; the paths of other files do",
		Remedy: "put all files into directories named " + missing[0] + "=…, or none"}
}

// integer reads a number in its canonical form: no plus, no leading zeros.
func integer(s string) (int64, bool) {
	x, err := strconv.ParseInt(s, 10, 64)
	return x, err == nil && strconv.FormatInt(x, 10) == s
}

func constantOf(list []constant, key string) *constant {
	for i := range list {
		if list[i].key == key {
			return &list[i]
		}
	}
	return nil
}

// vector is the column in a row group of so many rows.
func (c *constant) vector(rows int) Vector {
	v := Vector{Kind: c.kind, Index: make([]int32, rows)}
	switch {
	case c.missing:
		for i := range v.Index {
			v.Index[i] = -1
		}
	case c.kind == Int:
		v.Ints = []int64{c.int}
	default:
		v.Texts = []string{c.text}
	}
	return v
}

// each hands on the same text for each row: an integer in decimal is as the path writes it.
func (c *constant) each(rows int, do func(row int, text []byte)) error {
	text := []byte(c.text)
	if c.missing {
		text = nil
	}
	for row := range rows {
		do(row, text)
	}
	return nil
}

// disagrees returns the first row of a column of the file that does not say what the path
// says, or −1.
func (c *constant) disagrees(v *Vector) int64 {
	same := make([]bool, v.Len())
	for k := range same {
		same[k] = !c.missing && c.says(v, k)
	}
	for row, k := range v.Index {
		if k < 0 && !c.missing || k >= 0 && !same[k] {
			return int64(row)
		}
	}
	return -1
}

// says tells whether value k of v is the one in the path.
func (c *constant) says(v *Vector, k int) bool {
	switch v.Kind {
	case Int:
		x, err := strconv.ParseInt(c.text, 10, 64)
		return err == nil && x == v.Ints[k]
	case Float:
		x, err := strconv.ParseFloat(c.text, 64)
		return err == nil && x == v.Floats[k]
	case Bool:
		x, err := strconv.ParseBool(c.text)
		return err == nil && x == v.Bools[k]
	case Date:
		t, err := time.Parse(time.DateOnly, c.text)
		return err == nil && t.Unix()/(24*60*60) == v.Ints[k]
	}
	return c.text == v.Texts[k]
}

func otherPath() *evidence.Problem {
	return &evidence.Problem{Code: OtherThanPath, What: "the value is not the one in the file's path", Remedy: "correct the file or the name of its directory"}
}
