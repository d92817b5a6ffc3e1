package contract

import "fmt"

// data reads where the people are: files of each arm, or files with a column that
// tells the arms apart.
func (r *reader) data(o *object) Data {
	if o == nil {
		return Data{}
	}
	r.people = o
	d := Data{ID: r.column(o, "id", "the person's id")}
	d.Cohort = r.column(o, "cohort", "the cohort year")
	d.Entry = r.column(o, "entry", "the day of entry")
	r.cohortOf(o)
	two := o.has("programme") || o.has("comparison")
	one := o.has("people") || o.has("arm")
	const either = "give programme and comparison (two files), or people and arm (one file)"
	switch {
	case two && one:
		o.fail(o.node, "data names both one file and two", either)
	case two:
		d.Programme, d.Comparison = r.twoFiles(o, either)
	case one:
		d.People, d.Arm = r.oneFile(o, either)
	default:
		o.fail(o.node, "data names no file", either)
	}
	d.Spells = r.spellsData(o, d)
	return d
}

func (r *reader) twoFiles(o *object, remedy string) (programme, comparison Paths) {
	if !o.has("programme") || !o.has("comparison") {
		o.fail(o.node, "data names the people of one arm only", remedy)
	}
	programme, comparison = o.paths("programme"), o.paths("comparison")
	if shared := programme.shared(comparison); shared != "" {
		o.failKey("comparison", fmt.Sprintf("both arms come from the same file, %q", shared), "name two files, or use people and arm")
	}
	return programme, comparison
}

func (r *reader) oneFile(o *object, remedy string) (Paths, *Arm) {
	if !o.has("people") || !o.has("arm") {
		o.fail(o.node, "people and arm go together", remedy)
	}
	people := o.paths("people")
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

// spellsData reads where the register of spells is. Its columns are not those of
// the people, and may have their names.
func (r *reader) spellsData(o *object, d Data) *SpellsData {
	s := o.sub("spells")
	if s == nil {
		return nil
	}
	r.register = s
	out := &SpellsData{Files: s.paths("files")}
	for _, people := range []Paths{d.Programme, d.Comparison, d.People} {
		if shared := people.shared(out.Files); shared != "" {
			s.failKey("files", fmt.Sprintf("%q holds the people, one row each: it cannot hold their spells too", shared), "name the files of the register")
			break
		}
	}
	columns := map[string]string{}
	for _, c := range []struct {
		key, use string
		name     *string
	}{
		{"id", "the person's id", &out.ID},
		{"start", "the first day of a spell", &out.Start},
		{"end", "the last day of a spell", &out.End},
		{"kind", "the kind of a spell", &out.Kind},
		{"contract_months", "the length of a contract", &out.ContractMonths},
	} {
		if *c.name = s.text(c.key); *c.name != "" {
			s.use(columns, c.key, *c.name, c.use)
		}
	}
	return out
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

func (r *reader) use(o *object, key, name, use string) { o.use(r.columns, key, name, use) }

// use records what a column holds, and refuses one that holds something else already.
func (o *object) use(columns map[string]string, key, name, use string) {
	if other, taken := columns[name]; taken {
		o.failKey(key, fmt.Sprintf("column %q cannot hold %s: it holds %s", name, use, other), "name another column")
		return
	}
	columns[name] = use
}
