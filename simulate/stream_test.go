package simulate

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// People of options that have been there from the start never change: examples and
// measurements rest on them. The digests are those of the first release.
func TestPeopleStayTheSame(t *testing.T) {
	for continuous, want := range map[int][2]string{
		0: {"7dab0bc37dc4623a985847558433c5e70ee4761e7b16a31d9e5ceeedaa9c6bb8", "724ab11b6b74f0ea49c721c479c2e589f036725baf2d5320915bfb020b7d408d"},
		2: {"5315c08aebddbd6c1f0f9090222c51f96d1f0f1230abb744984f0c97cceb8b6c", "dcafae882daa06730fbb356d694776cb0fc45d99e77e14c18e5275737eefc21a"},
	} {
		o := someOptions()
		o.Continuous = continuous
		dir := made(t, o)
		for i, name := range []string{programmeFile, comparisonFile} {
			b, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			if got := fmt.Sprintf("%x", sha256.Sum256(b)); got != want[i] {
				t.Errorf("%d continuous covariates: the digest of %s is %s", continuous, name, got)
			}
		}
	}
}

// What an option adds leaves the rest of each person as it is.
func TestOptionsLeaveTheRestAlone(t *testing.T) {
	o := someOptions()
	o.Comparison = 5000
	usual := everybody(t, made(t, o))
	o.Unregistered, o.Spells, o.Missing = 0.1, true, map[string]float64{"origin": 0.2, "gender": 0.1}
	more := everybody(t, made(t, o))
	added := map[string]int{}
	for i, want := range usual {
		got := more[i]
		for name, v := range want {
			_, there := got[name]
			switch {
			case there && got[name] == v:
			case !there && (name == "origin" || name == "gender" || name == "placed"):
			default:
				t.Fatalf("row %d: %s is %v, want %v", i, name, got[name], v)
			}
		}
		for name := range got {
			if _, there := want[name]; !there {
				added[name]++
			}
		}
	}
	// Whose age is missing has no day of birth either.
	_, birth := added["birth_date"]
	delete(added, "birth_date")
	if want := map[string]int{"entry_date": len(usual), "registered": len(usual)}; !birth || !reflect.DeepEqual(added, want) {
		t.Errorf("added %v", added)
	}
}

func TestUnregistered(t *testing.T) {
	o := someOptions()
	o.Unregistered = 0.03
	n := 0
	for _, r := range everybody(t, made(t, o)) {
		if r["registered"] == false {
			n++
		}
	}
	within(t, "not registered", n, 2000, 2400) // of 73,000: 2,190, sd 46
}
