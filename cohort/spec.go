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
	ID          string // column with the person's pseudonym
	Year        string // column with the cohort year; empty if there is one cohort
	Years       []int  // cohort years, ascending
	Covariates  []Covariate
	Eligibility []Rule
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
}

// Rule is one condition of eligibility on a covariate. Unset fields do not
// restrict. Min and Max are inclusive.
type Rule struct {
	ID, Clause string
	Covariate  string
	Min, Max   *float64
	OneOf      []string
	NoneOf     []string
	Words      string // the rule as the contract's reader sees it, such as "age from 18 to 33"
}
