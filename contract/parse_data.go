package contract

import "fmt"

// data reads where the people are: two files, or one with a column that tells
// the arms apart.
func (r *reader) data(o *object) Data {
	if o == nil {
		return Data{}
	}
	d := Data{ID: r.column(o, "id", "the person's id")}
	d.Cohort = r.column(o, "cohort", "the cohort year")
	if !o.has("cohort") && len(r.t.Cohorts) > 1 {
		o.fail(o.node, fmt.Sprintf("there are %d cohorts, but no column tells them apart", len(r.t.Cohorts)), "add cohort: with the name of the column that holds the year")
	}
	two := o.has("programme") || o.has("comparison")
	one := o.has("people") || o.has("arm")
	const either = "give programme and comparison (two files), or people and arm (one file)"
	switch {
	case two && one:
		o.fail(o.node, "data names both one file and two", either)
	case two:
		programme, comparison := r.twoFiles(o, either)
		d.Programme, d.Comparison = Paths{programme}, Paths{comparison}
	case one:
		people, arm := r.oneFile(o, either)
		d.People, d.Arm = Paths{people}, arm
	default:
		o.fail(o.node, "data names no file", either)
	}
	return d
}

func (r *reader) twoFiles(o *object, remedy string) (programme, comparison string) {
	if !o.has("programme") || !o.has("comparison") {
		o.fail(o.node, "data names the people of one arm only", remedy)
	}
	programme, comparison = o.text("programme"), o.text("comparison")
	if programme != "" && programme == comparison {
		o.failKey("comparison", "both arms come from the same file", "name two files, or use people and arm")
	}
	return programme, comparison
}

func (r *reader) oneFile(o *object, remedy string) (string, *Arm) {
	if !o.has("people") || !o.has("arm") {
		o.fail(o.node, "people and arm go together", remedy)
	}
	people := o.text("people")
	a := o.sub("arm")
	if a == nil {
		return people, nil
	}
	arm := &Arm{r.column(a, "column", "the arm"), a.text("programme"), a.text("comparison")}
	if arm.Programme != "" && arm.Programme == arm.Comparison {
		a.failKey("comparison", fmt.Sprintf("both arms are marked %q", arm.Programme), "give the value of each arm")
	}
	return people, arm
}

// column reads the name of a column and refuses one that already means
// something else: an outcome among the covariates would end all comparison.
func (r *reader) column(o *object, key, use string) string {
	name := o.text(key)
	if name != "" {
		r.use(o, key, name, use)
	}
	return name
}

func (r *reader) use(o *object, key, name, use string) {
	if other, taken := r.columns[name]; taken {
		o.failKey(key, fmt.Sprintf("column %q cannot hold %s: it holds %s", name, use, other), "name another column")
		return
	}
	r.columns[name] = use
}
