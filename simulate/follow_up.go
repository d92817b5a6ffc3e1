package simulate

import (
	"math/rand/v2"
	"time"
)

const (
	followUpMonths = 12 // of the outcome that binds
	employedAt     = 6  // months after entry, for the second outcome
	placedDays     = 90 // working days that make a placement
)

// knownUntil is the last day of which the register knows anything: those who enter in
// the last two months of the last year are not followed to the end.
func (o Options) knownUntil() day { return dayOf(o.Years[len(o.Years)-1]+1, time.October, 31) }

// windowOf returns the last day of the follow-up of somebody who enters on a day.
func windowOf(entry day) (last day) { return entry.addMonths(followUpMonths) - 1 }

// date gives a person days of entry and of birth that fit the year and the age.
func (p *person) date(r *rand.Rand) {
	from, next := dayOf(int(p.year), time.January, 1), dayOf(int(p.year)+1, time.January, 1)
	p.entry = from + day(r.IntN(int(next-from)))
	p.birth = p.entry.bornToBe(int(p.age), r.IntN(365))
}
