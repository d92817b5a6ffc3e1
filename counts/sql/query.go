package sql

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"sib/cohort"
	"sib/cohort/outcome"
)

// Query is what to count, and where.
type Query struct {
	Dialect  Dialect
	People   cohort.Spec
	Outcomes outcome.Spec
	Arms     []cohort.Arm
	// Files are what DuckDB reads, Tables what the others read: by Arm, or for both arms;
	// and the register of spells.
	Files  Sources[[]string]
	Tables Sources[string]
}

// Sources are where people and spells are.
type Sources[T any] struct {
	Arm    [2]T
	People T
	Spells T
}

// Text returns the query, without a semicolon. It is an error if a name or label cannot be
// quoted.
func (q Query) Text() (string, error) {
	if !slices.Contains(Dialects, q.Dialect) {
		return "", fmt.Errorf("sql: unknown dialect %q: want one of duckdb, postgres, spark, trino", q.Dialect)
	}
	if err := q.check(); err != nil {
		return "", err
	}
	w := &writer{Query: q}
	w.line("-- Counts of people for sib, per profile and without ids: write the rows to Parquet.")
	if q.Dialect == DuckDB {
		w.line("-- Files are named from the directory of the contract: run it there.")
	}
	w.line("-- Run it with UTC as the time zone of the session, or times may fall on another day.")
	w.raw()
	w.parsed()
	w.placed()
	w.judged()
	w.windows()
	w.spells()
	w.happened()
	w.shown()
	w.counted()
	w.final()
	text := strings.Join(w.lines, "\n") + "\n"
	if strings.ContainsRune(text, 0) {
		return "", errors.New("sql: a name or a label holds a NUL character, which no query can")
	}
	return text, nil
}

// check refuses what a query cannot say.
func (q Query) check() error {
	seen := map[string]bool{}
	for _, c := range q.People.Covariates {
		column := strings.ToLower(cohort.CountsColumn(c.Name))
		if seen[column] {
			return fmt.Errorf("sql: two covariates are called %q but for capitals: query engines take them for one column", c.Name)
		}
		seen[column] = true
	}
	if q.Outcomes.Calendar == nil {
		for _, o := range q.Outcomes.Outcomes {
			if o.Spells != nil && o.Spells.Condition == outcome.WorkingDays {
				return errors.New("sql: working days need a calendar")
			}
		}
	}
	return nil
}

// writer collects the lines of a query. Its columns have names of its own: c and t are
// texts of covariates and traits, v and w what they say, x texts of outcomes.
type writer struct {
	Query
	lines []string
	begun bool
}

func (w *writer) line(format string, args ...any) {
	if len(args) == 0 {
		w.lines = append(w.lines, format)
		return
	}
	w.lines = append(w.lines, fmt.Sprintf(format, args...))
}

// with adds a named table of the query.
func (w *writer) with(name string, columns []string, rest ...string) {
	begin := ", "
	if !w.begun {
		begin, w.begun = "with ", true
	}
	w.line("%s", begin+name+" as (")
	w.line("%s", selection("  ", columns))
	for _, r := range rest {
		w.line("%s", "  "+r)
	}
	w.line(")")
}

func selection(indent string, columns []string) string {
	return indent + "select " + strings.Join(columns, ",\n"+indent+"  ")
}

// as names an expression.
func as(expression, name string, n ...int) string {
	for _, i := range n {
		name += fmt.Sprint(i)
	}
	return expression + " as " + name
}

// oneCohort reports whether nothing tells cohorts apart.
func (w *writer) oneCohort() bool { return w.People.Year == "" && w.People.Entry == "" }

// raw reads every column as text.
func (w *writer) raw() {
	var selects []string
	for _, s := range w.sources() {
		selects = append(selects, selection("  ", append([]string{s.arm}, w.texts()...))+"\n  from "+s.from)
	}
	w.begun = true
	w.line("with people as (")
	w.line("%s", strings.Join(selects, "\n  union all\n"))
	w.line(")")
}

// source is where people of an arm are, and the expression of the arm.
type source struct{ arm, from string }

func (w *writer) sources() []source {
	d := w.Dialect
	if f := w.People.Files; f.ArmColumn != "" {
		arm := fmt.Sprintf("case %s when %s then 'programme' when %s then 'comparison' end as arm", d.text(f.ArmColumn), d.literal(f.ProgrammeValue), d.literal(f.ComparisonValue))
		return []source{{arm, w.from(w.Files.People, w.Tables.People)}}
	}
	var out []source
	for _, arm := range w.Arms {
		out = append(out, source{fmt.Sprintf("cast('%s' as %s) as arm", arm, d.textType()), w.from(w.Files.Arm[arm], w.Tables.Arm[arm])})
	}
	return out
}

// from is files of DuckDB, or a table. A directory is read at any depth.
func (w *writer) from(files []string, table string) string {
	if w.Dialect != DuckDB {
		return w.Dialect.table(table)
	}
	names := slices.Clone(files)
	for i, n := range names {
		if strings.HasSuffix(n, "/") {
			names[i] = n + "**/*.parquet"
		}
	}
	return "read_parquet([" + w.Dialect.literals(names) + "])"
}

// texts are the columns of a person.
func (w *writer) texts() []string {
	d := w.Dialect
	out := []string{as(d.text(w.People.ID), "id")}
	if w.People.Year != "" {
		out = append(out, as("trim("+d.text(w.People.Year)+")", "y"))
	}
	if w.People.Entry != "" {
		out = append(out, as(d.text(w.People.Entry), "e"))
	}
	for k, c := range w.People.Covariates {
		out = append(out, as(d.text(c.Column), "c", k+1))
	}
	for k, c := range w.People.Traits {
		out = append(out, as(d.text(c.Column), "t", k+1))
	}
	for k, o := range w.Outcomes.Outcomes {
		if o.Spells == nil {
			out = append(out, as("lower("+d.text(o.Column)+")", "x", k+1))
		}
	}
	return out
}
