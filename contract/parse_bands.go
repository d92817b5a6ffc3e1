package contract

import (
	"fmt"
	"slices"
)

// bands reads ranges of numbers with names, which make a category. They ascend, and no
// number is in two. A number in none is left to the reader of the data, which refuses it.
func (r *reader) bands(c *object, v Covariate) []Band {
	if !c.has("bands") {
		return nil
	}
	if v.Kind != "category" && v.Kind != "" {
		c.failKey("bands", fmt.Sprintf("bands make a category, and %q is of kind %s", v.Name, v.Kind), "write kind: category, or match: coarsened with cuts")
	}
	for _, key := range []string{"levels", "map"} {
		if c.has(key) {
			c.failKey(key, fmt.Sprintf("%q has bands, whose names are its levels: there is nothing for %s to say", v.Name, key), "keep one of the two")
		}
	}
	var out []Band
	for _, b := range c.objects("bands") {
		band := r.band(b)
		if slices.ContainsFunc(out, func(a Band) bool { return a.Name == band.Name && a.Name != "" }) {
			b.failKeyAs(codeTwice, "name", fmt.Sprintf("two bands have the name %q", band.Name), "rename one of them")
		}
		if last := len(out) - 1; last >= 0 {
			b.follows(out[last], band)
		}
		out = append(out, band)
	}
	return out
}

func (r *reader) band(b *object) Band {
	out := Band{Name: b.text("name"), AtLeast: given(b.number("at_least")), AtMost: given(b.number("at_most")), Below: given(b.number("below"))}
	switch {
	case out.Name == missingLevel:
		b.failKey("name", fmt.Sprintf("the name %q is reserved", missingLevel), "write missing: level instead")
	case b.has("at_most") && b.has("below"):
		b.failKey("below", "the band ends twice, with at_most and with below", "keep one of them: at_most lets the number itself in")
	case b.lacks("at_least") && b.lacks("at_most") && b.lacks("below"):
		b.fail(b.node, "the band has no bound", "add at_least, and at_most or below")
	case out.AtLeast != nil && out.AtMost != nil && out.AtLeast.cmp(*out.AtMost) > 0:
		b.failKey("at_most", fmt.Sprintf("no number is at least %s and at most %s", out.AtLeast, out.AtMost), "correct one of the two")
	case out.AtLeast != nil && out.Below != nil && out.AtLeast.cmp(*out.Below) >= 0:
		b.failKey("below", fmt.Sprintf("no number is at least %s and below %s", out.AtLeast, out.Below), "correct one of the two")
	}
	return out
}

// follows refuses a band that shares a number with the one before it, or lies below it.
func (b *object) follows(before, band Band) {
	shares := false
	switch {
	case b.lacks("at_least"):
		b.failAs(codeOverlap, b.node, fmt.Sprintf("the band %q has no lower bound, and stands after %q: both claim the same numbers", band.Name, before.Name), "list the lowest band first, and add at_least to the others")
		return
	case band.AtLeast == nil: // which has been refused
		return
	case before.AtMost != nil:
		shares = band.AtLeast.cmp(*before.AtMost) <= 0
	case before.Below != nil:
		shares = band.AtLeast.cmp(*before.Below) < 0
	default:
		shares = true
	}
	if shares {
		b.failKeyAs(codeOverlap, "at_least", fmt.Sprintf("the bands %q and %q both claim %s, or are not in order", before.Name, band.Name, band.AtLeast), "list the lowest band first, each from where the one before ends")
	}
}

// names are the levels that a category is known to have: those listed, or its bands'.
func (v Covariate) names() []string {
	if len(v.Bands) == 0 {
		return v.Levels
	}
	var out []string
	for _, b := range v.Bands {
		out = append(out, b.Name)
	}
	return out
}

// banded holds groups against the bands that they put together.
func (v Covariate) banded(c *object) {
	if len(v.Bands) == 0 || len(v.Groups) == 0 {
		return
	}
	names := v.names()
	var grouped []string
	for _, g := range v.Groups {
		for _, l := range g.Levels {
			if !slices.Contains(names, l) && (l != missingLevel || v.Missing != "level") {
				c.failKey("groups", fmt.Sprintf("%q is not a band of %q", l, v.Name), "write "+orList(names))
			}
		}
		grouped = append(grouped, g.Levels...)
	}
	for _, name := range names {
		if name != "" && !slices.Contains(grouped, name) {
			c.failKey("groups", fmt.Sprintf("the band %q is in no group", name), "put it into one of them, or into one of its own")
		}
	}
}
