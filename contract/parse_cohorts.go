package contract

import (
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"
)

// cohorts reads the cohort years, which ascend. They are listed as years, or as
// windows of entry; then the windows are set too.
func (r *reader) cohorts(o *object) []int {
	nodes := o.list("cohorts")
	mapping := func(n *yaml.Node) bool { return n.Kind == yaml.MappingNode }
	if !slices.ContainsFunc(nodes, mapping) {
		return r.years(nodes)
	}
	r.windowed = true
	for _, n := range nodes {
		if !mapping(n) {
			r.fail(n, "cohorts are years or windows of entry, not both", "write each cohort as {year: 2014, from: 2013-09-01, until: 2014-08-31}, or each as a year")
			return nil
		}
	}
	return r.windows(o)
}

func (r *reader) years(nodes []*yaml.Node) []int {
	var out []int
	for _, n := range nodes {
		year, ok := r.whole(n, "cohorts", firstYear, lastYear)
		if !ok || !r.yearAscends(n, out, year) {
			continue
		}
		out = append(out, year)
	}
	return out
}

func (r *reader) yearAscends(n *yaml.Node, before []int, year int) bool {
	if last := len(before) - 1; last >= 0 && year <= before[last] {
		r.fail(n, fmt.Sprintf("cohort %d follows %d", year, before[last]), "list each cohort year once, the earliest first")
		return false
	}
	return true
}

// windows reads days of entry. They ascend with the years, and no day is in two.
func (r *reader) windows(o *object) []int {
	var years []int
	for _, w := range o.objects("cohorts") {
		win := Window{Year: w.whole("year", firstYear, lastYear), From: r.day(w, "from"), Until: r.day(w, "until")}
		if win.Year == 0 || !r.yearAscends(w.vals["year"], years, win.Year) {
			continue
		}
		last := len(years) - 1
		switch {
		case win.From == "" || win.Until == "":
		case win.Until < win.From:
			w.failKey("until", fmt.Sprintf("the window ends on %s and begins on %s", win.Until, win.From), "correct one of the two")
		case last >= 0 && r.t.Windows[last].Until != "" && win.From <= r.t.Windows[last].Until:
			w.failKey("from", fmt.Sprintf("the window of %d begins on %s, that of %d ends on %s: a day would be in both, or the order is wrong",
				win.Year, win.From, years[last], r.t.Windows[last].Until), "list the earliest first, each from the day after the one before ends, or later")
		}
		years = append(years, win.Year)
		r.t.Windows = append(r.t.Windows, win)
	}
	return years
}

// cohortOf refuses data that do not say to which cohort a person belongs, or say it twice.
func (r *reader) cohortOf(o *object) {
	switch {
	case r.windowed && o.has("cohort"):
		o.failKey("cohort", "the cohorts are windows of entry: the day of entry tells them apart, not a column with the year", "delete it, or list the cohorts as years")
	case r.windowed && o.lacks("entry"):
		o.fail(o.node, "the cohorts are windows of entry, but no column holds the day of entry", "add entry: with the name of the column that holds it")
	case !r.windowed && o.lacks("cohort") && o.lacks("entry") && len(r.t.Cohorts) > 1:
		o.fail(o.node, fmt.Sprintf("there are %d cohorts, but no column tells them apart", len(r.t.Cohorts)),
			"add cohort: with the name of the column that holds the year, or entry: with that of the day of entry")
	}
}
