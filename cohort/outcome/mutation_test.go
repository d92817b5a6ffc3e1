package outcome

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/apache/arrow/go/v17/parquet"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"sib/cohort"
	"sib/cohort/internal/parquettest"
	"sib/evidence"
)

// What a damaged file may cost.
const (
	mutants      = 20_000
	mutantTime   = 5 * time.Second
	mutantMemory = 1 << 30 // bytes allocated in all, freed or not
)

const sourcesDir = "../../testdata/sources"

// TestMutants damages sound files in every layout and reads them. Each is refused with a
// Problem, or read whole: as many people as the footer says, each counted once. Nothing
// crashes, hangs or exhausts memory. Values may be others where a page has no checksum:
// only the digest of the file defends against that.
//
// SIB_MUTATION_SEED chooses other mutants, SIB_MUTANT makes a single one again. After a
// crash the file is still in the test's temporary directory.
func TestMutants(t *testing.T) {
	seed, first, n := uint64(envInt(t, "SIB_MUTATION_SEED", 1)), 0, mutants
	if testing.Short() || raced {
		n /= 20
	}
	if one := envInt(t, "SIB_MUTANT", -1); one >= 0 {
		first, n = one, 1
	}
	m := newMutation(t, seed)
	var next atomic.Int64
	var wg sync.WaitGroup
	for w := range runtime.GOMAXPROCS(0) {
		dir := filepath.Join(t.TempDir(), fmt.Sprint(w))
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n || t.Failed() {
					return
				}
				m.try(dir, uint64(first+i))
			}
		})
	}
	wg.Wait()
	m.report(n)
}

func envInt(t *testing.T, name string, otherwise int) int {
	t.Helper()
	s := os.Getenv(name)
	if s == "" {
		return otherwise
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

// mutation is the state of the test. Small bases make up most of it: they have the same
// structures as the large ones and take less time.
type mutation struct {
	t     *testing.T
	seed  uint64
	bases []*base
	specs map[string]cohort.Spec
	truth map[string]reading

	alone   sync.RWMutex // held to write by one that must be measured alone
	mu      sync.Mutex
	counts  map[string]map[string]int // damage, then what became of it
	slowest time.Duration
	largest uint64
}

// reading is what is read from a file.
type reading struct {
	cohort *cohort.Cohort
	table  *Table
}

func newMutation(t *testing.T, seed uint64) *mutation {
	m := &mutation{t: t, seed: seed, specs: map[string]cohort.Spec{}, truth: map[string]reading{}, counts: map[string]map[string]int{}}
	layouts := append(parquettest.Layouts(), parquettest.Layout{Name: "delta", V2: true, Encoding: map[string]parquet.Encoding{
		"person_id": parquet.Encodings.DeltaLengthByteArray, "age": parquet.Encodings.DeltaBinaryPacked}})
	for i, l := range layouts {
		b, err := parquettest.Encode(l, mutationTable(40, i)...)
		if err != nil {
			t.Fatal(err)
		}
		for range 12 {
			m.add(l.Name, b, "year", "placed")
		}
	}
	sources, err := filepath.Glob(filepath.Join(sourcesDir, "*.parquet"))
	if err != nil || len(sources) < 40 {
		t.Fatalf("%d sources, %v", len(sources), err)
	}
	for i, path := range sources {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if name := filepath.Base(path); !strings.HasPrefix(name, "spells-") && !strings.Contains(name, "lz4raw") {
			m.add(name, b, "year", []string{"placed", "placed_int"}[i%2])
		}
	}
	return m
}

func (m *mutation) add(name string, b []byte, year, placed string) {
	base, err := newBase(name, b)
	if err != nil {
		m.t.Fatalf("%s: %v", name, err)
	}
	m.bases = append(m.bases, base)
	if _, ok := m.specs[name]; ok {
		return
	}
	m.specs[name] = mutationSpec(year, cohort.Integer)
	dir := m.t.TempDir()
	m.write(dir, b)
	r, err := m.read(dir, name)
	if err != nil { // an age stored as floating point
		m.specs[name] = mutationSpec(year, cohort.Number)
		r, err = m.read(dir, name)
	}
	if err != nil || r.cohort.Inputs[0].Rows != base.footer.NumRows {
		m.t.Fatalf("%s: %v", name, err)
	}
	m.truth[name] = r
}

func mutationSpec(year string, age cohort.Kind) cohort.Spec {
	return cohort.Spec{ID: "person_id", Year: year, Years: []int{2014, 2015, 2016},
		Files: cohort.Files{People: []string{"people.parquet"}, ArmColumn: "arm", ProgrammeValue: "P", ComparisonValue: "C"},
		Covariates: []cohort.Covariate{
			{Name: "age", Column: "age", Kind: age, Missing: cohort.Exclude},
			{Name: "gender", Column: "gender", Kind: cohort.Category, Missing: cohort.Refuse},
			{Name: "qualification", Column: "qualification", Kind: cohort.Category, Missing: cohort.Level},
		},
		Eligibility: []cohort.Rule{{ID: "age", Covariate: "age", Max: ptr(33), Words: "age up to 33"}},
	}
}

// mutationTable is a table as in testdata/sources, smaller.
func mutationTable(rows, variant int) []parquettest.Column {
	id, arm, gender, school := make([]string, rows), make([]string, rows), make([]string, rows), make([]string, rows)
	age, year, placed := make([]int64, rows), make([]int32, rows), make([]bool, rows)
	noAge, noSchool, unknown := make([]bool, rows), make([]bool, rows), make([]bool, rows)
	for i := range rows {
		k := i + variant
		id[i], arm[i], year[i] = fmt.Sprintf("p%04d", (k*37)%1000), []string{"P", "C", "C"}[k%3], int32(2014+i%9/3)
		age[i], gender[i] = int64(20+k*k%17), []string{"F", "M"}[k/2%2]
		school[i], placed[i] = []string{"none", "CESS", "Bac+3", "étranger"}[k*k%4], k%5 < 2
		noAge[i], noSchool[i], unknown[i] = k%13 == 0, k%11 == 0, k%17 == 0
	}
	return []parquettest.Column{{Name: "person_id", Values: id}, {Name: "arm", Values: arm}, {Name: "year", Values: year},
		{Name: "age", Values: age, Null: noAge}, {Name: "gender", Values: gender}, {Name: "qualification", Values: school, Null: noSchool},
		{Name: "placed", Values: placed, Null: unknown}}
}

func (m *mutation) write(dir string, b []byte) {
	err := os.MkdirAll(dir, 0o700)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "people.parquet"), b, 0o600)
	}
	if err != nil {
		m.t.Error(err)
	}
}

var observed = Definition{Column: "placed", Missing: cohort.Exclude}

func (m *mutation) read(dir, name string) (reading, error) {
	spec := m.specs[name]
	spec.Dir = dir
	c, err := cohort.Read(m.t.Context(), spec, nil)
	if err != nil {
		return reading{}, err
	}
	o, err := readOne(c, observed, nil)
	return reading{c, o}, err
}

// try makes a mutant, reads it, and judges.
func (m *mutation) try(dir string, n uint64) {
	b, of, how := mutant(m.seed, n, m.bases)
	say := func(format string, args ...any) {
		m.t.Errorf("seed %d, mutant %d (%s of %s): %s", m.seed, n, how, of.name, fmt.Sprintf(format, args...))
	}
	m.write(dir, b)
	m.alone.RLock()
	r, took, bytes, err := m.measured(dir, of.name, say)
	m.alone.RUnlock()
	if took > mutantTime || bytes > mutantMemory { // perhaps another's
		m.alone.Lock()
		r, took, bytes, err = m.measured(dir, of.name, say)
		m.alone.Unlock()
	}
	if took > mutantTime || bytes > mutantMemory {
		say("took %v and %d MB", took, bytes>>20)
	}
	verdict := "refused"
	if err == nil {
		verdict = m.accepted(r, b, of, say)
	} else if p := new(evidence.Problem); !errors.As(err, &p) || p.What == "" || p.Remedy == "" || p.File == "" {
		say("not a problem with a file and a remedy: %v", err)
	}
	if of.checked(b) {
		how = "pages with a checksum"
	}
	m.count(how, verdict, took, bytes)
}

func (m *mutation) measured(dir, name string, say func(string, ...any)) (reading, time.Duration, uint64, error) {
	type result struct {
		reading
		err error
	}
	done := make(chan result, 1)
	began, before := time.Now(), allocated()
	go func() {
		r, err := m.read(dir, name)
		done <- result{r, err}
	}()
	select {
	case r := <-done:
		return r.reading, time.Since(began), allocated() - before, r.err
	case <-time.After(12 * mutantTime):
		say("reading does not end")
		return reading{}, 12 * mutantTime, 0, nil
	}
}

// allocated is the number of bytes that the process has allocated so far.
func allocated() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

// accepted checks what was read from a mutant, and says how it differs from the original.
func (m *mutation) accepted(r reading, b []byte, of *base, say func(string, ...any)) string {
	md, _, err := readFooter(b)
	if err != nil || r.cohort == nil {
		say("read without a footer: %v", err)
		return "wrong"
	}
	if want := digest(b); r.cohort.Inputs[0].SHA256 != want {
		say("the digest is %s, not the file's %s", r.cohort.Inputs[0].SHA256, want)
	}
	if bad := addsUp(r, md.NumRows); bad != "" {
		say("%s; the footer says %d rows", bad, md.NumRows)
	}
	truth := m.truth[of.name]
	switch {
	case md.NumRows != truth.cohort.Inputs[0].Rows:
		return "other number of rows, as the footer says"
	case cmp.Equal(truth.cohort, r.cohort, sameCohort) && cmp.Equal(truth.table, r.table):
		return "read as the original"
	}
	if of.checked(b) {
		say("a changed page passes its checksum")
	}
	return "other values"
}

// digest is computed apart from package evidence.
func digest(b []byte) evidence.Digest {
	return evidence.Digest(fmt.Sprintf("sha256:%x", sha256.Sum256(b)))
}

var sameCohort = cmp.Options{cmpopts.IgnoreUnexported(cohort.Cohort{}), cmpopts.IgnoreFields(cohort.Cohort{}, "Inputs")}

// addsUp says what does not add up to the number of rows.
func addsUp(r reading, rows int64) string {
	f := r.cohort.Flow
	var profiles, years [2]int64
	for i, p := range r.cohort.Profiles {
		for arm := range p.N {
			profiles[arm] += p.N[arm]
			if o, k := r.table.Observed[i][arm], r.table.Placed[i][arm]; o > p.N[arm] || k > o || k < 0 {
				return fmt.Sprintf("profile %d: %d people, %d observed, %d placed", i, p.N[arm], o, k)
			}
		}
	}
	for _, y := range f.ByYear {
		years[0], years[1] = years[0]+y.Eligible[0], years[1]+y.Eligible[1]
	}
	var received int64
	for arm := range 2 {
		received += f.Received[arm]
		valid, eligible := f.Received[arm], f.Valid[arm]
		for _, l := range f.Invalid {
			valid -= l.N[arm]
		}
		for _, l := range f.Ineligible {
			eligible -= l.N[arm]
		}
		if valid != f.Valid[arm] || eligible != f.Eligible[arm] || profiles[arm] != eligible || years[arm] != eligible {
			return fmt.Sprintf("the flow does not add up: %+v", f)
		}
	}
	if received != rows || r.cohort.Inputs[0].Rows != rows {
		return fmt.Sprintf("%d people received, the manifest says %d", received, r.cohort.Inputs[0].Rows)
	}
	return ""
}

func (m *mutation) count(how, verdict string, took time.Duration, bytes uint64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.counts[how] == nil {
		m.counts[how] = map[string]int{}
	}
	m.counts[how][verdict]++
	m.slowest, m.largest = max(m.slowest, took), max(m.largest, bytes)
}

// report shows what became of the mutants, and fails if they were no test.
func (m *mutation) report(n int) {
	all := map[string]int{}
	for _, how := range slices.Sorted(maps.Keys(m.counts)) {
		m.t.Logf("%-30s %v", how, m.counts[how])
		for k, v := range m.counts[how] {
			all[k] += v
		}
	}
	m.t.Logf("%-30s %v; the slowest took %v, the largest %d MB", "all", all, m.slowest.Round(time.Millisecond), m.largest>>20)
	if n >= 1000 && (all["refused"] < n/2 || all["read as the original"] < n/100 || len(m.counts) != len(damages)+1) {
		m.t.Errorf("of %d mutants: %v", n, all)
	}
}

// A file that takes the place of the one that was counted is refused, whatever it holds.
func TestMutantsAreNotTheOriginal(t *testing.T) {
	m := newMutation(t, 2)
	dir := t.TempDir()
	known := map[evidence.Digest]bool{}
	for _, b := range m.bases {
		known[digest(b.bytes)] = true
	}
	for n := range uint64(1000) {
		b, of, how := mutant(m.seed, n, m.bases)
		if known[digest(b)] || bytes.Equal(b, of.bytes) {
			t.Fatalf("mutant %d has the digest of an original", n)
		}
		m.write(dir, of.bytes)
		r, err := m.read(dir, of.name)
		if err != nil {
			t.Fatalf("%s: %v", of.name, err)
		}
		m.write(dir, b)
		if _, err := readOne(r.cohort, observed, nil); err == nil {
			t.Errorf("mutant %d (%s of %s) passes as the original", n, how, of.name)
		}
	}
}
