package stats

import (
	"errors"
	"fmt"
	"math"
)

const estimatedOp = "abadie-imbens-estimated"

// ScoreSpread is an effect of matching on an estimated propensity score, SE allowing for
// the estimation. KnownSE is the standard error that holds if the score had been known,
// a proportion too; it can be the larger or the smaller of the two.
type ScoreSpread struct {
	Spread
	KnownSE float64
}

// AbadieImbensEstimated fits a logit of the arm on the covariates, matches each
// programme person with replacement to the m comparison people nearest on the linear
// predictor, all ties averaged, and returns the mean difference of outcomes with the
// standard error of Abadie and Imbens 2016 (Econometrica 84:781) for the effect on the
// treated.
//
// y[i], a number from 0 to 1, programme[i] and covariates[i] belong to one person; rows
// are of one length, without a constant. l, at least 2, is the number of nearest people
// of one arm that local variances and covariances are taken from: 2 has the least bias;
// with some hundred people 4 to 8 are steadier. The logit has the covariates as they are:
// squares and interactions that it needs are columns too. Scores nearer than 1e-9 are ties.
//
// The linear predictor stands for the score because it orders people alike, to first
// order gives the same variance, and keeps people apart whose probabilities round to one
// number. Covariates are standardised first: neither the matches nor the variance depend
// on their units.
//
// With F the score, μ̄₁ and μ̄₀ the arms' mean outcomes given F, and covariances given F
// within an arm, the variance is V − c'J⁻¹c + d'J⁻¹d, J the information of the logit for
// all people and n₁ the programme people:
//
//	V = [Σ(yᵢ − ŷᵢ − τ)² + Σ(K² − K′)·σ̄²] / n₁²
//	c = Σ f·[x(μ̄₁ − μ̄₀ − τ) + cov₁(x,y) + F/(1−F)·cov₀(x,y)] / n₁
//	d = Σ f·[x(μ̄₁ − μ̄₀ − τ) + cov₁(x,y) − cov₀(x,y)] / n₁
//
// The second term is what the fit takes away, the part of the estimate that moves with the
// score function; the third what it adds, as τ is that of the people whom the fitted score
// describes. V is for a known score (Abadie, Imbens 2006, Econometrica 74:235): its first sum is over
// programme people, its second over comparison people, K and K′ the sums of the shares
// that one has in matches and of their squares. c and d are sums over everybody, x the
// row with its constant, f = F(1 − F). c is the covariance of the estimate at the true
// score with the score function Σ x(W − F): a programme person adds f·cov₁, a comparison
// person, used F/(1−F) times, the last term, and W(μ̄₁ − μ̄₀ − τ) the first. d is ∂τ/∂θ
// where τ(θ) = E[F(θ)(μ₁(x) − μ₀(x))]/E[F(θ)]: it is E[f·x(μ₁(x) − μ₀(x) − τ)]/E[F], and
// E[x·μ(x)|F] = E[x|F]·μ̄ + cov(x,μ|F) leaves only what the neighbours by score tell, and
// nobody needs to be matched on all covariates. Where everybody of one score has one
// profile, and enough company, the covariances are 0 and the variance is V.
//
// The interval is normal; people like these are the target. Fewer than m comparison
// people or than l + 1 in an arm, numbers out of range, a constant covariate, collinear
// ones, arms that the covariates separate, and a variance below 0 are errors.
func AbadieImbensEstimated(y []float64, programme []bool, covariates [][]float64, m, l int) (ScoreSpread, error) {
	if err := checkEstimated(y, programme, covariates, m, l); err != nil {
		return ScoreSpread{}, err
	}
	s, err := newScored(y, programme, covariates)
	if err != nil {
		return ScoreSpread{}, err
	}
	matches := s.match(float64(m))
	known := matches.variance(s, float64(l))
	c, d := s.gradients(matches.effect, float64(l))
	variance := known + dot(d, s.fit.solve(d)) - dot(c, s.fit.solve(c))
	if variance < -1e-15 {
		return ScoreSpread{}, fmt.Errorf("%s: the variance allowing for the estimated score is below 0: too few people for so many covariates; use fewer covariates or a larger l", estimatedOp)
	}
	out := Spread{
		Value: matches.effect, SE: math.Sqrt(math.Max(0, variance)), DF: math.Inf(1),
		Clusters: int(s.people[1]), Method: estimatedOp,
	}
	return ScoreSpread{Spread: out, KnownSE: math.Sqrt(known)}, nil
}

func checkEstimated(y []float64, programme []bool, covariates [][]float64, m, l int) error {
	if len(y) != len(programme) {
		return fmt.Errorf("%s: %d outcomes for %d arms", estimatedOp, len(y), len(programme))
	}
	if err := checkCovariates(estimatedOp, len(y), covariates); err != nil {
		return err
	}
	if m < 1 {
		return bad(estimatedOp, "m", float64(m), "at least 1")
	}
	if l < 2 {
		return bad(estimatedOp, "l", float64(l), "at least 2")
	}
	var people [2]int
	for i, v := range y {
		u := Unit{Y: v, Programme: programme[i], Weight: 1}
		if err := u.check(); err != nil {
			return fmt.Errorf("%s: person %d: %w", estimatedOp, i, err)
		}
		people[u.arm()]++
	}
	for a, name := range []string{"comparison", "programme"} {
		if people[a] <= l || a == 0 && people[a] < m {
			return fmt.Errorf("%s: %d %s people: too few for m = %d and l = %d; want m comparison people, and more than l in each arm", estimatedOp, people[a], name, m, l)
		}
	}
	if len(covariates[0]) == 0 {
		return fmt.Errorf("%s: no covariates: there is no score to estimate", estimatedOp)
	}
	return nil
}

// scoreError says what the trouble of a logit means where the outcome is the arm.
func scoreError(err error) error {
	switch {
	case errors.Is(err, errSeparated):
		return fmt.Errorf("%s: the covariates separate the arms: for some values there are only programme people, or only comparison people, and the score has no finite estimate; drop or coarsen a covariate, or keep to people of common support", estimatedOp)
	case errors.Is(err, errCollinear):
		return fmt.Errorf("%s: the covariates are collinear: one is determined by the others; drop it", estimatedOp)
	}
	return fmt.Errorf("%s: score: %w", estimatedOp, err)
}
