package stats

// Independence is a test that programme and outcome are independent within sets.
type Independence struct {
	Events   float64 // of programme people, in sets that can tell
	Expected float64 // of them, if the programme did nothing
	// ChiSquare has one degree of freedom; the exact test has no such statistic and
	// leaves it 0.
	ChiSquare float64
	Informed  int     // sets with both arms, events and non-events
	Greater   float64 // one-sided p-value of as many events or more
	Less      float64 // of as many or fewer
	TwoSided  float64
	Method    string
	Warnings  []string
}

// IndependenceFunc tests sets of people. Weights are not used.
type IndependenceFunc func(units []Unit) (Independence, error)

// independence holds the tests by name.
var independence = registry[IndependenceFunc]{
	"cmh":       CMHSets,
	"cmh-exact": ExactCMHSets,
}

// IndependenceTest returns the test with the given name, such as "cmh-exact".
// Underscores do as well as hyphens.
func IndependenceTest(method string) (IndependenceFunc, bool) {
	return independence.find(method)
}

// IndependenceTests returns the names of all tests, sorted.
func IndependenceTests() []string { return independence.names() }

// setTable is a set's 2×2 table: programme people and their events, all people and
// all events.
type setTable struct{ n1, x1, n, x float64 }

// informs reports whether the table could have come out otherwise.
func (t setTable) informs() bool { return t.n1 > 0 && t.n1 < t.n && t.x > 0 && t.x < t.n }

func (t setTable) expected() float64 { return float64(t.n1 / t.n * t.x) }

// variance is that of x1 with all margins fixed.
func (t setTable) variance() float64 {
	return float64(t.expected() * ((t.n - t.n1) / t.n) * ((t.n - t.x) / (t.n - 1)))
}

// setTables counts the units of each informative set; nobody's weight matters. The
// warning says when a person is counted in several sets.
func setTables(op string, units []Unit) ([]setTable, []string, error) {
	s, err := newMatched(op, units)
	if err != nil {
		return nil, nil, err
	}
	if err := s.checkBinary(op); err != nil {
		return nil, nil, err
	}
	c := s.clusters(BySet)
	people := c.sums(s, func(int) float64 { return 1 })
	events := c.sums(s, func(i int) float64 { return s.units[i].Y })
	var out []setTable
	for g := range people {
		t := setTable{people[g][1], events[g][1], people[g][0] + people[g][1], events[g][0] + events[g][1]}
		if t.informs() {
			out = append(out, t)
		}
	}
	var warnings []string
	if s.reuses() {
		warnings = []string{"people stand in several sets: each is counted in every one, and the p-value is too small"}
	}
	return out, warnings, nil
}

func newIndependence(op string, tables []setTable, warnings []string) Independence {
	return Independence{
		Events:   sumOf(len(tables), func(i int) float64 { return tables[i].x1 }),
		Expected: sumOf(len(tables), func(i int) float64 { return tables[i].expected() }),
		Informed: len(tables),
		Greater:  1, Less: 1, TwoSided: 1,
		Method: op, Warnings: warnings,
	}
}
