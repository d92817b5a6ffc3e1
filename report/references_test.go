package report

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sib/evaluate"
)

// bare is an evaluation without anything that a section could be left out for.
func bare() *evaluate.Evaluation {
	e := duo()
	e.Outlook, e.Sensitivity = evaluate.Outlook{}, nil
	return e
}

// Every section that a table names is there, under that name, and leads to it in every format.
func TestReferences(t *testing.T) {
	for _, e := range []*evaluate.Evaluation{duo(), bare(), hostile(), everything()} {
		d := newDocument(told(e), newFigures(told(e)))
		html, md := string(renderHTML(d)), string(renderMarkdown(d))
		found := 0
		for _, s := range d.Sections {
			for _, b := range s.Blocks {
				table, ok := b.(Table)
				if !ok {
					continue
				}
				for _, r := range table.Rows {
					if r.to != nil {
						t.Errorf("%s: ids are left in %q", s.ID, r.Cells)
					}
					names := strings.Split(r.Cells[len(r.Cells)-1], "\n")
					for i, at := range r.See {
						found++
						to := d.Sections[at]
						if names[i] != numbered(to.Title) {
							t.Errorf("%s: %q names section %q", s.ID, names[i], to.Title)
						}
						if !strings.Contains(html, `<a href="#`+to.ID+`">`+esc(names[i])+"</a>") || !strings.Contains(html, `id="`+to.ID+`"`) {
							t.Errorf("%s: no link to %s in HTML", s.ID, to.ID)
						}
						if !strings.Contains(md, "["+inline(names[i])+"](#"+slug(names[i])+")") {
							t.Errorf("%s: no link to %s in Markdown", s.ID, to.ID)
						}
					}
				}
			}
		}
		if found < 30 {
			t.Errorf("only %d references", found)
		}
		pdf, err := renderPDF(d)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(regexp.MustCompile(`/Subtype */Link`).FindAll(pdf, -1)); n < found {
			t.Errorf("%d links in the PDF, want %d and those of the contents", n, found)
		}
		if bytes.Contains(pdf, []byte("/URI")) {
			t.Error("the PDF leads to an address")
		}
	}
}

// A row that only points goes with the sections that it points to; one that says why not stays.
func TestReferencesToWhatIsNotThere(t *testing.T) {
	text := sectionText(t, bare(), "read")
	if strings.Contains(text, "What may the money become?") || !strings.Contains(text, "How can the amount be checked?") {
		t.Error(text)
	}
	says(t, sectionText(t, duo(), "read"), "What may the money become? | [10 Uncertainty of the payment](#10-uncertainty-of-the-payment)<br>[11 For the investor](#11-for-the-investor)")
	says(t, sectionText(t, bare(), "strobe"), "| 17 | Other analyses: sub-groups, interactions, sensitivity | Not in this report: the run was not assessed. |")
}

// Every id that is asked for is a section's: a slip would go unnoticed as one that is not there.
func TestReferencesAreKnown(t *testing.T) {
	var ids, asked []string
	for _, c := range contents {
		ids = append(ids, c.id)
	}
	for _, q := range questions {
		asked = append(asked, q.to...)
	}
	for _, x := range strobe {
		asked = append(asked, x.to...)
	}
	for _, id := range asked {
		if !slices.Contains(ids, id) {
			t.Errorf("no section %q", id)
		}
	}
	if len(strobe) != 22 {
		t.Errorf("%d items of STROBE", len(strobe))
	}
}

// Numbers are for sections and letters for annexes, in the order of the contents.
func TestSectionNumbers(t *testing.T) {
	var got []string
	for _, s := range newDocument(told(duo()), newFigures(told(duo()))).Sections {
		got = append(got, numbered(s.Title))
	}
	want := []string{"1 The answer on one page", "2 What you can and cannot say", "3 How to read this report", "4 Who was compared", "5 Was the comparison fair?",
		"6 Results by year", "7 Sub-groups", "8 Robustness", "9 The payment, line by line", "10 Uncertainty of the payment", "11 For the investor", "12 For the payer",
		"13 Data quality", "14 Method in plain words", "15 Verification",
		"Annex A Reporting checklist (STROBE)", "Annex B Full balance", "Annex C Data dictionary", "Annex D Glossary"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
