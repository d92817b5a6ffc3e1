package export

// Version is that of the INDIGO data standard whose columns are written; see docs/indigo.md.
const Version = "4.0.0"

// column is one column of a sheet. From says what fills it, or why nothing does.
type column struct {
	key    string // JSON pointer in the standard's record; "" for the project's id
	title  string // as the standard's own CSV files print it
	number bool
	empty  bool // never filled
	from   string
}

func text(key, title, from string) column { return column{key: key, title: title, from: from} }

func number(key, title, from string) column {
	return column{key: key, title: title, number: true, from: from}
}

// none is a column that neither terms nor decisions say anything about.
func none(key, title, why string) column {
	return column{key: key, title: title, empty: true, from: why}
}

// Why whole groups of columns stay empty.
const (
	unsaid    = "neither the contract nor the decision says it"
	assigned  = "the GO Lab assigns the identifiers of organisations; the name is in the notes"
	converted = "the GO Lab converts amounts into US dollars"
	internal  = "for the GO Lab's own use"
	exactly   = "the exact amount is known"
	unpaid    = "a decision says what is due, not that money has moved"
)

const (
	notesKey   = "/notes"
	sourcesKey = "/source_ids"
)

var (
	fromSources = text(sourcesKey, "Sources", "the one source, this decision")
	sandboxes   = none("/sandboxes", "(In Sandboxes)", internal)
)

// kind is a sheet of the standard: the project itself, or a list of its record.
type kind struct {
	list    string // its key in the record; "" for the project
	title   string
	columns []column
}

// file is the name of its CSV file, as in the standard's own archive.
func (k kind) file() string {
	if k.list == "" {
		return "projects.csv"
	}
	return "projects_" + k.list + ".csv"
}

// kinds are the sheets that are written, in the order of the standard's record.
func kinds() []kind {
	return []kind{project, sources, commitments, investments, metrics, pricings, results, plans, payments}
}
