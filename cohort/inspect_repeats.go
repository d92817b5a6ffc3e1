package cohort

import (
	"context"
	"runtime"
	"unicode/utf8"

	"sib/cohort/internal/columns"
	"sib/evidence"
)

// maxInspected is how many hashes one pass over the ids looks into. There may be more of
// them than in Read, which stops at the first id that comes again.
const maxInspected = 1 << 18

// repeat is an id that stands in several rows.
type repeat struct {
	n    [noArm + 1]int64
	pool []poolRows
}

// poolRows are an id's rows of the comparison pool in one file.
type poolRows struct {
	path     string
	n, first int64
}

// repeats counts the rows that repeat an id. Equal hashes only raise the suspicion: the ids
// themselves decide.
func (in *inspector) repeats(ctx context.Context) error {
	all := units(in.sources)
	for number := range in.ranges {
		if number > 0 {
			if err := in.see(ctx, all, hashRange{number, in.ranges}); err != nil {
				return err
			}
		}
		hashes, _ := in.tally.ids.repeated()
		in.tally.ids = seen{}
		for len(hashes) > 0 {
			n := min(len(hashes), maxInspected)
			if err := in.confirm(ctx, all, hashes[:n]); err != nil {
				return err
			}
			hashes = hashes[n:]
		}
	}
	return nil
}

// see reads the hashes of a range.
func (in *inspector) see(ctx context.Context, all []unit, part hashRange) error {
	runtime.GC() // the memory of the range before is needed for this one
	work := func(i int) (hashed, error) {
		var list []uint64
		in.eachID(all[i], func(_ int, id []byte) {
			if h := in.hash(id); part.holds(h) {
				list = append(list, h)
			}
		})
		return shard(list), nil
	}
	take := func(_ int, h hashed) error {
		in.tally.ids.add(h)
		return nil
	}
	return columns.Ordered(ctx, len(all), work, take)
}

// eachID calls do with every id that can be used. What is wrong with the others was noted
// in the pass over all rows.
func (in *inspector) eachID(u unit, do func(row int, id []byte)) {
	if in.unread[fileColumn{u.source, 0}] {
		return
	}
	_ = u.source.file.EachText(u.group, in.plan.ID, func(row int, id []byte) {
		if len(id) > 0 && utf8.Valid(id) {
			do(row, id)
		}
	})
}

func (in *inspector) confirm(ctx context.Context, all []unit, hashes []uint64) error {
	suspect := make(map[uint64]bool, len(hashes))
	for _, h := range hashes {
		suspect[h] = true
	}
	found := map[string]*repeat{}
	work := func(i int) ([]sighting, error) { return in.sightings(all[i], suspect), nil }
	take := func(i int, list []sighting) error {
		first, _ := all[i].source.file.Group(all[i].group)
		for _, s := range list {
			in.sight(found, s, all[i].source.path(), first+int64(s.row)+1)
		}
		return nil
	}
	if err := columns.Ordered(ctx, len(all), work, take); err != nil {
		return err
	}
	for _, r := range found {
		in.extra += r.n[Programme] + r.n[Comparison] + r.n[noArm] - 1
		if r.n[Programme] == 0 {
			continue
		}
		for _, rows := range r.pool {
			in.defects.add(&evidence.Problem{Code: CodeBothArms, File: rows.path, Row: rows.first, Column: in.plan.ID,
				What: "the person is in the programme group too", Remedy: "take programme people out of the comparison pool"}, rows.n, in.asked[0].Role)
		}
	}
	return nil
}

// sight takes note of a row.
func (in *inspector) sight(found map[string]*repeat, s sighting, path string, row int64) {
	r := found[s.id]
	if r == nil {
		r = &repeat{}
		found[s.id] = r
	}
	if r.n[s.arm]++; r.n[s.arm] > 1 && s.arm != noArm {
		in.defects.note(path, in.asked[0], &evidence.Problem{Code: CodeSameID, What: "the same id stands in another row of the arm",
			Remedy: "keep one row for each person: the one of their first entry, or as the contract says"}, row, "")
	}
	if s.arm != Comparison {
		return
	}
	if last := len(r.pool) - 1; last >= 0 && r.pool[last].path == path {
		r.pool[last].n++
		return
	}
	r.pool = append(r.pool, poolRows{path, 1, row})
}

// sightings returns the rows of a unit whose id has a suspect hash.
func (in *inspector) sightings(u unit, suspect map[uint64]bool) []sighting {
	var out []sighting
	in.eachID(u, func(row int, id []byte) {
		if suspect[in.hash(id)] {
			out = append(out, sighting{string(id), row, u.source.arm})
		}
	})
	if len(out) == 0 || !u.source.mixed {
		return out
	}
	arms := in.arms(u)
	for i := range out {
		out[i].arm = Arm(arms[out[i].row])
	}
	return out
}

// arms reads the arm of each row of a unit.
func (in *inspector) arms(u unit) []uint8 {
	_, n := u.source.file.Group(u.group)
	s := &unitSurvey{unit: u, in: in, next: 1, grid: newGrid(int(n)), arm: make([]uint8, n), state: make([]rowState, n),
		columns: make([]columnSurvey, len(in.asked)), defects: defects{}}
	s.readArm()
	s.grid.free()
	return s.arm
}
