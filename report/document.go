package report

import "strings"

// Document is the report before it has a format: a cover and numbered sections.
type Document struct {
	Lang     string // BCP 47
	Title    string
	Subtitle string
	Label    string // who the document is for, on the cover and in the running head
	Foot     string // identifies the contract on every page
	Cover    []Block
	Sections []Section
	Words    Furniture
}

// Furniture are the words around the content.
type Furniture struct {
	Kind, Skip, Cover, Contents string
	Figure, Table               string // "Figure: %s": what a reader that sees nothing is told
	Page                        string // "page %d / %d"
	Pair                        string // "%s: %s"
}

// Section is a heading of the first level and what stands under it.
type Section struct {
	ID     string // anchor, unique in the document
	Title  string // its number, or the letter of an annex, two spaces and its name
	Annex  bool
	Blocks []Block
}

// number and name are the two parts of a section's title.
func (s Section) number() string { n, _, _ := strings.Cut(s.Title, "  "); return n }
func (s Section) name() string   { _, n, _ := strings.Cut(s.Title, "  "); return n }

// Block is one piece of content: Heading, Paragraph, Notice, List, KeyValues,
// Code, Banner, Answers, Table or *Figure. All texts are plain; renderers escape them.
type Block interface{ block() }

// Heading is a heading of the second level.
type Heading struct{ Text string }

// Paragraph is running text.
type Paragraph struct{ Text string }

// Notice is a framed remark that must not be overlooked.
type Notice struct{ Title, Text string }

// Banner is one figure that a page is about, such as the amount due.
type Banner struct{ Label, Value, Text string }

// List is a list of short statements.
type List struct{ Items []string }

// KeyValues is a list of named values. Mono sets the values in a fixed-width face.
type KeyValues struct {
	Pairs []Pair
	Mono  bool
}

// Pair is one named value.
type Pair struct{ Key, Value string }

// Code is a command to copy.
type Code struct{ Text string }

// Answers is the row of cards of one group of people.
type Answers struct {
	Group string
	Cards []Card
}

// Card is one statement with what supports it.
type Card struct {
	Label string
	Head  string
	Lines []string
}

// Align places the text of a column.
type Align int

// The alignments: text to the left, numbers to the right.
const (
	Left Align = iota
	Right
)

// Column is the head of a table's column.
type Column struct {
	Head  string
	Align Align
	Mono  bool
}

// Row is one line of a table. Its first cell names it. Strong marks a total. A
// line feed in a cell begins a new line.
type Row struct {
	Cells  []string
	Strong bool
	// See are the sections, by their place in the document, that the lines of the last
	// cell name; none where the cell is plain text.
	See []int
	// to are their ids, of which only those that the document has are named. Where it has
	// none of them, the last cell stays as it is.
	to []string
}

// Table is a table with a caption. Notes explain symbols under it.
type Table struct {
	Caption string
	Columns []Column
	Rows    []Row
	Notes   []string
}

func (Heading) block()   {}
func (Paragraph) block() {}
func (Notice) block()    {}
func (Banner) block()    {}
func (List) block()      {}
func (KeyValues) block() {}
func (Code) block()      {}
func (Answers) block()   {}
func (Table) block()     {}
func (*Figure) block()   {}
