package cohort

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"

	"sib/cohort/internal/columns"
)

// Key is a keyed hash of a person's id: the first 16 bytes of SHA-256(SHA-256(key) ‖ id).
// At 128 bits no two of ten million people share one but with a probability of 10⁻²⁵.
type Key [16]byte

// Compare orders keys by their bytes.
func (k Key) Compare(other Key) int { return bytes.Compare(k[:], other[:]) }

// Keyed are the eligible people in the order of rows, each with a key.
type Keyed struct {
	Row     []int64 // counted from 0 over the rows of all Parts
	Profile []int32 // index into Cohort.Profiles
	Arm     []uint8
	Key     []Key
}

// Keyed reads the eligible people again and gives each a key that only the id and key
// determine: people sorted by it are in an order that nobody chose and that does not
// depend on the order of rows. The same ids under another key are in another order.
func (c *Cohort) Keyed(ctx context.Context, key []byte) (*Keyed, error) {
	if c.rows == nil {
		return nil, errNotRead
	}
	if len(c.rows.counts) > 0 {
		return nil, errCounted
	}
	parts := c.Parts()
	prefix := sha256.Sum256(key)
	out := &Keyed{}
	var n int64
	for _, e := range c.Flow.Eligible {
		n += e
	}
	out.grow(int(n))
	var first int64
	work := func(i int) (*Keyed, error) { return parts[i].keyed(prefix) }
	take := func(i int, k *Keyed) error {
		out.append(k, first)
		first += parts[i].Size
		return nil
	}
	if err := columns.Ordered(ctx, len(parts), work, take); err != nil {
		return nil, err
	}
	if int64(len(out.Row)) != n {
		return nil, fmt.Errorf("cohort: %d people are eligible, %d were counted before", len(out.Row), n)
	}
	return out, nil
}

var errNotRead = errors.New("cohort: the cohort was not read from files, so nobody has an id")

func (k *Keyed) grow(n int) {
	k.Row, k.Profile = slices.Grow(k.Row, n), slices.Grow(k.Profile, n)
	k.Arm, k.Key = slices.Grow(k.Arm, n), slices.Grow(k.Key, n)
}

// append adds the people of a part whose first row is number first.
func (k *Keyed) append(part *Keyed, first int64) {
	for _, row := range part.Row {
		k.Row = append(k.Row, first+row)
	}
	k.Profile, k.Arm = append(k.Profile, part.Profile...), append(k.Arm, part.Arm...)
	k.Key = append(k.Key, part.Key...)
}

// keyed reads one part; rows count from its first.
func (p Part) keyed(prefix [sha256.Size]byte) (*Keyed, error) {
	rows, err := p.Rows()
	if err != nil {
		return nil, err
	}
	out := &Keyed{}
	out.grow(len(rows.Profile))
	text := slices.Clone(prefix[:])
	err = p.people.plan.eachID(p.unit, func(row int, id []byte) {
		if rows.Profile[row] < 0 {
			return
		}
		text = append(text[:len(prefix)], id...)
		sum := sha256.Sum256(text)
		out.Row = append(out.Row, int64(row))
		out.Profile, out.Arm = append(out.Profile, rows.Profile[row]), append(out.Arm, rows.Arm[row])
		out.Key = append(out.Key, Key(sum[:len(Key{})]))
	})
	return out, err
}

// EachID calls do with the id of every row of the part, eligible or not, as bytes that are
// valid for the call: the text, or an integer in decimal. Ids stay out of every error.
func (p Part) EachID(do func(row int, id []byte)) error { return p.people.plan.eachID(p.unit, do) }

// IDColumn returns the name of the column with ids, for messages.
func (p Part) IDColumn() string { return p.people.plan.ID }

// EntryColumn returns the name of the column with the day of entry; it may be empty.
func (p Part) EntryColumn() string { return p.people.plan.Entry }

// IDs returns the ids of some rows, numbered as in Keyed, in the order of rows asked
// for. Only the parts that hold them are read. Ids stay out of every error.
func (c *Cohort) IDs(ctx context.Context, rows []int64) ([]string, error) {
	if c.rows == nil {
		return nil, errNotRead
	}
	if len(c.rows.counts) > 0 {
		return nil, errCounted
	}
	asked := make([]int, len(rows)) // indices into rows, by row
	for i := range asked {
		asked[i] = i
	}
	slices.SortStableFunc(asked, func(a, b int) int { return int(min(1, max(-1, rows[a]-rows[b]))) })
	wanted, err := c.wanted(rows, asked)
	if err != nil {
		return nil, err
	}
	out := make([]string, len(rows))
	work := func(i int) ([]string, error) { return wanted[i].ids(rows) }
	take := func(i int, ids []string) error {
		for k, id := range ids {
			out[wanted[i].asked[k]] = id
		}
		return nil
	}
	return out, columns.Ordered(ctx, len(wanted), work, take)
}

// wanted are the rows asked for in one part.
type wanted struct {
	part  Part
	first int64 // number of the part's first row
	asked []int // indices into the rows asked for, by row
}

// wanted divides the rows, which asked puts in order, over the parts.
func (c *Cohort) wanted(rows []int64, asked []int) ([]wanted, error) {
	if len(asked) > 0 && rows[asked[0]] < 0 {
		return nil, fmt.Errorf("cohort: there is no row %d", rows[asked[0]])
	}
	var out []wanted
	var first int64
	for _, p := range c.Parts() {
		n := 0
		for n < len(asked) && rows[asked[n]] < first+p.Size {
			n++
		}
		if n > 0 {
			out = append(out, wanted{p, first, asked[:n]})
			asked = asked[n:]
		}
		first += p.Size
	}
	if len(asked) > 0 {
		return nil, fmt.Errorf("cohort: there is no row %d: the files have %d", rows[asked[0]], first)
	}
	return out, nil
}

func (w wanted) ids(rows []int64) ([]string, error) {
	out := make([]string, 0, len(w.asked))
	err := w.part.people.plan.eachID(w.part.unit, func(row int, id []byte) {
		for len(out) < len(w.asked) && rows[w.asked[len(out)]] == w.first+int64(row) {
			out = append(out, string(id))
		}
	})
	return out, err
}
