package contract

import (
	"fmt"
	"slices"
)

// kinds are how values are read. An age is whole years at entry, from a day or year of birth.
var kinds = []string{"category", "integer", "number", "age"}

// missingLevel is the label that a missing category gets under missing: level.
const missingLevel = "(missing)"

func (r *reader) covariates(o *object) []Covariate {
	var out []Covariate
	for _, c := range o.objects("covariates") {
		v := r.covariate(c)
		if v.Name != "" && slices.ContainsFunc(out, func(w Covariate) bool { return w.Name == v.Name }) {
			c.failKey("name", fmt.Sprintf("two covariates have the name %q", v.Name), "rename or delete one of them")
		}
		out = append(out, v)
	}
	return out
}

func (r *reader) covariate(c *object) Covariate {
	v := Covariate{
		Name:  c.text("name"),
		Kind:  c.choice("kind", kinds...),
		Match: c.choice("match", "exact", "coarsened", MatchDistance),
	}
	v.Column = c.text("column")
	key := "column"
	if !c.has(key) {
		v.Column, key = v.Name, "name"
	}
	if v.Column != "" {
		r.use(c, key, v.Column, fmt.Sprintf("the covariate %q", v.Name))
	}
	v.Cuts, v.Bins, v.Groups = r.cuts(c, v), r.bins(c), r.groups(c, v)
	r.coarsening(c, v)
	v.Levels = r.levels(c, v)
	v.Map, v.Bands = r.renames(c, v), r.bands(c, v)
	v.Missing = c.missing(v.Kind)
	v.renamed(c)
	v.banded(c)
	return v
}

// missing reads what becomes of people whose value is missing.
func (o *object) missing(kind string) string {
	missing := o.choice("missing", "refuse", "exclude", "level")
	if missing == "level" && kind != "category" && kind != "" {
		o.failKey("missing", fmt.Sprintf("a missing %s cannot be a level of its own", kind), "write refuse or exclude, or make it a category")
	}
	return missing
}

func (r *reader) levels(c *object, v Covariate) []string {
	if c.has("levels") && v.Kind != "category" && v.Kind != "" {
		c.failKey("levels", fmt.Sprintf("levels are for categories, and %q is of kind %s", v.Name, v.Kind), "delete them, or write kind: category")
	}
	levels := c.texts("levels")
	if slices.Contains(levels, missingLevel) {
		c.failKey("levels", fmt.Sprintf("the level %q is reserved", missingLevel), "write missing: level instead")
	}
	return levels
}
