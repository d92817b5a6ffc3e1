package report

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"
)

// walk reads HTML as strict XML, which it is written to be, and calls visit for each token.
func walk(t *testing.T, b []byte, visit func(xml.Token)) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(b))
	d.Strict = true
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
		visit(tok)
	}
}

// texts returns what a reader sees, one piece of text a line.
func texts(t *testing.T, b []byte) []string {
	var out []string
	skip := 0
	walk(t, b, func(tok xml.Token) {
		switch tok := tok.(type) {
		case xml.StartElement:
			if tok.Name.Local == "style" {
				skip++
			}
		case xml.EndElement:
			if tok.Name.Local == "style" {
				skip--
			}
		case xml.CharData:
			if s := strings.TrimSpace(string(tok)); s != "" && skip == 0 {
				out = append(out, s)
			}
		}
	})
	return out
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// placed is how many figures the sections of a document show.
func placed(e account) (n int) {
	for _, s := range newDocument(e, newFigures(e)).Sections {
		for _, b := range s.Blocks {
			if _, ok := b.(*Figure); ok {
				n++
			}
		}
	}
	return n
}

func TestHTMLStructure(t *testing.T) {
	for _, c := range cases {
		count := map[string]int{}
		ids := map[string]bool{}
		last := 0
		var refs []string
		walk(t, c.files(t)["report.html"], func(tok xml.Token) {
			e, ok := tok.(xml.StartElement)
			if !ok {
				return
			}
			tag := e.Name.Local
			count[tag]++
			if id := attribute(e, "id"); id != "" {
				if ids[id] {
					t.Errorf("%s: id %q twice", c.name, id)
				}
				ids[id] = true
			}
			refs = append(refs, strings.Fields(attribute(e, "aria-labelledby"))...)
			if href := attribute(e, "href"); href != "" {
				refs = append(refs, strings.TrimPrefix(href, "#"))
			}
			if len(tag) == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6' {
				if level := int(tag[1] - '0'); level > last+1 {
					t.Errorf("%s: heading %s after h%d", c.name, tag, last)
				}
				last = int(tag[1] - '0')
			}
			switch tag {
			case "script", "iframe", "object", "embed", "form", "link", "img":
				t.Errorf("%s: element %s", c.name, tag)
			case "th":
				if attribute(e, "scope") == "" {
					t.Errorf("%s: th without scope", c.name)
				}
			case "svg":
				if attribute(e, "role") != "img" || attribute(e, "aria-labelledby") == "" {
					t.Errorf("%s: svg without role or name", c.name)
				}
			case "html":
				if attribute(e, "lang") != "en-GB" {
					t.Errorf("%s: html without lang", c.name)
				}
			}
			for _, a := range e.Attr {
				if strings.HasPrefix(a.Name.Local, "on") {
					t.Errorf("%s: attribute %s", c.name, a.Name.Local)
				}
			}
		})
		if count["caption"] != count["table"] || count["table"] == 0 {
			t.Errorf("%s: %d captions for %d tables", c.name, count["caption"], count["table"])
		}
		figures := placed(told(c.make()))
		if figures < 5 {
			t.Errorf("%s: %d figures", c.name, figures)
		}
		if count["svg"] != figures || count["desc"] != figures || count["h1"] != 1 {
			t.Errorf("%s: %d svg, %d desc, %d h1", c.name, count["svg"], count["desc"], count["h1"])
		}
		for _, r := range refs {
			if !ids[r] {
				t.Errorf("%s: reference to missing id %q", c.name, r)
			}
		}
	}
}

// A reader who lists the regions of a page must be able to tell them apart.
func TestRegionsHaveDifferentNames(t *testing.T) {
	names := map[string]bool{}
	walk(t, cases[0].files(t)["report.html"], func(tok xml.Token) {
		e, ok := tok.(xml.StartElement)
		if !ok || attribute(e, "role") != "region" {
			return
		}
		name := attribute(e, "aria-label")
		if name == "" || names[name] {
			t.Errorf("region %q is named twice, or not at all", name)
		}
		names[name] = true
	})
	if title := "Figure: " + en.forestTitle(groups(told(duo()))); !names[title] || !names[title+" (2)"] {
		t.Errorf("the forest plot stands in the report twice; the regions are %v", names)
	}
}

// The foot of every page is a string of the style sheet: nothing in it may end that string.
func TestRunningFoot(t *testing.T) {
	got := runningFoot("Contract a-1 \"}</style><p>é")
	const want = `@page { @bottom-left { content: "Contract\000020a\00002d1\000020\000022\00007d\00003c\00002fstyle\00003e\00003cp\00003e\0000e9"; font: 8pt Arial, sans-serif; color: #4a5561; } }` + "\n"
	if got != want {
		t.Errorf("it is\n%swant\n%s", got, want)
	}
	if d := string(cases[0].files(t)["report.html"]); !strings.Contains(d, `content: "Contract\000020duo\00002dfor\00002da\00002djob\00002dsynthetic\000020\0000b7\000020`) {
		t.Error("the pages do not say which contract they are of")
	}
}

func TestHTMLForbidsEverythingForeign(t *testing.T) {
	b := string(render(t, hostile())["report.html"])
	if !strings.Contains(b, "Content-Security-Policy") || !strings.Contains(b, "default-src &#39;none&#39;") {
		t.Error("no content security policy")
	}
	for _, bad := range []string{"<script", "<img", "<b>only", "\u202e", "\x00", "\x07", "url(", "@import"} {
		if strings.Contains(b, bad) {
			t.Errorf("report.html holds %q", bad)
		}
	}
	if !strings.Contains(b, "&lt;script&gt;alert(&#34;title&#34;)&lt;/script&gt;") {
		t.Error("the hostile title is not shown as text")
	}
}

func TestEveryResultAppears(t *testing.T) {
	text := strings.Join(texts(t, cases[0].files(t)["report.html"]), "\n")
	for _, want := range []string{
		"In 2014, 42.9% of programme participants had a placement, against 33.7% of similar people in the comparison group: a difference of +9.2 percentage points (95% confidence interval −1.6 to +20.5).",
		"Equivalent to 27.3% more placements than expected.",
		"+13.1", "+43.0", "+5.3", "+15.9", "Over 2014–2016 together, 41.6%", "+28.3", "1,874.6", "3,873", "EUR\u00a0278,697.74",
		"Clause\u00a04.2: observed +28.3% relative; tier from 25% relative reached (6% a year). The next begins at 30% relative.",
		"The contract’s verdict (for information)", "not for publication", "[c]",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("report.html does not say %q", want)
		}
	}
}

// With one cohort year the pooled result is the same people: said once.
func TestOneCohortIsShownOnce(t *testing.T) {
	text := strings.Join(texts(t, render(t, hostile())["report.html"]), "\n")
	if strings.Contains(text, "All years") || strings.Count(text, "The strength of the evidence") != 1 {
		t.Error("the pooled result of a single year is shown beside it")
	}
	if !strings.Contains(text, "confidence interval not available") {
		t.Error("a missing interval is not called missing")
	}
}

// A single small group must not be given away by its sum.
func TestSmallGroupIsSuppressed(t *testing.T) {
	e := hostile()
	table := droppedTable(told(e))
	if got := table.Rows[0].Cells; got[1] != suppressed || got[2] != suppressed {
		t.Errorf("cells %q", got)
	}
	e.Matching.Dropped[0].N = 10
	if got := droppedTable(told(e)).Rows[0].Cells; got[1] != "<b>only one</b>" || got[2] != "10" {
		t.Errorf("a group at the threshold: %q", got)
	}
}
