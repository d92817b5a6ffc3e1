package contract

import "fmt"

// cuts reads where a coarsened covariate is cut: bins (−∞, c1), [c1, c2), …
func (r *reader) cuts(c *object, v Covariate) []Decimal {
	var out []Decimal
	for _, n := range c.list("cuts") {
		d, ok := c.source.number(n, "cuts")
		if !ok {
			continue
		}
		if last := len(out) - 1; last >= 0 && d.cmp(out[last]) <= 0 {
			c.fail(n, fmt.Sprintf("cut %s follows %s", d, out[last]), "list each cut once, the smallest first")
			continue
		}
		out = append(out, d)
	}
	return out
}

// bins reads a rule that finds the cuts from the people.
func (r *reader) bins(c *object) *Bins {
	o := c.sub("bins")
	if o == nil {
		return nil
	}
	b := &Bins{Rule: o.choice("rule", "equal-width", "quantiles", "sturges")}
	switch {
	case b.Rule == "sturges" && o.has("count"):
		o.failKey("count", "sturges finds the number of bins itself", "delete the count")
	case b.Rule != "sturges" && b.Rule != "" && !o.has("count"):
		o.fail(o.node, fmt.Sprintf("%s does not say how many bins", b.Rule), "add count: 5")
	case o.has("count"):
		b.Count = o.whole("count", 1, 10_000)
	}
	return b
}

// groups reads which categories count as one.
func (r *reader) groups(c *object, v Covariate) []Group {
	var out []Group
	in := map[string]string{}
	for _, g := range c.objects("groups") {
		group := Group{Name: g.text("name"), Levels: g.texts("levels")}
		for _, l := range group.Levels {
			if first, twice := in[l]; twice {
				g.failKey("levels", fmt.Sprintf("%q is in the groups %q and %q", l, first, group.Name), "keep it in one of them")
			}
			in[l] = group.Name
		}
		out = append(out, group)
	}
	return out
}

// coarsening refuses a covariate that is coarsened in no way, in two, or in one that
// its kind does not have.
func (r *reader) coarsening(c *object, v Covariate) {
	var ways []string
	for _, key := range []string{"cuts", "bins", "groups"} {
		if c.has(key) {
			ways = append(ways, key)
		}
	}
	category := v.Kind == "category"
	switch {
	case v.Match != "coarsened" && v.Match != "" && len(ways) > 0:
		c.failKey(ways[0], fmt.Sprintf("%s do nothing in a match that is %s", ways[0], matchWords(v.Match)), "delete them, or write match: coarsened")
	case v.Match != "coarsened":
	case len(ways) > 1:
		c.failKey(ways[1], fmt.Sprintf("%q is coarsened by %s and by %s", v.Name, ways[0], ways[1]), "keep one of them")
	case category && len(ways) == 1 && ways[0] != "groups":
		c.failKey("match", fmt.Sprintf("a category cannot be coarsened by %s", ways[0]), "write match: exact, or groups: of its levels")
	case category && len(ways) == 0:
		c.failKey("match", "a coarsened category has no groups", "write match: exact, or add groups: [{name: low, levels: [A, B]}]")
	case v.Kind != "" && !category && len(ways) == 1 && ways[0] == "groups":
		c.failKey("groups", fmt.Sprintf("groups are for categories, and %q is of kind %s", v.Name, v.Kind), "write cuts or bins")
	case !category && len(ways) == 0:
		c.fail(c.node, "a coarsened covariate has no cuts", "add cuts: [20.5, 25.5] or bins: {rule: quantiles, count: 5}, or write match: exact")
	}
}

func matchWords(match string) string {
	if match == MatchDistance {
		return "by distance"
	}
	return match
}
