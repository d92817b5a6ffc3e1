package outcome

import (
	"sib/cohort"
	"sib/evidence"
)

// Spec says which outcomes to read: the binding one first.
type Spec struct {
	Outcomes []Definition
	Spells   *SpellFiles // set if an outcome is told by spells
	Calendar *Calendar   // set if an outcome counts working days
}

// Definition is one outcome: how it is told, and what a missing one means. Either
// Column or Spells is set.
type Definition struct {
	Name     string
	Column   string // of booleans, or of the numbers 0 and 1
	Spells   *Spells
	Missing  cohort.Missing // Refuse or Exclude
	FollowUp *FollowUp      // required by Spells
}

// FollowUp is the window in which an outcome may come about: Months whole months from
// the day of entry, which is the first day of the window. Nothing is known after Until:
// who entered so late that the window ends later has no outcome yet, whatever happened so far.
type FollowUp struct {
	Months int
	Until  cohort.Day
}

// End returns the last day of the window of somebody who entered on the given day.
func (f FollowUp) End(entry cohort.Day) cohort.Day { return entry.AddMonths(f.Months) - 1 }

// Complete reports whether the whole window of somebody who entered then is known.
func (f FollowUp) Complete(entry cohort.Day) bool { return f.End(entry) <= f.Until }

// SpellFiles is a register of periods in work or training: rows of a person's id, a
// first and a last day, both inclusive, and more. A missing last day means that the
// spell still runs.
type SpellFiles struct {
	Files          []string // as in cohort.Files
	ID, Start, End string   // columns
	Kind, Months   string   // columns; empty if no outcome asks for them
}

// Spells tells an outcome from a register. A spell counts if its kind is one of Kinds
// and its contract runs for at least LeastMonths. Only its days inside the follow-up
// window count, and a day in several spells counts once.
type Spells struct {
	Kinds       []string // empty: every kind
	LeastMonths int      // 0: every contract
	Condition   Condition
	AtLeast     int // days, for WorkingDays and CalendarDays
	Month       int // for EmployedAt
	// Without says what becomes of people of whom the register has no row at all:
	// NotPlaced or Unknown.
	Without Without
}

// Condition is what the spells that count must amount to.
type Condition string

// The conditions.
const (
	WorkingDays  Condition = "working-days"  // at least AtLeast working days of the Calendar
	CalendarDays Condition = "calendar-days" // at least AtLeast days
	EmployedAt   Condition = "employed-at"   // a spell covers the day Month months after entry
	Begins       Condition = "begins"        // a spell begins inside the window
)

// Without is what a register's silence about a person means.
type Without string

// The meanings of silence.
const (
	NotPlaced Without = "not-placed" // the register is complete: nothing happened
	Unknown   Without = "missing"    // the person's outcome is missing
)

// Calendar says which days are working days. It is known from From to Until; a window
// that goes beyond is an error.
type Calendar struct {
	Week        [7]bool // working days of the week, by time.Weekday
	Holidays    []cohort.Day
	From, Until cohort.Day
}

// Outcomes is what happened, by outcome in the order of the Spec.
type Outcomes struct {
	Tables []Table
	Inputs []evidence.Input // files of spells
	Spells SpellCount
}

// SpellCount says what became of the rows of the register.
type SpellCount struct {
	Rows    int64 // received
	Unknown int64 // of people who are not eligible, or not in the files of people
	Outside int64 // of eligible people, entirely outside every follow-up window
}

// Table counts outcomes by profile: index i is profile i of the Cohort, the
// inner index an Arm. Placed ≤ Observed, and Observed + Incomplete ≤ the profile's N.
type Table struct {
	Observed   [][2]int64
	Placed     [][2]int64
	Incomplete [][2]int64 // people whose follow-up is not complete; they are not observed
}
