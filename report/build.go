package report

import (
	"fmt"
)

// contents lists the sections in order. One without blocks does not exist for the contract.
var contents = []struct {
	id, title string
	blocks    func(account, figures) []Block
}{
	{"answer", key("The answer"), answerSection},
	{"say", key("What you can and cannot say"), saySection},
	{"flow", key("Who was compared"), flowSection},
	{"balance", key("Was the comparison fair?"), balanceSection},
	{"results", key("Results by year"), resultsSection},
	{"payment", key("The payment, line by line"), paymentSection},
	{"investor", key("For the investor"), investorSection},
	{"outlook", key("What the money may become"), outlookSection},
	{"method", key("Method in plain words"), methodSection},
	{"quality", key("Data quality and findings"), qualitySection},
	{"verification", key("Verification"), verificationSection},
	{"glossary", key("Glossary"), glossarySection},
}

// onePage is how many groups of cards a page holds.
const onePage = 4

// label says who may read this pack.
var label = key("Settlement pack: exact figures for the parties to the contract, not for publication")

func newDocument(e account, f figures) *Document {
	t := e.Contract
	d := &Document{
		Lang:     e.tag,
		Title:    t.Title,
		Subtitle: e.say("Outcome evaluation, %s", e.cohortWords(t.Cohorts)),
		Label:    e.say(label),
		Foot:     e.say("Contract %s · %s", t.ID, t.Digest.Short()),
		Cover:    coverBlocks(e),
		Words: Furniture{
			Kind: e.say("Outcome report"), Skip: e.say("Skip to the report"), Cover: e.say("Cover"), Contents: e.say("Contents"),
			Figure: e.say("Figure: %s", "%s"), Table: e.say("Table: %s", "%s"), Page: e.say("page %s", "%d / %d"),
		},
	}
	for _, c := range contents {
		blocks := c.blocks(e, f)
		if len(blocks) == 0 {
			continue
		}
		title := e.say(c.title)
		if c.id == "answer" && len(groups(e)) <= onePage && len(reasons(e)) <= fewReasons {
			title = e.say("The answer on one page")
		}
		d.Sections = append(d.Sections, Section{
			ID:     c.id,
			Title:  fmt.Sprintf("%d  %s", len(d.Sections)+1, title),
			Blocks: blocks,
		})
	}
	return d
}

func (l *lexicon) cohortWords(cohorts []int) string {
	if len(cohorts) == 1 {
		return l.say("cohort year %s", l.years(cohorts))
	}
	return l.say("cohort years %s", l.years(cohorts))
}
