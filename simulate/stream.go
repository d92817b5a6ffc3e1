package simulate

import (
	"context"
	"math/rand/v2"
)

// arm is a file of people.
type arm int

const (
	programmeArm arm = iota
	comparisonArm
)

func (a arm) file() string {
	if a == programmeArm {
		return programmeFile
	}
	return comparisonFile
}

// Purposes of random numbers. Each has a stream of its own in each arm, so that one
// option leaves what the others draw as it is.
const (
	forPeople = iota
	forRegistered
	forDates
	forSpells
	forGaps // and one for each field
)

func (o Options) random(a arm, purpose int) *rand.Rand {
	return rand.New(rand.NewPCG(o.Seed, uint64(1+int(a)+2*purpose)))
}

// stream makes the people of one file. Their numbers start at first.
type stream struct {
	form
	mix          mix
	spreads      [2]bell // how the continuous covariates vary
	years        []int
	n, first     int64
	effects      effects
	gaps         gaps
	forgetter    forgetter
	unregistered int // chance, in 1/10,000

	people, registered, dates *rand.Rand
	register                  *register   // nil: no spells
	spells                    *spellsFile // nil: no spells
	done                      func(n int64)
}

func newStream(o Options, a arm, spells *spellsFile) (stream, error) {
	gaps, err := o.gaps()
	if err != nil {
		return stream{}, err
	}
	random := func(purpose int) *rand.Rand { return o.random(a, purpose) }
	s := stream{
		form: form{continuous: o.Continuous, registered: o.Unregistered > 0, dates: o.Spells, optional: gaps.optional()},
		mix:  comparisonMix, spreads: comparisonContinuous, years: o.Years, n: o.Comparison, first: 1 + o.Programme,
		gaps: gaps, forgetter: newForgetter(gaps, random), unregistered: inTenThousandths(o.Unregistered),
		people: random(forPeople), registered: random(forRegistered), dates: random(forDates), spells: spells,
	}
	if a == programmeArm {
		s.mix, s.spreads, s.n, s.first = programmeMix, programmeContinuous, o.Programme, 1
		s.effects, err = o.effects()
	}
	if spells != nil {
		s.register = newRegister(o, random(forSpells))
	}
	return s, err
}

func (s stream) write(ctx context.Context, path string) error {
	return writeTable(path, "people", s.columns(), func(t *table[person]) error {
		batch := make([]person, 0, batchRows)
		for at := int64(0); at < s.n; at += int64(len(batch)) {
			if err := ctx.Err(); err != nil {
				return err
			}
			batch = batch[:0]
			for i := at; i < min(at+batchRows, s.n); i++ {
				batch = append(batch, s.next(s.first+i))
			}
			if err := t.write(batch); err != nil {
				return err
			}
			if err := s.writeSpells(batch); err != nil {
				return err
			}
			s.done(at + int64(len(batch)))
		}
		return nil
	})
}

func (s stream) writeSpells(people []person) error {
	if s.register == nil {
		return nil
	}
	for i := range people {
		if err := s.spells.add(s.register.of(&people[i]), s.register.rng); err != nil {
			return err
		}
	}
	return nil
}

func (s stream) next(number int64) person {
	r := s.people
	season := r.IntN(len(s.years))
	p := s.mix.draw(r, int32(s.years[season]))
	p.number = number
	p.truth = settle(r, p.chance(season)+s.effects.on(p))
	p.outcome = p.truth
	if r.IntN(certain) < s.gaps.age() {
		p.missing |= ageField
	}
	if r.IntN(certain) < s.gaps.placed() {
		p.outcome = unknown
	}
	p.addContinuous(r, s.continuous, s.spreads)
	s.forgetter.forget(&p)
	if s.form.registered {
		p.unregistered = s.registered.IntN(certain) < s.unregistered
	}
	if s.form.dates {
		p.date(s.dates)
	}
	if s.register != nil && windowOf(p.entry) > s.register.until {
		p.outcome = unknown // nobody knows yet
	}
	return p
}
