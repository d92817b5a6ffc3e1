package report

import (
	"fmt"
	"strconv"

	"sib/cohort"
	"sib/contract"
	"sib/disclosure"
	"sib/evaluate"
)

// roundedTo is the base that published counts are rounded to.
const roundedTo = 5

// registered is every count of an evaluation that a reader of the public pack can see or
// form, with the sums that tie them, protected once. It sees the evaluation; what reads
// it sees the cells.
type registered struct {
	cells     disclosure.Protected
	groups    []registeredGroup // as the report lists them, the pooled one last
	secondary []registeredOutcome
	flow      [2][]registeredStage
	subs      []registeredLevels
	withheld  []string // tables that are left out as a whole
}

// registeredGroup is the cells of one result, by arm.
type registeredGroup struct {
	at   int // in the results of its outcome
	arms [2]disclosure.Group
	// plain says that the programme enters the effect and its interval with one rate, in
	// which everybody weighs the same: of its years nothing but their sum is in them.
	plain bool
}

type registeredOutcome struct {
	at     int // in Secondary
	groups []registeredGroup
}

// registeredLevels is the cells of one covariate's levels.
type registeredLevels struct {
	at        int // in Sensitivity.SubGroups
	covariate string
	levels    [][2]disclosure.Group
}

// registrar fills the tables.
type registrar struct {
	run       *evaluate.Evaluation
	tables    disclosure.Tables
	threshold int64
	out       registered
}

// register protects the counts of an evaluation with the contract's threshold.
func register(run *evaluate.Evaluation) (registered, error) {
	r := &registrar{run: run, threshold: int64(run.Contract.Disclosure.Threshold)}
	groups, err := r.outcome("", run.Results)
	if err != nil {
		return registered{}, err
	}
	r.out.groups = groups
	r.flow()
	r.subGroups()
	if err := r.secondary(); err != nil {
		return registered{}, err
	}
	r.out.cells, err = r.tables.Protect(disclosure.Rules{Threshold: r.threshold, Base: roundedTo})
	if err != nil {
		return registered{}, err
	}
	r.out.drop()
	return r.out, nil
}

// small says of a count that it must not be told.
func (r *registrar) small(n int64) bool { return r.threshold > 1 && n < r.threshold }

// outcome registers the results of one outcome: years that add up to all of them. A
// contract of one year has one group, which is the pooled one too.
func (r *registrar) outcome(name string, results []evaluate.Result) ([]registeredGroup, error) {
	var out []registeredGroup
	for i, x := range results {
		if len(r.run.Contract.Cohorts) == 1 && i > 0 {
			break
		}
		g := registeredGroup{at: i, plain: !x.Programme.Weighted && x.Difference.Method == contract.WeightedNewcombe}
		for arm, rate := range [2]evaluate.Rate{x.Programme, x.Comparison} {
			g.arms[arm] = r.tables.Group(name+cohortCell(x.Cohort)+" "+cohort.Arm(arm).String(), rate.N, rate.Events)
		}
		out = append(out, g)
	}
	last := len(out) - 1
	if last < 1 || results[out[last].at].Cohort != 0 {
		return out, nil
	}
	for arm := range 2 {
		var parts []disclosure.Group
		var n int64
		for _, g := range out[:last] {
			parts = append(parts, g.arms[arm])
			n += rateOf(results[g.at], arm).N
		}
		if all := rateOf(results[last], arm).N; n != all {
			return nil, fmt.Errorf("the years of the %s group count %d people and all years together %d", cohort.Arm(arm), n, all)
		}
		r.tables.SumGroups(out[last].arms[arm], parts...)
	}
	return out, nil
}

func rateOf(r evaluate.Result, arm int) evaluate.Rate {
	if arm == int(cohort.Programme) {
		return r.Programme
	}
	return r.Comparison
}

// secondary registers the outcomes that do not bind. One that is close to another tells
// how few people stand between the two, so it is left out as a whole.
func (r *registrar) secondary() error {
	told := [][]evaluate.Result{r.run.Results}
	for i, o := range r.run.Secondary {
		if len(o.Results) == 0 {
			continue
		}
		if r.close(o.Results, told) {
			r.out.withheld = append(r.out.withheld, "outcome "+strconv.Quote(o.Name))
			continue
		}
		groups, err := r.outcome("outcome "+strconv.Quote(o.Name)+" ", o.Results)
		if err != nil {
			return fmt.Errorf("outcome %q: %w", o.Name, err)
		}
		told = append(told, o.Results)
		r.out.secondary = append(r.out.secondary, registeredOutcome{i, groups})
	}
	return nil
}

// close says whether a count of one outcome is so near that of another that their
// difference is itself a small count of people.
func (r *registrar) close(results []evaluate.Result, told [][]evaluate.Result) bool {
	for _, others := range told {
		for _, x := range results {
			for _, y := range others {
				if x.Cohort == y.Cohort && r.closeRates(x, y) {
					return true
				}
			}
		}
	}
	return false
}

func (r *registrar) closeRates(x, y evaluate.Result) bool {
	for arm := range 2 {
		a, b := rateOf(x, arm), rateOf(y, arm)
		// The same people with an outcome known in both are no difference at all.
		if apart := max(a.N-b.N, b.N-a.N); apart != 0 && r.small(apart) {
			return true
		}
		placed, not := a.Events-b.Events, (a.N-a.Events)-(b.N-b.Events)
		if r.small(max(placed, -placed)) || r.small(max(not, -not)) {
			return true
		}
	}
	return false
}

// pooled is the group of all years.
func (r registered) pooled() registeredGroup { return r.groups[len(r.groups)-1] }

// shown says whether all cells of a group are published.
func (r registered) shown(g [2]disclosure.Group) bool {
	for _, arm := range g {
		for _, id := range []string{arm.N, arm.Placed, arm.NotPlaced} {
			if r.cells.Cell(id).Reason != disclosure.Shown {
				return false
			}
		}
	}
	return true
}

// behind says whether every count behind the effect of groups[i] is published. Behind the
// effect of all years stand those of each: the comparison rate is the mean of theirs, with
// the programme's people as weights. Placements of the programme enter it as their sum,
// where the group is plain.
func (r registered) behind(groups []registeredGroup, i int, pooled bool) bool {
	if !pooled || !r.shown(groups[i].arms) {
		return r.shown(groups[i].arms)
	}
	for _, g := range groups {
		programme := g.arms[cohort.Programme]
		if groups[i].plain {
			programme.Placed, programme.NotPlaced = programme.N, programme.N
		}
		if !r.shown([2]disclosure.Group{programme, g.arms[cohort.Comparison]}) {
			return false
		}
	}
	return true
}
