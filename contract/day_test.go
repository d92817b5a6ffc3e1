package contract

import (
	"testing"

	"sib/contract/money"
)

func TestDay(t *testing.T) {
	asOf, err := money.ParseDate("2016-08-01")
	if err != nil {
		t.Fatal(err)
	}
	amended := []Amendment{{ID: "first", Effective: "2015-07-01"}}
	due := func(date string) Payment { return Payment{Due: &Due{Date: date}} }
	for _, tt := range []struct {
		name  string
		terms Terms
		asOf  money.Date
		want  string
		bad   bool
	}{
		{"a day is named", Terms{Amendments: amended, Payment: due("2017-06-30")}, asOf, "2016-08-01", false},
		{"amended, with a due date", Terms{Amendments: amended, Payment: due("2017-06-30")}, money.Date{}, "2017-06-30", false},
		{"amended, without one", Terms{Amendments: amended}, money.Date{}, "0001-01-01", false},
		{"never amended", Terms{Payment: due("2017-06-30")}, money.Date{}, "0001-01-01", false},
		{"a day that is none", Terms{Amendments: amended, Payment: due("2017-02-30")}, money.Date{}, "", true},
	} {
		got, err := tt.terms.Day(tt.asOf)
		if (err != nil) != tt.bad || !tt.bad && got.String() != tt.want {
			t.Errorf("%s: %s, %v", tt.name, got, err)
		}
	}
}
