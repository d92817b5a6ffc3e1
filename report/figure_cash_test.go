package report

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sib/contract/money"
	"sib/outlook"
)

func day(s string) money.Date {
	d, err := money.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// invested is what investors see of the founding case, with days that are made up.
func invested() *outlook.Investment {
	flow := func(date, amount string) money.Flow { return money.Flow{Date: day(date), Amount: euros(amount)} }
	i := *duo().Outlook.Investor
	i.Flows = []money.Flow{flow("2017-06-30", "278697.74"), flow("2015-01-01", "-100000"), flow("2014-01-01", "-100000"), flow("2014-01-01", "-34000")}
	return &i
}

func TestCashFigure(t *testing.T) {
	if newFigures(told(duo())).cashFlow != nil {
		t.Error("a contract without a due date has a figure of cash flows")
	}
	e := duo()
	e.Outlook.Investor = invested()
	f := cashFigure(told(e))
	if f.Title != "Investors pay in EUR\u00a0234,000.00 and receive EUR\u00a0278,697.74: a gain of EUR\u00a044,697.74" {
		t.Errorf("title %q", f.Title)
	}
	want := "date,item,amount,sum_so_far,currency\n2014-01-01,paid_in,-134000.00,-134000.00,EUR\n2015-01-01,paid_in,-100000.00,-234000.00,EUR\n2017-06-30,received,278697.74,44697.74,EUR\n"
	if got := string(f.Data.bytes()); got != want {
		t.Errorf("data:\n%s", got)
	}
	for _, part := range []string{"2014-01-01: EUR\u00a0134,000.00 paid in, sum so far EUR\u00a0−134,000.00.", "2017-06-30: EUR\u00a0278,697.74 received, sum so far EUR\u00a044,697.74."} {
		if !strings.Contains(f.Alt, part) {
			t.Errorf("the text alternative lacks %q: %s", part, f.Alt)
		}
	}
	if e.Outlook.Investor.Flows[0].Date != day("2017-06-30") {
		t.Error("the flows were sorted in place")
	}
	words := strings.Join(layout(figureWidth, f.Height, f.draw).words, "|")
	for _, s := range []string{"EUR\u00a0−134,000.00", "EUR\u00a0278,697.74", "2017-06-30", "EUR\u00a044,697.74", "2014", "2017"} {
		if !strings.Contains(words, s) {
			t.Errorf("%q is not drawn: %s", s, words)
		}
	}
}

// Whatever investors pay and when, nothing touches, is cut or leaves the canvas, and bars
// without their text are counted.
func TestCashHasRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.SampledFrom([]int64{1, 1000, 1e6, 1e9}).Draw(t, "size")
		span := rapid.SampledFrom([]int{0, 40, 700, 20000}).Draw(t, "span")
		e := duo()
		i := &outlook.Investment{Invested: euros("1"), Result: outlook.Result{Received: euros("1"), Gain: euros(fmt.Sprint(rapid.IntRange(-1, 1).Draw(t, "gain")))}}
		for range rapid.IntRange(2, 40).Draw(t, "flows") {
			at := rapid.IntRange(0, span).Draw(t, "day")
			date := fmt.Sprintf("%04d-%02d-%02d", 2001+at/360, 1+at/30%12, 1+at%28)
			i.Flows = append(i.Flows, money.Flow{Date: day(date), Amount: euros(fmt.Sprint(rapid.Int64Range(-1000*size, 1000*size).Draw(t, "amount")))})
		}
		e.Outlook.Investor = i
		f := cashFigure(told(e))
		l := layout(figureWidth, f.Height, f.draw)
		if s := l.trouble(figureWidth, f.Height); s != "" {
			t.Error(s)
		}
		days, drawn := cashDays(i.Flows), 0
		for _, w := range l.words {
			if len(w) == len("2014-01-01") && strings.Count(w, "-") == 2 {
				drawn++
			}
		}
		if hidden := fmt.Sprintf("%d of %d bars have no room", len(days)-drawn, len(days)); drawn < len(days) != strings.Contains(f.Subtitle, hidden) {
			t.Errorf("%d of %d bars have their text: %s", drawn, len(days), f.Subtitle)
		}
	})
}
