package contract

import "encoding/json"

// Data names the files and columns. Either Programme and Comparison are set, or People and Arm.
type Data struct {
	Programme  Paths       `json:"programme,omitempty"`
	Comparison Paths       `json:"comparison,omitempty"`
	People     Paths       `json:"people,omitempty"`
	Arm        *Arm        `json:"arm,omitempty"`
	ID         string      `json:"id"`
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
	Files          Paths  `json:"files"`
	ID             string `json:"id"`
	Start          string `json:"start"`
	End            string `json:"end"`
	Kind           string `json:"kind,omitempty"`
	ContractMonths string `json:"contract_months,omitempty"`
}

// Window is the days of entry of a cohort, both inclusive, as 2014-03-10.
type Window struct {
	Year  int    `json:"year"`
	From  string `json:"from"`
	Until string `json:"until"`
}

// Calendar says which days are working days, from From to Until.
type Calendar struct {
	Clause   string   `json:"clause"`
	From     string   `json:"from"`
	Until    string   `json:"until"`
	Week     []string `json:"week"`     // working days: monday to sunday, in that order
	Holidays []string `json:"holidays"` // ascending, as 2014-03-10
}

// Arm tells programme from comparison people in one file.
type Arm struct {
	Column     string `json:"column"`
	Programme  string `json:"programme"`
	Comparison string `json:"comparison"`
}

// Eligibility is one condition on a covariate, or on a column that nobody is compared on.
// AtLeast and AtMost are inclusive.
type Eligibility struct {
	ID        string   `json:"id"`
	Clause    string   `json:"clause"`
	Covariate string   `json:"covariate,omitempty"`
	Column    string   `json:"column,omitempty"` // in place of Covariate, with Kind and Missing
	Kind      string   `json:"kind,omitempty"`   // category, integer, number or age
	Missing   string   `json:"missing,omitempty"`
	AtLeast   *Decimal `json:"at_least,omitempty"`
	AtMost    *Decimal `json:"at_most,omitempty"`
	OneOf     []string `json:"one_of,omitempty"`
	NoneOf    []string `json:"none_of,omitempty"`
}

// Outcome is the contract's own definition of success.
type Outcome struct {
	Name       string `json:"name"`
	Clause     string `json:"clause"`
	Counts     string `json:"counts,omitempty"` // CountPeople if empty
	Column     string `json:"column,omitempty"`
	Definition string `json:"definition"`
	Missing    string `json:"missing,omitempty"` // refuse or exclude
	// Spells tell the outcome in place of Column.
	Spells   *Spells   `json:"spells,omitempty"`
	FollowUp *FollowUp `json:"follow_up,omitempty"`
}

// FollowUp is the window from the day of entry in which an outcome may come about.
// Nothing is known after Until.
type FollowUp struct {
	Months int    `json:"months"`
	Until  string `json:"until"` // as 2014-03-10
}

// Spells tells an outcome from Data.Spells, inside the follow-up window.
type Spells struct {
	Kinds          []string `json:"kinds,omitempty"`           // that count; empty: all
	ContractMonths int      `json:"contract_months,omitempty"` // a contract's least length; 0: any
	Condition      string   `json:"condition"`                 // OnWorkingDays, OnCalendarDays, OnEmployedAt or OnBegins
	AtLeast        int      `json:"at_least,omitempty"`        // days
	Month          int      `json:"month,omitempty"`           // after entry
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
	Name    string    `json:"name"`
	Column  string    `json:"column"`
	Kind    string    `json:"kind"`            // category, integer, number or age
	Match   string    `json:"match"`           // exact, coarsened or distance
	Map     []Rename  `json:"map,omitempty"`   // of a category's values as they are read, by From
	Bands   []Band    `json:"bands,omitempty"` // of numbers, which make a category
	Cuts    []Decimal `json:"cuts,omitempty"`
	Bins    *Bins     `json:"bins,omitempty"`
	Groups  []Group   `json:"groups,omitempty"`
	Levels  []string  `json:"levels,omitempty"`
	Missing string    `json:"missing"` // refuse, exclude or level
}

// Rename gives a value of the data the name that the contract uses.
type Rename struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// Band is a range of numbers with a name. AtLeast and AtMost are inclusive, Below is not.
type Band struct {
	Name    string   `json:"name"`
	AtLeast *Decimal `json:"at_least,omitempty"`
	AtMost  *Decimal `json:"at_most,omitempty"`
	Below   *Decimal `json:"below,omitempty"`
}

// Bins says how a coarsened number is cut where the contract lists no cuts.
type Bins struct {
	Rule  string `json:"rule"`            // equal-width, quantiles or sturges
	Count int    `json:"count,omitempty"` // of bins; sturges finds its own
}

// Group puts levels of a coarsened category together.
type Group struct {
	Name   string   `json:"name"`
	Levels []string `json:"levels"`
}
