package contract

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// refusal tests change the example contract, and expect one problem: where the
// text at starts, with the given words in what is wrong and in the remedy.
type refusalTest struct {
	pairs        []string
	at           string
	what, remedy string
}

func change(pairs ...string) []string { return pairs }

func runRefusals(t *testing.T, tests []refusalTest) {
	t.Helper()
	for i, tt := range tests {
		t.Run(fmt.Sprintf("%02d %s", i, tt.what), func(t *testing.T) {
			text := duo(t, tt.pairs...)
			ps := problems(t, text)
			if len(ps) != 1 {
				t.Fatalf("%d problems:\n%v", len(ps), ps)
			}
			p := ps[0]
			if !strings.Contains(p.What, tt.what) {
				t.Errorf("it says %q, want %q", p.What, tt.what)
			}
			if !strings.Contains(p.Remedy, tt.remedy) || p.Remedy == "" {
				t.Errorf("the remedy is %q, want %q", p.Remedy, tt.remedy)
			}
			line, col := position(t, text, tt.at)
			if p.File != "dir/contract.yaml" || p.Line != line || p.Col != col {
				t.Errorf("at %s:%d:%d, want %d:%d", p.File, p.Line, p.Col, line, col)
			}
			if want := strings.Split(text, "\n")[line-1]; p.Source != want {
				t.Errorf("it quotes %q, want %q", p.Source, want)
			}
		})
	}
}

// position returns the line and the column of the first occurrence of at.
func position(t *testing.T, text, at string) (line, col int) {
	t.Helper()
	i := strings.Index(text, at)
	if i < 0 {
		t.Fatalf("%q is not in the contract", at)
	}
	line = strings.Count(text[:i], "\n") + 1
	return line, utf8.RuneCountInString(text[strings.LastIndex(text[:i], "\n")+1:i]) + 1
}

func TestRefusesHead(t *testing.T) {
	runRefusals(t, []refusalTest{
		{change("contract: sib/1", "contract: sib/2"), "sib/2", `"sib/2" is not a language`, "contract: sib/1"},
		{change("id: duo-for-a-job-synthetic", "id: DUO"), "DUO", `"DUO" is not an id`, "small letters"},
		{change("title: ", "titel: "), "titel:", `unknown key "titel" in the contract`, `did you mean "title"?`},
		{change("title: DUO for a JOB, Brussels 2014–2016, on synthetic people\n", ""), "contract: sib", `the contract has no key "title"`, "add title: "},
		{change("title: DUO for a JOB, Brussels 2014–2016, on synthetic people", "title:"), "\nnote:", `"title" is empty`, "leave out"},
		{change("title: DUO for a JOB, Brussels 2014–2016, on synthetic people", `title: " "`), `" "`, `"title" is empty`, "leave out"},
		{change("title: DUO for a JOB, Brussels 2014–2016, on synthetic people", `title: "DUO "`), `"DUO "`, "white space", `"DUO"`},
		{change("title: DUO for a JOB, Brussels 2014–2016, on synthetic people", `title: "a\nb"`), `"a\nb"`, "more than one line", "one line"},
		{change("title: DUO for a JOB, Brussels 2014–2016, on synthetic people", `title: "a\u202eb"`), `"a\u202eb"`, "U+202E", "visible"},
		{change("title: DUO for a JOB, Brussels 2014–2016, on synthetic people", `title: 2014`), `2014`, `"title" is text`, `"2014"`},
		{change("title: DUO for a JOB, Brussels 2014–2016, on synthetic people", `title: no`), `no`, `"title" is text`, `"no"`},
		{change("title: DUO for a JOB, Brussels 2014–2016, on synthetic people", `title: [DUO]`), `[DUO]`, `"title" is a list`, "brackets"},
		{change("title: DUO for a JOB, Brussels 2014–2016, on synthetic people", `title: {name: DUO}`), `{name: DUO}`, `"title" is a mapping`, "line of its key"},
		{change("currency: EUR", "currency: EUR\ncurrency: EUR"), "currency: EUR\ncohorts", `"currency" is given twice`, "line 21"},
		{change("currency: EUR", "currency: XTS"), "XTS", `unknown currency "XTS"`, "docs/contract.md"},
		{change("role: payer", "role: [payer]"), "[payer]", `"role" is a list`, "brackets"},
		{change("role: payer", "role: banker"), "banker", `"role" cannot be "banker"`, "investor, payer, provider, evaluator or intermediary"},
		{change("[2014, 2015, 2016]", "[2014, 2014, 2016]"), "2014, 2016]\n", "cohort 2014 follows 2014", "earliest first"},
		{change("[2014, 2015, 2016]", "[2015, 2014]"), "2014]", "cohort 2014 follows 2015", "earliest first"},
		{change("[2014, 2015, 2016]", "[14]"), "14]", `"cohorts" is 14`, "correct"},
		{change("[2014, 2015, 2016]", "[2014.5]"), "2014.5", `"cohorts" is 2014.5`, "correct"},
		{change("[2014, 2015, 2016]", "[]"), "[]", "empty list", "at least one"},
		{change("[2014, 2015, 2016]", "2014"), "2014\n\ndata", "not a list", "dash"},
		{change("disclosure:\n  threshold: 10", "disclosure:\n  threshold: 0"), "0\n", `"threshold" is 0`, "correct"},
		{change("disclosure:\n  threshold: 10", "disclosure: 10"), "disclosure", "disclosure is not a mapping", "threshold"},
		{change("disclosure:\n  threshold: 10", ""), "contract: sib", `no key "disclosure"`, "add disclosure: {threshold: 10}"},
		{change("disclosure:\n  threshold: 10", "disclosure:\n  threshold: 10\n  wibble: 3"), "wibble", `unknown key "wibble" in disclosure`, "the keys of disclosure are threshold"},
	})
}

func TestRefusesNumbers(t *testing.T) {
	for _, n := range []string{"0x10", "0o10", "010", "1_000", "1e1", ".inf", "-.inf", ".nan", "+10", "10.", ".5", "1:30"} {
		runRefusals(t, []refusalTest{
			{change("level: 0.95", "level: "+n), n + "\n\nmeas", `"level": "` + n + `"`, "no exponent, underscore, comma, leading plus or other base"},
			{change("disclosure:\n  threshold: 10", "disclosure:\n  threshold: "+n), n + "\n", `"threshold": "` + n + `"`, "write digits"},
		})
	}
	runRefusals(t, []refusalTest{
		{change("level: 0.95", `level: "0.95"`), `"0.95"`, `"level" is a number, but "0.95" is text`, "without quotes"},
		{change("level: 0.95", `level: high`), `high`, `"high" is not a plain decimal number`, "write digits"},
		{change("level: 0.95", `level: [0.95]`), `[0.95]`, `"level" is a list`, "brackets"},
		{change("level: 0.95", `level: `+strings.Repeat("1", 41)), strings.Repeat("1", 41), "too long", "write digits"},
		{change("level: 0.95", `level: 0`), `0` + "\n\nmeas", "level of 0 is not between", "0.95"},
		{change("level: 0.95", `level: 95`), `95` + "\n\nmeas", "level of 95 is not between", "0.95"},
		{change("level: 0.95", `level: 1`), `1` + "\n\nmeas", "level of 1 is not between", "0.95"},
		{change("level: 0.95", `level: 0.99999999999999999999`), `0.99999999999999999999`, "is not between", "0.95"},
		{change("threshold: 10", "threshold: 1.5"), "1.5", `"threshold" is 1.5`, "correct"},
	})
}

func TestRefusesData(t *testing.T) {
	const files = "  programme: programme.parquet\n  comparison: comparison.parquet\n"
	runRefusals(t, []refusalTest{
		{change(files, ""), "data:", "data names no file", "two files"},
		{change("  comparison: comparison.parquet\n", ""), "data:", "one arm only", "two files"},
		{change("comparison.parquet", "programme.parquet"), "programme.parquet\n  id", "the same file", "two files"},
		{change(files, files+"  people: p.parquet\n"), "data:", "both one file and two", "one file"},
		{change(files, "  people: p.parquet\n"), "data:", "people and arm go together", "one file"},
		{change(files, "  arm: {column: arm, programme: p, comparison: c}\n"), "data:", "people and arm go together", "one file"},
		{change(files, "  people: p.parquet\n  arm: {column: arm, programme: p, comparison: p}\n"), "p}", `both arms are marked "p"`, "each arm"},
		{change(files, "  people: p.parquet\n  arm: {column: arm, programme: 1, comparison: \"0\"}\n"), "1, comp", `"programme" is text`, `"1"`},
		{change(files, "  people: p.parquet\n  arm: {column: year, programme: p, comparison: c}\n"), "year, prog", `cannot hold the arm: it holds the cohort year`, "another column"},
		{change("  cohort: year\n", ""), "data:", "3 cohorts, but no column", "add cohort"},
		{change("column: placed", "column: person_id"), "person_id\n  def", "cannot hold the outcome: it holds the person's id", "another"},
		{change("name: gender\n", "name: gender\n    column: placed\n"), "placed\n    kind", `cannot hold the covariate "gender": it holds the outcome`, "another"},
		{change("  id: person_id\n", ""), "data:", `data has no key "id"`, "add id: person_id"},
		{change("missing: exclude\n\ncov", "missing: level\n\ncov"), "level\n\ncov", `"missing" cannot be "level"`, "refuse or exclude"},
		{change("estimand: ATT", "estimand: ATU"), "ATU", `"estimand" cannot be "ATU"`, "write ATT"},
		{change("unmatched: drop", "unmatched: keep"), "keep", `"unmatched" cannot be "keep"`, "drop or refuse"},
		{change("method: weighted-newcombe", "method: wald"), "wald", `two independent groups`, "weighted-newcombe"},
		{change("method: weighted-newcombe", "method: tango-score"), "tango-score", `is for pairs`, "weighted-newcombe"},
		{change("method: weighted-newcombe", "method: mh-sato"), "mh-sato", `docs/coverage.md`, "strat-score-att"},
		{append(onPoints(), "method: weighted-newcombe", "method: strat-score-att", "statistic: point-estimate", "statistic: lower-bound"), "lower-bound", `a lower bound that binds is that of weighted-newcombe`, "point-estimate"},
		{change("method: weighted-newcombe", "method: guess"), "guess", `"method" cannot be "guess"`, "weighted-newcombe"},
	})
}

func TestRefusesCovariates(t *testing.T) {
	gender := func(lines string) []string { return change(covariateGender, "  - name: gender\n"+lines) }
	runRefusals(t, []refusalTest{
		{change("name: gender", "name: age\n    column: gender"), "age\n    column", `two covariates have the name "age"`, "rename"},
		{change("cuts: [20.5, 23.5, 26.5, 29.5]", "cuts: [20.5, 20.5]"), "20.5]", "cut 20.5 follows 20.5", "smallest first"},
		{change("cuts: [20.5, 23.5, 26.5, 29.5]", "cuts: [20.5, x]"), "x]", `"x" is not a plain decimal`, "digits"},
		{change("    cuts: [20.5, 23.5, 26.5, 29.5]\n", ""), "name: age", "no cuts", "add cuts"},
		{gender("    kind: category\n    match: exact\n    cuts: [1]\n    missing: refuse\n"), "cuts: [1]", "cuts do nothing", "coarsened"},
		{gender("    kind: category\n    match: coarsened\n    cuts: [1]\n    missing: refuse\n"), "coarsened\n    cuts: [1]", "cannot be coarsened", "match: exact"},
		{gender("    kind: integer\n    match: exact\n    levels: [F, M]\n    missing: refuse\n"), "levels: [F, M]", "levels are for categories", "kind: category"},
		{gender("    kind: category\n    match: exact\n    levels: [F, F]\n    missing: refuse\n"), "F]", `"levels" lists "F" twice`, "keep one"},
		{gender("    kind: category\n    match: exact\n    levels: [F, (missing)]\n    missing: refuse\n"), "levels: [F, (", "reserved", "missing: level"},
		{gender("    kind: category\n    match: exact\n    levels: [F, NO]\n    missing: refuse\n"), "NO]", "may take NO for something else", `"NO"`},
		{gender("    kind: category\n    match: exact\n"), "name: gender", `has no key "missing"`, "add missing: refuse"},
		{change("at_most: 33\n", "at_most: 33\n  - {id: x, clause: \"2\", covariate: age, one_of: [a]}\n"), "age, one_of", "one_of and none_of are for categories", "at_least"},
		{change("match: coarsened\n    cuts: [20.5, 23.5, 26.5, 29.5]\n    missing: exclude", "match: coarsened\n    cuts: [20.5]\n    missing: level"), "level\n  - name", "a missing integer", "refuse or exclude"},
	})
}

func TestRefusesEligibility(t *testing.T) {
	rule := func(s string) []string { return change("at_most: 33\n", "at_most: 33\n  - {"+s+"}\n") }
	runRefusals(t, []refusalTest{
		{change("    at_least: 18\n    at_most: 33\n", ""), "id: age", "no condition", "one_of"},
		{change("at_most: 33", "at_most: 17"), "17", "at least 18 and at most 17", "correct"},
		{change("covariate: age", "covariate: aeg"), "aeg", `no covariate "aeg"`, `did you mean "age"?`},
		{change("covariate: age", "covariate: height"), "height", `no covariate "height"`, "age, gender, origin or qualification"},
		{rule(`id: age, clause: "2", covariate: gender, one_of: [F]`), "age, clause: \"2\"", `"age" is used twice`, "line"},
		{rule(`id: x, clause: "2", covariate: gender, at_least: 3`), "gender, at", "is a category", "one_of"},
		{rule(`id: x, clause: "2", covariate: gender, one_of: [W]`), "gender, one", `"W" is not a level`, "F or M"},
		{rule(`id: x, clause: "2", covariate: gender, one_of: [(missing)]`), "gender, one", `"(missing)" is not a level`, "F or M"},
		{rule(`id: x, clause: "2", covariate: gender, one_of: [F], none_of: [F]`), "none_of: [F]}", `"F" is both`, "delete"},
		{rule(`id: x, clause: "2", one_of: [F]`), "{id: x", `an entry of eligibility has no key "covariate"`, "add covariate: age"},
		{rule(`id: x, clause: "2", covariate: gender, one_of: []`), "[]}", "empty list", "at least one"},
	})
}

func TestRefusesMeasures(t *testing.T) {
	points := func(more ...string) []string { return append(onPoints(), more...) }
	runRefusals(t, []refusalTest{
		{change("    pooling: participants\n", ""), "id: gain", "how the cohorts are pooled", "participants"},
		{change("pooling: participants", "pooling: sum"), "sum\n", `a compared measure of scope pooled cannot be pooled by "sum"`, "mean-of-rates (the effect of the mean yearly rates)"},
		{change("scope: pooled", "scope: each-cohort", returnRule, "", "100 %}", "33 %}"), "participants", "pools nothing", "delete"},
		{change("statistic: point-estimate", "statistic: lower-bound"), "lower-bound", "no interval", "effect: points"},
		{points("statistic: point-estimate", "statistic: lower-bound", "{to: 0.1 points, mode: half-up}", "none"), "none\n", "a lower bound must be rounded", "0.1 points"},
		{points("statistic: point-estimate", "statistic: lower-bound", "{to: 0.1 points, mode: half-up}", "{to: none}"), "rounding: {to: none}", "a lower bound must be rounded", "0.1 points"},
		{change("    rounding: {to: 0.1 %, mode: half-up}\n", ""), "id: gain", `has no key "rounding"`, "or rounding: none"},
		{change("{to: 0.1 %, mode: half-up}", "some"), "some\n", `"rounding" cannot be "some"`, "none"},
		{change("{to: 0.1 %, mode: half-up}", "{to: 0.1, mode: half-up}"), "0.1, mode", `"0.1" is not a rounding step`, `"0.1 %"`},
		{change("{to: 0.1 %, mode: half-up}", "{to: 0.1 points, mode: half-up}"), "0.1 points", "not a rounding step", `"0.1 %"`},
		{change("{to: 0.1 %, mode: half-up}", "{to: 0 %, mode: half-up}"), "0 %, mode", "not above zero", "positive"},
		{change("{to: 0.1 %, mode: half-up}", "{to: 0.1 %}"), "rounding: {to: 0.1 %}", "where a tie goes", "half-up"},
		{change("{to: 0.1 %, mode: half-up}", "{to: none, mode: half-up}"), "half-up}\n\npay", "mode does nothing", "delete"},
		{change("{to: 0.1 %, mode: half-up}", "{to: 0.1 %, mode: up}"), "up}", `"mode" cannot be "up"`, "half-up, half-even or down"},
		{change("    clause: \"3.1\"\n", "    clause: 3.1\n"), "3.1\n", `"clause" is text`, `"3.1"`},
	})
}

func TestRefusesPayment(t *testing.T) {
	runRefusals(t, []refusalTest{
		{change("  cap: {clause: \"4.3\", amount: 290000}\n", ""), "payment:", `payment has no key "cap"`, "the most that can ever be paid"},
		{change("amount: 290000", "amount: -1"), "-1", "zero or more", "correct"},
		{change("amount: 290000", "amount: 0.005"), "0.005", "more decimals than EUR has", "0.01"},
		{change(`{clause: "1.1", amount: 234000}`, `{clause: "1.1", amount: 0}`), "0}", "above zero", "correct"},
		{change("  rounding: {to: 0.01, mode: half-up}\n", ""), "payment:", `no key "rounding"`, "to: 0.01"},
		{change("{to: 0.01,", "{to: none,"), "none,", "money must be rounded", "0.01"},
		{change("{to: 0.01,", "{to: 0,"), "0, mode", "not above zero", "positive"},
		{change("{to: 0.01,", "{to: 0.001,"), "0.001", "not a multiple of the smallest unit of EUR", "0.01"},
		{change("{to: 0.01,", "{to: 0.015,"), "0.015", "not a multiple", "0.01"},
		{change("date: 2014-01-01", "date: 2014-02-29"), "2014-02-29", "not a date of the calendar", "2014-01-31"},
		{change("{date: 2014-01-01, ", "{"), "{amount: 234000}", `an entry of payment.drawdowns has no key "date"`, "add date: "},
		{change("date: 2014-01-01", "date: [2014]"), "[2014],", `"date" is a list`, "brackets"},
		{change("date: 2014-01-01", "date: 1.1.2014"), "1.1.2014", "not a date", "2014-01-31"},
		{change("    - {date: 2014-01-01, amount: 234000}\n", "    - {date: 2014-01-01, amount: 233999.99}\n"), "drawdowns:", "add up to EUR\u00a0233,999.99, the principal is EUR\u00a0234,000.00", "correct"},
		{change("    - {date: 2014-01-01, amount: 234000}\n", "    - {date: 2014-01-02, amount: 1}\n    - {date: 2014-01-01, amount: 233999}\n"), "2014-01-01", "follows", "earliest first"},
		{change("    - {date: 2014-01-01, amount: 234000}\n", "    - {date: 2014-01-01, amount: -5}\n"), "-5", "above zero", "correct"},
		{change(`  principal: {clause: "1.1", amount: 234000}`+"\n", "", principalRule, strings.Replace(principalRule, "share_of_principal: 100 %", "amount: 5", 1), returnRule, ""),
			"drawdowns:", "no principal", "add principal"},
		{change(`  principal: {clause: "1.1", amount: 234000}`+"\n  drawdowns:\n    - {date: 2014-01-01, amount: 234000}\n", "", returnRule, ""), "100 %}", "no principal to take a share of", "pay an amount"},
		{change(`  principal: {clause: "1.1", amount: 234000}`+"\n  drawdowns:\n    - {date: 2014-01-01, amount: 234000}\n", "", "share_of_principal: 100 %", "amount: 5"), "coupon: {", "a coupon needs a principal", "add principal"},
	})
}

func TestRefusesRules(t *testing.T) {
	principal := func(s string) []string { return change(principalRule, s) }
	tiers := func(s string) []string { return change(tiersText, s) }
	const at, pay = "      at_least: 10 % relative\n", "      pay: {share_of_principal: 100 %}\n"
	const coupon = "      coupon: {years: 3, compounding: compound}\n"
	runRefusals(t, []refusalTest{
		{principal("      at_least: 10 %\n" + pay), "10 %\n", `"10 %" can be read two ways`, "signed"},
		{principal("      at_least: 0.10\n" + pay), "0.10\n", `"0.10" can be read two ways`, "signed"},
		{principal("      at_least: 10 points\n" + pay), "10 points", `is of type points, but the measure "gain" is of type relative`, "type of the measure"},
		{principal("      at_least: -101 % relative\n" + pay), "-101", "no rates are", "correct"},
		{principal(at), "id: principal", "at_least and pay go together", "tiers and coupon"},
		{principal(pay), "id: principal", "at_least and pay go together", "tiers and coupon"},
		{principal(""), "id: principal", "does not say what it pays", "tiers and coupon"},
		{principal(at + pay + coupon), "id: principal", "not both", "tiers and coupon"},
		{principal(at + "      pay: {}\n"), "pay: {}", "one of amount and share_of_principal", "keep one"},
		{principal(at + "      pay: {amount: 1, share_of_principal: 1 %}\n"), "pay: {a", "one of amount and share_of_principal", "keep one"},
		{principal(at + "      pay: {amount: 0}\n"), "0}\n    - id: return", "above zero", "correct"},
		{principal(at + "      pay: {amount: -3}\n"), "-3}", "above zero", "correct"},
		{principal(at + "      pay: {share_of_principal: 0 %}\n"), "0 %}", "not above zero", "positive"},
		{principal(at + "      pay: {share_of_principal: 1}\n"), "1}\n    - id: return", "no unit", `"1 %"`},
		{principal(at + "      pay: {share_of_principal: [1 %]}\n"), "[1 %]", "is a list", "brackets"},
		{change("measure: gain\n"+principalRule, "measure: gian\n"+principalRule), "gian", `no measure "gian"`, `did you mean "gain"?`},
		{change("      measure: gain\n"+principalRule, principalRule), "id: principal", `an entry of payment.rules has no key "measure"`, "add measure: gain"},
		{change("    - id: principal", "    - id: [p]"), "[p]", `"id" is a list`, "brackets"},
		{change("measure: gain\n"+principalRule, "measure: loss\n"+principalRule), "loss", `no measure "loss"`, "write gain"},
		{change("id: return", "id: principal"), "principal\n      clause: \"4.2\"", `"principal" is used twice`, "line"},
		{change("id: return", "id: gain"), "gain\n      clause: \"4.2\"", `"gain" is used twice`, "line"},
		{change("id: return", "id: payment"), "payment\n      clause: \"4.2\"", "reserved", "another"},
		{tiers("      tiers: [{at_least: 10 % relative, rate: 3 %}]\n"), "id: return", "tiers and coupon go together", "coupon"},
		{tiers(coupon), "id: return", "tiers and coupon go together", "coupon"},
		{tiers("      tiers: []\n" + coupon), "[]", "empty list", "one entry"},
		{tiers("      tiers: [{at_least: 10 % relative, rate: 3 %}, {at_least: 10 % relative, rate: 4 %}]\n" + coupon), "10 % relative, rate: 4", "follows", "lowest first"},
		{tiers("      tiers: [{at_least: 10 % relative, rate: 3 %}, {at_least: 12 % relative, rate: 2 %}]\n" + coupon), "2 %}", "a better result earns less: 2 % follows 3 %", "rise"},
		{tiers("      tiers: [{at_least: 10 % relative, rate: -3 %}]\n" + coupon), "-3 %", "yearly rate of -3 %", "correct"},
		{tiers("      tiers: [{at_least: 10 % relative, rate: 101 %}]\n" + coupon), "101 %", "yearly rate of 101 %", "correct"},
		{tiers("      tiers: [{at_least: 10 % relative, rate: 3}]\n" + coupon), "3}]", "no unit", `"3 %"`},
		{tiers("      tiers: [{at_least: 10 % relative}]\n" + coupon), "{at_least: 10 % relative}", `an entry of payment.rules.tiers has no key "rate"`, "rate: 3 %"},
		{change("{years: 3, compounding: compound}", "{years: 3}"), "coupon: {", `payment.rules.coupon has no key "compounding"`, "simple"},
		{change("{years: 3, compounding: compound}", "{years: 2.5, compounding: compound}"), "2.5", "not exact", "whole years"},
		{change("{years: 3, compounding: compound}", "{years: 0, compounding: simple}"), "0, compounding", "over 0 years", "correct"},
		{change("{years: 3, compounding: compound}", "{years: 101, compounding: compound}"), "101", "over 101 years", "correct"},
		{change("scope: pooled\n    pooling: participants", "scope: each-cohort", "100 %}", "33 %}"), "tiers:", "the coupon on the whole principal", "pooled measure"},
		{change("scope: pooled\n    pooling: participants", "scope: each-cohort", returnRule, ""), "100 %}", "each of 3 cohorts would repay 100 % of the principal: 300 % in all", "pooled measure"},
	})
}

// What is missing is said once, not again wherever it is used.
func TestNoEchoes(t *testing.T) {
	for _, pairs := range [][]string{
		change("measures:\n  - id: gain\n    clause: \"3.1\"\n"+measureText, "measures: []\n"),
		change("covariates:\n", "covariates: []\nnote2:\n"),
		change("currency: EUR\n", ""),
		change("cohorts: [2014, 2015, 2016]\n", ""),
	} {
		ps := problems(t, duo(t, pairs...))
		for _, p := range ps {
			if !strings.Contains(p.What, "empty list") && !strings.Contains(p.What, "note2") && !strings.Contains(p.What, "the contract has no key") {
				t.Errorf("%q: %v", pairs, p)
			}
		}
	}
}

// A tag is seen wherever in the file it stands: in the first line and the last,
// at the beginning of a line and at its end.
func TestTagsAnywhere(t *testing.T) {
	for _, text := range []string{"contract: ! sib/1\nid: a", "! {contract: sib/1}", "contract: sib/1\nid: ! a", "contract: sib/1\nid: !"} {
		if ps := problems(t, text); len(ps) != 1 || ps[0].Code != codeHidden || !strings.Contains(ps[0].What, "a tag is not allowed") {
			t.Errorf("%q: %v", text, ps)
		}
	}
}
