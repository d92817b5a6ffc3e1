package cohort

import (
	"context"
	"fmt"
	"runtime"

	"sib/cohort/internal/columns"
	"sib/evidence"
)

// sighting is a row whose id may occur elsewhere.
type sighting struct {
	id  string
	row int
	arm Arm
}

// place is where an id was seen first.
type place struct {
	path string
	row  int64
	arm  Arm
}

// maxSuspects is how many hashes one pass over the ids looks into.
const maxSuspects = 1 << 16

// refuseDuplicates reports the first row whose id occurred before, in either arm
// and any year. Equal hashes only raise the suspicion: the ids themselves decide. The
// first of so many ranges of hashes is seen already.
func (p *plan) refuseDuplicates(ctx context.Context, all []unit, first *seen, of uint64, hash hashFunc) error {
	for number := range of {
		s := first
		if number > 0 {
			*first = seen{}
			runtime.GC() // the memory of the range before is needed for this one
			var err error
			if s, err = p.see(ctx, all, hash, hashRange{number, of}); err != nil {
				return err
			}
		}
		hashes, extra := s.repeated()
		for len(hashes) > 0 {
			n := min(len(hashes), maxSuspects)
			if err := p.confirm(ctx, all, hashes[:n], repeats{extra, of > 1}, hash); err != nil {
				return err
			}
			hashes = hashes[n:]
		}
	}
	return nil
}

// see reads the hashes of a range.
func (p *plan) see(ctx context.Context, all []unit, hash hashFunc, part hashRange) (*seen, error) {
	s := &seen{}
	work := func(i int) (hashed, error) { return p.hashes(all[i], hash, part) }
	take := func(_ int, h hashed) error {
		s.add(h)
		return nil
	}
	return s, columns.Ordered(ctx, len(all), work, take)
}

// repeats is how many rows are beyond the first of their id, or at least.
type repeats struct {
	n       int64
	atLeast bool
}

func (r repeats) String() string {
	if r.n <= 1 {
		return ""
	}
	if r.atLeast {
		return fmt.Sprintf("; at least %d rows repeat an id", r.n)
	}
	return fmt.Sprintf("; %d rows in all repeat an id", r.n)
}

func (p *plan) confirm(ctx context.Context, all []unit, hashes []uint64, extra repeats, hash hashFunc) error {
	suspect := make(map[uint64]bool, len(hashes))
	for _, h := range hashes {
		suspect[h] = true
	}
	first := map[string]place{}
	look := func(i int) ([]sighting, error) { return p.sightings(all[i], suspect, hash) }
	take := func(i int, found []sighting) error {
		u := all[i]
		start, _ := u.source.file.Group(u.group)
		for _, s := range found {
			here := place{u.source.path(), start + int64(s.row) + 1, s.arm}
			if before, ok := first[s.id]; ok {
				return p.duplicate(before, here, extra)
			}
			first[s.id] = here
		}
		return nil
	}
	return columns.Ordered(ctx, len(all), look, take)
}

// sightings returns the rows of a unit whose id has a suspect hash.
func (p *plan) sightings(u unit, suspect map[uint64]bool, hash hashFunc) ([]sighting, error) {
	var out []sighting
	err := p.eachID(u, func(row int, id []byte) {
		if suspect[hash(id)] {
			out = append(out, sighting{string(id), row, u.source.arm})
		}
	})
	if err != nil || len(out) == 0 || !u.source.mixed {
		return out, err
	}
	codes, arms, err := encode(u, p.Files.ArmColumn, p.readArm())
	if err != nil {
		return nil, err
	}
	for i := range out {
		out[i].arm = Arm(arms[codes[out[i].row]].num)
	}
	return out, nil
}

// duplicate names both rows, never the id.
func (p *plan) duplicate(before, here place, extra repeats) error {
	what := fmt.Sprintf("the same id stands in row %d of %s (%s group) and in this row (%s group)%s", before.row, before.path, before.arm, here.arm, extra)
	code, remedy := CodeSameID, "keep one row for each person: the one of their first entry, or as the contract says"
	if before.arm != here.arm {
		code, remedy = CodeBothArms, "a person is either in the programme or in the comparison pool: take programme people out of the pool"
	}
	return &evidence.Problem{Code: code, File: here.path, Row: here.row, Column: p.ID, What: what, Remedy: remedy}
}
