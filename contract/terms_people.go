package contract

import "encoding/json"

// Data names the files and columns. Either Programme and Comparison are set, or People and Arm.
type Data struct {
	Programme  Paths       `json:"programme,omitempty"`  // files with the programme group
	Comparison Paths       `json:"comparison,omitempty"` // files with the comparison pool
	People     Paths       `json:"people,omitempty"`     // files with both arms
	Arm        *Arm        `json:"arm,omitempty"`
	ID         string      `json:"id"`               // column with the pseudonym of a person
	Cohort     string      `json:"cohort,omitempty"` // column with the cohort year; may be empty when there is one cohort or Entry tells it
	Entry      string      `json:"entry,omitempty"`  // column with the day of entry
	Spells     *SpellsData `json:"spells,omitempty"`
}

// Paths are files, globs and directories. One alone is written as a text.
type Paths []string

// MarshalJSON writes a single path as a text.
func (p Paths) MarshalJSON() ([]byte, error) {
	if len(p) == 1 {
		return json.Marshal(p[0])
	}
	return json.Marshal([]string(p))
}

// UnmarshalJSON reads a text or a list.
func (p *Paths) UnmarshalJSON(b []byte) error {
	var one string
	if err := json.Unmarshal(b, &one); err == nil {
		*p = Paths{one}
		return nil
	}
	return json.Unmarshal(b, (*[]string)(p))
}

// SpellsData is a register of periods in work or training, with its columns.
type SpellsData struct {
	Files          Paths  `json:"files"`                     // of the register
	ID             string `json:"id"`                        // column with the pseudonym of a person
	Start          string `json:"start"`                     // column with the first day
	End            string `json:"end"`                       // column with the last day
	Kind           string `json:"kind,omitempty"`            // column with the kind of spell
	ContractMonths string `json:"contract_months,omitempty"` // column with the months of the contract
}

// Window is the days of entry of a cohort, both inclusive, as 2014-03-10.
type Window struct {
	Year  int    `json:"year"`  // calendar year, which the cohort is called by
	From  string `json:"from"`  // first day of entry
	Until string `json:"until"` // last day of entry
}

// Calendar says which days are working days, from From to Until.
type Calendar struct {
	Clause   string   `json:"clause"`
	From     string   `json:"from"`     // first day covered, as 2014-03-10
	Until    string   `json:"until"`    // last day covered
	Week     []string `json:"week"`     // working days: monday to sunday, in that order
	Holidays []string `json:"holidays"` // days, ascending, as 2014-03-10
}

// Arm tells programme from comparison people in one file.
type Arm struct {
	Column     string `json:"column"`     // column that tells the arms apart
	Programme  string `json:"programme"`  // its value for programme people
	Comparison string `json:"comparison"` // its value for comparison people
}

// Eligibility is one condition on a covariate, or on a column that nobody is compared on.
// AtLeast and AtMost are inclusive.
type Eligibility struct {
	ID        string   `json:"id"`
	Clause    string   `json:"clause"`
	Covariate string   `json:"covariate,omitempty"` // name of the covariate that is tested
	Column    string   `json:"column,omitempty"`    // of the data, that is tested in place of a covariate
	Kind      string   `json:"kind,omitempty"`      // how values of the column are read: category, integer, number or age
	Missing   string   `json:"missing,omitempty"`   // what becomes of people without a value: refuse, exclude or level
	AtLeast   *Decimal `json:"at_least,omitempty"`  // smallest number allowed
	AtMost    *Decimal `json:"at_most,omitempty"`   // largest number allowed
	OneOf     []string `json:"one_of,omitempty"`    // the only categories allowed
	NoneOf    []string `json:"none_of,omitempty"`   // categories that are not allowed
}

// Outcome is the contract's own definition of success.
type Outcome struct {
	Name       string `json:"name"` // what the outcome is called, such as placement
	Clause     string `json:"clause"`
	Counts     string `json:"counts,omitempty"`  // whether the outcome happened to a person, or how often; CountPeople if empty
	Column     string `json:"column,omitempty"`  // column of the data that tells it
	Definition string `json:"definition"`        // the definition in words
	Missing    string `json:"missing,omitempty"` // what becomes of people without a known outcome: refuse or exclude
	// Spells tell the outcome in place of Column.
	Spells   *Spells   `json:"spells,omitempty"`
	FollowUp *FollowUp `json:"follow_up,omitempty"`
}

// FollowUp is the window from the day of entry in which an outcome may come about.
// Nothing is known after Until.
type FollowUp struct {
	Months int    `json:"months"` // length of the window, in whole months
	Until  string `json:"until"`  // last day of which anything is known, as 2014-03-10
}

// Spells tells an outcome from Data.Spells, inside the follow-up window.
type Spells struct {
	Kinds          []string `json:"kinds,omitempty"`           // kinds of spell that count; all if empty
	ContractMonths int      `json:"contract_months,omitempty"` // least length of a contract in months; 0: any
	Condition      string   `json:"condition"`                 // what the spells that count amount to
	AtLeast        int      `json:"at_least,omitempty"`        // number of days
	Month          int      `json:"month,omitempty"`           // number of months after entry
	Without        string   `json:"without"`                   // what silence means: not-placed or missing
}

// Conditions on spells.
const (
	OnWorkingDays  = "working-days"
	OnCalendarDays = "calendar-days"
	OnEmployedAt   = "employed-at"
	OnBegins       = "begins"
)

// What an outcome counts. Events for each person may be more than one.
const (
	CountPeople = "people"
	CountEvents = "events"
)

// Covariate is something known before entry, and how it is matched.
type Covariate struct {
	Name    string    `json:"name"`            // what the report calls it
	Column  string    `json:"column"`          // column of the data
	Kind    string    `json:"kind"`            // how values are read: category, integer, number or age
	Match   string    `json:"match"`           // how people are compared in it: exact, coarsened or by distance alone
	Map     []Rename  `json:"map,omitempty"`   // new names for values of a category
	Bands   []Band    `json:"bands,omitempty"` // ranges of numbers that make a category
	Cuts    []Decimal `json:"cuts,omitempty"`  // in the covariate's own unit, ascending: bins (−∞, c1), [c1, c2), …, [ck, ∞)
	Bins    *Bins     `json:"bins,omitempty"`
	Groups  []Group   `json:"groups,omitempty"`
	Levels  []string  `json:"levels,omitempty"` // the only values that may occur; empty: any
	Missing string    `json:"missing"`          // what becomes of people without a value: refuse, exclude or level
}

// Rename gives a value of the data the name that the contract uses.
type Rename struct {
	From string `json:"from"` // value in the data
	To   string `json:"to"`   // value in the contract
}

// Band is a range of numbers with a name. AtLeast and AtMost are inclusive, Below is not.
type Band struct {
	Name    string   `json:"name"`               // a level of the category
	AtLeast *Decimal `json:"at_least,omitempty"` // its smallest number
	AtMost  *Decimal `json:"at_most,omitempty"`  // its largest number
	Below   *Decimal `json:"below,omitempty"`    // where it ends, itself outside
}

// Bins says how a coarsened number is cut where the contract lists no cuts.
type Bins struct {
	Rule  string `json:"rule"`            // equal-width, quantiles or sturges
	Count int    `json:"count,omitempty"` // number of bins; sturges finds its own
}

// Group puts levels of a coarsened category together.
type Group struct {
	Name   string   `json:"name"`   // the value that the levels count as
	Levels []string `json:"levels"` // values of the category
}
