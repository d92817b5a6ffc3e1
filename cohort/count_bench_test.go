//go:build unix

package cohort

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/apache/arrow/go/v17/parquet/compress"

	"sib/cohort/internal/parquettest"
)

// benchSpec describes the people that `sib simulate` makes.
func benchSpec(dir string) Spec {
	return Spec{Dir: dir, Files: Files{Programme: []string{"programme.parquet"}, Comparison: []string{"comparison.parquet"}}, ID: "person_id", Year: "year",
		Years: []int{2014, 2015, 2016}, Covariates: []Covariate{
			{Name: "age", Column: "age", Kind: Integer, Missing: Exclude}, {Name: "gender", Column: "gender", Kind: Category, Missing: Refuse},
			{Name: "origin", Column: "origin", Kind: Category, Missing: Refuse}, {Name: "qualification", Column: "qualification", Kind: Category, Missing: Refuse},
		}}
}

// benchPeople writes a million people and a few more, and returns the directory.
func benchPeople(b *testing.B) string {
	dir := b.TempDir()
	for i, name := range []string{"programme", "comparison"} {
		rows := []int{10_000, 1 << 20}[i]
		r := rand.New(rand.NewPCG(uint64(rows), 1))
		id, year, age, missing := make([]string, rows), make([]int32, rows), make([]int32, rows), make([]bool, rows)
		gender, origin, qualification, placed := make([]string, rows), make([]string, rows), make([]string, rows), make([]bool, rows)
		for k := range rows {
			id[k], year[k] = fmt.Sprintf("%c-%08d", name[0], k), int32(2014+r.IntN(3))
			age[k], missing[k] = int32(18+r.IntN(16)), r.IntN(200) == 0
			gender[k], origin[k] = []string{"F", "M"}[r.IntN(2)], []string{"BE", "EU", "MAGHREB", "OTHER", "SUBSAHARAN", "TURKEY"}[r.IntN(6)]
			qualification[k], placed[k] = []string{"HIGH", "LOW", "MEDIUM", "UNKNOWN"}[r.IntN(4)], r.IntN(3) == 0
		}
		parquettest.Write(b, filepath.Join(dir, name+".parquet"),
			parquettest.Layout{Dictionary: true, Codec: compress.Codecs.Zstd},
			parquettest.Column{Name: "person_id", Values: id}, parquettest.Column{Name: "year", Values: year},
			parquettest.Column{Name: "age", Values: age, Null: missing}, parquettest.Column{Name: "gender", Values: gender},
			parquettest.Column{Name: "origin", Values: origin}, parquettest.Column{Name: "qualification", Values: qualification},
			parquettest.Column{Name: "placed", Values: placed})
	}
	return dir
}

// cpu is the processor time that the process has taken.
func cpu(b *testing.B) time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		b.Fatal(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// BenchmarkCount counts people by profile, by outcome too, and hashes their ids. Rows are
// those of the directory that SIB_BENCH_PEOPLE names, or a million that are made up.
func BenchmarkCount(b *testing.B) {
	dir := os.Getenv("SIB_BENCH_PEOPLE")
	if dir == "" {
		dir = benchPeople(b)
	}
	withOutcome := benchSpec(dir)
	withOutcome.Covariates = append(withOutcome.Covariates, Covariate{Name: "placed", Column: "placed", Kind: Category, Missing: Exclude})
	scan := func(p *plan, u unit) error {
		_, err := p.count(u)
		return err
	}
	ids := func(p *plan, u unit) error {
		_, err := p.hashes(u, hashID, hashRange{0, 1})
		return err
	}
	for _, bench := range []struct {
		name string
		spec Spec
		do   func(*plan, unit) error
	}{{"profiles", benchSpec(dir), scan}, {"profiles and outcomes", withOutcome, scan}, {"ids", benchSpec(dir), ids}} {
		b.Run(bench.name, func(b *testing.B) { benchUnits(b, bench.spec, bench.do) })
	}
}

// benchUnits reports how many rows of all row groups are done in a second of one core.
func benchUnits(b *testing.B, spec Spec, do func(*plan, unit) error) {
	p, err := newPlan(spec)
	if err != nil {
		b.Fatal(err)
	}
	sources, err := p.openSources()
	if err != nil {
		b.Fatal(err)
	}
	var rows int64
	start := cpu(b)
	for b.Loop() {
		for _, u := range units(sources) {
			_, n := u.source.file.Group(u.group)
			rows += n
			if err := do(p, u); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(rows)/(cpu(b)-start).Seconds()/1e6, "Mrows/cpu-s")
}
