package sql

import (
	"fmt"
	"strconv"
	"strings"
)

// Dialect is the language of a query engine.
type Dialect string

// The dialects.
const (
	DuckDB   Dialect = "duckdb"
	Postgres Dialect = "postgres"
	Spark    Dialect = "spark"
	Trino    Dialect = "trino"
)

// Dialects are all of them.
var Dialects = []Dialect{DuckDB, Postgres, Spark, Trino}

// name quotes an identifier.
func (d Dialect) name(s string) string {
	q := `"`
	if d == Spark {
		q = "`"
	}
	return q + strings.ReplaceAll(s, q, q+q) + q
}

// table quotes a table's name, of which dots divide the parts.
func (d Dialect) table(s string) string {
	parts := strings.Split(s, ".")
	for i := range parts {
		parts[i] = d.name(parts[i])
	}
	return strings.Join(parts, ".")
}

// literal quotes a text. A backslash is itself but in Spark.
func (d Dialect) literal(s string) string {
	if d == Spark {
		return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(s) + "'"
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

func (d Dialect) literals(list []string) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = d.literal(s)
	}
	return strings.Join(out, ", ")
}

// textType is the type of texts.
func (d Dialect) textType() string {
	return map[Dialect]string{DuckDB: "varchar", Postgres: "text", Spark: "string", Trino: "varchar"}[d]
}

func (d Dialect) doubleType() string {
	if d == Postgres {
		return "double precision"
	}
	return "double"
}

// text reads a column as text.
func (d Dialect) text(column string) string {
	return fmt.Sprintf("cast(%s as %s)", d.name(column), d.textType())
}

// convert reads a text of the right form as another type. Engines that can give null for
// a text that is of the form and still no value, such as 2014-02-30; the others stop.
func (d Dialect) convert(text, to string) string {
	cast := "cast"
	if d == DuckDB || d == Trino {
		cast = "try_cast"
	}
	return fmt.Sprintf("%s(%s as %s)", cast, text, to)
}

// matches tests a text against a regular expression, without backslashes.
func (d Dialect) matches(text, pattern string) string {
	p := d.literal(pattern)
	switch d {
	case Postgres:
		return text + " ~ " + p
	case Spark:
		return text + " rlike " + p
	case Trino:
		return "regexp_like(" + text + ", " + p + ")"
	}
	return "regexp_matches(" + text + ", " + p + ")"
}

// Forms of texts.
const (
	wholeForm  = "^-?[0-9]{1,16}$"
	digitsForm = "^-?[0-9]{17,}$" // a whole number that is not exact as a double
	numberForm = "^-?[0-9]*[.]?[0-9]+([.][0-9]*)?([eE][-+]?[0-9]+)?$"
	yearForm   = "^[0-9]{1,4}$"
	dayForm    = "^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T].*)?$"
)

// whole reads a text as a whole number; null if it is none or is not exact as a double.
func (d Dialect) whole(text string) string {
	n := d.convert(text, "bigint")
	return fmt.Sprintf("case when %s and %s between -9007199254740992 and 9007199254740992 then %s end", d.matches(text, wholeForm), d.guarded(text, wholeForm, n), n)
}

// guarded keeps a conversion away from texts of another form where an engine may
// evaluate both sides of an and.
func (d Dialect) guarded(text, form, expression string) string {
	return fmt.Sprintf("case when %s then %s end", d.matches(text, form), expression)
}

// number reads a text as a double; null if it is no finite number. The sum makes 0 of −0.
func (d Dialect) number(text string) string {
	return fmt.Sprintf("case when %s and not %s then %s + 0 end", d.matches(text, numberForm), d.matches(text, digitsForm), d.convert(text, d.doubleType()))
}

// day reads a text as a day: the day on which a time falls, as it is written.
func (d Dialect) day(text string) string {
	return d.guarded(text, dayForm, d.convert("substr("+text+", 1, 10)", "date"))
}

// part is the year, month or day of a date.
func (d Dialect) part(part, date string) string {
	return fmt.Sprintf("cast(extract(%s from %s) as bigint)", part, date)
}

// addMonths is the same day of a later month, or the last of a shorter one.
func (d Dialect) addMonths(date string, n int) string {
	switch d {
	case Postgres:
		return fmt.Sprintf("cast(%s + interval '%d month' as date)", date, n)
	case Spark:
		return fmt.Sprintf("add_months(%s, %d)", date, n)
	case Trino:
		return fmt.Sprintf("date_add('month', %d, %s)", n, date)
	}
	return fmt.Sprintf("cast(%s + interval %d month as date)", date, n)
}

// addDays is a day later by a whole number of days.
func (d Dialect) addDays(date, n string) string {
	switch d {
	case Spark:
		return fmt.Sprintf("date_add(%s, %s)", date, n)
	case Trino:
		return fmt.Sprintf("date_add('day', %s, %s)", n, date)
	}
	return fmt.Sprintf("(%s + %s)", date, n)
}

// numbers lists 0 to last as n.
func (d Dialect) numbers(last int) string {
	switch d {
	case Postgres:
		return fmt.Sprintf("select n from generate_series(0, %d) as g(n)", last)
	case Spark:
		return fmt.Sprintf("select explode(sequence(0, %d)) as n", last)
	case Trino:
		return fmt.Sprintf("select n from unnest(sequence(0, %d)) as g(n)", last)
	}
	return fmt.Sprintf("select cast(n as integer) as n from range(0, %d) as g(n)", last+1)
}

// ordered is a text in the order of its bytes.
func (d Dialect) ordered(text string) string {
	if d == Postgres {
		return text + ` collate "C"`
	}
	return text
}

// bound is a number as it is compared with.
func (d Dialect) bound(x float64) string {
	s := strconv.FormatFloat(x, 'f', -1, 64)
	if !strings.Contains(s, ".") && len(s) <= 15 {
		return s
	}
	return fmt.Sprintf("cast('%s' as %s)", s, d.doubleType())
}
