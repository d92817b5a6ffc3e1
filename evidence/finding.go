package evidence

import "sort"

// Severity ranks a Finding.
type Severity string

// The severities: a note is for the record, a warning changes how far the
// result can be trusted. An error stops a run; only inspections list errors.
const (
	Note    Severity = "note"
	Warning Severity = "warning"
	Error   Severity = "error"
)

// Rank orders severities: errors are 0, warnings 1, notes 2.
func (s Severity) Rank() int {
	switch s {
	case Error:
		return 0
	case Warning:
		return 1
	}
	return 2
}

// Finding is something usable but noteworthy. Code is stable across versions;
// Message is one plain sentence without ids or row contents; Count is the number
// of people (or strata, as Message says) concerned.
type Finding struct {
	Code     string   `json:"code"`     // stable code, such as SIB-M202
	Severity Severity `json:"severity"` // note, warning or error
	Subject  string   `json:"subject"`  // what it is about, such as a covariate
	Message  string   `json:"message"`  // one plain sentence
	Count    int64    `json:"count"`    // number of people or strata concerned
}

// SortFindings returns a copy of fs ordered by severity (errors first, then warnings), code, subject.
func SortFindings(fs []Finding) []Finding {
	out := append([]Finding(nil), fs...)
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if a.Severity != b.Severity {
			return a.Severity.Rank() < b.Severity.Rank()
		}
		if a.Code != b.Code {
			return a.Code < b.Code
		}
		return a.Subject < b.Subject
	})
	return out
}
