package report

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// The scan finds every fault that it is for, and lets pass what only looks like one.
func TestWordingRules(t *testing.T) {
	lexicon := map[Language]*lexicon{}
	for _, l := range lexicons(t) {
		lexicon[l.Language] = l
	}
	seen := map[Language]map[string]bool{English: {}, French: {}, Dutch: {}}
	for _, tt := range []struct {
		in      Language
		rule, s string
		passes  string // a neighbour that keeps to the rule
	}{
		{English, "proves", "This proves that it works.", "This shows what was measured."},
		{English, "no effect", "The programme had no effect.", noConclusion},
		{English, "significant", "A significant difference.", "A statistically significant difference."},
		{English, "signed percentage", "It rose by +9.2%.", "It rose by +9.2% relative."},
		{English, "difference in per cent", "a difference of 9.2%", "a difference of +9.2 percentage points"},
		{English, "no unit", "a difference of +9.2 (95% interval", "a difference of −9.2 points"},
		{English, "space before %", "42.9 % of them", "42.9% of them"},
		{English, "space before %", "42.9\u00a0% of them", "4 of them"},
		{English, "hyphen for minus", "from -3.1 to +2.0", "from −3.1 to +2.0, 2014-03-10"},
		{English, "a format that failed", "in %!s(int=3)", "100%!"[:4]},
		{English, "verdict and evidence in one sentence", "Condition not met, and it could arise by chance.", "Condition not met. It could arise by chance."},
		{French, "proves", "Cela prouve que", "Cela montre que"},
		{French, "proves", "Il démontre que", "Il montre que"},
		{French, "no effect", "Le programme n’a aucun effet", "Cela ne montre pas que le programme n’a pas eu d’effet."},
		{French, "no effect", "Il n’y a pas d’effet", "Il y a un effet"},
		{French, "significant", "une différence significative", "une différence statistiquement significative"},
		{French, "signed percentage", "de +9,2\u00a0%.", "de +9,2\u00a0% en relatif"},
		{French, "difference in per cent", "une différence de 9,2\u00a0%", "une différence de 9,2\u00a0points"},
		{French, "no unit", "une différence de +9,2 (", "une différence de +9,2 points de pourcentage ("},
		{French, "space before %", "42,9 % d’entre eux", "42,9\u00a0% d’entre eux"},
		{French, "space before %", "42,9% d’entre eux", "trois d’entre eux"},
		{French, "space before punctuation", "comparaison : 9", "comparaison\u00a0: 9"},
		{French, "space before punctuation", "comparaison: 9", "sha256:09"},
		{French, "space before punctuation", "Est-elle équitable ?", "Est-elle équitable\u00a0?"},
		{French, "space before punctuation", "un; deux", "un\u00a0; deux"},
		{French, "space before punctuation", "« oui\u00a0»", "«\u00a0oui\u00a0»"},
		{French, "straight quote", "l'effet", "l’effet"},
		{French, "straight quote", `dit "oui"`, "dit oui"},
		{French, "decimal point", "42.9\u00a0%", "42,9\u00a0%"},
		{French, "hyphen for minus", "de -3,1 à", "de −3,1 à"},
		{French, "verdict and evidence in one sentence", lexicon[French].say("Condition met") + ", et ce peut être dû au hasard", "Le hasard. " + lexicon[French].say("Condition met")},
		{Dutch, "proves", "Dit bewijst dat", "Dit toont niet aan dat"},
		{Dutch, "proves", "Dit toont duidelijk aan dat", "Het toont dat"},
		{Dutch, "no effect", "Er was geen effect", "Dit toont niet aan dat het programma geen effect had."},
		{Dutch, "significant", "een significant verschil", "een statistisch significant verschil"},
		{Dutch, "signed percentage", "met +9,2%.", "met +9,2% relatief"},
		{Dutch, "difference in per cent", "een verschil van 9,2%", "een verschil van 9,2 procentpunt"},
		{Dutch, "no unit", "een verschil van +9,2 (", "een verschil van +9,2 punten ("},
		{Dutch, "space before %", "42,9 % van hen", "42,9% van hen"},
		{Dutch, "straight quote", "zo'n getal", "zo’n getal"},
		{Dutch, "decimal point", "42.9% van hen", "4.000 van hen"},
		{Dutch, "decimal point", "p is 0.283", "p is 0,283"},
		{Dutch, "hyphen for minus", "van -3,1 tot", "van −3,1 tot"},
		{Dutch, "verdict and evidence in one sentence", lexicon[Dutch].say("Condition met") + ", door toeval", lexicon[Dutch].say("Condition met")},
	} {
		l := lexicon[tt.in]
		seen[tt.in][tt.rule] = true
		if got := l.faults(tt.s); !slices.ContainsFunc(got, func(f string) bool { return strings.HasPrefix(f, tt.rule+": ") }) {
			t.Errorf("%s: %q breaks %q, and the scan finds %q", tt.in, tt.s, tt.rule, got)
		}
		if got := l.faults(tt.passes); len(got) > 0 {
			t.Errorf("%s: %q is found fault with: %q", tt.in, tt.passes, got)
		}
	}
	for which, rules := range wordingRules {
		for _, r := range rules {
			if !seen[which][r.name] {
				t.Errorf("%s: no sentence here breaks %q", which, r.name)
			}
		}
	}
}

// set is a text of the catalogue with numbers in the places of its arguments.
func set(s string) string {
	s = strings.TrimSuffix(s, ".%s") // a sentence that another follows
	return placeholder.ReplaceAllStringFunc(s, func(p string) string {
		if p == "%%" {
			return "%"
		}
		return "7"
	})
}

// The catalogue keeps to the rules of wording, whether a fixture shows a text or not.
func TestCatalogueWording(t *testing.T) {
	for _, l := range lexicons(t) {
		for _, e := range catalogue() {
			if l == english && e.Quoted {
				continue // another package writes it, for a terminal too
			}
			for _, f := range l.faults(set(e.in(l.Language))) {
				t.Errorf("%s: %s, in %q", l.Language, f, e.in(l.Language))
			}
		}
	}
}

// endMark is the punctuation that a text ends with.
func endMark(s string) string {
	s = strings.TrimRight(s, " \n\u00a0”»)")
	if r, _ := utf8.DecodeLastRuneInString(s); strings.ContainsRune(".:?!;,", r) {
		return string(r)
	}
	return ""
}

// A text that ends with a full stop is a sentence, which begins with a capital, and one with
// a sentence inside ends as one; the name of a file or a command keeps its small letters. A
// translation ends as the English does, but for an abbreviation.
func TestCatalogueSentences(t *testing.T) {
	inside := regexp.MustCompile(`[a-z)]\. [A-Z]`)
	for _, e := range catalogue() {
		if e.Quoted {
			continue
		}
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(e.English, " “(\n"))
		end := endMark(e.English)
		if end == "." && unicode.IsLower(first) && !strings.Contains(strings.Fields(e.English)[0], "/") && !strings.HasPrefix(e.English, "sib ") {
			t.Errorf("%q ends as a sentence and does not begin as one", e.English)
		}
		if inside.MatchString(e.English) && end != "." && end != ":" && end != "?" && !strings.HasSuffix(e.English, "%s") && !strings.HasSuffix(e.English, ".csv") {
			t.Errorf("%q holds a sentence and does not end as one", e.English)
		}
		for _, l := range []Language{French, Dutch} {
			if got := endMark(e.in(l)); got != end && !strings.HasSuffix(e.in(l), "é.-t.") {
				t.Errorf("%s: %q ends with %q, %q with %q", l, e.in(l), got, e.English, end)
			}
		}
	}
}

// No number is set as in English where the language sets it in another way.
func TestNumbersAreSetInTheLanguage(t *testing.T) {
	thousands, decimals := regexp.MustCompile(`(^|[^0-9.,])([1-9][0-9]{0,2}(,[0-9]{3})+)($|[^0-9,])`), regexp.MustCompile(`[0-9]+\.[0-9]{3}($|[^0-9])`)
	for _, c := range cases {
		e := c.make()
		told := func(l *lexicon) string {
			return strings.Join(texts(t, renderHTML(newDocument(account{e, l}, newFigures(account{e, l})))), "\n")
		}
		own := strings.Join(ownTexts(e), "\n")
		page, n := told(english), 0
		mayBe := map[string]bool{} // 1,225 is also how 1.225 is set
		for _, d := range decimals.FindAllString(page, -1) {
			mayBe[strings.Replace(strings.TrimRightFunc(d, func(r rune) bool { return !unicode.IsDigit(r) }), ".", ",", 1)] = true
		}
		for _, l := range lexicons(t)[1:] {
			other := told(l)
			for _, m := range thousands.FindAllStringSubmatch(page, -1) {
				if mayBe[m[2]] || strings.Contains(own, m[2]) {
					continue
				}
				n++
				if regexp.MustCompile(`(^|[^0-9.,])` + m[2] + `($|[^0-9])`).MatchString(other) {
					t.Errorf("%s, %s: the number %s is set as in English", c.name, l.Language, m[2])
				}
			}
		}
		if n == 0 && c.name != "hostile" {
			t.Errorf("%s: %s", c.name, fmt.Sprint("no number has thousands: ", len(page)))
		}
	}
}
