package export

import (
	"slices"
	"strings"
	"testing"

	"sib/contract"
	"sib/contract/money"
	"sib/contract/trace"
)

const (
	amountTitle = "Payments - Amount - (Value)"
	typeTitle   = "Type - (Value)"
	metricTitle = "Outcome Metric Id - (Value)"
	planTitle   = "Outcome Payment Plan Id - (Value)"
)

// What each rule pays is a planned payment: nobody has paid it.
func TestPaymentsByRule(t *testing.T) {
	rows := table(t, book(t, duo(t)), "projects_outcome_payments.csv")
	if got := cells(rows, amountTitle); !slices.Equal(got, []string{"234000.00", "44697.74"}) {
		t.Errorf("amounts %q", got)
	}
	if got := cells(rows, typeTitle); !slices.Equal(got, []string{planned, planned}) {
		t.Errorf("types %q", got)
	}
	if got := cells(rows, metricTitle); !slices.Equal(got, []string{"gain", "gain"}) {
		t.Errorf("metrics %q", got)
	}
	project := table(t, book(t, duo(t)), "projects.csv")[0]
	if got := project["Overall project finance - Total outcome payments made - Amount - (Value)"]; got != "" {
		t.Errorf("%s is called paid", got)
	}
}

// A cap between the rules and what is due leaves one row: nothing is shared out here.
func TestPaymentsBelowTheCap(t *testing.T) {
	in := duo(t, `clause: "4.3", amount: 290000`, `clause: "4.3", amount: 278697.73`)
	rows := table(t, book(t, in), "projects_outcome_payments.csv")
	if len(rows) != 1 || rows[0][amountTitle] != "278697.73" || rows[0][metricTitle] != "gain" || !strings.Contains(rows[0]["Notes"], "clause 4.3") {
		t.Errorf("%q", rows)
	}
	// Exactly at the cap the rules add up to what is due.
	in = duo(t, `clause: "4.3", amount: 290000`, `clause: "4.3", amount: 278697.74`)
	if rows := table(t, book(t, in), "projects_outcome_payments.csv"); len(rows) != 2 {
		t.Errorf("%q", rows)
	}
}

func TestPaymentsByPayer(t *testing.T) {
	in := tranched(t)
	rows := table(t, book(t, in), "projects_outcome_payments.csv")
	if got := cells(rows, amountTitle); !slices.Equal(got, []string{"150000.00", "128697.74"}) {
		t.Errorf("amounts %q", got)
	}
	if !strings.Contains(rows[0]["Notes"], "payer: the city (clause 13)") {
		t.Errorf("%q", rows[0])
	}
	most := "Maximum potential Outcome payment - Amount - (Value)"
	if got := cells(table(t, book(t, in), "projects_outcome_payment_commitments.csv"), most); !slices.Equal(got, []string{"150000.00", ""}) {
		t.Errorf("commitments %q", got)
	}
	rows = table(t, book(t, in), "projects_investments.csv")
	if got := cells(rows, "Id"); !slices.Equal(got, []string{"senior", "junior"}) {
		t.Errorf("investments %q", got)
	}
	if want := "receives EUR 200000.00 of principal (clause 15.3)"; !strings.Contains(rows[0]["Notes"], want) {
		t.Errorf("%q lacks %q", rows[0]["Notes"], want)
	}
}

// What was paid before is the only actual payment, by itself and in the plan.
func TestPaymentsMade(t *testing.T) {
	rows := table(t, book(t, single(t)), "projects_outcome_payments.csv")
	if got := cells(rows, typeTitle); !slices.Equal(got, []string{actual, actual, planned}) {
		t.Fatalf("types %q", got)
	}
	if got := cells(rows, amountTitle); !slices.Equal(got, []string{"5000.50", "5000.50", "10619.50"}) { // 15,120 and 500, less 5,000.50
		t.Errorf("amounts %q", got)
	}
	plan := "sib-" + single(t).Terms.Digest.Short()
	if got := cells(rows, planTitle); !slices.Equal(got, []string{"", plan, plan}) {
		t.Errorf("plans %q", got)
	}
	if got := cells(rows, "Period - End - (Value)"); !slices.Equal(got, []string{"", "", "2018-06-30"}) {
		t.Errorf("last days to claim %q", got)
	}
	project := table(t, book(t, single(t)), "projects.csv")[0]
	if got := project["Overall project finance - Total outcome payments made - Amount - (Value)"]; got != "5000.50" {
		t.Errorf("paid %q", got)
	}
	if got := project["Dates - Anticipated completion date - (Value)"]; got != "2017-06-30" {
		t.Errorf("due %q", got)
	}
	// Nothing that was paid is no payment: a decision does not tell it from a figure that nobody gave.
	none := decided(t, singleTerms(t, singleText), contract.Measurements{Reported: []contract.Figure{
		{Measure: "days", Cohort: 2014, Value: rat("99")}, {Measure: "share", Cohort: 2014, Value: rat("0.4")},
	}})
	if got := cells(table(t, book(t, none), "projects_outcome_payments.csv"), typeTitle); slices.Contains(got, actual) {
		t.Errorf("types %q", got)
	}
}

// No payment due is a result: a planned payment of nothing.
func TestPaymentsOfNothing(t *testing.T) {
	in := published()
	for i := range in.Compared {
		in.Compared[i].ComparisonRate = in.Compared[i].ProgrammeRate
	}
	rows := table(t, book(t, decided(t, terms(t, duoFile), in)), "projects_outcome_payments.csv")
	if got := cells(rows, amountTitle); !slices.Equal(got, []string{"0.00", "0.00"}) {
		t.Errorf("amounts %q", got)
	}
}

func TestRateCard(t *testing.T) {
	w := book(t, rateCard(t))
	ids := cells(table(t, w, "projects_outcome_metrics.csv"), "Id")
	if !slices.Equal(ids, []string{"reached", "outcomes.job-13-weeks", "outcomes.job-26-weeks"}) {
		t.Errorf("metrics %q", ids)
	}
	prices := table(t, w, "projects_outcome_pricings.csv")
	if got := cells(prices, metricTitle); !slices.Equal(got, []string{ids[1], ids[2], ids[0]}) {
		t.Errorf("prices of %q", got)
	}
	if got := cells(prices, "Price Per Unit - Amount - (Value)"); !slices.Equal(got, []string{"3500.00", "2000.00", ""}) {
		t.Errorf("prices %q", got)
	}
	if got := cells(prices, "Maximum Price if all targets achieved - Amount - (Value)"); !slices.Equal(got, []string{"", "", "1100.00"}) {
		t.Errorf("maxima %q", got)
	}
	// A payment for two outcomes is not put down to one of them.
	for _, r := range table(t, w, "projects_outcome_payments.csv") {
		if strings.Contains(r["Notes"], "rule outcomes") && r[metricTitle] != "" {
			t.Errorf("%q", r)
		}
	}
}

// Metrics, prices and results refer to metrics that are there.
func TestReferences(t *testing.T) {
	for _, in := range fixtures(t) {
		w := book(t, in)
		ids := cells(table(t, w, "projects_outcome_metrics.csv"), "Id")
		for _, name := range []string{"projects_outcome_pricings.csv", "projects_results.csv", "projects_outcome_payments.csv"} {
			for _, id := range cells(table(t, w, name), metricTitle) {
				if id != "" && !slices.Contains(ids, id) {
					t.Errorf("%s, %s: metric %q is none of %q", in.Terms.ID, name, id, ids)
				}
			}
		}
		plans := cells(table(t, w, "projects_outcome_payment_plans.csv"), planTitle)
		for _, id := range cells(table(t, w, "projects_outcome_payments.csv"), planTitle) {
			if id != "" && !slices.Contains(plans, id) {
				t.Errorf("%s: plan %q is none of %q", in.Terms.ID, id, plans)
			}
		}
	}
}

// The planned payments add up to what is due, and the paid ones to what was paid.
func TestPaymentsAddUp(t *testing.T) {
	for _, in := range fixtures(t) {
		sum := money.Zero(in.Terms.Currency)
		for _, r := range table(t, book(t, in), "projects_outcome_payments.csv") {
			if r[typeTitle] == planned {
				sum = sum.Add(money.New(in.Terms.Currency, rat(r[amountTitle])))
			}
		}
		if sum.Cmp(in.Decision.Due) != 0 {
			t.Errorf("%s: %s is planned, %s is due", in.Terms.ID, sum, in.Decision.Due)
		}
	}
}

// Terms in force are written, whether they are known or must be read from the list of amendments.
func TestAmended(t *testing.T) {
	in := duo(t, "disclosure:", amendment+"\ndisclosure:")
	before := on(t, in.Terms, published(), "2015-06-30")
	most := "Overall project finance - Maximum potential outcome payment - Amount - (Value)"
	for _, tt := range []struct {
		in               Input
		most, alters, as string
	}{
		{in, "250000.00", "lower: payment.rules.principal.at_least was 10 % relative, is 8 % relative from 2015-07-01 (clause A1)", "as signed: EUR 278697.74"},
		{before, "290000.00", "", ""},
	} {
		back, err := Read("decision.json", encoded(t, tt.in))
		if err != nil {
			t.Fatal(err)
		}
		for _, in := range []Input{tt.in, *back} {
			w := book(t, in)
			project := table(t, w, "projects.csv")[0]
			if got := project[most]; got != tt.most {
				t.Errorf("cap %s, want %s", got, tt.most)
			}
			if got := project["Overall project finance - (Notes)"]; !strings.Contains(got, tt.as) || strings.Contains(got, "as signed") != (tt.as != "") {
				t.Errorf("notes %q, want %q", got, tt.as)
			}
			got := table(t, w, "projects_outcome_payment_commitments.csv")[0]["Alterations to payment commitment - Description - (Value)"]
			if !strings.HasPrefix(got, tt.alters) || (got == "") != (tt.alters == "") {
				t.Errorf("alterations %q, want %q", got, tt.alters)
			}
			price := table(t, w, "projects_outcome_pricings.csv")
			if got := price[0]["Notes"]; strings.Contains(got, "was 10 % relative") != (tt.alters != "") || strings.Contains(price[1]["Notes"], "lower:") {
				t.Errorf("%q", price)
			}
		}
	}
}

func TestDeferred(t *testing.T) {
	notes := table(t, book(t, gated(t)), "projects_outcome_payment_plans.csv")[0]["Notes"]
	if want := "deferred: what rule return pays (clause 4.2)"; !strings.Contains(notes, want) {
		t.Errorf("%q lacks %q", notes, want)
	}
	other := table(t, book(t, gated(t)), "projects_outcome_metrics.csv")[0]["Other target for Meeting outcome metric target - (Value)"]
	if want := "[programme people at least 5000 people]"; !strings.Contains(other, want) {
		t.Errorf("%q lacks %q", other, want)
	}
}

func TestProjectIdentifier(t *testing.T) {
	for id, good := range map[string]bool{
		"": true, "INDIGO-POJ-0035": true, "INDIGO-POJ-035": false, "INDIGO-ORG-0035": false, "indigo-poj-0035": false, "INDIGO-POJ-0035\n": false, "=INDIGO-POJ-0035": false,
	} {
		in := duo(t)
		in.Project = id
		w, err := Indigo(in)
		if (err == nil) != good {
			t.Errorf("%q: %v", id, err)
		}
		if good {
			for _, r := range table(t, w, "projects_results.csv") {
				if r["Project ID"] != id {
					t.Errorf("%q is not in %q", id, r)
				}
			}
		}
	}
}

// Money without a decimal number is refused, not cut.
func TestFractions(t *testing.T) {
	in := published()
	tm := terms(t, duoFile, "      pay: {share_of_principal: 100 %}", "      pay: {amount: 0, plus: 1, each: 7 % relative, beyond: 10 % relative}")
	tm.Payment.Rounding = contract.Rounding{}
	if _, err := Indigo(decided(t, tm, in)); err == nil || !strings.Contains(err.Error(), "no decimal number") {
		t.Errorf("%v", err)
	}
}

// Terms and decisions that a program made up are refused, without a panic.
func TestIndigoRefuses(t *testing.T) {
	for name, break_ := range map[string]func(*Input){
		"no terms":     func(in *Input) { in.Terms = nil },
		"no decision":  func(in *Input) { in.Decision = nil },
		"no trace":     func(in *Input) { in.Decision.Trace = nil },
		"no cap":       func(in *Input) { in.Terms.Payment.Cap = contract.Cap{} },
		"no currency":  func(in *Input) { in.Terms.Currency = "" },
		"empty amount": func(in *Input) { in.Decision.Amounts = []contract.RuleAmount{{}} },
		"empty bound":  func(in *Input) { in.Terms.Payment.Rules[0].AtLeast = &contract.Threshold{} },
		"a false step": func(in *Input) {
			in.Decision.Trace = slices.Clone(in.Decision.Trace)
			i := slices.IndexFunc(in.Decision.Trace, func(n trace.Node) bool { return n.ID == dueNode })
			in.Decision.Trace[i].Rounded = "1"
		},
	} {
		in := duo(t)
		break_(&in)
		if w, err := Indigo(in); err == nil || w != nil {
			t.Errorf("%s: it is exported", name)
		}
	}
}

// The caller's decision is not touched, and the same one gives the same bytes.
func TestIndigoLeavesAlone(t *testing.T) {
	in := duo(t)
	before := string(encoded(t, in))
	first, second := book(t, in).Files(), book(t, in).Files()
	if after := string(encoded(t, in)); after != before {
		t.Error("the decision has changed")
	}
	for name, b := range first {
		if string(second[name]) != string(b) {
			t.Errorf("%s differs the second time", name)
		}
	}
}
