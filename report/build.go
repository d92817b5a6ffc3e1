package report

import (
	"slices"
	"strconv"
	"strings"
)

// content is a section and who makes it.
type content struct {
	id, title string
	annex     bool
	blocks    func(account, figures) []Block
}

// contents lists the sections in order. One without blocks does not exist for the contract.
var contents = []content{
	{"answer", key("The answer"), false, answerSection},
	{"say", key("What you can and cannot say"), false, saySection},
	{"read", key("How to read this report"), false, readSection},
	{"flow", key("Who was compared"), false, flowSection},
	{"balance", key("Was the comparison fair?"), false, balanceSection},
	{"results", key("Results by year"), false, resultsSection},
	{"subgroups", key("Sub-groups"), false, subgroupsSection},
	{"robustness", key("Robustness"), false, robustnessSection},
	{"payment", key("The payment, line by line"), false, paymentSection},
	{"outlook", key("Uncertainty of the payment"), false, outlookSection},
	{"investor", key("For the investor"), false, investorSection},
	{"payer", key("For the payer"), false, payerSection},
	{"quality", key("Data quality"), false, qualitySection},
	{"method", key("Method in plain words"), false, methodSection},
	{"verification", key("Verification"), false, verificationSection},
	{"strobe", key("Reporting checklist (STROBE)"), true, strobeSection},
	{"full-balance", key("Full balance"), true, fullBalanceSection},
	{"dictionary", key("Data dictionary"), true, dictionarySection},
	{"glossary", key("Glossary"), true, glossarySection},
}

// onePage is how many groups of cards a page holds.
const onePage = 4

// label says who may read this pack.
var label = key("Settlement pack: exact figures for the parties to the contract, not for publication")

// furniture are the words around the content, of either pack.
func (l *lexicon) furniture() Furniture {
	return Furniture{
		Kind: l.say("Outcome report"), Skip: l.say("Skip to the report"), Cover: l.say("Cover"), Contents: l.say("Contents"),
		Figure: l.say("Figure: %s", "%s"), Table: l.say("Table: %s", "%s"), Page: l.say("page %s", "%d / %d"),
		Pair: l.say("%s: %s", "%s", "%s"),
	}
}

func newDocument(e account, f figures) *Document {
	t := e.Contract
	d := &Document{
		Lang:     e.tag,
		Title:    t.Title,
		Subtitle: e.say("Outcome evaluation, %s", e.cohortWords(t.Cohorts)),
		Label:    e.say(label),
		Foot:     e.say("Contract %s · %s", t.ID, t.Digest.Short()),
		Cover:    coverBlocks(e),
		Words:    e.furniture(),
	}
	for _, c := range contents {
		d.add(e, c, c.blocks(e, f))
	}
	d.refer()
	return d
}

// add appends a section with its number, and an annex with its letter.
func (d *Document) add(e account, c content, blocks []Block) {
	if len(blocks) == 0 {
		return
	}
	title := e.say(c.title)
	if c.id == "answer" && len(groups(e)) <= onePage && len(reasons(e)) <= fewReasons {
		title = e.say("The answer on one page")
	}
	before := 0
	for _, s := range d.Sections {
		if s.Annex == c.annex {
			before++
		}
	}
	number := strconv.Itoa(before + 1)
	if c.annex {
		number = e.say("Annex %s", string(rune('A'+before)))
	}
	d.Sections = append(d.Sections, Section{ID: c.id, Title: number + "  " + title, Annex: c.annex, Blocks: blocks})
}

// refer names the sections that rows of tables point to, once all are known.
func (d *Document) refer() {
	at := map[string]int{}
	for i, s := range d.Sections {
		at[s.ID] = i
	}
	for _, s := range d.Sections {
		for i, b := range s.Blocks {
			t, ok := b.(Table)
			if !ok {
				continue
			}
			var rows []Row
			for _, r := range t.Rows {
				if r, ok := r.referring(d.Sections, at); ok {
					rows = append(rows, r)
				}
			}
			t.Rows = rows
			s.Blocks[i] = t
		}
	}
}

// referring is the row with the sections named in its last cell; false if it only points
// to sections that are not there.
func (r Row) referring(sections []Section, at map[string]int) (Row, bool) {
	if len(r.to) == 0 {
		return r, true
	}
	var names []string
	for _, id := range r.to {
		if i, ok := at[id]; ok {
			r.See = append(r.See, i)
			names = append(names, numbered(sections[i].Title))
		}
	}
	last := len(r.Cells) - 1
	if len(names) > 0 {
		r.Cells = append(slices.Clone(r.Cells[:last]), strings.Join(names, "\n"))
	}
	r.to = nil
	return r, r.Cells[last] != ""
}

func (l *lexicon) cohortWords(cohorts []int) string {
	if len(cohorts) == 1 {
		return l.say("cohort year %s", l.years(cohorts))
	}
	return l.say("cohort years %s", l.years(cohorts))
}
