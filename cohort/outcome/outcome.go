package outcome

import "sib/cohort"

// Definition names the outcome column and what a missing outcome means.
type Definition struct {
	Column  string
	Missing cohort.Missing // Refuse or Exclude
}

// Table counts outcomes by profile: index i is profile i of the Cohort, the
// inner index an Arm. Placed ≤ Observed ≤ the profile's N.
type Table struct {
	Observed [][2]int64
	Placed   [][2]int64
}
