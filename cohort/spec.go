package cohort

// Arm is one of the two groups that are compared.
type Arm int

// The arms, in the order in which they index every [2] in this project.
const (
	Programme Arm = iota
	Comparison
)

func (a Arm) String() string {
	if a == Programme {
		return "programme"
	}
	return "comparison"
}

// Spec says which people to read and how to describe them.
type Spec struct {
	Dir         string // directory that relative paths start from
	Files       Files
	ID          string   // column with the person's pseudonym
	Year        string   // column with the cohort year; empty if there is one cohort or Entry tells it
	Entry       string   // column with the day of entry; may be empty
	Years       []int    // cohort years, ascending
	Windows     []Window // days of entry that make a cohort, beside Entry and without Year; empty: calendar years
	Covariates  []Covariate
	Traits      []Covariate // read for Eligibility only: nobody is compared on them
	Eligibility []Rule
	// Counts names files of counts that stand in for the people of an arm, whose Files are
	// then not opened; see package counts.
	Counts [2][]string
	// Only names the arms to read; then it is no error that nobody of an arm or a year is
	// there. Empty: both, and nobody may be missing.
	Only []Arm
}

// Window is the days of entry of one cohort, both inclusive. Windows do not overlap.
type Window struct {
	Year        int
	From, Until Day
}

// Files names the data: either Programme and Comparison, or People with ArmColumn
// and the two values that tell the arms apart. Each is a list of files, of directories
// that are read at any depth, and of patterns in which ** stands for any number of
// directories; directories named key=value are columns. How people are divided over
// files leaves no trace but in Inputs.
type Files struct {
	Programme, Comparison           []string
	People                          []string
	ArmColumn                       string
	ProgrammeValue, ComparisonValue string
}

// Kind is how the values of a covariate are read and ordered.
type Kind string

// The kinds.
const (
	Category Kind = "category" // text, integers or booleans taken as labels
	Integer  Kind = "integer"
	Number   Kind = "number" // floating point or integer
	Age      Kind = "age"    // whole years at entry, from a column of birth days or birth years
)

// Missing says what becomes of a person whose value is missing.
type Missing string

// The policies for missing values.
const (
	Refuse  Missing = "refuse"  // the run stops
	Exclude Missing = "exclude" // the person is left out, and counted
	Level   Missing = "level"   // missing is a category of its own
)

// MissingLabel is the label of the level that Missing=Level adds to a category.
const MissingLabel = "(missing)"

// Covariate is something known about a person before entry.
type Covariate struct {
	Name    string
	Column  string
	Kind    Kind
	Levels  []string // the categories that may occur; empty: any
	Missing Missing
	// Map renames values of a category as they are read; a value that it does not list stays as it is.
	Map map[string]string
	// Bands make a category of a column of numbers: the level of a number is the name of the
	// band that holds it. A number in no band is an unknown value.
	Bands []Band
}

// Band is a range of numbers with a name: from AtLeast to AtMost, both inclusive, or to
// right below Below. Unset bounds do not restrict; at most one of AtMost and Below is set.
type Band struct {
	Name                   string
	AtLeast, AtMost, Below *float64
}

// Rule is one condition of eligibility on a covariate or a trait, which Covariate names.
// Unset fields do not restrict. Min and Max are inclusive.
type Rule struct {
	ID, Clause string
	Covariate  string
	Min, Max   *float64
	OneOf      []string
	NoneOf     []string
	Words      string // the rule as the contract's reader sees it, such as "age from 18 to 33"
}
