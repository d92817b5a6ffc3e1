package cohort

import (
	"math"
	"unicode/utf8"

	"sib/cohort/internal/columns"
	"sib/evidence"
)

// rowState says whether a row can be counted.
type rowState uint8

const (
	rowFine     rowState = iota
	rowUnusable          // a value stops a run
	rowNoArm             // nobody can tell the arm
	rowStates            // how many there are
)

// noArm stands in place of an Arm.
const noArm = 2

// unitSurvey is what a row group holds, whatever is wrong with it.
type unitSurvey struct {
	unit    unit
	in      *inspector
	next    int // of the columns asked for
	grid    *grid
	lists   [][]value
	arm     []uint8 // of each row
	state   []rowState
	entry   *coded // nil if nobody asks
	columns []columnSurvey
	defects defects
	broken  bool
	ids     hashed // in the first range
	withID  int64
	cells   []cell
	states  []rowState // of each cell
}

// columnSurvey is what a column of a row group holds, by arm.
type columnSurvey struct {
	rows, missing [noArm + 1]int64
	distinct      []uint64 // hashes of values; no more than tell that there are too many
	clocks        int64
}

// look reads a unit. The memory of its grid may be freed.
func (in *inspector) look(u unit, withIDs bool) *unitSurvey {
	_, n := u.source.file.Group(u.group)
	s := &unitSurvey{unit: u, in: in, grid: newGrid(int(n)), arm: make([]uint8, n), state: make([]rowState, n),
		columns: make([]columnSurvey, len(in.asked)), defects: defects{}}
	for row := range s.arm {
		s.arm[row] = uint8(u.source.arm)
	}
	p := in.plan
	s.next++ // ids come last: only then are all arms known
	if p.Files.ArmColumn != "" {
		s.readArm()
	}
	years, entry := s.readYears()
	s.entry = entry
	for k, c := range p.read {
		switch {
		case c.Kind == Age:
			s.readAge(k, years, entry)
		default:
			codes, values := s.read(p.readCovariate(k))
			s.split(codes, values)
		}
	}
	if withIDs {
		s.readIDs()
	}
	s.count()
	return s
}

func (s *unitSurvey) split(codes []uint32, values []value) {
	s.grid.split(codes, len(values))
	s.lists = append(s.lists, values)
}

// unusable marks a row with a value that stops a run.
func (s *unitSurvey) unusable(row int) { s.state[row] = max(s.state[row], rowUnusable) }

// flaw notes a bad value of a row.
func (s *unitSurvey) flaw(row, at int, p *evidence.Problem, label string) {
	first, _ := s.unit.source.file.Group(s.unit.group)
	s.unusable(row)
	s.defects.note(s.unit.source.path(), s.in.asked[at], p, first+int64(row)+1, label)
}

// lost notes that a column of the whole unit cannot be read.
func (s *unitSurvey) lost(err error) {
	s.broken = true
	if err != nil {
		s.defects.add(problemOf(err), 0, "")
	}
	for row := range s.state {
		s.unusable(row)
	}
}

// read returns the next column asked for as one code a row and the values behind them.
// Code 0 is what is missing or cannot be used.
func (s *unitSurvey) read(r reading) (codes []uint32, values []value) {
	codes, values = make([]uint32, len(s.state)), []value{r.null}
	at := s.next
	s.next++
	v, ok := s.vector(at)
	if !ok {
		return codes, values
	}
	defer v.Free()
	c := lenient{s: s, at: at, read: r, v: &v, known: map[value]uint32{},
		table: make([]uint32, v.Len()), bad: make([]*evidence.Problem, v.Len()), values: values}
	for row, k := range v.Index {
		codes[row] = c.code(row, k)
	}
	s.columns[at].take(&v, s.arm)
	return codes, c.values
}

// vector reads a column as far as it can be read, and is false if it cannot.
func (s *unitSurvey) vector(at int) (columns.Vector, bool) {
	if s.in.unread[fileColumn{s.unit.source, at}] {
		s.lost(nil)
		return columns.Vector{}, false
	}
	v, flaws, clocks, err := s.unit.source.file.Survey(s.unit.group, s.in.asked[at].Column)
	if err != nil {
		s.lost(err)
		return v, false
	}
	for _, f := range flaws {
		s.defects.add(f.Problem, f.Rows, s.in.asked[at].Role)
	}
	s.columns[at].clocks = clocks
	return v, true
}

// take counts what a column holds.
func (c *columnSurvey) take(v *columns.Vector, arm []uint8) {
	used := make([]bool, v.Len())
	for row, k := range v.Index {
		c.rows[arm[row]]++
		switch {
		case k >= 0:
			used[k] = true
		case k == -1:
			c.missing[arm[row]]++
		}
	}
	for k, u := range used {
		if u && len(c.distinct) <= MaxDistinct {
			c.distinct = append(c.distinct, hashValue(v, k))
		}
	}
}

// hashValue stands for value k in the count of different values.
func hashValue(v *columns.Vector, k int) uint64 {
	switch v.Kind {
	case columns.Text:
		return hashID([]byte(v.Texts[k]))
	case columns.Float:
		return math.Float64bits(v.Floats[k] + 0)
	case columns.Bool:
		return hashID([]byte(v.Label(int32(k))))
	}
	return uint64(v.Ints[k])
}

// lenient is a coder that goes on.
type lenient struct {
	s      *unitSurvey
	at     int // among the columns asked for
	read   reading
	v      *columns.Vector
	values []value
	known  map[value]uint32
	table  []uint32            // code of a listed value; 0: not looked at yet, or bad
	bad    []*evidence.Problem // of a listed value
}

func (c *lenient) code(row int, k int32) uint32 {
	switch {
	case k == columns.Refused: // noted already
		c.s.unusable(row)
		return 0
	case k < 0:
		if c.read.missing != nil {
			c.s.flaw(row, c.at, c.read.missing, "")
		}
		return 0
	case c.table[k] == 0 && c.bad[k] == nil:
		c.look(k)
	}
	if p := c.bad[k]; p != nil {
		label := ""
		if p.Code == CodeUnknownLevel || p.Code == CodeUnknownArm {
			label = c.v.Label(k)
		}
		c.s.flaw(row, c.at, p, label)
	}
	return c.table[k]
}

// look understands a listed value.
func (c *lenient) look(k int32) {
	x, bad := c.read.value(c.v, k)
	if bad != nil {
		c.bad[k] = bad
		return
	}
	if c.known[x] == 0 {
		c.known[x] = uint32(len(c.values))
		c.values = append(c.values, x)
	}
	c.table[k] = c.known[x]
}

// readArm tells the arms of the rows.
func (s *unitSurvey) readArm() {
	if !s.unit.source.mixed {
		s.next++
		return
	}
	for row := range s.arm { // until they are known
		s.arm[row] = noArm
	}
	at := s.next
	codes, values := s.read(s.in.plan.readArm())
	s.split(codes, values)
	for row, c := range codes {
		if c == 0 {
			s.state[row] = rowNoArm
			continue
		}
		s.arm[row] = uint8(values[c].num)
	}
	// Who has no arm is in no arm's count of what is missing.
	s.columns[at].rows, s.columns[at].missing = recount(s.columns[at], s.arm)
}

// recount counts rows by the arms that are known by now; the missing ones have none.
func recount(c columnSurvey, arm []uint8) (rows, missing [noArm + 1]int64) {
	missing[noArm] = c.missing[noArm]
	if c.rows == rows {
		return c.rows, missing // not read
	}
	for _, a := range arm {
		rows[a]++
	}
	return rows, missing
}

// count makes cells of the rows and their states.
func (s *unitSurvey) count() {
	codes := make([]uint32, len(s.state))
	for row, st := range s.state {
		codes[row] = uint32(st)
	}
	s.split(codes, make([]value, rowStates))
	s.grid.settle()
	s.cells = s.in.plan.cells(s.grid, s.lists, s.unit.source)
	for _, c := range s.grid.of {
		s.cells[c].n++
	}
	of := make([]uint32, len(s.lists))
	for i := range s.cells {
		s.grid.codes(uint32(i), of)
		s.states = append(s.states, rowState(of[len(of)-1]))
		if s.unit.source.mixed && s.states[i] == rowNoArm {
			s.cells[i].arm = Programme // it counts for none
		}
	}
}

// readIDs hashes the ids that there are.
func (s *unitSurvey) readIDs() {
	const at = 0
	u, p := s.unit, s.in.plan
	if s.in.unread[fileColumn{u.source, at}] {
		s.lost(nil)
		return
	}
	c := &s.columns[at]
	var list []uint64
	invalid, first := int64(0), hashRange{0, s.in.ranges}
	err := u.source.file.EachText(u.group, p.ID, func(row int, id []byte) {
		c.rows[s.arm[row]]++
		switch {
		case len(id) == 0:
			if id == nil {
				c.missing[s.arm[row]]++
			}
			s.flaw(row, at, nobody(), "")
		case !utf8.Valid(id):
			invalid++
			s.unusable(row)
		default:
			s.withID++
			if h := s.in.hash(id); first.of == 1 || first.holds(h) {
				list = append(list, h)
			}
		}
	})
	if err != nil {
		bad := problemOf(err)
		if bad.Row == 0 {
			s.lost(bad)
		} else {
			s.defects.add(bad, max(invalid, 1), s.in.asked[at].Role)
		}
	}
	s.ids = shard(list)
}

func nobody() *evidence.Problem {
	return &evidence.Problem{Code: CodeNoID, What: "the person has no id", Remedy: "give every person a pseudonym of their own"}
}
