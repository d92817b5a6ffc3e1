package contract

import (
	"strings"
	"testing"
)

func TestRefusesLimits(t *testing.T) {
	const due = "\ndrawdowns: [{date: 2014-01-01, amount: 1000}]\ndue: {clause: \"9\", date: 2017-01-01, day_count: act/365}"
	for _, tt := range []struct{ limit, more, want string }{
		{`{id: l, clause: "7"}`, "", "a limit says one thing, this one says 0"},
		{`{id: l, clause: "7", at_most: 1, return_at_most: 5 %}`, due, "a limit says one thing, this one says 2"},
		{`{id: l, clause: "7", at_most: -1}`, "", "zero or more"},
		{`{id: l, clause: "7", at_most: 1}, {id: l, clause: "7", at_most: 2}`, "", `the id "l" is used twice`},
		{`{id: l, clause: "7", rules: [y2], at_most: 1}`, "", `did you mean "y1"?`},
		{`{id: l, clause: "7", rules: [wibble], at_most: 1}`, "", "write a, b or y1"},
		{`{id: l, clause: "7", rules: [a], share_at_most: 40 %}`, "", "a share of what? [SIB-L410]"},
		{`{id: l, clause: "7", rules: [a], at_most: 40, of: cap}`, "", "there is no share"},
		{`{id: l, clause: "7", rules: [a], share_at_most: 40, of: cap}`, "", `write "40 %"`},
		{`{id: l, clause: "7", rules: [a], share_at_most: 0 %, of: cap}`, "", "more than 0 and less than 100 %"},
		{`{id: l, clause: "7", rules: [a], share_at_most: 100 %, of: total}`, "", "more than 0 and less than 100 %"},
		{`{id: l, clause: "7", share_at_most: 40 %, of: total}`, "", "always 100 % of the total [SIB-L410]"},
		{`{id: l, clause: "7", rules: [a, b, y1], share_at_most: 40 %, of: total}`, "", "always 100 % of the total"},
		{`{id: l, clause: "7", each: cohort, rules: [a, y1], at_most: 1}`, "", `rule "a" pays once for all cohorts`},
		{`{id: l, clause: "7", each: week, rules: [y1], at_most: 1}`, "", "write cohort"},
		{`{id: l, clause: "7", return_at_most: 5 %}`, "\ndue: {clause: \"9\", date: 2017-01-01, day_count: act/365}", "a return on what? payment has no drawdowns [SIB-L410]"},
		{`{id: l, clause: "7", return_at_most: 5 %}`, "\ndrawdowns: [{date: 2014-01-01, amount: 1000}]", "payment has no due [SIB-L411]"},
		{`{id: l, clause: "7", return_at_most: 5 %}`, due + "\ncumulative: {clause: \"9\", recover: false}", "payments are cumulative"},
		{`{id: l, clause: "7", return_at_most: 101 %}`, due, "want 0 to 100 %"},
		{`{id: l, clause: "7", rules: [y1], each: cohort, return_at_most: 5 %}`, due, "the drawdowns are not of one cohort"},
		{`{id: l, clause: "7", return_at_most: 5 %}`, strings.Replace(due, "2017", "2013", 1), "the drawdown of 2014-01-01 comes after the payment of 2013-01-01"},
		{`{id: l, clause: "7", return_at_most: 5 %}`, strings.Replace(due, "2017", "2115", 1), "more than 100 years"},
	} {
		ps := problems(t, givenText(sumMeasures, sums{once: []string{"1", "2"}, each: []string{"3"}, more: "limits: [" + tt.limit + "]" + tt.more}.payment()))
		if len(ps) != 1 || !strings.Contains(ps.Error(), tt.want) {
			t.Errorf("%s:\n%v\nwant %q", tt.limit, ps, tt.want)
		}
	}
}
