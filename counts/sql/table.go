package sql

import (
	"fmt"
	"strings"

	"sib/cohort"
	"sib/cohort/outcome"
)

// shown takes away whatever a row of counts does not say.
func (w *writer) shown() {
	columns := []string{"stage", "arm", as("case when stage not like 'refused:%' then cohort end", "cohort")}
	for k := range w.People.Covariates {
		columns = append(columns, as(fmt.Sprintf("case when stage = 'eligible' then v%d end", k+1), "v", k+1))
	}
	for k := range w.Outcomes.Outcomes {
		for _, name := range []string{"observed", "placed", "incomplete"} {
			columns = append(columns, fmt.Sprintf("%s%d", name, k+1))
		}
	}
	where := []string{}
	for _, arm := range w.Arms {
		where = append(where, fmt.Sprintf("arm = '%s'", arm))
	}
	w.with("shown", columns, "from happened", "where arm is null or "+strings.Join(where, " or "))
}

// keys are the columns that tell rows of counts apart.
func (w *writer) keys() []string {
	out := []string{"stage", "arm", "cohort"}
	for k := range w.People.Covariates {
		out = append(out, fmt.Sprintf("v%d", k+1))
	}
	return out
}

// counted adds people up, and the spells that would be refused.
func (w *writer) counted() {
	columns := append(w.keys(), "count(*) as people")
	for k := range w.Outcomes.Outcomes {
		for _, name := range []string{"observed", "placed", "incomplete"} {
			columns = append(columns, as(fmt.Sprintf("cast(sum(%s%d) as bigint)", name, k+1), name, k+1))
		}
	}
	rest := []string{"from shown", "group by " + strings.Join(w.keys(), ", ")}
	if w.Outcomes.Spells != nil {
		rest = append(rest, "union all", "select "+strings.Join(w.spellRow(), ", "), "from spells", "where "+w.badSpells(), "having count(*) > 0")
	}
	w.with("counted", columns, rest...)
}

// spellRow is the row of spells that would be refused.
func (w *writer) spellRow() []string {
	d := w.Dialect
	out := []string{fmt.Sprintf("cast('refused:spells without an id or days that fit' as %s)", d.textType()),
		fmt.Sprintf("cast('%s' as %s)", w.Arms[0], d.textType()), "cast(null as bigint)"}
	for _, c := range w.People.Covariates {
		out = append(out, fmt.Sprintf("cast(null as %s)", w.typeOf(c)))
	}
	out = append(out, "count(*)")
	for range 3 * len(w.Outcomes.Outcomes) {
		out = append(out, "cast(0 as bigint)")
	}
	return out
}

func (w *writer) typeOf(c cohort.Covariate) string {
	switch c.Kind {
	case cohort.Category:
		return w.Dialect.textType()
	case cohort.Number:
		return w.Dialect.doubleType()
	}
	return "bigint"
}

// final names the columns and orders the rows as package counts does.
func (w *writer) final() {
	d := w.Dialect
	columns := []string{"q.stage", "q.arm", "q.cohort"}
	order := []string{w.rank(), "case q.arm when 'programme' then 0 else 1 end", "coalesce(q.cohort, 0)"}
	for k, c := range w.People.Covariates {
		v := fmt.Sprintf("q.v%d", k+1)
		columns = append(columns, as(v, d.name(cohort.CountsColumn(c.Name))))
		if c.Kind == cohort.Category {
			if c.Missing == cohort.Level {
				order = append(order, fmt.Sprintf("case when %s = %s then 1 else 0 end", v, d.literal(cohort.MissingLabel)))
			}
			v = d.ordered(v)
		}
		order = append(order, v)
	}
	columns = append(columns, "q.people")
	for k := range w.Outcomes.Outcomes {
		for i, name := range []string{"observed", "placed", "incomplete"} {
			columns = append(columns, as(fmt.Sprintf("q.%s%d", name, k+1), outcome.CountsColumns(k)[i]))
		}
	}
	w.line("%s", selection("", columns))
	w.line("from counted q")
	w.line("%s", "order by "+strings.Join(order, ", "))
}

// rank orders the stages as they come in the flow; what is refused comes last.
func (w *writer) rank() string {
	missing, others := w.People.Stages()
	s := "case q.stage"
	for i, stage := range append(append([]string{cohort.StageEligible}, missing...), others...) {
		s += fmt.Sprintf(" when %s then %d", w.Dialect.literal(stage), i)
	}
	return s + " else 1000000 end, q.stage"
}
