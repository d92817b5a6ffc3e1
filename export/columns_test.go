package export

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the tables of columns into docs/indigo.md")

const docs = "../docs/indigo.md"

// fixtures are decisions that between them fill every column that can be filled.
func fixtures(t testing.TB) []Input {
	t.Helper()
	amended := duo(t, "disclosure:", amendment+"\ndisclosure:")
	amended.Project = "INDIGO-POJ-0035"
	return []Input{duo(t), amended, rateCard(t), tranched(t), single(t), gated(t)}
}

// Every column is filled by one of the fixtures, or says why it never is.
func TestEveryColumnIsAccountedFor(t *testing.T) {
	filled := map[string]bool{}
	for _, in := range fixtures(t) {
		for _, s := range book(t, in).sheets {
			for _, r := range s.rows {
				for key := range r {
					filled[s.list+key] = true
				}
			}
		}
	}
	for _, k := range kinds() {
		keys, titles := map[string]bool{}, map[string]bool{}
		for _, c := range k.columns {
			if keys[c.key] || titles[c.title] {
				t.Errorf("%s: column %q is there twice", k.title, c.title)
			}
			keys[c.key], titles[c.title] = true, true
			if c.from == "" {
				t.Errorf("%s: %q does not say where it comes from", k.title, c.title)
			}
			if !c.empty && !filled[k.list+c.key] {
				t.Errorf("%s: no fixture fills %q", k.title, c.title)
			}
		}
	}
}

// docs/indigo.md prints the columns as they are.
func TestDocs(t *testing.T) {
	b, err := os.ReadFile(docs)
	if err != nil {
		t.Fatal(err)
	}
	const mark = "<!-- columns -->\n"
	head, _, found := strings.Cut(string(b), mark)
	if !found {
		t.Fatalf("%s has no %q", docs, mark)
	}
	want := head + mark + columnTables()
	if *update {
		if err := os.WriteFile(docs, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if want != string(b) {
		t.Errorf("%s differs from the columns (go test ./export -run Docs -update)", docs)
	}
	if !strings.Contains(head, Version) {
		t.Errorf("%s does not name version %s", docs, Version)
	}
}

func columnTables() string {
	var b strings.Builder
	for _, k := range kinds() {
		fmt.Fprintf(&b, "\n## %s: `%s`\n\n| column | filled | from, or why it is empty |\n|---|---|---|\n", k.title, k.file())
		for _, c := range k.columns {
			filled := "yes"
			if c.empty {
				filled = "no"
			}
			fmt.Fprintf(&b, "| %s | %s | %s |\n", c.title, filled, c.from)
		}
	}
	return b.String()
}
