package report

import (
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sib/evaluate"
)

// pseudo is a language in which every letter has an accent and every text is longer by
// two fifths: what is not in the catalogue shows, and so does what has no room.
func pseudo() *lexicon {
	l := *english
	l.Language, l.texts = "pseudo", map[string]string{}
	for _, e := range catalogue() {
		l.texts[e.English] = accented(e.English)
	}
	return &l
}

var accents = strings.NewReplacer("a", "á", "b", "ƀ", "c", "ç", "d", "ð", "e", "é", "f", "ƒ", "g", "ĝ", "h", "ĥ", "i", "í", "j", "ĵ", "k", "ķ", "l", "ļ", "m", "ɱ",
	"n", "ñ", "o", "ó", "p", "þ", "q", "ǫ", "r", "ŕ", "s", "š", "t", "ţ", "u", "ú", "v", "ṽ", "w", "ŵ", "x", "ẋ", "y", "ý", "z", "ž",
	"A", "Á", "B", "Ɓ", "C", "Ç", "D", "Ð", "E", "É", "F", "Ƒ", "G", "Ĝ", "H", "Ĥ", "I", "Í", "J", "Ĵ", "K", "Ķ", "L", "Ļ", "M", "Ḿ",
	"N", "Ñ", "O", "Ó", "P", "Þ", "Q", "Ǫ", "R", "Ŕ", "S", "Š", "T", "Ţ", "U", "Ú", "V", "Ṽ", "W", "Ŵ", "X", "Ẋ", "Y", "Ý", "Z", "Ž")

// accented keeps what stands for an argument, and the spaces at both ends.
func accented(s string) string {
	var b strings.Builder
	last, letters := 0, 0
	for _, m := range placeholder.FindAllStringIndex(s, -1) {
		b.WriteString(accents.Replace(s[last:m[0]]) + s[m[0]:m[1]])
		letters += m[0] - last
		last = m[1]
	}
	letters += len(strings.TrimSpace(s[last:]))
	rest := accents.Replace(s[last:])
	trimmed := strings.TrimRight(rest, " \n")
	b.WriteString(trimmed)
	for n := letters * 2 / 5; n > 2; n -= 8 {
		b.WriteString(" " + strings.Repeat("ö", min(n, 7)))
	}
	return b.String() + rest[len(trimmed):]
}

// stringsIn are all texts of a document.
func stringsIn(v reflect.Value, visit func(string)) {
	switch v.Kind() {
	case reflect.String:
		visit(v.String())
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			stringsIn(v.Elem(), visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			stringsIn(v.Index(i), visit)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			// Names, anchors and data are not read; commands are the same everywhere.
			switch name := v.Type().Field(i).Name; {
			case name == "ID" || name == "Name" || name == "Data" || name == "Lang" || v.Type() == reflect.TypeFor[Code]():
			default:
				stringsIn(v.Field(i), visit)
			}
		}
	}
}

var asciiWord = regexp.MustCompile(`(^|[^\pL\pN_./-])([A-Za-z]{3,})($|[^\pL\pN_./=-])`)

// Every text of the report comes from the catalogue, but for the contract's own words.
func TestEveryTextIsInTheCatalogue(t *testing.T) {
	for name, e := range map[string]*evaluate.Evaluation{"duo": duo(), "everything": everything(), "decade": decade()} {
		known := ownWords(t, e)
		a := account{e, pseudo()}
		var found []string
		stringsIn(reflect.ValueOf(newDocument(a, newFigures(a))), func(s string) {
			for _, m := range asciiWord.FindAllStringSubmatch(s, -1) {
				if !known[strings.ToLower(m[2])] {
					found = append(found, fmt.Sprintf("%q in %q", m[2], s))
				}
			}
		})
		slices.Sort(found)
		for _, s := range slices.Compact(found) {
			t.Errorf("%s: not in the catalogue: %s", name, s)
		}
	}
}

// ownWords are those of the contract, of labels and of names that no language changes.
func ownWords(t *testing.T, e *evaluate.Evaluation) map[string]bool {
	t.Helper()
	// The formulas of the trace are the same in every language.
	out := map[string]bool{"min": true, "max": true, "met": true, "xirr": true}
	for _, part := range []any{e.Contract, e.Amended, e.Domains, e.Tool, e.Strata, e.Inputs, e.Matching.Balance} {
		b, err := json.Marshal(part)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range regexp.MustCompile(`[A-Za-z]+`).FindAllString(string(b), -1) {
			out[strings.ToLower(w)] = true
		}
	}
	return out
}

// In a longer language no text of a figure touches another, leaves the canvas or is cut.
func TestFiguresHaveRoomForLongerWords(t *testing.T) {
	for name, e := range map[string]*evaluate.Evaluation{"duo": duo(), "everything": everything(), "decade": decade()} {
		a := account{e, pseudo()}
		f := newFigures(a)
		for _, x := range append(f.files(), f.small) {
			drawn := layout(x.Width, x.Height, x.draw)
			if s := drawn.trouble(x.Width, x.Height); s != "" {
				t.Errorf("%s: figure %s: %s", name, x.Name, s)
			}
			for _, s := range drawn.words {
				if strings.HasSuffix(s, "…") {
					t.Errorf("%s: figure %s: %q is cut", name, x.Name, s)
				}
			}
		}
	}
}

// Nor does a text on a page, where only the running head may be cut.
func TestPagesHaveRoomForLongerWords(t *testing.T) {
	a := account{duo(), pseudo()}
	pdf, err := renderPDF(newDocument(a, newFigures(a)))
	if err != nil {
		t.Fatal(err)
	}
	set := pages(t, pdf)
	for i, x := range set {
		if strings.HasSuffix(x.s, "…") && x.y > bodyTop && x.y < bodyBottom {
			t.Errorf("page %d: %q is cut", x.page, x.s)
		}
		for _, y := range set[i+1:] {
			if x.page == y.page && overlap(x, y) {
				t.Errorf("page %d: %q and %q overlap", x.page, x.s, y.s)
			}
		}
	}
}
