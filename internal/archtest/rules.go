package archtest

// Module is the path of this module.
const Module = "sib"

// Rule says what a package may import besides the standard library.
type Rule struct {
	Package  string   // relative to the module; it covers packages below that have no rule of their own
	Module   []string // packages of this module
	External []string // path prefixes of other modules
	Random   bool     // may draw random numbers
	RandomIn []string // files that may draw, from a seed that is an argument
	Free     bool     // may import and call anything
	Why      string   // why nothing else
}

const (
	gonum     = "gonum.org/v1/gonum"
	arrow     = "github.com/apache/arrow/go/v17"
	xitongsys = "github.com/xitongsys/parquet-go"
	source    = "github.com/xitongsys/parquet-go-source"
	metadata  = "github.com/xitongsys/parquet-go/parquet"
	thrift    = "github.com/apache/thrift"
	yaml      = "go.yaml.in/yaml/v3"
)

// Rules is the import table, one line a package.
var Rules = []Rule{
	{Package: "contract/money", Why: "it is a leaf: exact amounts depend on nothing"},
	{Package: "contract/trace", Module: []string{"contract/money"}, Why: "a calculation is numbers and their rounding"},
	{Package: "evidence", Why: "it is a leaf: a stranger's check depends on nothing"},
	// A bootstrap draws by its nature. Its seed is an argument, so that the result is a function of what goes in.
	{Package: "stats", External: []string{gonum}, RandomIn: []string{"stats/set_bootstrap.go", "stats/stratum_bootstrap.go", "stats/stratum_sampler.go"},
		Why: "a formula must be testable with bare numbers"},
	{Package: "cohort", Module: []string{"evidence", "cohort/internal/columns"}, External: []string{arrow, metadata, thrift},
		Why: "who someone is does not depend on what happened, on the design or on the terms"},
	{Package: "cohort/internal/columns", Module: []string{"evidence"}, External: []string{arrow, metadata, thrift},
		Why: "a reader of columns does not know what they mean"},
	{Package: "cohort/internal/parquettest", Module: []string{"evidence"}, External: []string{arrow, xitongsys, source, metadata, thrift}, Random: true,
		Why: "it makes files for tests and is imported by tests alone"},
	{Package: "cohort/outcome", Module: []string{"cohort", "cohort/internal/columns", "evidence"}, External: []string{arrow},
		Why: "what happened does not depend on who is compared with whom"},
	{Package: "counts", Module: []string{"cohort", "cohort/outcome", "evidence"}, External: []string{arrow},
		Why: "it hands people over as counts, whatever the terms and the design"},
	{Package: "counts/sql", Module: []string{"cohort", "cohort/outcome"},
		Why: "a query is text: it is made from what is to be read, and reads nothing"},
	{Package: "matching", Module: []string{"cohort", "stats", "evidence", "matching/internal/transport"}, External: []string{gonum},
		Why: "it is blind: it sees profiles with counts, never outcomes, never files"},
	{Package: "matching/internal/transport", Why: "it moves amounts at least cost and knows of no people"},
	{Package: "contract", Module: []string{"contract/money", "contract/trace", "stats", "evidence"}, External: []string{yaml},
		Why: "terms see a measured effect, never people"},
	{Package: "settle", Module: []string{"contract", "contract/money", "contract/trace", "stats", "evidence"}, External: []string{yaml},
		Why: "it holds terms against figures that are given, and knows no people"},
	{Package: "evaluate", Module: []string{"cohort", "cohort/outcome", "matching", "stats", "contract", "contract/money", "contract/trace", "outlook", "evidence"},
		// How far an answer wanders when rows are shuffled needs shuffles. Their seed is the contract's digest.
		RandomIn: []string{"evaluate/tie_spread.go"},
		Why:      "the pipeline joins results; it reads no file format, parses no flags and draws nothing but the shuffles of a tie spread"},
	{Package: "outlook", Module: []string{"contract", "contract/money", "contract/trace", "stats", "evidence"},
		Why: "what the money may become follows from the terms and from counts, never from people"},
	{Package: "report", Module: []string{"evaluate", "outlook", "disclosure", "contract", "contract/money", "contract/trace", "matching", "cohort", "stats", "evidence"},
		External: []string{"gonum.org/v1/plot", "codeberg.org/go-pdf/fpdf", "codeberg.org/go-fonts", xitongsys, source, "golang.org/x/text", "golang.org/x/image"},
		Why:      "it shows results: it reads no people, parses no flags and computes nothing"},
	{Package: "export", Module: []string{"evaluate", "contract", "contract/money", "contract/trace", "evidence"},
		Why: "it writes what was decided in other words: it reads no people, parses no flags and computes nothing"},
	{Package: "disclosure", Why: "it is a leaf: what is protected are counts, whoever publishes them"},
	{Package: "simulate", Module: []string{"evidence"}, External: []string{arrow}, Random: true,
		Why: "it makes data up and knows none of the stages that read it"},
	{Package: "cmd", Free: true},
	{Package: "docs/benchmarks/tocsv", Free: true},
	{Package: "internal", Free: true},
}

// Barrier forbids a package to reach another, over however many imports.
type Barrier struct{ From, To, Why string }

// Barriers hold what no chain of imports may get around.
var Barriers = []Barrier{
	{"matching", "cohort/outcome", "a design made with the outcomes in sight is no evidence"},
	{"cohort", "cohort/outcome", "who someone is does not depend on what happened"},
	{"cohort", "matching", "who someone is does not depend on the design"},
	{"cohort/outcome", "matching", "what happened does not depend on the design"},
	{"contract", "cohort", "terms see a measured effect, never people"},
	{"contract", "matching", "terms do not depend on the design"},
	{"stats", "cohort", "a formula must be testable with bare numbers"},
	{"simulate", "cohort", "made-up people must not be shaped by the code that reads them"},
	{"evaluate", "report", "values only move one way"},
}

// TestBarriers hold for the test files of From too, as direct imports.
var TestBarriers = []Barrier{
	{"matching", "cohort/outcome", "a method that is tuned on outcomes in its tests is not blind"},
}

// testTools may be imported by test files besides what their package may import.
var testTools = []string{
	"pgregory.net/rapid", "github.com/google/go-cmp", "github.com/rogpeppe/go-internal",
	"github.com/santhosh-tekuri/jsonschema", gonum, arrow, xitongsys, source, thrift, yaml,
}

// forbiddenStd are packages of the standard library that no stage may use.
var forbiddenStd = map[string]string{
	"log":      "libraries do not log",
	"log/slog": "libraries do not log",
	"flag":     "only cmd/sib has flags",
	"net":      "a run reads files, not the network",
	"net/http": "a run reads files, not the network",
}

// forbiddenRandom are forbidden to packages that may not draw.
var forbiddenRandom = map[string]string{
	"math/rand":    "no dice: the result must not depend on a seed",
	"math/rand/v2": "no dice: the result must not depend on a seed",
}

// forbiddenNames are names of the standard library that no stage may use.
var forbiddenNames = map[string]string{
	"time.Now":     "a stage has no clock: a date is an argument",
	"time.Since":   "a stage has no clock",
	"time.Until":   "a stage has no clock",
	"time.Local":   "a stage does not know where it runs",
	"os.Getenv":    "a stage does not know its environment",
	"os.LookupEnv": "a stage does not know its environment",
	"os.Environ":   "a stage does not know its environment",
	"os.Exit":      "only cmd/sib ends the program",
	"os.Stdin":     "only cmd/sib talks to the terminal",
	"os.Stdout":    "only cmd/sib talks to the terminal",
	"os.Stderr":    "only cmd/sib talks to the terminal",
}
