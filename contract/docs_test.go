package contract

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

const docsFile = "../docs/contract.md"

func docs(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile(docsFile)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

var fence = regexp.MustCompile("(?ms)^```([^\n]*)\n(.*?)^```$")

// Every example of the reference, put into the founding contract in the place
// of its own sections, is accepted, or refused in the words that follow it. An
// example of rules alone cites the measures that the tests of rules cite.
func TestDocsExamples(t *testing.T) {
	blocks := fence.FindAllStringSubmatch(docs(t), -1)
	accepted, refused, rules := 0, 0, 0
	for i, b := range blocks {
		switch b[1] {
		case "yaml":
			accepted++
			text := splice(t, duo(t), b[2])
			if _, err := Parse("contract.yaml", []byte(text)); err != nil {
				t.Errorf("this example is refused:\n%s\n%v", b[2], err)
			}
			validates(t, text)
		case "yaml rules":
			rules++
			if _, ps := testRules(t, true, b[2]); len(ps) > 0 {
				t.Errorf("these rules are refused:\n%s\n%v", b[2], ps)
			}
			base, _, _ := strings.Cut(duo(t), "  rules:\n")
			validates(t, base+"  rules:\n    "+strings.ReplaceAll(strings.TrimSpace(b[2]), "\n", "\n    ")+"\n  cap: {clause: \"9\", amount: 1}\ndisclosure: {threshold: 10}\n")
		case "yaml refused":
			refused++
			err := problems(t, splice(t, duo(t), b[2]))
			if i+1 >= len(blocks) || blocks[i+1][1] != "text" {
				t.Fatalf("no message follows the example\n%s", b[2])
			}
			for line := range strings.Lines(blocks[i+1][2]) {
				if !strings.Contains(err.Error(), strings.TrimSpace(line)) {
					t.Errorf("the message %q is not in\n%v", line, err)
				}
			}
		}
	}
	if accepted < 10 || refused < 2 || rules < 7 {
		t.Errorf("%d examples, %d refusals and %d of rules: are the fences as this test expects?", accepted, refused, rules)
	}
}

// So is every example of the dictionary of data.
func TestDataDictionaryExamples(t *testing.T) {
	b, err := os.ReadFile("../docs/data.md")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, block := range fence.FindAllStringSubmatch(string(b), -1) {
		if block[1] != "yaml" {
			continue
		}
		n++
		text := splice(t, duo(t), block[2])
		if _, err := Parse("contract.yaml", []byte(text)); err != nil {
			t.Errorf("this example is refused:\n%s\n%v", block[2], err)
		}
		validates(t, text)
	}
	if n < 6 {
		t.Errorf("%d examples: are the fences as this test expects?", n)
	}
}

var section = regexp.MustCompile(`(?m)^[a-z]+:`)

// splice replaces the sections of base that fragment has. A fragment with a head,
// measures and payment is a contract of its own.
func splice(t *testing.T, base, fragment string) string {
	t.Helper()
	if strings.HasPrefix(fragment, "contract:") && strings.Contains(fragment, "\nmeasures:") && strings.Contains(fragment, "\npayment:") {
		return fragment
	}
	starts := section.FindAllStringIndex(base, -1)
	var out strings.Builder
	for i, s := range starts {
		end := len(base)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		name := base[s[0]:s[1]]
		replaced := strings.Contains("\n"+fragment, "\n"+name)
		if !replaced {
			out.WriteString(base[s[0]:end])
		}
	}
	out.WriteString(fragment)
	return out.String()
}

// The reference names every key, and the schema's editor line is the example's.
func TestDocsAreComplete(t *testing.T) {
	text := docs(t)
	for path, keys := range grammar {
		for _, k := range keys {
			if !regexp.MustCompile("(?m)(^|[^a-z_])" + k.name + "[:`]").MatchString(text) {
				t.Errorf("%s does not mention %q of %q", docsFile, k.name, path)
			}
		}
	}
	line, _, _ := strings.Cut(duo(t), "\n")
	if !strings.Contains(text, line) {
		t.Errorf("%s does not show the line %q", docsFile, line)
	}
}
