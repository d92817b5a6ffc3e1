package simulate

import "github.com/apache/arrow/go/v17/parquet"

// form says which columns a file of people has besides those that all have.
type form struct {
	continuous int   // continuous covariates
	registered bool  // whether somebody is registered
	dates      bool  // days of entry and of birth
	optional   field // besides age and placed, which always are
}

func (f form) columns() []column[person] {
	out := []column[person]{
		idColumn(func(p *person) int64 { return p.number }),
		&values[person, int32]{name: "year", typ: int32Node, of: func(p *person) int32 { return p.year }},
		&values[person, int32]{name: "age", typ: int32Node, of: func(p *person) int32 { return p.age }, gone: missing(ageField)},
		f.category("gender", genderField, genders, func(p *person) uint8 { return p.gender }),
		f.category("origin", originField, origins, func(p *person) uint8 { return p.origin }),
		f.category("qualification", qualificationField, qualifications, func(p *person) uint8 { return p.qualification }),
		&values[person, bool]{name: "placed", typ: boolNode, of: func(p *person) bool { return p.outcome == placed },
			gone: func(p *person) bool { return p.outcome == unknown }},
	}
	numbers := []func(p *person) float64{
		func(p *person) float64 { return float64(p.cents) / 100 },
		func(p *person) float64 { return float64(p.metres) / 1000 },
	}
	for i, name := range continuousNames[:f.continuous] {
		out = append(out, &values[person, float64]{name: name, typ: float64Node, of: numbers[i], gone: f.gone(earningsField << i), unlike: true})
	}
	if f.registered {
		out = append(out, &values[person, bool]{name: "registered", typ: boolNode, of: func(p *person) bool { return !p.unregistered }, gone: f.gone(registeredField)})
	}
	if f.dates {
		out = append(out,
			&values[person, int32]{name: "entry_date", typ: dayNode, of: func(p *person) int32 { return int32(p.entry) }},
			&values[person, int32]{name: "birth_date", typ: dayNode, of: func(p *person) int32 { return int32(p.birth) }, gone: missing(ageField)})
	}
	return out
}

func (f form) category(name string, at field, levels []string, of func(*person) uint8) column[person] {
	text := asBytes(levels)
	return &values[person, parquet.ByteArray]{name: name, typ: textNode, gone: f.gone(at),
		of: func(p *person) parquet.ByteArray { return text[of(p)] }}
}

// gone returns nil for a column in which nothing can be missing.
func (f form) gone(at field) func(*person) bool {
	if f.optional&at == 0 {
		return nil
	}
	return missing(at)
}

func missing(at field) func(*person) bool {
	return func(p *person) bool { return p.missing&at != 0 }
}
