package report

import (
	"maps"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sib/evaluate"
)

// wordingRule finds what the rules of wording exclude: a match with none of its excuses.
type wordingRule struct {
	name          string
	find          *regexp.Regexp
	before, after *regexp.Regexp // excuses in the text before the match, or after it
}

func (r wordingRule) broken(s string) string {
	for _, at := range r.find.FindAllStringIndex(s, -1) {
		if r.before != nil && r.before.MatchString(s[:at[0]]) || r.after != nil && r.after.MatchString(s[at[1]:]) {
			continue
		}
		return s[max(0, at[0]-40):min(len(s), at[1]+40)]
	}
	return ""
}

func rx(s string) *regexp.Regexp { return regexp.MustCompile(s) }

const number = `[+−]?[0-9](?:[0-9.,\x{a0}]*[0-9])?`

// everyLanguage holds whatever the words are.
var everyLanguage = []wordingRule{
	{name: "hyphen for minus", find: rx(`(^|[ (\x{a0}])-[0-9]`)},
	{name: "a format that failed", find: rx(`%!|\(MISSING\)|\(EXTRA|\bNaN\b|<nil>`)},
}

// wordingRules are those of each language.
var wordingRules = map[Language][]wordingRule{
	English: {
		{name: "proves", find: rx(`(?i)\bprov(es|ed|en|e|ing)\b`)},
		{name: "no effect", find: rx(`(?i)\b(no|without|any) effects?\b`)},
		{name: "significant", find: rx(`(?i)\bsignificant`), before: rx(`(?i)statistically $`)},
		{name: "signed percentage", find: rx(`[+−][0-9.,]+%`), after: rx(`^ (relative|reduction|a year)`)},
		{name: "difference in per cent", find: rx(`(?i)\bdifference of ` + number + `\s?%`)},
		{name: "no unit", find: rx(`(?i)\bdifference of ` + number), after: rx(`^(\s?%| (percentage points?|points?|standard deviations?)\b)`)},
		{name: "space before %", find: rx(`[0-9][\s\x{a0}]%`)},
	},
	French: {
		{name: "proves", find: rx(`(?i)\b(prouv|démontr)(e|é|er|ent|ée|és|ées|ant)\b`)},
		{name: "no effect", find: rx(`(?i)\b(aucun|sans|nul) effet|\bpas (eu )?d[’']effet`)},
		{name: "significant", find: rx(`(?i)\bsignificati(f|ve)`), before: rx(`(?i)statistiquement $`)},
		{name: "signed percentage", find: rx(`[+−][0-9., \x{a0}]+%`), after: rx(`^[ \x{a0}]?(en relatif|de (baisse|réduction)|par an)`)},
		{name: "difference in per cent", find: rx(`(?i)différence de ` + number + `\s?\x{a0}?%`)},
		{name: "no unit", find: rx(`(?i)différence de ` + number), after: rx(`^([\s\x{a0}]?%|[ \x{a0}](points?|écarts?[ -]types?)\b)`)},
		{name: "space before %", find: rx(`[0-9]( |\t)?%`)},
		{name: "space before punctuation", find: rx(` [:;?!»]|[\pL\pN)][;?!»]|[\pL\pN)*]: |«[^\x{a0}\x{202f}]`)},
		{name: "straight quote", find: rx(`["']`)},
		{name: "decimal point", find: rx(`[0-9]\.[0-9]`)},
	},
	Dutch: {
		{name: "proves", find: rx(`(?i)\b(bewijst|bewezen|bewijzen)\b|\b(toont|tonen|toonde|aangetoond)\b[^.;]* ?\baan\b|\baangetoond\b`)},
		{name: "no effect", find: rx(`(?i)\b(geen|zonder) effect`)},
		{name: "significant", find: rx(`(?i)\bsignificant(e|er)?\b`), before: rx(`(?i)statistisch $`)},
		{name: "signed percentage", find: rx(`[+−][0-9.,]+%`), after: rx(`^ (relatief|relatieve daling|daling|vermindering|per jaar)`)},
		{name: "difference in per cent", find: rx(`(?i)verschil van ` + number + `\s?%`)},
		{name: "no unit", find: rx(`(?i)verschil van ` + number), after: rx(`^(\s?%| tot | ((procent)?punt(en)?|standaardafwijking(en)?)\b)`)},
		{name: "space before %", find: rx(`[0-9][\s\x{a0}]%`)},
		{name: "straight quote", find: rx(`["']`)},
		{name: "decimal point", find: rx(`(^|[^0-9.])(0\.[0-9]|[0-9]+\.([0-9]{1,2}|[0-9]{4,})($|[^0-9.]))`)},
	},
}

// denials say that something is not shown. They alone may name what is not.
func (l *lexicon) denials() []string {
	out := []string{l.say(noConclusion)}
	if l.Language == Dutch {
		out = append(out, "toont niet aan", "tonen niet aan")
	}
	return out
}

// Words of the two statements that never are one.
var (
	byChance = map[Language]*regexp.Regexp{English: rx(`(?i)\bby chance\b|compatible with`), French: rx(`(?i)\bhasard\b|compatibles avec`), Dutch: rx(`(?i)\btoeval\b|verenigbaar`)}
	ends     = rx(`[.!?](\s|$)`)
)

// verdicts are how the report says what the contract decides.
func (l *lexicon) verdicts() []string {
	return []string{l.say("Condition met"), l.say("Condition not met"), l.say("All conditions met"), l.say("No condition met"), l.say("Not met"), l.say("Gate not passed")}
}

// faults are the rules that a text breaks, each with what breaks it.
func (l *lexicon) faults(s string) []string {
	var out []string
	for sentence := range slices.Values(ends.Split(s, -1)) {
		for _, v := range l.verdicts() {
			if strings.Contains(strings.ToLower(sentence), strings.ToLower(v)) && byChance[l.Language].MatchString(sentence) {
				out = append(out, "verdict and evidence in one sentence: "+sentence)
			}
		}
	}
	for _, d := range l.denials() {
		s = strings.ReplaceAll(s, d, "…")
	}
	for _, r := range slices.Concat(everyLanguage, wordingRules[l.Language]) {
		if bad := r.broken(s); bad != "" {
			out = append(out, r.name+": "+bad)
		}
	}
	return out
}

func lexicons(t *testing.T) []*lexicon {
	t.Helper()
	var out []*lexicon
	for _, which := range Languages() {
		l, err := lexiconOf(which)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, l)
	}
	return out
}

// ownTexts are the words of the contract and of the data, and formulas: no language
// changes them, and no rule of wording holds for them. The longest come first.
func ownTexts(e *evaluate.Evaluation) []string {
	found := map[string]bool{}
	add := func(s string) {
		if strings.ContainsAny(s, " .,:;%'\"") {
			for _, x := range []string{s, proper(s), capital(proper(s)), sentence(proper(s)), quoteMarks(proper(s)), minusSigns(proper(s))} {
				found[x] = true
			}
		}
	}
	for _, part := range []any{e.Contract, e.Amended, e.Domains, e.Tool, e.Strata, e.Inputs, e.Matching.Balance, e.Matching.Dropped, e.Decision.Readings} {
		texted(reflect.ValueOf(part), add)
	}
	for _, st := range e.Flow.Stages {
		for _, loss := range st.Losses {
			add(loss.Clause)
		}
	}
	for _, n := range e.Decision.Trace {
		for _, s := range []string{n.ID, n.Clause, n.Formula, n.Exact, n.Rounded} {
			add(s)
		}
	}
	return slices.SortedFunc(maps.Keys(found), func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
}

// texted visits every text that a value holds.
func texted(v reflect.Value, visit func(string)) {
	switch v.Kind() {
	case reflect.String:
		visit(v.String())
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			texted(v.Elem(), visit)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			texted(v.Index(i), visit)
		}
	case reflect.Map:
		for it := v.MapRange(); it.Next(); {
			texted(it.Key(), visit)
			texted(it.Value(), visit)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				texted(v.Field(i), visit)
			}
		}
	}
}

// reference is the place of the contract or the file that a text names.
var reference = rx(`(?i)\b(clauses?|clausules?|figures/|tables/)[\x{a0} ]?\S+|\bsib [0-9]+\.[0-9.]+`)

// disowned is a text without what is not the report's own.
func disowned(s string, own []string) string {
	for _, x := range own {
		if x == s || strings.Contains(s, "<script>") {
			return ""
		}
		if strings.Contains(x, " ") || len(x) > 12 {
			s = strings.ReplaceAll(s, x, "◦")
		}
	}
	return reference.ReplaceAllString(s, "◦")
}

// formsOf are the files of both packs that hold sentences, by their path.
func formsOf(t *testing.T, e *evaluate.Evaluation, l *lexicon, which Pack) map[string][]byte {
	t.Helper()
	if which == Public {
		p, err := publish(e, l)
		if err != nil {
			t.Fatal(err)
		}
		files, err := p.files()
		if err != nil {
			t.Fatal(err)
		}
		return files
	}
	f := newFigures(account{e, l})
	d := newDocument(account{e, l}, f)
	out := map[string][]byte{"report.html": renderHTML(d), "report.md": renderMarkdown(d)}
	for _, x := range append(f.files(), f.small) {
		out["figures/"+x.Name+".svg"] = x.file()
	}
	pdf, err := renderPDF(d)
	if err != nil {
		t.Fatal(err)
	}
	out["report.pdf"] = pdf
	return out
}

// sayings are the texts of a file, as a reader sees them.
func sayings(t *testing.T, name string, b []byte) []string {
	t.Helper()
	switch path.Ext(name) {
	case ".html", ".svg":
		return texts(t, b)
	case ".md":
		var out []string
		for line := range strings.Lines(string(b)) {
			for cell := range strings.SplitSeq(strings.ReplaceAll(line, "<br>", " | "), " | ") {
				out = append(out, strings.Trim(read(strings.TrimSpace(cell)), "*| `"))
			}
		}
		return out
	case ".pdf":
		lines := map[int][]string{}
		for _, s := range pages(t, b) {
			lines[s.page] = append(lines[s.page], s.s)
		}
		var out []string
		for _, page := range slices.Sorted(maps.Keys(lines)) {
			out = append(out, strings.Join(lines[page], " "))
		}
		return out
	}
	return nil
}

// acrossCells are the rules that a page of a PDF, read on from cell to cell and from line
// to line, seems to break. The same texts keep to them in HTML.
var acrossCells = rx(`^(signed percentage|no unit|decimal point|verdict and evidence|space before %)`)

// Every text of every form, pack and language keeps to the rules of wording.
func TestWording(t *testing.T) {
	for _, c := range cases {
		if c.name == "hostile" {
			continue // its labels keep to no rule
		}
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			own := ownTexts(c.make())
			for _, l := range lexicons(t) {
				for _, which := range Packs() {
					if which == Public && c.name == "decade" {
						continue // its made-up years do not add up, which is refused
					}
					files := formsOf(t, c.make(), l, which)
					if l == english {
						files["summary.md"] = []byte(strings.ReplaceAll(Summary(c.make()), "\n", "\n\n"))
					}
					held := 0
					for _, name := range slices.Sorted(maps.Keys(files)) {
						for _, s := range sayings(t, name, files[name]) {
							held++
							for _, f := range l.faults(disowned(s, own)) {
								if path.Ext(name) != ".pdf" || !acrossCells.MatchString(f) {
									t.Errorf("%s, %s, %s: %s", l.Language, which, name, f)
								}
							}
						}
					}
					if held < 300 {
						t.Errorf("%s, %s: only %d texts", l.Language, which, held)
					}
				}
			}
		})
	}
}
