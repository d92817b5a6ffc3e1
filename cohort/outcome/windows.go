package outcome

import "sib/cohort"

// window is the follow-up of a definition for people of one day of entry.
type window struct {
	complete bool
	days     int // from the day of entry on
	at       int // the day that EmployedAt asks about, counted from entry
}

// windows are those of all definitions.
type windows struct {
	of   []window
	span int   // how many days from entry on any outcome told by spells asks about
	need reach // days of complete windows that are counted by the calendar
}

// followUps works out the windows of each day of entry once. It is for one goroutine.
type followUps struct {
	defs  []Definition
	known map[cohort.Day]*windows
}

func newFollowUps(defs []Definition) followUps {
	return followUps{defs, map[cohort.Day]*windows{}}
}

// from returns the windows of people who entered on the given day.
func (f followUps) from(entry cohort.Day) *windows {
	w, ok := f.known[entry]
	if !ok {
		w = newWindows(f.defs, entry)
		f.known[entry] = w
	}
	return w
}

func newWindows(defs []Definition, entry cohort.Day) *windows {
	w := &windows{of: make([]window, len(defs))}
	for k, d := range defs {
		w.of[k] = newWindow(d, entry)
		if d.Spells == nil {
			continue
		}
		w.span = max(w.span, w.of[k].days)
		if d.Spells.Condition == EmployedAt {
			w.span = max(w.span, w.of[k].at+1)
		}
		if d.Spells.Condition == WorkingDays && w.of[k].complete {
			w.need.include(entry, d.FollowUp.End(entry))
		}
	}
	return w
}

func newWindow(d Definition, entry cohort.Day) window {
	f := d.FollowUp
	if f == nil {
		return window{complete: true}
	}
	w := window{complete: f.Complete(entry), days: int(f.End(entry)-entry) + 1}
	if d.Spells != nil && d.Spells.Condition == EmployedAt {
		day := entry.AddMonths(d.Spells.Month)
		w.at, w.complete = int(day-entry), w.complete && day <= f.Until
	}
	return w
}
