package outcome

import (
	"context"
	"errors"
	"fmt"

	"sib/cohort"
	"sib/cohort/internal/columns"
	"sib/evidence"
)

// maxHeld is how many bytes may be needed to remember people's spells at once.
const maxHeld = 256 << 20

// Read reads what happened to the people of c. An outcome column holds booleans,
// or numbers that are 0 or 1; anything else in any row is an error. So is a spell
// without an id or a first day, or one that ends before it starts, whoever it is about.
// A missing outcome of an eligible person is refused or left unobserved, as its
// definition says; an incomplete follow-up is refused, or counted apart.
//
// The files must be the ones that c was counted from: what differs from the digest is
// an error. Progress, if it is not nil, is called in the caller's goroutine after each row
// group. Unusable data is an *evidence.Problem.
func Read(ctx context.Context, c *cohort.Cohort, spec Spec, progress func(rows, total int64)) (*Outcomes, error) {
	return read(ctx, c, spec, progress, maxHeld)
}

func read(ctx context.Context, c *cohort.Cohort, spec Spec, progress func(rows, total int64), maxBytes int64) (*Outcomes, error) {
	p, err := newPlan(spec)
	if err != nil {
		return nil, err
	}
	r, err := open(c, p)
	if err != nil {
		return nil, err
	}
	r.passes = r.passesFor(maxBytes)
	r.meter = newMeter(progress, r)
	for pass := range r.passes {
		if err := r.run(ctx, share{pass, r.passes}); err != nil {
			return nil, err
		}
	}
	if err := r.readCounts(ctx, spec); err != nil {
		return nil, err
	}
	return r.outcomes()
}

// reader is what the workers share; they do not change it.
type reader struct {
	*plan
	cohort   *cohort.Cohort
	files    []*columns.File // one per input of the cohort
	parts    []cohort.Part
	register *register // nil if no outcome is told by spells
	passes   int
	meter    *meter
	totals   []*totals // by outcome
	silent   silent
	counts   SpellCount
}

func open(c *cohort.Cohort, p *plan) (*reader, error) {
	r := &reader{plan: p, cohort: c, parts: c.Parts()}
	if len(r.parts)+len(c.CountParts()) == 0 {
		return nil, errors.New("outcome: the cohort was not read from files")
	}
	for _, sealed := range c.Files() {
		f := columns.Unseal(sealed)
		if err := p.checkColumns(f); err != nil {
			return nil, err
		}
		r.files = append(r.files, f)
	}
	for range p.defs {
		r.totals = append(r.totals, newTotals(len(c.Profiles)))
	}
	if p.spells == nil || len(r.parts) == 0 {
		return r, nil
	}
	var err error
	r.register, err = openRegister(c.Dir(), p)
	return r, err
}

// passesFor returns how often the files have to be read so that no pass needs more than so many bytes.
func (r *reader) passesFor(maxBytes int64) int {
	if r.register == nil {
		return 1
	}
	each := bytesPerPerson(r.words)
	return int((r.eligible()*each-1)/maxBytes) + 1
}

// eligible returns how many people are compared who have a row.
func (r *reader) eligible() int64 {
	var n int64
	for arm, e := range r.cohort.Flow.Eligible {
		if !r.cohort.Counted(cohort.Arm(arm)) {
			n += e
		}
	}
	return n
}

// run is one pass over the people, and over the register for those that the pass is about.
func (r *reader) run(ctx context.Context, s share) error {
	people, err := r.readPeople(ctx, s)
	if err != nil || r.register == nil {
		return err
	}
	people.index(r.words)
	found, err := r.register.read(ctx, people, r.meter)
	if err != nil {
		return err
	}
	r.counts.Unknown -= found.known
	r.counts.Outside += found.outside
	r.judge(people)
	return nil
}

// outcomes puts together what all passes have found.
func (r *reader) outcomes() (*Outcomes, error) {
	if err := r.silent.problem(r); err != nil {
		return nil, err
	}
	out := &Outcomes{Spells: r.counts}
	for k, t := range r.totals {
		if err := t.check(r.cohort); err != nil {
			return nil, fmt.Errorf("outcome %q: %w", r.defs[k].Name, err)
		}
		out.Tables = append(out.Tables, t.Table)
	}
	if r.register != nil {
		out.Inputs = r.register.inputs()
		out.Spells.Rows = r.register.rows
		out.Spells.Unknown += r.register.rows
	}
	return out, nil
}

// meter tells the caller how far the passes are.
type meter struct {
	tell        func(rows, total int64)
	done, total int64
}

func newMeter(tell func(rows, total int64), r *reader) *meter {
	m := &meter{tell: tell}
	for _, p := range r.parts {
		m.total += p.Size
	}
	if r.register != nil {
		m.total += r.register.rows
	}
	m.total *= int64(r.passes)
	return m
}

func (m *meter) add(rows int64) {
	if m.done += rows; m.tell != nil {
		m.tell(m.done, m.total)
	}
}

// silent is the first person of whom the register is silent where that is refused.
type silent struct {
	found     bool
	part, def int
	row       int64
}

func (s *silent) note(other silent) {
	if !s.found || other.part < s.part || other.part == s.part && (other.row < s.row || other.row == s.row && other.def < s.def) {
		*s = other
	}
}

func (s *silent) problem(r *reader) error {
	if !s.found {
		return nil
	}
	p := r.parts[s.part]
	return &evidence.Problem{Code: CodeSilent, File: r.files[p.Input].Input().Path, Row: p.First + s.row + 1, Column: p.IDColumn(),
		What:   fmt.Sprintf("the outcome %q is missing: the register of spells has no row of this person, and the contract refuses missing outcomes", r.defs[s.def].Name),
		Remedy: "complete the register, or agree on what its silence means: without: not-placed, or missing: exclude"}
}
