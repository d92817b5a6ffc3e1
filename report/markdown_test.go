package report

import (
	"html"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"sib/evaluate"
)

// read undoes what Markdown readers undo: escapes and entities.
func read(s string) string {
	s = regexp.MustCompile(`\\([!-/:-@\[-`+"`"+`{-~])`).ReplaceAllString(s, "$1")
	return html.UnescapeString(s)
}

// spoken collects every text of a block but the names of files.
func spoken(v reflect.Value, add func(string)) {
	switch v.Kind() {
	case reflect.String:
		add(v.String())
	case reflect.Slice:
		for i := range v.Len() {
			spoken(v.Index(i), add)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			spoken(v.Field(i), add)
		}
	}
}

// Markdown says all that the document does.
func TestMarkdownLeavesNothingOut(t *testing.T) {
	for _, c := range cases {
		e := c.make()
		d := newDocument(told(e), newFigures(told(e)))
		got := read(string(renderMarkdown(d)))
		missed, held := 0, 0
		look := func(s string) {
			for _, l := range strings.Split(s, "\n") {
				held++
				if want := strings.TrimSpace(proper(l)); !strings.Contains(got, want) {
					missed++
					t.Logf("%s: report.md lacks %q", c.name, want)
				}
			}
		}
		look(d.Title)
		look(d.Subtitle)
		look(d.Label)
		look(d.Foot)
		blocks := d.Cover
		for _, s := range d.Sections {
			look(numbered(s.Title))
			blocks = append(blocks, s.Blocks...)
		}
		for _, b := range blocks {
			if f, ok := b.(*Figure); ok {
				for _, s := range []string{f.Title, f.Subtitle, f.Alt, f.Source, "figures/" + f.Name + ".svg"} {
					look(s)
				}
				continue
			}
			spoken(reflect.ValueOf(b), look)
		}
		if missed > 0 || held < 100 {
			t.Errorf("%s: %d of %d texts are missing", c.name, missed, held)
		}
	}
}

// unescaped finds marks that a reader of Markdown would take for marks.
func unescaped(s string, marks string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' {
			i++
		} else if strings.IndexByte(marks, s[i]) >= 0 {
			n++
		}
	}
	return n
}

// marks is an evaluation whose labels are written in Markdown.
func marks() *evaluate.Evaluation {
	e := duo()
	const label = "| a | `b` [c](javascript:d) ![e](f.svg) https://e.example <br> <!-- \n# g\n| h |\n```\n\\| \u202e\x1b[0m"
	e.Contract.Title, e.Contract.Note = label, label
	e.Contract.Parties[0].Name = label
	e.Contract.Payment.Rules[0].Text = label
	e.Matching.Dropped[0].Values[2] = label
	e.Matching.Balance[0].Terms[3].Level = label
	e.Flow.Stages[2].Losses[0].Reason = label
	e.Findings[0].Message = label
	e.Decision.Trace[0].Words, e.Decision.Trace[0].Formula = label, label
	return e
}

// No label is HTML, a link, a row or a column of its own, or turns the text around it.
func TestMarkdownIsHarmless(t *testing.T) {
	link := regexp.MustCompile(`(^|[^\\])\]\(([^)]*)\)`)
	for _, c := range append(slices.Clone(cases), exampleOf("marks", marks)) {
		files := c.files(t)
		text := string(files["report.md"])
		if c.name == "marks" && strings.Count(read(text), "[c](javascript:d)") < 6 {
			t.Errorf("the labels are not in the report")
		}
		if strings.Contains(strings.ReplaceAll(text, "<br>", ""), "<") || strings.Contains(text, "://") {
			t.Errorf("%s: HTML or an address in report.md", c.name)
		}
		for _, r := range text {
			if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
				t.Fatalf("%s: report.md holds %U", c.name, r)
			}
		}
		anchors := map[string]bool{}
		columns := 0
		for line := range strings.Lines(text) {
			line = strings.TrimSuffix(line, "\n")
			if head, ok := strings.CutPrefix(line, "## "); ok {
				anchors["#"+slug(read(head))] = true
			}
			if !strings.HasPrefix(line, "|") {
				columns = 0
				continue
			}
			n := unescaped(line, "|")
			if columns > 0 && n != columns {
				t.Errorf("%s: a row of %d columns under a head of %d: %s", c.name, n-1, columns-1, line)
			}
			columns = n
		}
		links := link.FindAllStringSubmatch(text, -1)
		if len(links) < 10 {
			t.Errorf("%s: only %d links", c.name, len(links))
		}
		for _, l := range links {
			if !anchors[l[2]] && len(files[l[2]]) == 0 {
				t.Errorf("%s: a link to %q, which is no section and no file", c.name, l[2])
			}
		}
	}
}

func TestInline(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
		{"a|b\\|c", `a\|b&#92;\|c`},
		{"`rm` *b* _i_ ~~s~~ $x$", "\\`rm\\` \\*b\\* \\_i\\_ \\~\\~s\\~\\~ \\$x\\$"},
		{"![x](https://e.example)", `!\[x\](https:&#47;/e.example)`},
		{"WWW.e.example and a@e.example", "WWW&#46;e.example and a&#64;e.example"},
		{"a\nb\x07\u202ec\u2066", "a b\ufffd\ufffdc\ufffd"},
		{"&lt; 5 %", "&amp;lt; 5\u00a0%"},
		{"# no heading", `\# no heading`},
		{"  ", ""},
	} {
		if got := inline(tt.in); got != tt.want {
			t.Errorf("inline(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
	for in, want := range map[string]string{
		"- item": `\- item`, "+ item": `\+ item`, "12. item": `12\. item`, "3) item": `3\) item`, "===": `\===`, "--- x": `\--- x`,
		"> quote": "&gt; quote", "12 people": "12 people", "\n    indented": "indented",
	} {
		if got := literal(in); got != want {
			t.Errorf("literal(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestMarkdownBlocks(t *testing.T) {
	d := &Document{Words: en.furniture(), Title: "T", Sections: []Section{{ID: "a", Title: "1  Who, and “how”?", Blocks: []Block{
		Code{"a ```` b\n# c\x1b"},
		KeyValues{Mono: true, Pairs: []Pair{{"Digest", "sha256:0af"}, {"Other", "a`b|"}}},
		Table{Caption: "C", Columns: []Column{{Head: "x"}, {Head: "y|", Align: Right, Mono: true}},
			Rows: []Row{{Cells: []string{"a\nb", "p.q"}}, {Strong: true, Cells: []string{"", "1\n2"}}}, Notes: []string{"- n"}},
	}}}}
	got := string(renderMarkdown(d))
	for _, want := range []string{
		"1. [Who, and “how”?](#1-who-and-how)\n",
		"\n`````\na ```` b\n# c\ufffd\n`````\n",
		"\n* **Digest**: `sha256:0af`\n* **Other**: a\\`b\\|\n",
		"\n**C**\n\n| x | y\\| |\n| --- | ---: |\n| a<br>b | `p.q` |\n|  | **1**<br>**2** |\n\n\\- n\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}
