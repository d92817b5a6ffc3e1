package report

// deviations says what is known of a plan that was fixed before outcomes were read, and
// of departures from it.
func deviations(e account) []string {
	out := []string{
		e.say("No plan was locked before the outcomes were read: this run has no lock. So nothing can be said of deviations, neither that there are any nor that there are none."),
		e.say("What is known: the design was made without the outcomes, by the contract whose digest stands under verification, and the report holds every choice that the contract makes. Whether that contract was fixed in time is for the parties to show."),
	}
	if ids := e.Decision.Amendments; len(ids) > 0 {
		out = append(out, e.say("Amendments in force: %s. The section on the payment sets them beside the terms as signed.", e.listing(ids)))
	}
	if n := len(e.Given.Figures) + len(e.Given.Tallies); n > 0 {
		out = append(out, e.say("Figures that were reported and do not come from the people compared: %s. They are in evaluation.json.", e.count(int64(n))))
	}
	return out
}
