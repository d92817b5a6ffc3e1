package report

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/csv"
	"encoding/xml"
	"io"
	"maps"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"sib/evaluate"
)

// poison is what a label may hold that breaks out of a format: markup, links, formats of
// fmt, strings of PDF, orders to a terminal, and characters that turn or hide text.
const poison = `<script>alert(1)</script>]]>--></style><b onclick="x()">[c](javascript:d) ![e](http://e.example/f.svg) | ` + "`g`\n\n# h\n* i" +
	` @j &lt;&#106;&bogus; %s %d %n %v %[9]d %% \) ( ) \ url(x) /JS ( 'k' "l" <?m?> <!DOCTYPE n> ` +
	"\x1b[31m\x1b]0;t\x07\u009b1m\u202e\u2066\u2069\u200b\u200d\u2060\ufeff\u2028\u2029\x00\x08\x7f\xed\xa0\x80\xff\ufffe\t\r"

// starts make a cell of a spreadsheet run.
var starts = []string{"=cmd|' /C calc'!A0 ", "+1+1|", "-2+3|", "@SUM(A1) ", "\t=1+1", "\r=1+1", "＝1", "%s"}

// endless is a word that no line, cell or figure has room for.
var endless = strings.Repeat("Straßenbahn", 930)

// foreignFields are those that a contract, the data or the machine fill with their own
// words; the others hold the program's.
var foreignFields = map[string]bool{}

func init() {
	for _, f := range strings.Fields(`Title Note ID Name Clause Text Definition Rule Rules Measure Gate Limit To By Guarantor Tranche Covariate Level
		Values Levels Reason Path File Version Words Message Subject Error Consequence Label Unit Formula Role Needs Outcomes Use At Was Is Amendments
		Column UnpaidBy Indexed Undecided Inputs Programme OneOf NoneOf PayerWhy PayoutWhy InvestorWhy CurveWhy Limits Node Warnings Covariates Differ`) {
		foreignFields[f] = true
	}
}

// poisoned is a text made hostile. Equal texts stay equal, so that what refers to an id
// finds it, and short ones stay apart.
func poisoned(s string) string {
	sum := 0
	for _, b := range []byte(s) {
		sum += int(b)
	}
	s = starts[sum%len(starts)] + s + poison
	return s
}

// transcribed is a copy of v in which change has been at every foreign text. The original
// stays as it is: fixtures share parts.
func transcribed(v reflect.Value, foreign bool, change func(string) string) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	out.Set(v)
	switch v.Kind() {
	case reflect.String:
		if foreign && v.Type() == reflect.TypeFor[string]() && v.String() != "" {
			out.SetString(change(v.String()))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			p := reflect.New(v.Type().Elem())
			p.Elem().Set(transcribed(v.Elem(), foreign, change))
			out.Set(p)
		}
	case reflect.Slice:
		if !v.IsNil() {
			out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		}
		for i := range v.Len() {
			out.Index(i).Set(transcribed(v.Index(i), foreign, change))
		}
	case reflect.Array:
		for i := range v.Len() {
			out.Index(i).Set(transcribed(v.Index(i), foreign, change))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if !f.IsExported() {
				continue
			}
			// Stages are the program's, and so is the unit of a step of a calculation.
			own := f.Name == "Name" && v.Type() == reflect.TypeFor[evaluate.Stage]()
			out.Field(i).Set(transcribed(v.Field(i), foreignFields[f.Name] && !own, change))
		}
	}
	return out
}

func hostileTo(e *evaluate.Evaluation) *evaluate.Evaluation {
	e = transcribed(reflect.ValueOf(e), false, poisoned).Interface().(*evaluate.Evaluation)
	t := e.Contract
	for _, s := range []*string{&t.Note, &t.Parties[0].Name, &t.Payment.Rules[0].Text, &e.Findings[0].Message, &e.Tool.Version} {
		*s += endless
	}
	for i := range e.Matching.Balance {
		e.Matching.Balance[i].Terms[1].Level += endless
	}
	return e
}

// hostiles are evaluations with hostile words in every place that has foreign words.
var hostiles = []struct {
	name string
	make func() *evaluate.Evaluation
}{{"everything", func() *evaluate.Evaluation { return hostileTo(everything()) }}, {"figured", func() *evaluate.Evaluation { return hostileTo(figured()) }}}

// unseen reports a character that shows nothing, moves the cursor or turns text.
func unseen(r rune) bool {
	return r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != '\u00ad' || r == '\u2028' || r == '\u2029')
}

// harms are what is wrong with a file that a stranger's labels are in.
func harms(name string, b []byte, words []string) []string {
	var out []string
	if path.Ext(name) != ".pdf" && path.Ext(name) != ".png" && path.Ext(name) != ".parquet" {
		if !utf8.Valid(b) {
			out = append(out, "it is not UTF-8")
		}
		words = append(words, strings.ReplaceAll(string(b), "\n\tstyle=", "\nstyle=")) // as vgsvg sets attributes
	}
	for _, s := range words {
		if i := strings.IndexFunc(s, unseen); i >= 0 {
			out = append(out, "a character that is not seen: "+strconv.QuoteToASCII(s[max(0, i-30):min(len(s), i+10)]))
		}
		if m := formatFault.FindString(s); m != "" {
			out = append(out, "a format that failed: "+m)
		}
	}
	switch path.Ext(name) {
	case ".html", ".svg":
		out = append(out, markupHarms(b)...)
	case ".csv":
		out = append(out, sheetHarms(b)...)
	case ".pdf":
		out = append(out, pdfHarms(b)...)
	case ".png":
		out = append(out, pictureHarms(b)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

var (
	formatFault = regexp.MustCompile(`%!.?\(|%!\[|%![a-zA-Z](\(|$)|\(MISSING\)|\(BADINDEX\)|EXTRA `)
	// known are the elements of the report and of its figures.
	known = strings.Fields(`html head meta title style body a header div p h1 h2 h3 dl dt dd nav ol ul li main section table caption span thead tbody tr th td br figure figcaption
		footer pre code svg desc g path text rect`)
)

// markupHarms reads HTML and SVG as strict XML.
func markupHarms(b []byte) []string {
	var out []string
	d := xml.NewDecoder(bytes.NewReader(b))
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return out
		}
		if err != nil {
			return append(out, "it is not well-formed: "+err.Error())
		}
		e, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		if !slices.Contains(known, e.Name.Local) {
			out = append(out, "element "+e.Name.Local)
		}
		for _, a := range e.Attr {
			switch name := a.Name.Local; {
			case strings.HasPrefix(name, "on"), name == "src", name == "action":
				out = append(out, "attribute "+name)
			case name == "href" && !strings.HasPrefix(a.Value, "#"):
				out = append(out, "a link to "+a.Value)
			case name == "style" && strings.Contains(a.Value, "url("):
				out = append(out, "style "+a.Value)
			}
		}
	}
}

// sheetHarms reads CSV as a spreadsheet does.
func sheetHarms(b []byte) []string {
	rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		return []string{err.Error()}
	}
	var out []string
	for _, row := range rows {
		for _, cell := range row {
			if cell == "" || !strings.ContainsAny(cell[:1], "=+-@\t\r") {
				continue
			}
			_, exact := rational(cell)
			if _, err := strconv.ParseFloat(cell, 64); err != nil && !exact {
				out = append(out, "a cell that could run: "+cell)
			}
		}
	}
	return out
}

var (
	actions   = regexp.MustCompile(`/(JS|JavaScript|URI|Launch|OpenAction|AA|EmbeddedFile|SubmitForm|GoToR)\b`)
	pdfString = regexp.MustCompile(`(?s)\((?:[^\\()]|\\.)*\)`)
	anyStream = regexp.MustCompile(`(?s)stream\r?\n.*?endstream`)
	atByte    = regexp.MustCompile(`(?m)^([0-9]{10}) 00000 n`)
)

// pdfHarms holds the skeleton of a PDF against its cross-reference table, and its pages
// against the one form of text that is written.
func pdfHarms(b []byte) []string {
	var out []string
	bare, last := []byte(nil), 0
	for _, at := range streams.FindAllSubmatchIndex(b, -1) {
		n, err := strconv.Atoi(string(b[at[2]:at[3]]))
		if err != nil || at[1]+n > len(b) {
			return append(out, "a stream that does not end")
		}
		bare, last = append(bare, b[last:at[0]]...), at[1]+n
		r, err := zlib.NewReader(bytes.NewReader(b[at[1]:last]))
		if err != nil {
			continue
		}
		page, err := io.ReadAll(r)
		if err != nil && err != io.ErrUnexpectedEOF || !bytes.Contains(page, []byte("Tj ET")) {
			continue
		}
		if rest := setting.ReplaceAll(page, nil); bytes.Contains(rest, []byte("Tj")) || bytes.ContainsAny(rest, "()") {
			out = append(out, "a text that breaks out of its string")
		}
	}
	bare = anyStream.ReplaceAll(append(bare, b[last:]...), nil)
	if m := actions.Find(pdfString.ReplaceAll(bare, nil)); m != nil {
		out = append(out, "an action: "+string(m))
	}
	if rest := pdfString.ReplaceAll(bare, nil); bytes.ContainsAny(rest, "()") {
		out = append(out, "a string that does not end")
	}
	objects := atByte.FindAllSubmatch(b, -1)
	for _, m := range objects {
		if at, _ := strconv.Atoi(string(m[1])); at >= len(b) || !regexp.MustCompile(`^[0-9]+ 0 obj`).Match(b[at:min(len(b), at+20)]) {
			out = append(out, "no object at byte "+string(m[1]))
		}
	}
	if len(objects) < 10 || !bytes.HasSuffix(bytes.TrimSpace(b), []byte("%%EOF")) {
		out = append(out, "it has no cross-reference table, or no end")
	}
	return out
}

// pictureHarms walks the chunks of a PNG.
func pictureHarms(b []byte) []string {
	var out []string
	for b = b[8:]; len(b) >= 12; {
		n := int(binary.BigEndian.Uint32(b))
		if n+12 > len(b) {
			return append(out, "a chunk that does not end")
		}
		kind, data := string(b[4:8]), b[8:8+n]
		if kind == "iTXt" {
			_, s, _ := bytes.Cut(data, []byte("\x00\x00\x00\x00\x00"))
			if !utf8.Valid(s) || strings.IndexFunc(string(s), unseen) >= 0 {
				out = append(out, "a text chunk is not clean")
			}
		}
		b = b[12+n:]
	}
	return out
}

// No label of a stranger breaks out of any file of any pack in any language.
func TestHostileLabels(t *testing.T) {
	for _, c := range hostiles {
		for _, l := range lexicons(t) {
			for _, which := range Packs() {
				t.Run(c.name+"/"+string(l.Language)+"/"+string(which), func(t *testing.T) {
					t.Parallel()
					files, err := Render(c.make(), Options{Language: l.Language, Pack: which})
					if err != nil {
						t.Fatal(err)
					}
					if !bytes.Contains(files["report.html"], []byte("&lt;script&gt;")) || !strings.Contains(read(string(files["report.md"])), "[c](javascript:d)") {
						t.Error("the labels are not in the report")
					}
					for _, name := range slices.Sorted(maps.Keys(files)) {
						var words []string
						if path.Ext(name) == ".pdf" {
							words = sayings(t, name, files[name])
						}
						for _, h := range harms(name, files[name], words) {
							t.Errorf("%s: %s", name, cutTo(h, 200))
						}
					}
				})
			}
		}
	}
}

func cutTo(s string, n int) string { return s[:min(len(s), n)] }

// What a terminal is told has no orders in it, and fits.
func TestHostileSummary(t *testing.T) {
	for _, c := range hostiles {
		s := Summary(c.make())
		for line := range strings.Lines(s) {
			if utf8.RuneCountInString(strings.TrimSuffix(line, "\n")) > summaryWidth {
				t.Errorf("%s: a line of %d characters", c.name, utf8.RuneCountInString(line))
			}
		}
		for _, h := range harms("summary.txt", []byte(s), nil) {
			t.Errorf("%s: %s", c.name, h)
		}
		if !strings.Contains(s, "<script>") {
			t.Errorf("%s: the title is missing:\n%s", c.name, s)
		}
	}
}

// Long labels cost room, not hours: what fits no line must not be tried letter by letter.
func TestHostileLabelsTakeNoLonger(t *testing.T) {
	took := func(e *evaluate.Evaluation) time.Duration {
		start := time.Now()
		render(t, e)
		return time.Since(start)
	}
	plain := took(figured())
	if hostile := took(hostileTo(figured())); hostile > 8*plain {
		t.Errorf("hostile labels take %s, plain ones %s", hostile, plain)
	}
}
