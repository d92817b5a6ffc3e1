package contract

import (
	"strings"
	"testing"
)

// Days of people lie in the years that cohorts can have; they exist, and may stand in quotes.
func TestDays(t *testing.T) {
	for day, refused := range map[string]string{
		"1900-01-01": "", "1899-12-31": "years 1900 to 2200", "2200-12-31": "", "2201-01-01": "years 1900 to 2200",
		`"2016-02-29"`: "", "2015-02-29": "not a date", "2016-2-9": "not a date", "29.2.2016": "not a date",
		"2016-02-29T00:00:00Z": "not a date", "[2016-02-29]": "is a list",
	} {
		// One long window, which begins or ends on the day.
		window := "cohorts: [{year: 2014, from: " + day + ", until: 2200-12-31}]\n"
		_, err := Parse("c.yaml", []byte(duo(t, onEntry("cohorts: [2014, 2015, 2016]\n", window)...)))
		if (refused == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), refused) {
			t.Errorf("%s: %v, want %q", day, err, refused)
		}
	}
}
