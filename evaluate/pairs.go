package evaluate

import (
	"context"

	"sib/cohort"
	"sib/matching"
)

// Ties says in which order people who cannot be told apart are taken when pairs are
// named.
type Ties string

// The orders.
const (
	// ByKey orders people by a hash of their id under the plan's digest: nobody chose it,
	// and it does not depend on the order of rows.
	ByKey Ties = "key"
	// ByFile takes them in the order of the files, as R's MatchIt does. It is there to be
	// compared with: sort the file, and other people are matched.
	ByFile Ties = "file-order"
)

// Pair is two people by their ids.
type Pair struct {
	Year       int
	K          int // which of the focal person's matches
	Programme  string
	Comparison string
}

// Pairs names who is matched with whom under the design, for a method that makes pairs.
// It is one of the ways to choose among people who cannot be told apart; the design's
// weights are the mean over all of them.
func (d *Design) Pairs(ctx context.Context, ties Ties) ([]Pair, error) {
	keyed, err := d.People.Keyed(ctx, []byte(d.Plan))
	if err != nil {
		return nil, &Error{StageMatch, err}
	}
	named, err := d.named(keyed, ties)
	if err != nil {
		return nil, &Error{StageMatch, err}
	}
	return d.withIDs(ctx, named, keyed)
}

func (d *Design) named(keyed *cohort.Keyed, ties Ties) ([]matching.NamedPair, error) {
	if ties == ByKey {
		return matching.NamedPairs(d.People, d.Matching.Spec, keyed)
	}
	pairs, err := matching.Pairs(d.People, d.Matching.Spec, matching.People{Profile: keyed.Profile, Arm: keyed.Arm})
	if err != nil {
		return nil, err
	}
	out := make([]matching.NamedPair, len(pairs))
	for i, p := range pairs {
		out[i] = matching.NamedPair{Focal: keyed.Row[p.Focal], Match: keyed.Row[p.Match], K: p.K}
	}
	return out, nil
}

// withIDs reads the ids of the people in pairs.
func (d *Design) withIDs(ctx context.Context, named []matching.NamedPair, keyed *cohort.Keyed) ([]Pair, error) {
	rows := make([]int64, 0, 2*len(named))
	for _, p := range named {
		rows = append(rows, p.Focal, p.Match)
	}
	ids, err := d.People.IDs(ctx, rows)
	if err != nil {
		return nil, &Error{StageMatch, err}
	}
	year := map[int64]int{}
	for _, p := range named {
		year[p.Focal] = 0
	}
	for i, row := range keyed.Row {
		if _, ok := year[row]; ok {
			year[row] = d.People.Profiles[keyed.Profile[i]].Year
		}
	}
	out := make([]Pair, len(named))
	for i, p := range named {
		out[i] = Pair{Year: year[p.Focal], K: int(p.K), Programme: ids[2*i], Comparison: ids[2*i+1]}
		if d.Matching.Spec.Estimand == matching.OnControl {
			out[i].Programme, out[i].Comparison = ids[2*i+1], ids[2*i]
		}
	}
	return out, nil
}
