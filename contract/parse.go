package contract

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"go.yaml.in/yaml/v3"

	"sib/contract/money"
	"sib/evidence"
)

// reader is the state of one reading: the terms so far, and what later parts
// of the file are checked against.
type reader struct {
	*source
	t *Terms
	// columns holds what each column of the data is already used for.
	columns map[string]string
	// windowed says that the cohorts are windows of entry.
	windowed bool
	// people and register are data and data.spells; nil where there are none.
	people, register *object
	// outcomes are the outcomes as they were read, the binding one first.
	outcomes []outcomeRead
	// ids holds the line of each measure's and rule's id: they share the names of the trace.
	ids map[string]int
	// capped says that the cap was read, so that parts can be held against it.
	capped bool
	// principal and asksBack are what the rules must know of the payment: the money
	// invested, and whether it can be asked back.
	principal *Principal
	asksBack  bool
}

// Load reads the contract file at path. Its errors are those of Parse, or a
// Problem that says why the file cannot be read.
func Load(path string) (*Terms, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &evidence.Problem{File: path, What: "the contract cannot be opened", Err: err, Remedy: "check the path"}
	}
	defer f.Close()
	// One byte more than is allowed tells Parse that the file is too long.
	data, err := io.ReadAll(io.LimitReader(f, maxBytes+1))
	if err != nil {
		return nil, &evidence.Problem{File: path, What: "the contract cannot be read", Err: err, Remedy: "check that it is a file and that you may read it"}
	}
	return Parse(path, data)
}

// Parse reads a contract in the language of docs/contract.md. File names it in
// errors. What is wrong with it comes back as Problems, all that can be told at
// once, in the order of the lines.
func Parse(file string, data []byte) (*Terms, error) {
	if ps := scan(file, data); ps != nil {
		return nil, ps.err()
	}
	s := &source{file: file, lines: splitLines(data)}
	root := s.document(data)
	if root == nil {
		return nil, s.problems.err()
	}
	r := &reader{
		source:  s,
		t:       &Terms{File: filepath.Base(file), Digest: evidence.DigestOf(data)},
		columns: map[string]string{},
		ids:     map[string]int{},
	}
	if r.speaks(root) {
		r.terms(root)
	}
	if len(s.problems) == 0 {
		r.amend(root)
	}
	if err := s.problems.err(); err != nil {
		return nil, err
	}
	return r.t, nil
}

// speaks checks the version of the language first: in another one every other
// complaint would be noise.
func (r *reader) speaks(root *yaml.Node) bool {
	for i := 0; i+1 < len(root.Content) && root.Kind == yaml.MappingNode; i += 2 {
		if v := root.Content[i+1]; root.Content[i].Value == "contract" && v.Value != Language {
			r.failAs(codeLanguage, v, fmt.Sprintf("%q is not a language that this program reads", v.Value), "write contract: "+Language)
			return false
		}
	}
	return true
}

func (r *reader) terms(root *yaml.Node) {
	o := r.object(root, "", root)
	t := r.t
	t.lines = r.ids
	if k := o.keys[reserved]; k != nil {
		r.ids[reserved] = k.Line
	}
	t.at = map[string]int{}
	for _, section := range []string{"data", "calendar"} {
		if k := o.keys[section]; k != nil {
			t.at[section] = k.Line
		}
	}
	t.Language = o.text("contract")
	t.ID = o.ident("id")
	t.Title = o.text("title")
	t.Note = o.prose("note")
	t.Parties = r.parties(o)
	t.Currency = r.currency(o)
	t.Cohorts = r.cohorts(o)
	r.designed(o)
	t.Data = r.data(o.sub("data"))
	t.Outcome = r.outcome(o.sub("outcome"))
	t.Secondary = r.secondary(o)
	t.Calendar = r.calendar(o.sub("calendar"))
	r.followed(o)
	t.Covariates = r.covariates(o)
	t.Eligibility = r.eligibility(o)
	t.Matching = r.matching(o.sub("matching"))
	t.Interval = r.interval(o.sub("interval"))
	t.Measures = r.measures(o)
	r.measuring(o)
	t.Payment = r.payment(o.sub("payment"))
	r.pools(o)
	t.Amendments = r.amendments(o)
	if d := o.sub("disclosure"); d != nil {
		t.Disclosure.Threshold = d.whole("threshold", 1, 1_000_000)
	}
}

// ofDesign are the sections that say who is compared and how. A contract that
// compares people has all of them; one whose figures are given from outside has none.
var ofDesign = []string{"data", "outcome", "covariates", "matching", "interval", "disclosure"}

// designed asks for what is missing once one of the sections is there. An
// interval or an outcome may stand alone: for bounds and rates that are given.
func (r *reader) designed(o *object) {
	first := ""
	for _, name := range ofDesign {
		if o.has(name) && first == "" && name != "interval" && name != "outcome" {
			first = name
		}
	}
	for _, k := range grammar[""] {
		if first != "" && slices.Contains(ofDesign, k.name) && !o.has(k.name) && !o.meant[k.name] {
			o.failAs(codeMissingKey, o.node, fmt.Sprintf("the contract has no key %q, but it has %s", k.name, first), "add "+k.example)
		}
	}
	if first == "" {
		o.ofFigures()
	}
}

// ofFigures refuses, in a contract whose figures are given, what says whom to read.
func (o *object) ofFigures() {
	const nobody, remedy = "there is nobody to read: the contract has no data", "delete it, or add data"
	if o.has("eligibility") {
		o.failKey("eligibility", "there is nobody to choose from: the contract has no data", remedy)
	}
	for _, key := range []string{"secondary_outcomes", "calendar"} {
		if o.has(key) {
			o.failKey(key, nobody, remedy)
		}
	}
	if c := o.vals["cohorts"]; c != nil && slices.ContainsFunc(c.Content, func(n *yaml.Node) bool { return n.Kind == yaml.MappingNode }) {
		o.failKey("cohorts", "windows of entry are for people who are read, and the contract has no data", "list the cohorts as years, or add data")
	}
	for _, key := range []string{"follow_up", "spells"} {
		if out := o.vals["outcome"]; out != nil && holds(out, key) {
			o.fail(field(out, key), fmt.Sprintf("the outcome has %s, but %s", key, nobody), remedy)
		}
	}
}

// measuring asks for measures unless every rule pays by a rate card alone, which counts outcomes.
func (r *reader) measuring(o *object) {
	payment := o.vals["payment"]
	if o.has("measures") || o.meant["measures"] || payment == nil {
		return
	}
	for i, rules := range payment.Content {
		if i%2 == 0 || payment.Content[i-1].Value != "rules" {
			continue
		}
		if !slices.ContainsFunc(rules.Content, func(rule *yaml.Node) bool { return !holds(rule, "card") || holds(rule, "if") }) {
			return
		}
	}
	for _, k := range grammar[""] {
		if k.name == "measures" {
			o.failAs(codeMissingKey, o.node, `the contract has no key "measures"`, "add "+k.example)
		}
	}
}

// holds reports whether a mapping has a key.
func holds(n *yaml.Node, key string) bool {
	for i := 0; i+1 < len(n.Content) && n.Kind == yaml.MappingNode; i += 2 {
		if n.Content[i].Value == key {
			return true
		}
	}
	return false
}

// ComparesPeople reports whether the contract reads people; else its figures are given.
func (t *Terms) ComparesPeople() bool { return t.Data.ID != "" }

func (r *reader) parties(o *object) []Party {
	var out []Party
	for _, p := range o.objects("parties") {
		role := p.choice("role", "investor", "payer", "provider", "evaluator", "intermediary")
		out = append(out, Party{role, p.text("name")})
	}
	return out
}

func (r *reader) currency(o *object) money.Currency {
	code := o.text("currency")
	if code == "" {
		return ""
	}
	c, err := money.ParseCurrency(code)
	if err != nil {
		o.failKey("currency", err.Error(), "write one of the codes in docs/contract.md")
	}
	return c
}
