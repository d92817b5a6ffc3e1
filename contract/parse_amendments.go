package contract

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"sib/evidence"
)

// maxAmendments bounds how often the terms are read again.
const maxAmendments = 50

// amendable are the sections that an amendment can change: what a decision rests
// on. Who is compared, and how, is fixed before outcomes are seen.
var amendable = []string{"measures", "payment"}

// amendments reads what each amendment says; amend applies them.
func (r *reader) amendments(o *object) []Amendment {
	var out []Amendment
	ids := map[string]int{}
	entries := o.objects("amendments")
	if len(entries) > maxAmendments {
		o.failKey("amendments", fmt.Sprintf("%d amendments: at most %d are read", len(entries), maxAmendments), "write down the terms as they are now as a contract of its own")
		return nil
	}
	for _, e := range entries {
		a := Amendment{ID: e.ident("id"), Clause: e.text("clause"), Effective: r.date(e, "effective")}
		e.once("id", ids)
		if n := len(out); n > 0 && a.Effective != "" && a.Effective <= out[n-1].Effective {
			e.failKey("effective", fmt.Sprintf("the amendment of %s follows that of %s", a.Effective, out[n-1].Effective), "list the earliest first, and what changes on one day in one amendment")
		}
		for _, c := range e.objects("changes") {
			a.Changes = append(a.Changes, Change{At: c.text("at"), Was: value(c, "was", r.scalar), Is: value(c, "is", r.scalar)})
		}
		out = append(out, a)
	}
	return out
}

// amend reads the whole contract again for each amendment, with its changes and
// all before them in their places, so that no amendment makes it invalid. root
// is that of a contract without problems.
func (r *reader) amend(root *yaml.Node) {
	list := field(root, "amendments")
	if list == nil {
		return
	}
	now := copyNode(root, "amendments")
	for i, e := range list.Content {
		changes := field(e, "changes")
		lines := map[int]bool{}
		before := len(r.problems)
		for _, c := range changes.Content {
			r.change(now, c)
			lines[field(c, "is").Line] = true
		}
		if len(r.problems) > before {
			return
		}
		again := r.again(now)
		if len(again.problems) > 0 {
			r.blame(again.problems, r.t.Amendments[i].ID, changes, lines)
			return
		}
		r.t.Amendments[i].Amended = again.t
	}
}

// again reads a changed copy of the contract.
func (r *reader) again(root *yaml.Node) *reader {
	t := &Terms{File: r.t.File, Digest: r.t.Digest}
	out := &reader{source: &source{file: r.file, lines: r.lines}, t: t, columns: map[string]string{}, ids: map[string]int{}}
	out.terms(root)
	return out
}

// blame shows what is wrong with amended terms at the change that makes it so:
// its own line, or else the first change.
func (r *reader) blame(found Problems, id string, changes *yaml.Node, lines map[int]bool) {
	for _, p := range found {
		q := *p
		q.What = fmt.Sprintf("with amendment %q: %s", id, p.What)
		if !lines[p.Line] {
			first := changes.Content[0]
			q.What += fmt.Sprintf(" (line %d)", p.Line)
			q.Line, q.Col = first.Line, first.Column
			q.Source = quotable(r.lines[first.Line-1])
		}
		r.problems = append(r.problems, (*evidence.Problem)(&q))
	}
}

// change puts one new value into its place, once the place says what the change says it does.
func (r *reader) change(root, c *yaml.Node) {
	at, was, is := field(c, "at"), field(c, "was"), field(c, "is")
	n := r.place(root, at)
	if n == nil {
		return
	}
	switch {
	case n.Kind != yaml.ScalarNode:
		r.fail(at, fmt.Sprintf("%q is not a single value", at.Value), "name one value in it")
	case n.Value != was.Value:
		r.fail(was, fmt.Sprintf("the terms say %q there, not %q", n.Value, was.Value), "write the value that the amendment replaces, as the file has it")
	case n.Value == is.Value:
		r.fail(is, "the change changes nothing", "write the new value, or delete the change")
	default:
		*n = *is
	}
}

// place finds the value that a path names: keys of mappings, ids of entries, or
// positions from 1 where entries have no id.
func (r *reader) place(root, at *yaml.Node) *yaml.Node {
	n, steps := root, strings.Split(at.Value, ".")
	if !slices.Contains(amendable, steps[0]) {
		r.fail(at, fmt.Sprintf("%q cannot be amended: who is compared, and how, is fixed before outcomes are seen", steps[0]), "amend "+orList(amendable)+", or sign a new contract")
		return nil
	}
	for i, step := range steps {
		next, known := child(n, step)
		if next == nil {
			where := strings.Join(steps[:i], ".")
			if where == "" {
				where = "the contract"
			}
			r.fail(at, fmt.Sprintf("there is no %q in %s", step, where), instead(step, known))
			return nil
		}
		n = next
	}
	return n
}

// instead says what a step of a path could have named.
func instead(step string, known []string) string {
	_, err := strconv.Atoi(step)
	near, ok := suggest(step, known)
	switch {
	case len(known) == 0:
		return "name a value that the contract has"
	case ok && err != nil: // a number is not a slip of the pen for another
		return fmt.Sprintf("did you mean %q?", near)
	}
	return "there are " + andList(known)
}

// child returns what step names in n, and what it could have named.
func child(n *yaml.Node, step string) (*yaml.Node, []string) {
	var known []string
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			known = append(known, n.Content[i].Value)
		}
		return field(n, step), known
	case yaml.SequenceNode:
		for i, e := range n.Content {
			id := strconv.Itoa(i + 1)
			if f := field(e, "id"); f != nil {
				id = f.Value
			}
			known = append(known, id)
			if id == step {
				return e, nil
			}
		}
	}
	return nil, known
}

// field returns the value of a key of a mapping; nil if there is none.
func field(n *yaml.Node, key string) *yaml.Node {
	if n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

// copyNode copies a tree; of its top mapping all but one key.
func copyNode(n *yaml.Node, without string) *yaml.Node {
	out := *n
	out.Content = nil
	for i, c := range n.Content {
		if without != "" && n.Kind == yaml.MappingNode && n.Content[i-i%2].Value == without {
			continue
		}
		out.Content = append(out.Content, copyNode(c, ""))
	}
	return &out
}
