package simulate

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
)

// DUO writes programme.parquet and comparison.parquet of the example "DUO for a
// JOB, Brussels 2014–2016, on synthetic people" into dir, and refuses to replace
// files there unless overwrite is set.
//
// Nobody in them is real. They are made backwards from the published rates: after
// matching on year, gender, origin, qualification and age in five bands, 36 of 84,
// 51 of 117 and 46 of 119 programme people are placed, against weighted comparison
// rates that print as 33.7, 30.5 and 33.4 %. The bytes are the same each time.
func DUO(dir string, overwrite bool) error {
	people, err := newDUO().people()
	if err != nil {
		return fmt.Errorf("simulate the DUO example: %w", err)
	}
	return publish(dir, []string{programmeFile, comparisonFile}, overwrite, func(tmp string) error {
		if err := writePeople(filepath.Join(tmp, programmeFile), people[0]); err != nil {
			return err
		}
		return writePeople(filepath.Join(tmp, comparisonFile), people[1])
	})
}

func writePeople(path string, people []person) error {
	return writeTable(path, "people", form{}.columns(), func(t *table[person]) error {
		for chunk := range slices.Chunk(people, batchRows) {
			if err := t.write(chunk); err != nil {
				return err
			}
		}
		return nil
	})
}

// duoYear is what one cohort year of the example has to come to. People of
// unmatched have no comparison person; those of unknown no outcome.
type duoYear struct {
	year                        int32
	programme, placed           int // analysed
	programmeUnmatched          int
	programmeUnknown            int
	comparison                  int // eligible, with the unknown
	comparisonUnknown           int
	rate                        float64 // weighted, of the comparison group
	outsideAge, missingAge      int     // programme people beside these
	poolOutsideAge, poolMissing int     // comparison people beside these
}

var duoYears = []duoYear{
	{2014, 84, 36, 3, 1, 1300, 10, 0.33666, 2, 1, 61, 7},
	{2015, 117, 51, 2, 2, 1350, 11, 0.30482, 2, 1, 74, 9},
	{2016, 119, 46, 4, 2, 1350, 12, 0.33352, 3, 2, 66, 8},
}

// duoCuts are the upper ends of the age bands in years: 18–20, 21–23, 24–26, 27–29, 30–33.
var duoCuts = []int32{20, 23, 26, 29}

// stratum is everything that the example matches on, besides the year.
type stratum struct{ band, gender, origin, qualification int }

func stratumOf(p person) stratum {
	band := 0
	for band < len(duoCuts) && p.age > duoCuts[band] {
		band++
	}
	return stratum{band, int(p.gender), int(p.origin), int(p.qualification)}
}

func compareStrata(a, b stratum) int {
	return slices.Compare([]int{a.band, a.gender, a.origin, a.qualification}, []int{b.band, b.gender, b.origin, b.qualification})
}

// duo makes the example.
type duo struct{ rng *rand.Rand }

func newDUO() *duo { return &duo{rand.New(rand.NewPCG(2014, 2016))} }

// people returns the rows of both files, shuffled, with pseudonyms that say
// nothing about the arm.
func (d *duo) people() (arms [2][]person, err error) {
	for season, y := range duoYears {
		programme, comparison, err := d.cohort(season, y)
		if err != nil {
			return arms, fmt.Errorf("cohort year %d: %w", y.year, err)
		}
		arms[0] = append(arms[0], programme...)
		arms[1] = append(arms[1], comparison...)
	}
	numbers := d.rng.Perm(len(arms[0]) + len(arms[1]))
	for _, arm := range arms {
		d.rng.Shuffle(len(arm), func(i, j int) { arm[i], arm[j] = arm[j], arm[i] })
		for i := range arm {
			arm[i].number, numbers = int64(1+numbers[0]), numbers[1:]
		}
	}
	return arms, nil
}

func (d *duo) cohort(season int, y duoYear) (programme, comparison []person, err error) {
	comparison = d.pool(y)
	programme, err = d.programme(y, comparison)
	if err != nil {
		return nil, nil, err
	}
	d.placeProgramme(season, y, programme)
	if err := d.placeComparison(season, y, programme, comparison); err != nil {
		return nil, nil, err
	}
	programme = append(programme, d.outside(season, programmeMix, y.year, y.outsideAge, y.missingAge)...)
	comparison = append(comparison, d.outside(season, comparisonMix, y.year, y.poolOutsideAge, y.poolMissing)...)
	return programme, comparison, nil
}
