package cohort

import (
	"context"
	"errors"
	"slices"

	"sib/cohort/internal/columns"
	"sib/evidence"
)

// Inspection is everything that is wrong or noteworthy about people's data.
type Inspection struct {
	Years []int
	// Flow is that of Cohort with one more reason among Invalid, which comes last: Unusable.
	// It counts the rows whose arm is known. A person in several rows is counted in each.
	Flow    Flow
	NoArm   int64 // rows that nobody can tell the arm of
	Inputs  []evidence.Input
	Columns []ColumnSummary
	// Findings are ordered by severity, code, subject and file.
	Findings []Observation

	rows *inspector
}

// Unusable is the Reason of people with a value that stops a run.
const Unusable = "a value that stops a run"

// ColumnSummary is what a column holds, over all files.
type ColumnSummary struct {
	Column string   `json:"column"`
	Role   string   `json:"role"`  // what the contract uses it for
	Kinds  []string `json:"kinds"` // in the files, sorted; empty if no file has the column
	Rows   int64    `json:"rows"`
	// Missing counts nulls. ByArm leaves out the rows that nobody can tell the arm of.
	Missing int64   `json:"missing"`
	ByArm   [2]Gaps `json:"by_arm"`
	// Distinct counts different values up to MaxDistinct; More says that there are more.
	Distinct int  `json:"distinct"`
	More     bool `json:"more_distinct"`
}

// Gaps is how many values are missing.
type Gaps struct {
	Rows    int64 `json:"rows"`
	Missing int64 `json:"missing"`
}

// MaxDistinct is up to how many different values of a column are counted.
const MaxDistinct = 100_000

// Observation is a Finding of an inspection: what is wrong or noteworthy, and where. It
// never holds an id, a number or a day of anybody; of a category at most a few labels
// that the contract does not list.
type Observation struct {
	evidence.Finding
	File     string `json:"file,omitempty"`      // as the contract writes it
	Column   string `json:"column,omitempty"`    // of the file
	FirstRow int64  `json:"first_row,omitempty"` // of the file, from 1
	Distinct int    `json:"distinct,omitempty"`  // different values concerned, of a category
	Remedy   string `json:"remedy,omitempty"`
}

// SortObservations returns a copy of list by severity (errors first), code, subject, file and row.
func SortObservations(list []Observation) []Observation {
	out := slices.Clone(list)
	slices.SortStableFunc(out, compareObservations)
	return out
}

// Inspect reads all columns of all files that the spec names and counts everything that
// Read would stop at, instead of the first thing; and what is noteworthy about data that
// can be used. Rows are read once, by row group on all cores; ids again as in Read, and once
// more if some may repeat. Memory grows as in Read.
//
// Arms and years are held against each other only if every file and column could be read.
// Progress is as in Read. The error is of a spec that Read refuses too, or of ctx.
func Inspect(ctx context.Context, spec Spec, progress func(rows, total int64)) (*Inspection, error) {
	return inspect(ctx, spec, progress, hashID, maxHashes)
}

func inspect(ctx context.Context, spec Spec, progress func(rows, total int64), hash hashFunc, atOnce int64) (*Inspection, error) {
	if len(spec.Counts[Programme])+len(spec.Counts[Comparison])+len(spec.Only) > 0 {
		return nil, errors.New("cohort: people are inspected, of both arms, and no counts")
	}
	p, err := newPlan(spec)
	if err != nil {
		return nil, err
	}
	in := newInspector(p, hash)
	if err := in.open(ctx); err != nil {
		return nil, err
	}
	in.ranges = rangesFor(rowsOf(units(in.sources)), atOnce)
	if err := in.read(ctx, progress); err != nil {
		return nil, err
	}
	if err := in.repeats(ctx); err != nil {
		return nil, err
	}
	return in.result(), nil
}

// inspector gathers what is found.
type inspector struct {
	plan    *plan
	hash    hashFunc
	sources []*source
	asked   []*asked
	unread  map[fileColumn]bool // what a file cannot tell
	defects defects
	broken  bool // a file or a column cannot be read
	tally   *tally
	noArm   int64
	ranges  uint64 // of hashes that are kept at once
	withID  int64  // rows with an id
	extra   int64  // of them, rows whose id stands in another before them
}

// fileColumn is a column of a file, by its index among those asked for.
type fileColumn struct {
	source *source
	asked  int
}

func newInspector(p *plan, hash hashFunc) *inspector {
	in := &inspector{plan: p, hash: hash, unread: map[fileColumn]bool{}, defects: defects{}, tally: newTally(p)}
	f := &in.tally.flow
	f.Invalid = append(f.Invalid, Loss{Reason: Unusable})
	for i := range f.ByYear {
		f.ByYear[i].Invalid = append(f.ByYear[i].Invalid, [2]int64{})
	}
	in.ask(p.ID, "id")
	if p.Files.ArmColumn != "" {
		in.ask(p.Files.ArmColumn, "arm")
	}
	if p.Year != "" {
		in.ask(p.Year, "cohort year")
	}
	if p.Entry != "" {
		in.ask(p.Entry, "day of entry")
	}
	for _, c := range p.read {
		in.ask(c.Column, c.Name)
	}
	return in
}

func (in *inspector) ask(column, role string) {
	in.asked = append(in.asked, &asked{ColumnSummary: ColumnSummary{Column: column, Role: role}, kinds: map[columns.Kind]bool{}, distinct: map[uint64]struct{}{}})
}

// asked is a column that the contract names, in the order in which units list them.
type asked struct {
	ColumnSummary
	kinds    map[columns.Kind]bool
	distinct map[uint64]struct{} // hashes of values
	clocks   int64
}

// open opens what can be opened and checks each column.
func (in *inspector) open(ctx context.Context) error {
	for _, g := range in.plan.inputs() {
		files, bad, err := columns.OpenEach(ctx, in.plan.Dir, g.names, g.role)
		if err != nil {
			return err
		}
		for _, b := range bad {
			in.whole(b)
		}
		for _, f := range files {
			s := g.source
			s.file = f
			in.sources = append(in.sources, &s)
			in.checkColumns(&s)
		}
	}
	return nil
}

// whole notes a problem of a whole file or column.
func (in *inspector) whole(err error) {
	in.broken = true
	in.defects.add(problemOf(err), 0, "")
}

// checkColumns notes every column of a file that cannot be read as what it is for.
func (in *inspector) checkColumns(s *source) {
	checks := in.plan.columnChecks(s)
	for i, a := range in.asked {
		if checks[i] == nil {
			continue
		}
		if err := checks[i](); err != nil {
			in.unread[fileColumn{s, i}] = true
			in.whole(err)
			continue
		}
		if k, err := s.file.Kind(a.Column); err == nil {
			a.kinds[k] = true
		}
	}
}

// read is the pass over all rows.
func (in *inspector) read(ctx context.Context, progress func(rows, total int64)) error {
	all := units(in.sources)
	var done int64
	total := rowsOf(all)
	work := func(i int) (*unitSurvey, error) {
		s := in.look(all[i], true)
		s.grid.free()
		s.grid, s.arm, s.state, s.entry = nil, nil, nil, nil
		return s, nil
	}
	take := func(i int, s *unitSurvey) error {
		in.add(s)
		_, n := all[i].source.file.Group(all[i].group)
		if done += n; progress != nil {
			progress(done, total)
		}
		return nil
	}
	return columns.Ordered(ctx, len(all), work, take)
}

// add counts what a unit holds.
func (in *inspector) add(s *unitSurvey) {
	for i, c := range s.columns {
		in.asked[i].add(c)
	}
	in.defects.merge(s.defects)
	in.withID += s.withID
	in.broken = in.broken || s.broken
	in.tally.ids.add(s.ids)
	for i := range s.cells {
		switch c := &s.cells[i]; s.states[i] {
		case rowFine:
			in.tally.add(c)
		case rowUnusable:
			in.tally.addUnusable(c)
		default:
			in.noArm += c.n
		}
	}
}

func (a *asked) add(c columnSurvey) {
	a.clocks += c.clocks
	for arm, n := range c.rows {
		a.Rows += n
		a.Missing += c.missing[arm]
		if arm < len(a.ByArm) {
			a.ByArm[arm].Rows += n
			a.ByArm[arm].Missing += c.missing[arm]
		}
	}
	for _, h := range c.distinct {
		if len(a.distinct) > MaxDistinct {
			break
		}
		a.distinct[h] = struct{}{}
	}
}

// addUnusable counts people with a value that stops a run.
func (t *tally) addUnusable(c *cell) {
	f, y := &t.flow, t.flow.of(c.year)
	last := len(f.Invalid) - 1
	f.Received[c.arm] += c.n
	y.Received[c.arm] += c.n
	f.Invalid[last].N[c.arm] += c.n
	y.Invalid[last][c.arm] += c.n
}
