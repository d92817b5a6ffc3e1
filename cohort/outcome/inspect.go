package outcome

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"sib/cohort"
	"sib/cohort/internal/columns"
	"sib/evidence"
)

// Inspection is everything that is wrong or noteworthy about outcomes, but for what they
// are: it never says how many people were placed.
type Inspection struct {
	Outcomes []Completeness
	Spells   *SpellCheck      // nil if no outcome is told by spells
	Inputs   []evidence.Input // files of spells
	// Findings are ordered by severity, code, subject and file.
	Findings []cohort.Observation
}

// Completeness says of how many eligible people an outcome is known.
type Completeness struct {
	Outcome string `json:"outcome"`
	Arm     string `json:"arm"`
	Cohort  int    `json:"cohort"`
	Known
}

// Known counts eligible people: in all, without an outcome, and without a complete
// follow-up, whatever their outcome so far.
type Known struct {
	Eligible   int64 `json:"eligible"`
	Missing    int64 `json:"missing"`
	Incomplete int64 `json:"incomplete"`
}

// SpellCheck counts rows of the register.
type SpellCheck struct {
	Rows      int64 `json:"rows"`
	Unusable  int64 `json:"unusable"`  // a value stops a run
	Unknown   int64 `json:"unknown"`   // of people who are not eligible or not in the files
	Outside   int64 `json:"outside"`   // of eligible people, outside every window
	Overlap   int64 `json:"overlap"`   // begin before another of the same eligible person has ended
	Identical int64 `json:"identical"` // the same as another of an eligible person in all that is read
	Running   int64 `json:"running"`   // without a last day
}

// Inspect reads all outcome columns of the inspected files, and the register of spells, and
// counts everything that Read would stop at. People with a value that stops a run are left
// out. Spells are read once for each 256 MiB that they and the people need. Progress
// is as in Read; the error is of a spec that Read refuses too, or of ctx.
func Inspect(ctx context.Context, people *cohort.Inspection, spec Spec, progress func(rows, total int64)) (*Inspection, error) {
	return inspect(ctx, people, spec, progress, maxHeld)
}

func inspect(ctx context.Context, people *cohort.Inspection, spec Spec, progress func(rows, total int64), maxBytes int64) (*Inspection, error) {
	p, err := newPlan(spec)
	if err != nil {
		return nil, err
	}
	in := &inspector{plan: p, people: people, parts: people.Parts(), defects: defects{}, unread: map[[2]int]bool{}, maxBytes: maxBytes}
	for _, sealed := range people.Cohort().Files() {
		in.files = append(in.files, columns.Unseal(sealed))
	}
	for range p.defs {
		in.known = append(in.known, [2]map[int]*Known{{}, {}})
	}
	if err := in.open(ctx); err != nil {
		return nil, err
	}
	in.meter = &meter{tell: progress}
	for pass := range in.passes() {
		if err := in.pass(ctx, share{pass, in.passes()}); err != nil {
			return nil, err
		}
	}
	return in.result(), nil
}

// inspector gathers what is found.
type inspector struct {
	*plan
	people    *cohort.Inspection
	parts     []cohort.Part
	files     []*columns.File
	unread    map[[2]int]bool // file and definition
	groups    []rowGroup      // of the register
	inputs    []evidence.Input
	rows      int64 // of the register
	known     [][2]map[int]*Known
	uncovered int64 // people whose window the calendar does not cover
	spellSums SpellCheck
	defects   defects
	meter     *meter
	maxBytes  int64
}

// open checks columns and opens the register.
func (in *inspector) open(ctx context.Context) error {
	for i, f := range in.files {
		for k, d := range in.defs {
			if d.Spells != nil {
				continue
			}
			if err := checkColumn(f, d); err != nil {
				in.unread[[2]int{i, k}] = true
				in.defects.add(problemOf(err), 0)
			}
		}
	}
	if in.plan.spells == nil {
		return nil
	}
	files, bad, err := columns.OpenEach(ctx, in.people.Cohort().Dir(), in.plan.spells.Files, "spells")
	for _, b := range bad {
		in.defects.add(problemOf(b), 0)
	}
	for _, f := range files {
		in.register(f)
	}
	return err
}

// register takes a file of spells if all of its columns can be read.
func (in *inspector) register(f *columns.File) {
	fine := true
	for _, w := range in.wantedColumns() {
		if err := w.check(f); err != nil {
			in.defects.add(problemOf(err), 0)
			fine = false
		}
	}
	in.inputs = append(in.inputs, f.Input())
	in.rows += f.Rows()
	if !fine {
		in.spellSums.Unusable += f.Rows()
		return
	}
	for g := range f.Groups() {
		in.groups = append(in.groups, rowGroup{f, g})
	}
}

// passes is how often files are read so that no pass needs more than so many bytes.
func (in *inspector) passes() int {
	if in.plan.spells == nil {
		return 1
	}
	f := in.people.Flow.Eligible
	return int(((f[0]+f[1])*bytesPerPerson(0)+in.rows*bytesPerSpell)/in.maxBytes) + 1
}

// pass reads the people, and the spells of those of a share.
func (in *inspector) pass(ctx context.Context, of share) error {
	all := &people{share: of}
	work := func(i int) (*partCheck, error) { return in.look(i, of) }
	take := func(i int, c *partCheck) error {
		if of.pass == 0 {
			in.add(c)
		}
		all.add(c.people)
		in.meter.add(in.parts[i].Size)
		return nil
	}
	in.meter.total = in.total()
	if err := columns.Ordered(ctx, len(in.parts), work, take); err != nil || in.plan.spells == nil {
		return err
	}
	all.index(0)
	if err := in.readSpells(ctx, all); err != nil {
		return err
	}
	in.silent(all)
	return nil
}

func (in *inspector) total() int64 {
	var n int64
	for _, p := range in.parts {
		n += p.Size
	}
	return (n + in.rows) * int64(in.passes())
}

// add counts what a part of the people holds.
func (in *inspector) add(c *partCheck) {
	in.defects.merge(c.defects)
	in.uncovered += c.uncovered
	for k := range c.known {
		for arm := range c.known[k] {
			for year, n := range c.known[k][arm] {
				at := in.at(k, arm, year)
				at.Eligible += n.Eligible
				at.Missing += n.Missing
				at.Incomplete += n.Incomplete
			}
		}
	}
}

func (in *inspector) at(k, arm, year int) *Known { return knownOf(in.known[k][arm], year) }

func knownOf(m map[int]*Known, year int) *Known {
	if m[year] == nil {
		m[year] = &Known{}
	}
	return m[year]
}

// silent counts the people of whom the register has no row, where that is a missing outcome.
func (in *inspector) silent(all *people) {
	follow := newFollowUps(in.defs)
	for i := range all.list {
		who := &all.list[i]
		for k, d := range in.defs {
			if d.Spells == nil || d.Spells.Without != Unknown || all.wasSeen(i) || !follow.from(who.entry).of[k].complete {
				continue
			}
			in.at(k, int(who.arm), int(who.profile)).Missing++
			if d.Missing == cohort.Refuse {
				part := in.parts[all.partOf(i)]
				in.defects.note(&evidence.Problem{Code: CodeSilent, File: in.files[part.Input].Input().Path, Row: part.First + int64(who.row) + 1, Column: part.IDColumn(),
					What:   fmt.Sprintf("the outcome %q is missing: the register of spells has no row of this person, and the contract refuses missing outcomes", d.Name),
					Remedy: "complete the register, or agree on what its silence means: without: not-placed, or missing: exclude"})
			}
		}
	}
}

// partCheck is what a part of the people holds.
type partCheck struct {
	known     [][2]map[int]*Known
	uncovered int64
	defects   defects
	people    []person
}

// look reads a part: its outcome columns in the first pass, and the people of a share.
func (in *inspector) look(i int, of share) (*partCheck, error) {
	part := in.parts[i]
	rows := in.people.Rows(part)
	if in.needsEntry() && rows.Entry == nil {
		return nil, errors.New("outcome: a follow-up needs a column with the day of entry")
	}
	c := &partCheck{defects: defects{}}
	wins := make([]*windows, len(rows.Arm))
	follow := newFollowUps(in.defs)
	for row := range wins {
		if rows.Eligible[row] && rows.Entry != nil {
			wins[row] = follow.from(rows.Entry[row])
		}
	}
	if of.pass == 0 {
		for k := range in.defs {
			c.known = append(c.known, in.complete(c, k, part, rows, wins))
		}
		c.uncovered = in.notCovered(wins)
	}
	if in.plan.spells != nil {
		c.meet(part, rows, wins, of)
	}
	return c, nil
}

// notCovered counts the windows of working days that the calendar does not hold.
func (in *inspector) notCovered(wins []*windows) (n int64) {
	for _, w := range wins {
		if w != nil && in.calendar != nil && in.calendar.covers(w.need) != nil {
			n++
		}
	}
	return n
}

// meet lists the eligible people of a share. Their cohort year stands in place of a profile.
func (c *partCheck) meet(part cohort.Part, rows cohort.PeopleRows, wins []*windows, of share) {
	// What is wrong with ids was noted by the inspection of people.
	_ = part.EachID(func(row int, id []byte) {
		if !rows.Eligible[row] {
			return
		}
		if k := keyOf(id); of.holds(k) {
			c.people = append(c.people, person{key: k, entry: rows.Entry[row], span: int32(wins[row].span),
				row: uint32(row), profile: uint32(rows.Year[row]), arm: rows.Arm[row]})
		}
	})
}

// complete counts of whom outcome k is known, and what is wrong with its column.
func (in *inspector) complete(c *partCheck, k int, part cohort.Part, rows cohort.PeopleRows, wins []*windows) [2]map[int]*Known {
	d, f := in.defs[k], in.files[part.Input]
	out := [2]map[int]*Known{{}, {}}
	index, ok := in.column(c, k, part)
	for row, eligible := range rows.Eligible {
		if !eligible || d.Spells == nil && !ok {
			continue
		}
		at := knownOf(out[rows.Arm[row]], rows.Year[row])
		at.Eligible++
		place := evidence.Problem{Code: CodeMissing, File: f.Input().Path, Row: part.First + int64(row) + 1, Column: d.Column,
			What: "the outcome is missing, and the contract refuses missing outcomes", Remedy: "complete the data, or agree on missing: exclude"}
		switch {
		case wins[row] != nil && !wins[row].of[k].complete:
			at.Incomplete++
			place.Code, place.Column = CodeIncomplete, part.EntryColumn()
			place.What = fmt.Sprintf("the outcome %q is missing: the follow-up of %d months is not complete, and the contract refuses missing outcomes", d.Name, d.FollowUp.Months)
			place.Remedy = "evaluate once the whole follow-up is known, or agree on missing: exclude"
		case d.Spells == nil && index[row] == -1:
			at.Missing++
		default:
			continue
		}
		if d.Missing == cohort.Refuse {
			c.defects.note(&place)
		}
	}
	return out
}

// column reads which outcomes are there, and notes what is neither 0 nor 1.
func (in *inspector) column(c *partCheck, k int, part cohort.Part) (index []int32, ok bool) {
	d, f := in.defs[k], in.files[part.Input]
	if d.Spells != nil || in.unread[[2]int{part.Input, k}] {
		return nil, false
	}
	v, flaws, _, err := f.Survey(part.Group, d.Column)
	if err != nil {
		c.defects.add(problemOf(err), 0)
		return nil, false
	}
	for _, flaw := range flaws {
		c.defects.add(flaw.Problem, flaw.Rows)
	}
	bad := make([]bool, v.Len())
	for i := range bad {
		_, p := valueOf(&v, int32(i))
		bad[i] = p != nil
	}
	for row, i := range v.Index {
		if i >= 0 && bad[i] {
			c.defects.note(&evidence.Problem{Code: CodeNotBinary, File: f.Input().Path, Row: part.First + int64(row) + 1, Column: d.Column,
				What: "the outcome is neither 0 nor 1", Remedy: "write 1 for a person who was placed and 0 for one who was not; days or dates need the contract's definition applied first"})
		}
	}
	return v.Index, true
}

// result puts together what was found.
func (in *inspector) result() *Inspection {
	out := &Inspection{Inputs: in.inputs}
	list := in.defects.observations()
	for k, d := range in.defs {
		var sum [2]Known
		for arm := range sum {
			years := in.known[k][arm]
			for _, year := range sortedYears(years) {
				n := *years[year]
				out.Outcomes = append(out.Outcomes, Completeness{d.Name, cohort.Arm(arm).String(), year, n})
				sum[arm].Eligible, sum[arm].Missing, sum[arm].Incomplete = sum[arm].Eligible+n.Eligible, sum[arm].Missing+n.Missing, sum[arm].Incomplete+n.Incomplete
			}
		}
		list = append(list, d.findings(sum)...)
	}
	slices.SortStableFunc(out.Outcomes, func(a, b Completeness) int {
		return cmp.Or(in.indexOf(a.Outcome)-in.indexOf(b.Outcome), a.Cohort-b.Cohort)
	})
	if in.uncovered > 0 {
		list = append(list, observe(CodeCalendar, evidence.Error, "calendar", in.uncovered, "the contract's calendar does not cover the follow-up of eligible people"))
	}
	if in.plan.spells != nil {
		s := in.spellSums
		s.Rows = in.rows
		out.Spells = &s
		list = append(list, s.findings()...)
	}
	out.Findings = cohort.SortObservations(list)
	return out
}

func (in *inspector) indexOf(name string) int {
	return slices.IndexFunc(in.defs, func(d Definition) bool { return d.Name == name })
}

func sortedYears(m map[int]*Known) []int {
	var out []int
	for y := range m {
		out = append(out, y)
	}
	slices.Sort(out)
	return out
}
