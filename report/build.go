package report

import (
	"fmt"
)

// contents lists the sections in order. One without blocks does not exist for the contract.
var contents = []struct {
	id, title string
	blocks    func(account, figures) []Block
}{
	{"answer", "The answer", answerSection},
	{"say", "What you can and cannot say", saySection},
	{"flow", "Who was compared", flowSection},
	{"balance", "Was the comparison fair?", balanceSection},
	{"results", "Results by year", resultsSection},
	{"payment", "The payment, line by line", paymentSection},
	{"investor", "For the investor", investorSection},
	{"outlook", "What the money may become", outlookSection},
	{"method", "Method in plain words", methodSection},
	{"quality", "Data quality and findings", qualitySection},
	{"verification", "Verification", verificationSection},
	{"glossary", "Glossary", glossarySection},
}

// onePage is how many groups of cards a page holds.
const onePage = 4

// label says who may read this pack.
const label = "Settlement pack: exact figures for the parties to the contract, not for publication"

func newDocument(e account, f figures) *Document {
	t := e.Contract
	d := &Document{
		Lang:     "en-GB",
		Title:    t.Title,
		Subtitle: e.say("Outcome evaluation, %s", e.cohortWords(t.Cohorts)),
		Label:    label,
		Foot:     e.say("Contract %s · %s", t.ID, t.Digest.Short()),
		Cover:    coverBlocks(e),
	}
	for _, c := range contents {
		blocks := c.blocks(e, f)
		if len(blocks) == 0 {
			continue
		}
		title := c.title
		if c.id == "answer" && len(groups(e)) <= onePage && len(reasons(e)) <= fewReasons {
			title += e.say(" on one page")
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
