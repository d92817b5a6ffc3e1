package matching

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"

	"sib/cohort"
	"sib/stats"
)

// ScoreModel is a fitted propensity model: the probability of being in the programme
// group given the covariates.
type ScoreModel struct {
	Link  string      `json:"link"`  // the link function: logit, probit or cloglog
	Terms []ScoreTerm `json:"terms"` // coefficients, the intercept first
	// LeftOut are terms that are constant or that those before them determine.
	LeftOut  []string `json:"left_out,omitempty"`
	Deviance float64  `json:"deviance"` // −2 log-likelihood, a pure number
	N        int64    `json:"n"`        // number of people
}

// ScoreTerm is a coefficient of the linear predictor. That of a level is what separates
// it from the first level of its covariate.
type ScoreTerm struct {
	Covariate   string  `json:"covariate"`       // name of the covariate, or (intercept)
	Level       string  `json:"level,omitempty"` // level of a category
	Coefficient float64 `json:"coefficient"`     // on the scale of the link, for each unit of the covariate
	SE          float64 `json:"se"`              // standard error of the coefficient, on the same scale
}

// intercept is the name of the constant in the terms of a model.
const intercept = "(intercept)"

// fitScore sets score, linear and model where the spec needs them.
func (d *design) fitScore() error {
	if err := d.checkDistance(); err != nil {
		return err
	}
	switch {
	case !d.needsScore():
		return nil
	case d.metric() == GivenScore:
		return d.takeScore()
	}
	return d.fitModel()
}

// metric is the spec's, or the propensity score.
func (d *design) metric() Metric { return cmp.Or(d.spec.Distance.Metric, Propensity) }

// scored reports whether the metric is a difference of scores.
func (m Metric) scored() bool { return m == Propensity || m == GivenScore }

// needsScore reports whether the method, the support, a caliper, the order of choice or
// a ratio that varies with the score asks for one.
func (d *design) needsScore() bool {
	for _, c := range d.spec.Calipers {
		if c.Of == OfScore || c.Of == OfLinear {
			return true
		}
	}
	choice := d.spec.Choice
	switch m := d.spec.Method; {
	case d.spec.Support != SupportAll, m == Subclassification, m == Weighting:
		return true
	case choice.Order == Largest, choice.Order == Smallest, choice.Most > 0:
		return true
	default:
		return m.pairs() && d.metric().scored()
	}
}

// checkDistance refuses distances that do not go with the method or with themselves.
func (d *design) checkDistance() error {
	dist, m := d.spec.Distance, d.spec.Method
	metrics := []Metric{Propensity, Mahalanobis, RobustMahalanobis, ScaledEuclidean, GivenScore}
	switch {
	case !slices.Contains(metrics, d.metric()):
		return fmt.Errorf("unknown metric %q: want one of %v", dist.Metric, metrics)
	case (m == Subclassification || m == Weighting) && !d.metric().scored():
		return fmt.Errorf("%s works with a score, and the metric %s is none: use %s or %s", m, dist.Metric, Propensity, GivenScore)
	case (m == Stratification || m == Entropy) && dist.Metric != "" && !(d.metric().scored() && d.spec.Support != SupportAll):
		return fmt.Errorf("%s measures no distances: leave the metric out", m)
	case (m == Stratification || m == Entropy) && d.spec.Support == SupportAll && (dist.Link != "" || dist.Linear):
		return fmt.Errorf("%s fits no propensity model: leave link and linear out", m)
	case m == Stratification && d.spec.Support == SupportAll && len(dist.Covariates) > 0:
		return fmt.Errorf("%s measures no distances: leave distance.covariates out", m)
	case d.metric() == GivenScore && (dist.Link != "" || dist.Linear):
		return fmt.Errorf("link and linear belong to a propensity model, and the metric %s has none", GivenScore)
	}
	_, err := stats.ParseLink(dist.Link)
	return err
}

// takeScore uses the covariate that holds a score.
func (d *design) takeScore() error {
	names := d.spec.Distance.Covariates
	if len(names) != 1 {
		return fmt.Errorf("the metric %s needs the one covariate that holds the score in distance.covariates, not %d", GivenScore, len(names))
	}
	k := slices.IndexFunc(d.c.Domains, func(dom cohort.Domain) bool { return dom.Name == names[0] })
	switch {
	case k < 0:
		return fmt.Errorf("distance.covariates names %q, which is not a covariate", names[0])
	case d.c.Domains[k].Kind == cohort.Category:
		return fmt.Errorf("the score %q is a category: read it as a number", names[0])
	case d.spec.Covariates[k].Mode != Free:
		return fmt.Errorf("the score %q is matched %s: match it by %q, or by another metric", names[0], d.spec.Covariates[k].Mode, Free)
	}
	d.score = make([]float64, len(d.c.Profiles))
	for i, p := range d.c.Profiles {
		d.score[i] = d.c.Domains[k].Numbers[p.Codes[k]]
	}
	return nil
}

// modelled are the columns of the propensity model. The spec's choice of covariates is
// the model's if the model is the metric, and the metric's otherwise.
func (d *design) modelled() (columns, error) {
	ch := choice{year: true, against: true, in: func(int) bool { return true }}
	if d.metric() == Propensity && d.spec.Method != Entropy {
		ch.names = d.spec.Distance.Covariates
	}
	return d.columnsOf(ch)
}

func (d *design) fitModel() error {
	cols, err := d.modelled()
	if err != nil {
		return err
	}
	if err := d.checkSeparation(cols); err != nil {
		return err
	}
	var profiles []int32
	var n, events []float64
	for i, p := range d.c.Profiles {
		if p.N != [2]int64{} {
			profiles = append(profiles, int32(i))
			n = append(n, float64(p.N[0]+p.N[1]))
			events = append(events, float64(p.N[cohort.Programme]))
		}
	}
	link, err := stats.ParseLink(d.spec.Distance.Link)
	if err != nil {
		return err
	}
	fit, err := stats.FitBinomial(cols.rows(profiles), n, events, link)
	if errors.Is(err, stats.ErrSeparated) {
		return errors.New("some combination of the covariates separates the programme people from the comparison pool: " + remedy)
	}
	if err != nil {
		return err
	}
	d.model = modelOf(cols, fit)
	d.linear = cols.project(fit.Coef[0], fit.Coef[1:])
	d.score = d.linear
	if !d.spec.Distance.Linear {
		d.score = make([]float64, len(d.linear))
		for i, eta := range d.linear {
			d.score[i] = link.Probability(eta)
		}
	}
	return nil
}

func modelOf(cols columns, fit *stats.BinomialFit) *ScoreModel {
	m := &ScoreModel{Link: string(fit.Link), Deviance: fit.Deviance, N: int64(math.Round(fit.People))}
	m.Terms = append(m.Terms, ScoreTerm{Covariate: intercept, Coefficient: fit.Coef[0], SE: fit.SE[0]})
	for j, name := range cols.names {
		if fit.LeftOut[1+j] {
			m.LeftOut = append(m.LeftOut, name.String())
			continue
		}
		m.Terms = append(m.Terms, ScoreTerm{name.covariate, name.level, fit.Coef[1+j], fit.SE[1+j]})
	}
	return m
}
