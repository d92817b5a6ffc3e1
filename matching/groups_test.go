package matching

import (
	"reflect"
	"testing"
)

func TestGroups(t *testing.T) {
	people := []person{{p, 2014, 20, "F"}, {p, 2014, 20, "M"}, {q, 2014, 20, "X"}, {q, 2014, 20, "F"}, {q, 2014, 20, "F"}}
	spec := Spec{Unmatched: Drop, Covariates: []Covariate{{Name: "age", Mode: Exact},
		{Name: "sex", Mode: Coarsened, Groups: []LevelGroup{{"not F", []string{"X", "M", "never seen"}}, {"F", []string{"F"}}}}}}
	s := matched(t, people, spec)
	var got []string
	for _, st := range s.Strata {
		got = append(got, st.Values[1])
	}
	if !reflect.DeepEqual(got, []string{"not F", "F"}) || !reflect.DeepEqual(s.Levels[1], []string{"not F", "F"}) || s.Method != string(Coarsened) {
		t.Errorf("strata %v, levels %v, method %s", got, s.Levels, s.Method)
	}
	if s.Strata[0].N != [2]int64{1, 1} || s.Strata[1].N != [2]int64{1, 2} {
		t.Errorf("strata %+v", s.Strata)
	}
	// Balance is still told by level: grouping hides nothing.
	for _, term := range s.Balance[0].Terms {
		if term.Name() == "sex=X" && term.After.Comparison != 0.5 {
			t.Errorf("sex=X %+v", term.After)
		}
	}
}
