package cohort

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sib/cohort/internal/parquettest"
)

func TestPartsGiveBackTheProfiles(t *testing.T) {
	dir := t.TempDir()
	parquettest.Write(t, filepath.Join(dir, "people.parquet"), parquettest.Layout{Dictionary: true, GroupRows: 33}, crowd(300, 9)...)
	c := mustRead(t, adults(dir))
	counts := make([][2]int64, len(c.Profiles))
	var next, out int64
	for _, p := range c.Parts() {
		if p.First != next || p.Input != 0 {
			t.Errorf("part at %d of input %d, want %d", p.First, p.Input, next)
		}
		next += p.Size
		rows, err := p.Rows()
		if err != nil {
			t.Fatal(err)
		}
		if len(rows.Profile) != int(p.Size) || len(rows.Arm) != int(p.Size) {
			t.Fatalf("%d and %d for %d rows", len(rows.Profile), len(rows.Arm), p.Size)
		}
		for i, k := range rows.Profile {
			if k < 0 {
				out++
				continue
			}
			counts[k][rows.Arm[i]]++
		}
	}
	for i, p := range c.Profiles {
		if counts[i] != p.N {
			t.Errorf("profile %d: %v, want %v", i, counts[i], p.N)
		}
	}
	if want := c.Flow.Received[0] + c.Flow.Received[1] - c.Flow.Eligible[0] - c.Flow.Eligible[1]; out != want {
		t.Errorf("%d rows without a profile, want %d", out, want)
	}
}

func TestPartsRefuseAChangedFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "people.parquet")
	parquettest.Write(t, path, parquettest.Layout{}, crowd(300, 9)...)
	c := mustRead(t, adults(dir))
	parquettest.Write(t, path, parquettest.Layout{}, crowd(301, 9)...)
	if _, err := c.Parts()[0].Rows(); err == nil || !strings.Contains(err.Error(), "changed") {
		t.Errorf("got %v", err)
	}
}

func TestAnEmptyCohortHasNoParts(t *testing.T) {
	if c := (&Cohort{}); c.Parts() != nil || c.Dir() != "" {
		t.Error("parts of nothing")
	}
}

// Splitting by hashing and by table must agree.
func TestGridSplitsTheSameEitherWay(t *testing.T) {
	codes := []uint32{3, 0, 3, 1, 0, 3, 1}
	small, large := newGrid(len(codes)), newGrid(len(codes))
	small.split(codes, 4)
	large.split(codes, denseCells+1)
	for i := range codes {
		if small.of[i] != large.of[i] {
			t.Fatalf("%v and %v", small.of, large.of)
		}
		into := make([]uint32, 1)
		small.codes(small.of[i], into)
		if into[0] != codes[i] {
			t.Errorf("row %d: code %d, want %d", i, into[0], codes[i])
		}
	}
	if small.n != 3 || large.n != 3 {
		t.Errorf("%d and %d cells", small.n, large.n)
	}
}

// Splitting by the listed values must agree with splitting by codes, also where two entries
// mean the same.
func TestGridSplitsDenselyTheSame(t *testing.T) {
	codeOf := []uint32{0, 1, 2, 1, 3} // of missing and of four entries
	first := []int32{0, 2, -1, 1, 3, 0, -1, 2, 3}
	second := []int32{2, 2, 0, 0, -1, 0, 1, 2, 3}
	dense, plain := newGrid(len(first)), newGrid(len(first))
	for _, index := range [][]int32{first, second} {
		codes := make([]uint32, len(index))
		for row, k := range index {
			codes[row] = codeOf[k+1]
		}
		plain.split(codes, 4)
		err := dense.splitDense(index, len(codeOf), func(_ int, k int32) (uint32, error) { return codeOf[k+1], nil })
		if err != nil {
			t.Fatal(err)
		}
	}
	if dense.n != plain.n || !slices.Equal(dense.of, plain.of) {
		t.Fatalf("%v and %v", dense.of, plain.of)
	}
	a, b := make([]uint32, 2), make([]uint32, 2)
	for cell := range uint32(dense.n) {
		dense.codes(cell, a)
		plain.codes(cell, b)
		if !slices.Equal(a, b) {
			t.Errorf("cell %d: %v and %v", cell, a, b)
		}
	}
}

func TestGridStopsAtTheFirstRowWithAProblem(t *testing.T) {
	bad := errors.New("bad")
	at := -1
	err := newGrid(4).splitDense([]int32{0, 1, 2, 2}, 4, func(row int, k int32) (uint32, error) {
		if k == 2 {
			at = row
			return 0, bad
		}
		return 1, nil
	})
	if err != bad || at != 2 {
		t.Errorf("%v at row %d", err, at)
	}
}
