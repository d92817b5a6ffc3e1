package settle

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"sib/evidence"
)

// ReadScenarios reads a file of scenarios, which name calls in errors. Unknown
// keys, a second document, a name that is used twice and a scenario without a
// name, a source or an expectation are errors.
func ReadScenarios(name string, data []byte) ([]Scenario, error) {
	if len(data) > maxBytes {
		return nil, &evidence.Problem{File: name, What: fmt.Sprintf("is larger than %d bytes", maxBytes), Remedy: "check that this is a file of scenarios"}
	}
	var file struct {
		Scenarios []Scenario `yaml:"scenarios"`
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := decode(dec, &file); err != nil && !errors.Is(err, io.EOF) {
		return nil, yamlProblem(name, err)
	}
	if err := decode(dec, new(yaml.Node)); !errors.Is(err, io.EOF) {
		return nil, &evidence.Problem{File: name, What: "holds more than one document", Remedy: "keep all scenarios below one key scenarios"}
	}
	if len(file.Scenarios) == 0 {
		return nil, &evidence.Problem{File: name, What: "holds no scenario", Remedy: "write scenarios: with name, source, given and expect"}
	}
	seen := map[string]int{}
	for i, s := range file.Scenarios {
		what, remedy := s.refuse()
		if first := seen[s.Name]; first > 0 && what == "" {
			what, remedy = fmt.Sprintf("has the name %q of scenario %d", s.Name, first), "give each a name of its own"
		}
		if what != "" {
			return nil, &evidence.Problem{File: name, What: fmt.Sprintf("scenario %d %s", i+1, what), Remedy: remedy}
		}
		seen[s.Name] = i + 1
	}
	return file.Scenarios, nil
}

// decode reads one document. The YAML library panics on some broken input that
// it does not foresee; here that is an error like any other.
func decode(dec *yaml.Decoder, to any) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("yaml: %v", r)
		}
	}()
	return dec.Decode(to)
}

// refuse says what a scenario lacks, and what to do; nothing if it is whole.
func (s Scenario) refuse() (what, remedy string) {
	const all = "give each scenario a name, a source and what it expects"
	switch e := s.Expect; {
	case s.Name == "":
		return "has no name", all
	case s.Source == "":
		return "does not say where its figures come from", all
	case e.empty():
		return "expects nothing", all
	case e.Refused != "" && !(Expect{Due: e.Due, Amounts: e.Amounts, Met: e.Met, NotMet: e.NotMet, Payers: e.Payers, Receipts: e.Receipts, IRR: e.IRR}).empty():
		return "expects a refusal and a payment", "keep one of them: who is refused is paid nothing, and owes nothing"
	}
	return "", ""
}

var (
	yamlLine     = regexp.MustCompile(`line ([0-9]+): `)
	unknownField = regexp.MustCompile(`field (.*) not found in type (?:settle\.)?([^\n]*)`)
)

// mappings are what the mappings of a file of scenarios are called, and their keys, by type.
var mappings = map[string]struct{ name, keys string }{
	"Scenario":        {"a scenario", "name, source, as_of, given and expect"},
	"Given":           {"given", "compared, reported, tallies, paid_to_date and ended"},
	"ComparedFigures": {"compared", "cohort, programme_n, programme_events, programme_rate, comparison_rate, comparison_n and comparison_events"},
	"ReportedFigure":  {"reported", "measure, cohort and value"},
	"Tally":           {"tallies", "rule, cohort, outcomes and people"},
	"Expect":          {"expect", "due, amounts, met, not_met, payers, receipts, irr and refused"},
}

func yamlProblem(name string, err error) error {
	p := &evidence.Problem{File: name, What: "is not a file of scenarios", Err: err, Remedy: "see docs/contracts.md"}
	if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
		p.Line, _ = strconv.Atoi(m[1])
		p.Col = 1
	}
	m := unknownField.FindStringSubmatch(err.Error())
	if m == nil {
		return p
	}
	p.Err, p.What, p.Remedy = nil, fmt.Sprintf("unknown key %q", m[1]), "the file has one key, scenarios"
	if k, ok := mappings[strings.TrimSpace(m[2])]; ok {
		p.What += " in " + k.name
		p.Remedy = "its keys are " + k.keys
	}
	return p
}
