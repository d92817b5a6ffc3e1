package report

import (
	"fmt"

	"sib/evaluate"
)

// Pack says for whom a report is.
type Pack string

// The packs of a report.
const (
	Settlement Pack = "settlement" // exact, for the parties to the contract
	Public     Pack = "public"     // protected, for everybody
)

// Packs are all of them, the default first.
func Packs() []Pack { return []Pack{Settlement, Public} }

// publicLabel says who may read this pack.
var publicLabel = key("Public pack: protected figures, for publication")

// publicContents lists the sections of the public pack in order. Each is made from
// published values alone. One without blocks does not exist for the contract.
var publicContents = []struct {
	id, title string
	blocks    func(*published, publicFigures) []Block
}{
	{"answer", key("The answer"), publicAnswer},
	{"say", key("What you can and cannot say"), publicSay},
	{"flow", key("Who was compared"), publicFlow},
	{"balance", key("Was the comparison fair?"), publicBalance},
	{"results", key("Results by year"), publicResults},
	{"sub-groups", key("Sub-groups"), publicSubGroups},
	{"payment", key("The payment"), publicPayment},
	{"method", key("Method in plain words"), publicMethod},
	{"quality", key("Data quality"), publicQuality},
	{"verification", key("Verification"), publicVerification},
	{"suppression", key("Annex: what is not shown"), publicSuppression},
	{"glossary", key("Annex: glossary"), publicGlossary},
}

// renderPublic returns every file of the public pack by its path.
func renderPublic(run *evaluate.Evaluation, l *lexicon) (map[string][]byte, error) {
	p, err := publish(run, l)
	if err != nil {
		return nil, fmt.Errorf("render public report: %w", err)
	}
	return p.files()
}

// files are those of the public pack. From here on nothing but published values exists.
func (p *published) files() (map[string][]byte, error) {
	f := newPublicFigures(p)
	d := p.document(f)
	pdf, err := renderPDF(d)
	if err != nil {
		return nil, fmt.Errorf("render public report.pdf: %w", err)
	}
	out := p.texts(f, d)
	out["report.pdf"] = pdf
	return out, nil
}

// texts are all files but the PDF, which says what they say.
func (p *published) texts(f publicFigures, d *Document) map[string][]byte {
	out := map[string][]byte{
		"report.html":                      renderHTML(d),
		"report.md":                        renderMarkdown(d),
		"figures/" + f.small.Name + ".svg": f.small.file(),
		"tables/results.csv":               p.resultsSheet().bytes(),
		"tables/flow.csv":                  p.flowSheet().bytes(),
		"tables/sub_groups.csv":            p.subGroupsSheet().bytes(),
		"tables/suppression_log.csv":       p.logSheet().bytes(),
	}
	for _, x := range []*Figure{f.forest, f.rates} {
		out["figures/"+x.Name+".svg"] = x.file()
		out["figures/"+x.Name+".csv"] = x.Data.bytes()
	}
	return out
}

func (p *published) document(f publicFigures) *Document {
	t := p.Contract
	d := &Document{
		Lang:     p.tag,
		Title:    t.Title,
		Subtitle: p.say("Outcome evaluation, %s", p.cohortWords(t.Cohorts)),
		Label:    p.say(publicLabel),
		Foot:     p.say("Contract %s · %s", t.ID, t.Digest.Short()),
		Cover:    publicCover(p),
		Words:    p.furniture(),
	}
	for _, c := range publicContents {
		blocks := c.blocks(p, f)
		if len(blocks) == 0 {
			continue
		}
		d.Sections = append(d.Sections, Section{ID: c.id, Title: fmt.Sprintf("%d  %s", len(d.Sections)+1, p.say(c.title)), Blocks: blocks})
	}
	return d
}

// SuppressionLog lists what the public pack of an evaluation hides, with reason and
// rule, as CSV. A reason tells which numbers are small: the log is for the parties.
func SuppressionLog(run *evaluate.Evaluation) ([]byte, error) {
	if err := check(run); err != nil {
		return nil, fmt.Errorf("write suppression log: %w", err)
	}
	r, err := register(run)
	if err != nil {
		return nil, fmt.Errorf("write suppression log: %w", err)
	}
	s := sheet{head: []string{"number", "reason", "rule"}}
	for _, x := range r.cells.Log() {
		s.add(textCell(x.ID), string(x.Reason), textCell(x.Rule))
	}
	for _, x := range r.withheld {
		s.add(textCell(x), "table", "a number in it would be below the threshold, or would give one away")
	}
	s.add("effects in whole per cent", "rule", effectsRule)
	return s.bytes(), nil
}

// effectsRule says in both logs how effects are made, which counts do not tell.
const effectsRule = "rounded from exact values, and shown only where every count behind them is shown"
