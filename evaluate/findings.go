package evaluate

import (
	"fmt"
	"math"
	"slices"

	"sib/cohort"
	"sib/contract"
	"sib/evidence"
	"sib/matching"
)

// Codes of the findings of this package. They keep their meaning across versions.
const (
	CodeDropped    = "SIB-M201" // programme people without a match
	CodeImbalance  = "SIB-M202" // a covariate that is apart after matching
	CodeFewMatches = "SIB-M203" // people with fewer matches than were asked for
	CodeShortfall  = "SIB-M204" // people alike share fewer matches than they are
	CodeSmall      = "SIB-E301" // few programme people in a cohort year
	CodeMissing    = "SIB-E302" // matched people without an outcome
	CodeIncomplete = "SIB-E304" // matched people whose follow-up is not complete
	CodePointBinds = "SIB-C401" // a point estimate decides, whatever its interval
	CodeSpansZero  = "SIB-E303" // the interval holds zero
	CodePromise    = "SIB-D123" // a file is not the one whose digest is listed
)

// Codes says what each code means, for `sib explain`.
var Codes = map[string]string{
	CodeDropped:    "Some eligible people have nobody alike in the other group and are left out. The result is the effect in the matched sample, not in everybody.",
	CodeImbalance:  "A covariate is still apart after matching: its standardised mean difference is beyond 0.10. Part of the effect may be that difference.",
	CodeFewMatches: "Some people have fewer matches than the ratio asks for, because nobody else is near enough. Each person's matches weigh 1 together, however many they are.",
	CodeShortfall:  "People who cannot be told apart share fewer matches than they are. Each of them counts for less than one.",
	CodeSmall:      "A cohort year rests on few programme people: fewer than the disclosure threshold. Its rate says little, and publishing it may identify people.",
	CodeMissing:    "Matched people without an outcome are left out. If they are not like the others, the rates are off: `sib sensitivity` says how far.",
	CodeIncomplete: "Matched people whose follow-up window ends after the last day of which anything is known are left out, placed or not: counting early successes alone would make the rate too high.",
	CodePointBinds: "The contract decides on a point estimate. Its interval has no say, and chance alone can move it across a threshold.",
	CodePromise:    "A file is not the one whose digest was listed, is not in the list, or was listed and not read. Ask its sender for the file, or for a list that holds.",
	CodeSpansZero:  "The interval of a difference holds zero: a difference of this size can also arise by chance. It decides nothing unless the contract says so.",
}

func findings(e *Evaluation) []evidence.Finding {
	var out []evidence.Finding
	out = append(out, designFindings(e.Matching)...)
	out = append(out, resultFindings(e)...)
	out = append(out, missingFinding(e)...)
	for _, m := range e.Contract.Measures {
		if m.Statistic == contract.PointEstimate {
			out = append(out, evidence.Finding{
				Code: CodePointBinds, Severity: evidence.Note, Subject: m.ID,
				Message: fmt.Sprintf("clause %s decides on the point estimate; chance alone can move it across a threshold", m.Clause),
			})
		}
	}
	return out
}

// designFindings are what is noteworthy before anybody has looked at an outcome.
func designFindings(s *matching.Sample) []evidence.Finding {
	return slices.Concat(droppedFinding(s), shortfallFinding(s), ratioFinding(s), imbalanceFindings(s))
}

// shortfallFinding says that there are too few matches for some who cannot be told apart:
// each of them counts for less than one.
func shortfallFinding(s *matching.Sample) []evidence.Finding {
	if s.Pooled.Shortfall == 0 {
		return nil
	}
	return []evidence.Finding{{
		Code: CodeShortfall, Severity: evidence.Warning, Subject: "matching",
		Message: fmt.Sprintf("matched people weigh %.1f less than their number, because people who cannot be told apart share too few matches; the estimand is the effect in the matched sample", s.Pooled.Shortfall),
	}}
}

// ratioFinding says that matched people do not all have the number of matches that the
// design asks for.
func ratioFinding(s *matching.Sample) []evidence.Finding {
	if m := s.Spec.Method; m != matching.Nearest && m != matching.Optimal {
		return nil
	}
	focal := s.Pooled.Matched[s.Spec.Focal()]
	want := math.Round(max(1, s.Spec.Choice.Ratio) * (float64(focal) - s.Pooled.Shortfall))
	if s.Pooled.Pairs > want-0.5 {
		return nil
	}
	return []evidence.Finding{{
		Code: CodeFewMatches, Severity: evidence.Note, Subject: "matching",
		Message: fmt.Sprintf("there are %.0f matches for %d people, not the %.0f that the ratio asks for: some have fewer, and each person's matches weigh 1 together", s.Pooled.Pairs, focal, want),
	}}
}

func droppedFinding(s *matching.Sample) []evidence.Finding {
	var n int64
	for _, d := range s.Dropped {
		n += d.N
	}
	if n == 0 {
		return nil
	}
	focal := s.Spec.Focal()
	share := 100 * float64(n) / float64(s.Pooled.Eligible[focal])
	return []evidence.Finding{{
		Code: CodeDropped, Severity: evidence.Warning, Subject: "matching", Count: n,
		Message: droppedWords(focal, n, share),
	}}
}

func droppedWords(focal cohort.Arm, n int64, share float64) string {
	if focal == cohort.Comparison {
		return fmt.Sprintf("%d eligible comparison people (%.1f%%) have nobody alike in the programme group and are left out; the estimand is the effect in the matched sample", n, share)
	}
	return fmt.Sprintf("%d eligible programme participants (%.1f%%) have nobody alike in the comparison pool and are left out; the estimand is the effect in the matched sample", n, share)
}

func imbalanceFindings(s *matching.Sample) []evidence.Finding {
	var out []evidence.Finding
	pooled := s.Balance[len(s.Balance)-1]
	for _, t := range pooled.Terms {
		if t.After.SMD == nil || t.Balanced() {
			continue
		}
		out = append(out, evidence.Finding{
			Code: CodeImbalance, Severity: evidence.Warning, Subject: t.Name(),
			Message: fmt.Sprintf("standardised mean difference of %s after matching is %.3f, beyond %.2f", t.Name(), *t.After.SMD, matching.Balanced),
		})
	}
	return out
}

func resultFindings(e *Evaluation) []evidence.Finding {
	var out []evidence.Finding
	for _, r := range e.Results {
		name := "pooled"
		if r.Cohort != 0 {
			name = fmt.Sprintf("cohort %d", r.Cohort)
		} else if len(e.Contract.Cohorts) == 1 {
			continue
		}
		if r.Programme.N < int64(e.Contract.Disclosure.Threshold) {
			out = append(out, evidence.Finding{
				Code: CodeSmall, Severity: evidence.Warning, Subject: name, Count: r.Programme.N,
				Message: fmt.Sprintf("%s rests on fewer programme participants than the disclosure threshold of %d", name, e.Contract.Disclosure.Threshold),
			})
		}
		if r.Difference.Lo <= 0 && r.Difference.Hi >= 0 {
			out = append(out, evidence.Finding{
				Code: CodeSpansZero, Severity: evidence.Note, Subject: name,
				Message: fmt.Sprintf("the interval of %s holds zero: a difference this size could also arise by chance", name),
			})
		}
	}
	return out
}

// missingFinding tells of matched people without an outcome, apart from those whose
// follow-up is not complete.
func missingFinding(e *Evaluation) []evidence.Finding {
	at := slices.IndexFunc(e.Flow.Stages, func(s Stage) bool { return s.Name == StageWithOutcome })
	before := e.Flow.Stages[at-1].N
	var out []evidence.Finding
	for i, l := range e.Flow.Stages[at].Losses {
		if l.N == [2]int64{} {
			continue
		}
		f := evidence.Finding{Code: CodeMissing, Severity: evidence.Note, Subject: e.Contract.Outcome.Name, Count: l.N[0] + l.N[1],
			Message: fmt.Sprintf("no %s is recorded for %.1f%% of matched programme participants and %.1f%% of matched comparison people; they are left out",
				e.Contract.Outcome.Name, percent(l.N[0], before[0]), percent(l.N[1], before[1]))}
		if i > 0 {
			f.Code = CodeIncomplete
			f.Message = fmt.Sprintf("the follow-up of %.1f%% of matched programme participants and %.1f%% of matched comparison people ends after %s, the last day of which anything is known; they are left out, whatever happened so far",
				percent(l.N[0], before[0]), percent(l.N[1], before[1]), e.Contract.Outcome.FollowUp.Until)
		}
		out = append(out, f)
	}
	return out
}

func percent(part, whole int64) float64 { return 100 * float64(part) / float64(whole) }
