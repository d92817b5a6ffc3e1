package sql

import (
	"fmt"
	"strings"

	"sib/cohort"
)

// parsed understands days and years.
func (w *writer) parsed() {
	d := w.Dialect
	columns := []string{"p.*", "count(*) over (partition by id) as same_id"}
	if w.People.Entry != "" {
		columns = append(columns, as(d.day("e"), "entry"))
	}
	if w.People.Year != "" {
		columns = append(columns, as(d.guarded("y", yearForm, d.convert("y", "bigint")), "told"))
	}
	w.with("dated", columns, "from people p")
	w.with("cohorts", []string{"p.*", as(w.year(), "entered")}, "from dated p")
}

// year is the cohort year, in the contract or not; null outside every window.
func (w *writer) year() string {
	d := w.Dialect
	switch {
	case w.People.Year != "":
		return "told"
	case len(w.People.Windows) > 0:
		s := "cast(case"
		for _, x := range w.People.Windows {
			s += fmt.Sprintf(" when entry between date '%s' and date '%s' then %d", x.From, x.Until, x.Year)
		}
		return s + " end as bigint)"
	case w.People.Entry != "":
		return d.part("year", "entry")
	}
	return fmt.Sprintf("cast(%d as bigint)", w.People.Years[0])
}

// placed turns texts into the values that the contract names.
func (w *writer) placed() {
	from := w.aged()
	columns := []string{"p.*", as("case when entered in ("+joined(w.People.Years)+") then entered end", "cohort")}
	for k, c := range w.People.Covariates {
		columns = append(columns, as(w.value(c, fmt.Sprintf("c%d", k+1)), "v", k+1))
	}
	for k, c := range w.People.Traits {
		columns = append(columns, as(w.value(c, fmt.Sprintf("t%d", k+1)), "w", k+1))
	}
	for k, o := range w.Outcomes.Outcomes {
		if o.Spells == nil {
			columns = append(columns, as(fmt.Sprintf("case when x%[1]d in ('1', 'true', '1.0', '1.0e0') then 1 when x%[1]d in ('0', 'false', '0.0', '0.0e0', '-0', '-0.0', '-0.0e0') then 0 end", k+1), "r", k+1))
		}
	}
	w.with("placed", columns, from)
}

func joined(list []int) string {
	return strings.Trim(strings.ReplaceAll(fmt.Sprint(list), " ", ", "), "[]")
}

// value is what a covariate says; null if it is missing, or says nothing.
func (w *writer) value(c cohort.Covariate, text string) string {
	d := w.Dialect
	switch {
	case len(c.Bands) > 0:
		return w.missingLevel(c, text, w.band(c, "number_"+text))
	case c.Kind == cohort.Category:
		return w.missingLevel(c, text, w.renamed(c, text))
	case c.Kind == cohort.Integer:
		return d.whole(text)
	case c.Kind == cohort.Age:
		return fmt.Sprintf("case when age_%[1]s between 0 and 130 then age_%[1]s end", text)
	}
	return d.number(text)
}

// missingLevel makes a level of what is missing, if the contract does.
func (w *writer) missingLevel(c cohort.Covariate, text, value string) string {
	if c.Missing != cohort.Level {
		return value
	}
	return fmt.Sprintf("case when %s is null then %s else %s end", text, w.Dialect.literal(cohort.MissingLabel), value)
}

// renamed applies the contract's map.
func (w *writer) renamed(c cohort.Covariate, text string) string {
	if len(c.Map) == 0 {
		return text
	}
	s := "case " + text
	for _, from := range sortedKeys(c.Map) {
		s += fmt.Sprintf(" when %s then %s", w.Dialect.literal(from), w.Dialect.literal(c.Map[from]))
	}
	return s + " else " + text + " end"
}

func (w *writer) band(c cohort.Covariate, number string) string {
	d := w.Dialect
	s := "case"
	for _, b := range c.Bands {
		var in []string
		if b.AtLeast != nil {
			in = append(in, fmt.Sprintf("%s >= %s", number, d.bound(*b.AtLeast)))
		}
		if b.AtMost != nil {
			in = append(in, fmt.Sprintf("%s <= %s", number, d.bound(*b.AtMost)))
		}
		if b.Below != nil {
			in = append(in, fmt.Sprintf("%s < %s", number, d.bound(*b.Below)))
		}
		s += fmt.Sprintf(" when %s then %s", strings.Join(in, " and "), d.literal(b.Name))
	}
	return s + " end"
}

// aged works out the completed years at entry of everybody whose birth is told, and the
// numbers that bands hold.
func (w *writer) aged() (from string) {
	d := w.Dialect
	births, ages := []string{"p.*"}, []string{"p.*"}
	w.eachCovariate(func(c cohort.Covariate, text, _ string) {
		switch {
		case len(c.Bands) > 0:
			ages = append(ages, as(d.number(text), "number_"+text))
			return
		case c.Kind != cohort.Age:
			return
		}
		if w.People.Entry != "" {
			births = append(births, as(d.day(text), "born_"+text))
		}
		ages = append(ages, as(w.age(text), "age_"+text))
	})
	if len(ages) == 1 {
		return "from cohorts p"
	}
	w.with("births", births, "from cohorts p")
	w.with("ages", ages, "from births p")
	return "from ages p"
}

// age is the completed years at entry; by the year alone where only that is known.
func (w *writer) age(text string) string {
	d := w.Dialect
	entered, ofDay := "entered", ""
	if w.People.Entry != "" {
		entered = d.part("year", "entry")
		born := "born_" + text
		ofDay = fmt.Sprintf("\n      when %s is not null then %s - %s - case when %s < %s then 1 else 0 end", born,
			entered, d.part("year", born), monthDay(d, "entry"), monthDay(d, born))
	}
	return fmt.Sprintf("case when %s then %s - %s%s end", d.matches(text, yearForm), entered, d.convert(text, "bigint"), ofDay)
}

// monthDay orders the days of a year.
func monthDay(d Dialect, date string) string {
	return fmt.Sprintf("(%s * 100 + %s)", d.part("month", date), d.part("day", date))
}
