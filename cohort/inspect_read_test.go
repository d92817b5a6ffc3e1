package cohort

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sib/cohort/internal/columns"
	"sib/cohort/internal/parquettest"
	"sib/evidence"
)

// What stops Read is among what Inspect lists, with the same code and place.
func TestInspectListsWhatStopsRead(t *testing.T) {
	check := func(tt bad, spec Spec) {
		if tt.edit != nil {
			tt.edit(&spec)
		}
		_, err := Read(context.Background(), spec, nil)
		var want *evidence.Problem
		if !errors.As(err, &want) {
			t.Fatalf("%s: %v", tt.name, err)
		}
		in, err := Inspect(context.Background(), spec, nil)
		var p *evidence.Problem
		if errors.As(err, &p) && p.Code == want.Code && p.Column == want.Column {
			return // the spec itself is refused
		}
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		if !slices.ContainsFunc(in.Findings, func(o Observation) bool {
			// Of a person in both arms, the row of the pool is counted, wherever it stands.
			return o.Code == want.Code && (o.Column == want.Column || want.Code == CodeEmptyYear) && (o.FirstRow == want.Row || want.Code == CodeBothArms) && o.Severity == evidence.Error
		}) {
			t.Errorf("%s: Read says %v, Inspect %+v", tt.name, want, in.Findings)
		}
	}
	for i, list := range [][]bad{badData(), badRegister()} {
		for _, tt := range list {
			dir := t.TempDir()
			parquettest.Write(t, filepath.Join(dir, "people.parquet"), parquettest.Layout{Dictionary: true, GroupRows: 64}, tt.cols...)
			check(tt, []func(string) Spec{adults, entrants}[i](dir))
		}
	}
}

// Where Read finds nothing wrong, Inspect counts the same people.
func TestInspectCountsAsRead(t *testing.T) {
	for seed := range uint64(3) {
		for i, cols := range [][]parquettest.Column{crowd(3000, seed), register(someEntrants(3000, seed))} {
			dir := t.TempDir()
			parquettest.Write(t, filepath.Join(dir, "people.parquet"), parquettest.Layout{GroupRows: 700, Dictionary: seed == 1}, cols...)
			spec := []func(string) Spec{adults, entrants}[i](dir)
			c := mustRead(t, spec)
			in, err := Inspect(context.Background(), spec, nil)
			if err != nil {
				t.Fatal(err)
			}
			last := len(in.Flow.Invalid) - 1
			if l := in.Flow.Invalid[last]; l.N != [2]int64{} {
				t.Errorf("%+v", l)
			}
			got := in.Flow
			got.Invalid = got.Invalid[:last]
			for k := range got.ByYear {
				got.ByYear[k].Invalid = got.ByYear[k].Invalid[:last]
			}
			if d := cmp.Diff(c.Flow, got); d != "" {
				t.Errorf("(-read +inspected)\n%s", d)
			}
			eligible := 0
			for k, p := range in.Parts() {
				rows := in.Rows(p)
				want, err := c.Parts()[k].Rows()
				if err != nil {
					t.Fatal(err)
				}
				for row, profile := range want.Profile {
					if rows.Eligible[row] != (profile >= 0) || rows.Arm[row] != want.Arm[row] || profile >= 0 && rows.Year[row] != c.Profiles[profile].Year {
						t.Fatalf("part %d, row %d", k, row)
					}
					if profile >= 0 {
						eligible++
					}
				}
			}
			if eligible == 0 {
				t.Error("nobody is eligible")
			}
		}
	}
}

// Whatever is wrong with files and columns is listed, all of it.
func TestInspectListsFiles(t *testing.T) {
	dir := t.TempDir()
	good, err := parquettest.Encode(parquettest.Layout{}, crew(80)...)
	if err != nil {
		t.Fatal(err)
	}
	twice := append(crew(80), parquettest.Column{Name: "age", Values: make([]int64, 80)})
	double, err := parquettest.Encode(parquettest.Layout{}, twice...)
	if err != nil {
		t.Fatal(err)
	}
	damaged := slices.Clone(good)
	for i := len(damaged) - 200; i < len(damaged)-100; i++ {
		damaged[i] ^= 0x5a
	}
	for name, b := range map[string][]byte{"good.parquet": good, "cut.parquet": good[:len(good)-9], "text.parquet": []byte("id;age\n1;20\n"),
		"sealed.parquet": append([]byte("PARE"), good[4:]...), "damaged.parquet": damaged, "twice.parquet": double} {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	other := replace(replace(crew(80), parquettest.Column{Name: "score", Values: slices.Repeat([]string{"x"}, 80)}), parquettest.Column{Name: "origin", Values: make([]int64, 80)})
	parquettest.Write(t, filepath.Join(dir, "typed.parquet"), parquettest.Layout{}, other[:len(other)-1]...)
	spec := crewSpec(dir)
	spec.Files.People = []string{"good.parquet", "cut.parquet", "text.parquet", "sealed.parquet", "damaged.parquet", "twice.parquet", "typed.parquet", "none.parquet", "./good.parquet", "no-*.parquet"}
	in, err := Inspect(context.Background(), spec, nil)
	if err != nil {
		t.Fatal(err)
	}
	for code, file := range map[string]string{columns.CutOff: "cut.parquet", columns.NotParquet: "text.parquet", columns.Unsupported: "sealed.parquet", columns.Damaged: "damaged.parquet",
		columns.ColumnTwice: "twice.parquet", columns.WrongType: "typed.parquet", columns.NoColumn: "typed.parquet", columns.CannotOpen: "none.parquet", columns.FileTwice: "good.parquet", columns.NothingNamed: "no-*.parquet"} {
		if got := of(in, code); len(got) != 1 || got[0].File != file {
			t.Errorf("%s: %+v", code, got)
		}
	}
	if got := of(in, CodePartsDiffer); len(got) != 1 || got[0].Column != "origin" || !strings.HasSuffix(got[0].Message, "integer and text") {
		t.Errorf("%+v", got)
	}
	if got := of(in, LevelWithoutComparison); len(got) > 0 {
		t.Errorf("arms are compared although files are missing: %+v", got)
	}
	if len(in.Inputs) != 3 {
		t.Errorf("%+v", in.Inputs)
	}
}

// A chunk that cannot be decoded spoils its row group and nothing else.
func TestInspectGoesOnAfterDamage(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "people.parquet")
	parquettest.Write(t, path, parquettest.Layout{GroupRows: 40, Dictionary: true}, crew(80)...)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	spoilt := 0
	for at := 10; at < len(b)/2; at += 61 {
		c := slices.Clone(b)
		c[at] ^= 0xff
		if err := os.WriteFile(path, c, 0o600); err != nil {
			t.Fatal(err)
		}
		in, err := Inspect(context.Background(), crewSpec(dir), nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := of(in, columns.Damaged); len(got) > 0 {
			spoilt++
			if r := in.Flow.Received; r[0]+r[1]+in.NoArm != 80 && len(in.Inputs) > 0 {
				t.Errorf("byte %d: %v received, %d without an arm", at, r, in.NoArm)
			}
		}
	}
	if spoilt == 0 {
		t.Error("nothing was damaged")
	}
}
