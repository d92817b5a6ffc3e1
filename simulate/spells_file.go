package simulate

import (
	"math/rand/v2"

	"github.com/apache/arrow/go/v17/parquet"
)

// spellColumns are the columns of the register.
func spellColumns() []column[spell] {
	kinds := asBytes(spellKinds)
	return []column[spell]{
		idColumn(func(s *spell) int64 { return s.number }),
		&values[spell, int32]{name: "start", typ: dayNode, of: func(s *spell) int32 { return int32(s.start) }},
		&values[spell, int32]{name: "end", typ: dayNode, of: func(s *spell) int32 { return int32(s.end) },
			gone: func(s *spell) bool { return s.running }},
		&values[spell, parquet.ByteArray]{name: "kind", typ: textNode, of: func(s *spell) parquet.ByteArray { return kinds[s.kind] }},
		&values[spell, int32]{name: "contract_months", typ: int32Node, of: func(s *spell) int32 { return s.months },
			gone: func(s *spell) bool { return s.months == 0 }},
	}
}

// spellsFile is the register as it is written, batch by batch: the spells of people,
// and a few of others.
type spellsFile struct {
	table    *table[spell]
	batch    []spell
	stranger int64 // number of the next person who is in no file of people
}

// strangerIn is after how many people, on average, somebody follows who is in the
// register alone.
const strangerIn = 500

// add writes the spells of one person.
func (f *spellsFile) add(spells []spell, r *rand.Rand) error {
	f.batch = append(f.batch, spells...)
	if len(spells) > 0 && r.IntN(strangerIn) == 0 {
		s := spells[0]
		s.number = f.stranger
		f.batch = append(f.batch, s)
		f.stranger++
	}
	if len(f.batch) < batchRows {
		return nil
	}
	if err := f.table.write(f.batch[:batchRows]); err != nil {
		return err
	}
	f.batch = append(f.batch[:0], f.batch[batchRows:]...)
	return nil
}

// flush writes what is left.
func (f *spellsFile) flush() error {
	if len(f.batch) == 0 {
		return nil
	}
	defer func() { f.batch = f.batch[:0] }()
	return f.table.write(f.batch)
}
