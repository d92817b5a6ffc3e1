package report

import (
	"fmt"
	"math"
	"math/big"
	"strings"
	"sync"

	"sib/cohort"
	"sib/contract"
	"sib/contract/money"
	"sib/contract/trace"
	"sib/evaluate"
	"sib/evidence"
	"sib/matching"
	"sib/stats"
)

func dec(s string) contract.Decimal {
	d, err := contract.ParseDecimal(s)
	if err != nil {
		panic(err)
	}
	return d
}

func euros(s string) money.Amount {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		panic(s)
	}
	return money.New("EUR", r)
}

func ptr(f float64) *float64 { return &f }

// rel is a relative threshold, given as a proportion.
func rel(s string) contract.Threshold {
	return contract.Threshold{Effect: contract.Relative, Value: dec(s)}
}

// duo is an evaluation like the founding case: three cohort years, a relative
// measure over all of them, a principal and a coupon in five tiers. The rates are
// the published ones, the cohort sizes and the intervals' effective sizes are made up.
func duo() *evaluate.Evaluation {
	step := dec("0.001")
	cent := dec("0.01")
	t := &contract.Terms{
		Language: contract.Language, ID: "duo-for-a-job-synthetic", Title: "DUO for a JOB, Brussels 2014–2016, on synthetic people",
		Note:     "The people in this example are synthetic. They are made so that the placement rates after matching print as the published ones. The cohort sizes, the rate table between 3 and 7 %, its compounding, the pooling of the years, the rounding, the clause numbers and the dates are not public: here they are assumptions.",
		Parties:  []contract.Party{{Role: "provider", Name: "DUO for a JOB"}, {Role: "payer", Name: "the Brussels employment service"}, {Role: "investor", Name: "the investors"}, {Role: "evaluator", Name: "the independent evaluator"}},
		Currency: "EUR", Cohorts: []int{2014, 2015, 2016},
		Outcome: contract.Outcome{Name: "placement", Clause: "1.2", Column: "placed", Definition: "90 or more working days within a year after the programme", Missing: "exclude"},
		Covariates: []contract.Covariate{
			{Name: "age", Kind: "integer", Match: "coarsened", Cuts: []contract.Decimal{dec("20.5"), dec("23.5"), dec("26.5"), dec("29.5")}, Missing: "exclude"},
			{Name: "gender", Kind: "category", Match: "exact", Missing: "refuse"},
			{Name: "origin", Kind: "category", Match: "exact", Missing: "refuse"},
			{Name: "qualification", Kind: "category", Match: "exact", Missing: "refuse"},
		},
		Matching:   contract.Matching{Clause: "2.2", Estimand: "ATT", Unmatched: "drop"},
		Interval:   contract.Interval{Clause: "2.3", Method: "weighted-newcombe", Level: dec("0.95")},
		Measures:   []contract.Measure{{ID: "gain", Clause: "3.1", Effect: contract.Relative, Scope: contract.Pooled, Pooling: "participants", Statistic: contract.PointEstimate, Rounding: contract.Rounding{Step: &step, Mode: money.HalfUp}}},
		Disclosure: contract.Disclosure{Threshold: 10},
		File:       "contract.yaml", Digest: evidence.DigestOf([]byte("contract")),
	}
	tier := func(at, rate string) contract.Tier {
		from, r := rel(at), dec(rate)
		return contract.Tier{Bound: contract.Bound{AtLeast: &from}, Rate: &r}
	}
	share := dec("1")
	lowest := rel("0.10")
	years := dec("3")
	t.Payment = contract.Payment{
		Principal: &contract.Principal{Clause: "1.1", Amount: euros("234000")},
		Drawdowns: []contract.Drawdown{{Date: "2014-01-01", Amount: euros("234000")}},
		Rounding:  contract.Rounding{Step: &cent, Mode: money.HalfUp},
		Rules: []contract.Rule{
			{ID: "principal", Clause: "4.1", Text: "The principal is repaid when the placement rate is at least 10 % better relative to the control group.", Measure: "gain", Bound: contract.Bound{AtLeast: &lowest}, Pay: &contract.Pay{Share: &share}},
			{ID: "return", Clause: "4.2", Text: "Above that, a yearly return of 3 to 7 % is paid on the principal.", Note: "The steps between 3 and 7 % and the compounding are assumptions; the published terms do not give them.", Measure: "gain", Coupon: &contract.Coupon{Years: years, Compounding: "compound"},
				Tiers: []contract.Tier{tier("0.10", "0.03"), tier("0.15", "0.04"), tier("0.20", "0.05"), tier("0.25", "0.06"), tier("0.30", "0.07")}},
		},
		Cap: contract.Cap{Clause: "4.3", Amount: euros("290000")},
	}
	e := &evaluate.Evaluation{
		SchemaVersion: evaluate.SchemaVersion, Tool: evidence.Tool{Name: "sib", Version: "0.1.0"}, Contract: t,
		Inputs:  []evaluate.Input{{Role: "programme", Path: contract.Paths{"programme.parquet"}, Rows: 330}, {Role: "comparison", Path: contract.Paths{"comparison.parquet"}, Rows: 4020}},
		People:  evidence.DigestOf([]byte("people")),
		Flow:    duoFlow(),
		Domains: []evaluate.Domain{{Name: "age", Kind: "integer", Distinct: 16}, {Name: "gender", Kind: "category", Distinct: 2, Values: []string{"F", "M"}}, {Name: "origin", Kind: "category", Distinct: 6, Values: strings.Fields("BE EU MAGHREB OTHER SUBSAHARAN TURKEY")}, {Name: "qualification", Kind: "category", Distinct: 4, Values: strings.Fields("HIGH LOW MEDIUM UNKNOWN")}},
		Results: duoResults(),
		Strata: []evaluate.StratumResult{
			{Year: 2014, Values: []string{"−∞ to 20.5", "F", "BE", "LOW"}, N: [2]int64{4, 31}, Events: [2]int64{2, 9}},
			{Year: 2014, Values: []string{"20.5 to 23.5", "M", "MAGHREB", "MEDIUM"}, N: [2]int64{7, 48}, Events: [2]int64{3, 17}},
			{Year: 2015, Values: []string{"20.5 to 23.5", "F", "OTHER", "HIGH"}, N: [2]int64{2, 0}, Events: [2]int64{1, 0}},
		},
		Findings: []evidence.Finding{
			{Code: "SIB-M201", Severity: evidence.Warning, Subject: "matching", Message: "5 eligible programme participants (1.5%) have nobody alike in the comparison pool and are left out; the estimand is the effect in the matched sample", Count: 5},
			{Code: "SIB-C401", Severity: evidence.Note, Subject: "gain", Message: "clause 3.1 decides on the point estimate; chance alone can move it across a threshold"},
			{Code: "SIB-E303", Severity: evidence.Note, Subject: "cohort 2014", Message: "the interval of cohort 2014 holds zero: a difference this size could also arise by chance"},
		},
	}
	e.Matching = duoMatching()
	e.Decision = duoDecision(e)
	e.Measured = measuredIn(e)
	aheadDuo.Do(func() { aheadOfDuo = evaluate.LookAhead(e.Contract, e.Measured, money.Date{}) })
	e.Outlook = aheadOfDuo
	e.Sensitivity = duoSensitivity()
	return e
}

var (
	aheadDuo   sync.Once
	aheadOfDuo evaluate.Outlook
)

// measuredIn are the facts behind results.
func measuredIn(e *evaluate.Evaluation) contract.Measurements {
	var out contract.Measurements
	for _, r := range e.Results {
		p, _ := new(big.Rat).SetString(r.Programme.Exact)
		q, _ := new(big.Rat).SetString(r.Comparison.Exact)
		n, m := r.Programme.N, r.Comparison.N
		out.Compared = append(out.Compared, contract.Measurement{
			Cohort: r.Cohort, ProgrammeN: n, ProgrammeEvents: r.Programme.Events, ProgrammeRate: p, ComparisonRate: q, Difference: r.Difference,
			Quality: &contract.Quality{Eligible: [2]int64{n, m}, Matched: [2]int64{n, m}, Analysed: [2]int64{n, m}, ESS: r.ESS, LargestSMD: ptr(0.02)},
		})
	}
	return out
}

func duoFlow() evaluate.Flow {
	return evaluate.Flow{Stages: []evaluate.Stage{
		{Name: "received", N: [2]int64{330, 4020}},
		{Name: "valid", N: [2]int64{329, 4008}, Losses: []cohort.Loss{{Reason: "missing age", N: [2]int64{1, 12}}}},
		{Name: "eligible", N: [2]int64{325, 3995}, Losses: []cohort.Loss{{Reason: "age from 18 to 33", Clause: "2.1", N: [2]int64{4, 13}}, {Reason: "cohort year outside the contract"}}},
		{Name: "matched", N: [2]int64{320, 3880}, Losses: []cohort.Loss{{Reason: "nobody alike in the other group", Clause: "2.2", N: [2]int64{5, 115}}}},
		{Name: "analysed", N: [2]int64{320, 3873}, Losses: []cohort.Loss{{Reason: "missing placement", Clause: "1.2", N: [2]int64{0, 7}}, {Reason: "nobody alike with a known placement in the other group", Clause: "2.2"}}},
	}}
}

func duoResults() []evaluate.Result {
	estimate := func(d, lo, hi float64) stats.Estimate {
		return stats.Estimate{Value: d, Lo: lo, Hi: hi, Level: 0.95, Method: "weighted-newcombe"}
	}
	return []evaluate.Result{
		{Cohort: 2014, Programme: evaluate.Rate{N: 84, Events: 36, Value: 0.42857142857142855, Exact: "3/7", Lo: 0.32815977437358773, Hi: 0.5352304725427922},
			Comparison: evaluate.Rate{N: 1201, Events: 398, Value: 0.33666, Exact: "16833/50000", Lo: 0.30035335476438463, Hi: 0.3750030674035526},
			ESS:        612.4, Strata: 58, Difference: estimate(0.09191142857142853, -0.015572017208189737, 0.20458051993702941), Relative: ptr(0.27300964941314243), Crude: 0.0972},
		{Cohort: 2015, Programme: evaluate.Rate{N: 117, Events: 51, Value: 0.4358974358974359, Exact: "17/39", Lo: 0.34949970890097853, Hi: 0.5263707072096283},
			Comparison: evaluate.Rate{N: 1350, Events: 420, Value: 0.30482, Exact: "15241/50000", Lo: 0.2719035956704864, Hi: 0.3398611935798885},
			ESS:        701.9, Strata: 71, Difference: estimate(0.13107743589743592, 0.03784411311176236, 0.22735257545024884), Relative: ptr(0.4300158647642409), Crude: 0.1248},
		{Cohort: 2016, Programme: evaluate.Rate{N: 119, Events: 46, Value: 0.3865546218487395, Exact: "46/119", Lo: 0.3039161498148256, Hi: 0.47628834906359774},
			Comparison: evaluate.Rate{N: 1322, Events: 433, Value: 0.33352, Exact: "4169/12500", Lo: 0.29848456128984646, Hi: 0.37049592069899207},
			ESS:        655.3, Strata: 69, Difference: estimate(0.05303462184873953, -0.03749899495539638, 0.1493654256732873), Relative: ptr(0.15901481724855948), Crude: 0.059},
		{Programme: evaluate.Rate{N: 320, Events: 133, Value: 0.415625, Exact: "133/320", Lo: 0.36294074069513116, Hi: 0.4703109986076524},
			Comparison: evaluate.Rate{N: 3873, Events: 1251, Value: 0.32385081250000003, Exact: "5181613/16000000", Lo: 0.3030466431378727, Hi: 0.3453754406732365},
			ESS:        1874.6, Strata: 198, Difference: estimate(0.09177418749999999, 0.03486249453186956, 0.15028377565924306), Relative: ptr(0.28338415084260427), Crude: 0.0926},
	}
}

func duoMatching() *matching.Sample {
	s := &matching.Sample{
		Method: "coarsened exact", Estimand: matching.MatchedSample,
		Years: []matching.Group{
			{Year: 2014, Eligible: [2]int64{86, 1240}, Matched: [2]int64{84, 1203}, Strata: 58, ESS: 614.2},
			{Year: 2015, Eligible: [2]int64{119, 1391}, Matched: [2]int64{117, 1352}, Strata: 71, ESS: 703.1},
			{Year: 2016, Eligible: [2]int64{120, 1364}, Matched: [2]int64{119, 1325}, Strata: 69, ESS: 657},
		},
		Pooled: matching.Group{Eligible: [2]int64{325, 3995}, Matched: [2]int64{320, 3880}, Strata: 198, ESS: 1881.2},
		Dropped: []matching.Dropped{
			{Year: 2014, Values: []string{"29.5 to ∞", "F", "TURKEY", "HIGH"}, N: 2},
			{Year: 2015, Values: []string{"26.5 to 29.5", "M", "EU", "UNKNOWN"}, N: 2},
			{Year: 2016, Values: []string{"26.5 to 29.5", "F", "EU", "UNKNOWN"}, N: 1},
		},
	}
	for i, year := range []int{2014, 2015, 2016, 0} {
		s.Balance = append(s.Balance, matching.Balance{Year: year, Terms: duoTerms(float64(i))})
	}
	return s
}

func duoTerms(shift float64) []matching.TermBalance {
	out := []matching.TermBalance{{
		Covariate: "age", Denominator: 3.812,
		Before: matching.Moments{Programme: 24.31, Comparison: 26.02, SMD: ptr(-0.449 + shift/50), VarianceRatio: ptr(0.83), ECDFMean: 0.11, ECDFMax: 0.19},
		After:  matching.Moments{Programme: 24.28, Comparison: 24.35, SMD: ptr(-0.018 + shift/500), VarianceRatio: ptr(1.04), ECDFMean: 0.006, ECDFMax: 0.02},
	}}
	levels := []struct {
		covariate, level string
		p, c             float64
	}{
		{"gender", "F", 0.52, 0.47}, {"gender", "M", 0.48, 0.53}, {"origin", "BE", 0.11, 0.31}, {"origin", "EU", 0.08, 0.14},
		{"origin", "MAGHREB", 0.34, 0.22}, {"origin", "OTHER", 0.12, 0.11}, {"origin", "SUBSAHARAN", 0.29, 0.16}, {"origin", "TURKEY", 0.06, 0.06},
		{"qualification", "HIGH", 0.27, 0.24}, {"qualification", "LOW", 0.34, 0.41}, {"qualification", "MEDIUM", 0.31, 0.28}, {"qualification", "UNKNOWN", 0.08, 0.07},
	}
	for _, l := range levels {
		sd := math.Sqrt(l.p * (1 - l.p))
		out = append(out, matching.TermBalance{Covariate: l.covariate, Level: l.level, Denominator: sd,
			Before: matching.Moments{Programme: l.p, Comparison: l.c, SMD: ptr((l.p - l.c) / sd), ECDFMean: math.Abs(l.p - l.c), ECDFMax: math.Abs(l.p - l.c)},
			After:  matching.Moments{Programme: l.p, Comparison: l.p, SMD: ptr(0)}})
	}
	return out
}

func pointer(f float64) *float64 { return &f }

func duoDecision(e *evaluate.Evaluation) *contract.Decision {
	d := &contract.Decision{Due: euros("278697.74")}
	type seen struct {
		cohort           int
		observed         string
		relative, points float64
	}
	measured := []seen{{0, "0.283", 0.28338415084260427, 0.09177418749999999}, {2014, "0.273", 0.27300964941314243, 0.09191142857142853}, {2015, "0.43", 0.4300158647642409, 0.13107743589743592}, {2016, "0.159", 0.15901481724855948, 0.05303462184873953}}
	for _, rule := range e.Contract.Payment.Rules {
		ths := []contract.Threshold{}
		if rule.AtLeast != nil {
			ths = append(ths, *rule.AtLeast)
		}
		for _, tier := range rule.Tiers {
			ths = append(ths, *tier.AtLeast)
		}
		for _, m := range measured {
			seen, _ := new(big.Rat).SetString(m.observed)
			f, _ := seen.Float64()
			for _, th := range ths {
				d.Verdicts = append(d.Verdicts, contract.Verdict{Rule: rule.ID, Clause: rule.Clause, Measure: "gain", Cohort: m.cohort, Binding: m.cohort == 0, Effect: contract.Relative, Statistic: contract.PointEstimate,
					Observed: m.observed, ObservedF: f, Required: th, Met: seen.Cmp(th.Value.Rat()) >= 0, Margin: f - th.Value.Float64()})
				if rule.AtLeast != nil {
					d.Readings = append(d.Readings, contract.Reading{Rule: rule.ID, Cohort: m.cohort, Number: th.Value, RelativeF: m.relative, RelativeMet: m.relative >= th.Value.Float64(), PointsF: m.points, PointsMet: m.points >= th.Value.Float64(), Agreed: contract.Relative})
				}
			}
		}
	}
	d.Previous = []contract.Headroom{
		{Rule: "principal", Required: rel("0.10"), Gap: 0.183, Points: pointer(0.0592646986875), People: 19},
		{Rule: "return", Required: rel("0.25"), Gap: 0.033, Points: pointer(0.0106870768125), People: 3},
	}
	d.Next = []contract.Headroom{{Rule: "return", Required: rel("0.30"), Gap: 0.017, Points: pointer(0.0055054638125), People: 2}}
	d.Trace = duoTrace()
	return d
}

func duoTrace() []trace.Node {
	return []trace.Node{
		{ID: "gain.pooled.programme-rate", Clause: "3.1", Words: "placement rate of the programme group, all cohort years", Formula: "133 ÷ 320 = 0.415625", Exact: "133/320", Rounded: "0.415625", Unit: "proportion"},
		{ID: "gain.pooled.comparison-rate", Clause: "3.1", Words: "weighted placement rate of the comparison group", Formula: "0.3238508125", Exact: "5181613/16000000", Rounded: "0.3238508125", Unit: "proportion"},
		{ID: "gain.pooled.effect", Clause: "3.1", Words: "relative change, rounded half up to 0.1 % relative", Formula: "0.415625 ÷ 0.3238508125 − 1 = 0.28338… → 0.283", Inputs: []string{"gain.pooled.programme-rate", "gain.pooled.comparison-rate"}, Exact: "1468387/5181613", Rounded: "0.283", Unit: "proportion"},
		{ID: "principal.condition", Clause: "4.1", Words: "is the effect at least 10 % relative?", Formula: "0.283 ≥ 0.10", Inputs: []string{"gain.pooled.effect"}, Exact: "true", Rounded: "true", Unit: "condition"},
		{ID: "principal.amount", Clause: "4.1", Words: "100 % of the principal", Formula: "1 × 234000 = 234000", Inputs: []string{"principal.condition"}, Exact: "234000", Rounded: "234000.00", Unit: "EUR"},
		{ID: "return.tier", Clause: "4.2", Words: "yearly rate of the highest tier reached", Formula: "0.283 ≥ 0.25 → 0.06", Inputs: []string{"gain.pooled.effect"}, Exact: "0.06", Rounded: "0.06", Unit: "proportion"},
		{ID: "return.amount", Clause: "4.2", Words: "coupon on the principal, compound", Formula: "234000 × (1 + 0.06)^3 − 234000 = 44697.744 → 44697.74", Inputs: []string{"return.tier"}, Exact: "44697.744", Rounded: "44697.74", Unit: "EUR"},
		{ID: "payment.total", Words: "sum of the rules", Formula: "234000.00 + 44697.74 = 278697.74", Inputs: []string{"principal.amount", "return.amount"}, Exact: "278697.74", Rounded: "278697.74", Unit: "EUR"},
		{ID: "payment.cap", Clause: "4.3", Words: "the most that can be due", Formula: "290000", Exact: "290000", Rounded: "290000.00", Unit: "EUR"},
		{ID: "payment.due", Clause: "4.3", Words: "the smaller of the two", Formula: "min(278697.74, 290000) = 278697.74", Inputs: []string{"payment.total", "payment.cap"}, Exact: "278697.74", Rounded: "278697.74", Unit: "EUR"},
	}
}

// hostile is one cohort year in points, tested on the lower bound, with labels
// that try to break out of every format, many levels, and quantities that do not exist.
func hostile() *evaluate.Evaluation {
	e := duo()
	t := e.Contract
	t.Title = `<script>alert("title")</script> & a very long title that goes on and on without an end in sight, Aachen–Liège`
	t.Note = "=cmd|' /C calc'!A0\x00\u202e " + strings.Repeat("note ", 40)
	t.Parties = []contract.Party{{Role: "payer", Name: strings.Repeat("Straßenbahnhaltestelle", 12)}}
	t.Cohorts = []int{1978}
	t.Outcome.Name = "employed <1978>"
	t.Covariates = []contract.Covariate{{Name: "+origin", Kind: "category", Match: "exact", Missing: "level"}}
	half := contract.Threshold{Effect: contract.Points, Value: dec("0.015")}
	t.Measures = []contract.Measure{{ID: "gain", Clause: "3.1", Effect: contract.Points, Scope: contract.EachCohort, Statistic: contract.LowerBound, Rounding: contract.Rounding{Step: t.Measures[0].Rounding.Step, Mode: money.Down}}}
	t.Payment.Rules = []contract.Rule{{ID: "bonus", Clause: "9", Text: "a bonus", Measure: "gain", Bound: contract.Bound{AtLeast: &half}}}
	t.Payment.Principal, t.Payment.Drawdowns = nil, nil
	e.Domains = nil
	r := evaluate.Result{Cohort: 1978, Programme: evaluate.Rate{N: 3, Events: 0, Exact: "0", Hi: 0.56}, Comparison: evaluate.Rate{N: 9, Exact: "0", Hi: 0.31},
		ESS: 8.5, Strata: 1, Difference: stats.Estimate{Value: 0, Lo: math.NaN(), Hi: math.NaN(), Level: 0.95, Method: "weighted-newcombe", Warnings: []string{"no events in either group"}}}
	pooled := r
	pooled.Cohort = 0
	e.Results = []evaluate.Result{r, pooled}
	e.Matching.Years = []matching.Group{{Year: 1978, Eligible: [2]int64{4, 20}, Matched: [2]int64{3, 9}, Strata: 1, ESS: 8.5}}
	e.Matching.Pooled = e.Matching.Years[0]
	e.Matching.Dropped = []matching.Dropped{{Year: 1978, Values: []string{"<b>only one</b>"}, N: 1}}
	e.Matching.Balance = []matching.Balance{{Year: 1978, Terms: manyTerms()}, {Terms: manyTerms()}}
	e.Flow = evaluate.Flow{Stages: []evaluate.Stage{{Name: "received", N: [2]int64{4, 20}}, {Name: "analysed", N: [2]int64{3, 9}, Losses: []cohort.Loss{{Reason: `"<img src=x>"`, N: [2]int64{1, 11}}}}}}
	e.Findings = []evidence.Finding{{Code: "SIB-X", Severity: evidence.Warning, Subject: "-x", Message: strings.Repeat("unbroken", 60)}}
	e.Strata = []evaluate.StratumResult{{Year: 1978, Values: []string{"a\nb"}, N: [2]int64{3, 9}}}
	e.Measured, e.Outlook, e.Sensitivity = contract.Measurements{}, evaluate.Outlook{}, hostileSensitivity()
	e.Decision = &contract.Decision{Due: euros("0"), Verdicts: []contract.Verdict{{Rule: "bonus", Clause: "9", Measure: "gain", Cohort: 1978, Binding: true, Effect: contract.Points, Statistic: contract.LowerBound, Observed: "-0.0204", ObservedF: -0.0204, Required: half, Margin: -0.0354}},
		Next:  []contract.Headroom{{Rule: "bonus", Cohort: 1978, Required: half, Gap: 0.0354, Points: pointer(0.0354), People: -1}},
		Trace: []trace.Node{{ID: "gain.1978." + strings.Repeat("x", 90), Words: "=SUM(A1)", Formula: "@x", Exact: strings.Repeat("1234567890", 8), Rounded: "-0.5", Unit: "proportion"}}}
	return e
}

func manyTerms() []matching.TermBalance {
	var out []matching.TermBalance
	for i := range 60 {
		x := float64(i%13)/9 - 0.6
		out = append(out, matching.TermBalance{Covariate: "+origin", Level: fmt.Sprintf("%02d <script>level\u202e with a long name and\x07 more of it</script>", i), Denominator: 0.4,
			Before: matching.Moments{Programme: 0.1, Comparison: 0.2, SMD: ptr(x)}, After: matching.Moments{Programme: 0.1, Comparison: 0.1, SMD: ptr(x / 20)}})
	}
	out[7].Before.SMD, out[7].After.SMD, out[7].Denominator = nil, nil, 0
	out[8].Before.SMD = ptr(math.NaN())
	return out
}

// decade has ten cohort years, each deciding for itself in points, of any sign.
func decade() *evaluate.Evaluation {
	e := duo()
	t := e.Contract
	t.Note = ""
	th := contract.Threshold{Effect: contract.Points, Value: dec("0.05")}
	t.Measures[0].Effect, t.Measures[0].Scope = contract.Points, contract.EachCohort
	t.Payment.Rules = t.Payment.Rules[:1]
	t.Payment.Rules[0].AtLeast = &th
	proto := e.Results[3]
	t.Cohorts, e.Results, e.Matching.Years, e.Decision.Verdicts, e.Decision.Readings, e.Decision.Next = nil, nil, nil, nil, nil, nil
	for i := range 10 {
		r := proto
		r.Cohort = 2010 + i
		d := float64(i*7%10)/40 - 0.11
		r.Difference.Value, r.Difference.Lo, r.Difference.Hi = d, d-0.09, d+0.1
		t.Cohorts = append(t.Cohorts, r.Cohort)
		e.Results = append(e.Results, r)
		e.Matching.Years = append(e.Matching.Years, matching.Group{Year: r.Cohort, Eligible: [2]int64{1000, 90000}, Matched: [2]int64{990, 81234}, Strata: 300, ESS: 41234.5})
		v := contract.Verdict{Rule: "principal", Clause: "4.1", Measure: "gain", Cohort: r.Cohort, Binding: true, Effect: contract.Points, Statistic: contract.PointEstimate, Observed: fmt.Sprintf("%.3f", d), ObservedF: d, Required: th, Met: d >= 0.05, Margin: d - 0.05}
		e.Decision.Verdicts = append(e.Decision.Verdicts, v)
	}
	e.Results = append(e.Results, proto)
	e.Measured, e.Outlook = contract.Measurements{}, evaluate.Outlook{} // made-up differences have no counts behind them
	e.Decision.Previous = nil
	e.Matching.Balance = nil
	for _, y := range append(append([]int(nil), t.Cohorts...), 0) {
		e.Matching.Balance = append(e.Matching.Balance, matching.Balance{Year: y, Terms: duoTerms(1)})
	}
	return e
}

// en is the language of the catalogue's keys, in which most tests read.
var en = english

// told is an evaluation told in English.
func told(e *evaluate.Evaluation) account { return account{e, english} }
