package report

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"gonum.org/v1/plot/font"
)

// setText is a text on a page of a PDF, with its baseline and width in points.
type setText struct {
	page       int
	x, y, w, h float64
	s          string
}

var (
	streams = regexp.MustCompile(`/Length ([0-9]+)>>\s*stream\r?\n`)
	setting = regexp.MustCompile(`(?s)BT /F([0-9a-f]+) ([0-9.]+) Tf ET|BT ([0-9.-]+) ([0-9.-]+) Td \(((?:[^\\()]|\\.)*)\) ?Tj ET`)
)

// pages inflates the streams that hold text and lists what they set.
func pages(t *testing.T, pdf []byte) []setText {
	t.Helper()
	var out []setText
	faces := map[string]font.Font{}
	page := 0
	for _, at := range streams.FindAllSubmatchIndex(pdf, -1) {
		// The length, and not the end mark, says where a stream ends: its last byte may be a line end.
		n, err := strconv.Atoi(string(pdf[at[2]:at[3]]))
		if err != nil || at[1]+n > len(pdf) {
			t.Fatalf("a stream of %s bytes", pdf[at[2]:at[3]])
		}
		r, err := zlib.NewReader(bytes.NewReader(pdf[at[1] : at[1]+n]))
		if err != nil {
			continue
		}
		// A stream that ends with a line feed is found without it: its checksum is cut, not its text.
		b, err := io.ReadAll(r)
		if err != nil && err != io.ErrUnexpectedEOF || !bytes.Contains(b, []byte("Tj ET")) {
			continue
		}
		page++
		out = append(out, pageTexts(t, pdf, page, b, faces)...)
	}
	return out
}

func pageTexts(t *testing.T, pdf []byte, page int, b []byte, faces map[string]font.Font) []setText {
	var out []setText
	var current font.Font
	for _, m := range setting.FindAllSubmatch(b, -1) {
		if len(m[1]) > 0 {
			id := string(m[1])
			if _, ok := faces[id]; !ok {
				faces[id] = faceOf(t, pdf, id)
			}
			current = faces[id]
			size, _ := strconv.ParseFloat(string(m[2]), 64)
			current.Size = font.Length(size)
			continue
		}
		x, _ := strconv.ParseFloat(string(m[3]), 64)
		y, _ := strconv.ParseFloat(string(m[4]), 64)
		s := unescape(m[5])
		face := font.DefaultCache.Lookup(current, current.Size)
		out = append(out, setText{page, x, y, face.Width(s).Points(), current.Size.Points(), s})
	}
	return out
}

// faceOf finds the face that the document names /F<id>.
func faceOf(t *testing.T, pdf []byte, id string) font.Font {
	ref := regexp.MustCompile(`/F` + id + ` (\d+) 0 R`).FindSubmatch(pdf)
	if ref == nil {
		t.Fatalf("no font %s", id)
	}
	object := regexp.MustCompile(`(?s)\n` + string(ref[1]) + ` 0 obj.*?/BaseFont /(\S+)`).FindSubmatch(pdf)
	if object == nil {
		t.Fatalf("no object of font %s", id)
	}
	name := strings.ToLower(string(object[1]))
	switch {
	case strings.Contains(name, "mono"):
		return mono
	case strings.HasSuffix(name, "b"):
		f := sans
		f.Weight = bold
		return f
	}
	return sans
}

func unescape(b []byte) string {
	var plain []byte
	for i := 0; i < len(b); i++ {
		if b[i] == '\\' && i+1 < len(b) {
			i++
			if b[i] == 'r' {
				plain = append(plain, '\r')
				continue
			}
		}
		plain = append(plain, b[i])
	}
	var u []uint16
	for i := 0; i+1 < len(plain); i += 2 {
		u = append(u, uint16(plain[i])<<8|uint16(plain[i+1]))
	}
	return string(utf16.Decode(u))
}

func TestPDFTextStaysInItsPlace(t *testing.T) {
	for _, c := range cases {
		set := pages(t, c.files(t)["report.pdf"])
		if len(set) < 300 {
			t.Fatalf("%s: only %d texts found", c.name, len(set))
		}
		for i, a := range set {
			if a.x < marginX-0.5 || a.x+a.w > pageWidth-marginX+0.6 || a.y < 20 || a.y > pageHeight-30 {
				t.Errorf("%s: page %d: %q at %.0f, %.0f is outside the page’s text", c.name, a.page, a.s, a.x, a.y)
			}
			for _, b := range set[i+1:] {
				if a.page == b.page && overlap(a, b) {
					t.Errorf("%s: page %d: %q and %q overlap", c.name, a.page, a.s, b.s)
				}
			}
		}
	}
}

// overlap compares the boxes of two texts from the descent to the height of capitals.
func overlap(a, b setText) bool {
	return a.x < b.x+b.w-0.2 && b.x < a.x+a.w-0.2 &&
		a.y-0.2*a.h < b.y+0.72*b.h && b.y-0.2*b.h < a.y+0.72*a.h
}

func TestPDFSays(t *testing.T) {
	pdf := cases[0].files(t)["report.pdf"]
	set := pages(t, pdf)
	var all strings.Builder
	last := 0
	for _, s := range set {
		all.WriteString(s.s + " ")
		last = s.page
	}
	for _, want := range []string{
		"In 2014, 42.9% of programme participants had", "EUR\u00a0278,697.74", "1  The answer on one page", "Annex D  Glossary",
		"Settlement pack", "gain.pooled.effect", "(−1.6 to +20.5)", fmt.Sprintf("page 1 / %d", last), fmt.Sprintf("page %d / %d", last, last),
	} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("report.pdf does not say %q", want)
		}
	}
	for _, want := range []string{"/Lang (en-GB)", "D:20000101000000", "/Outlines", "/MediaBox [0 0 595.28 841.89]"} {
		if !bytes.Contains(pdf, []byte(want)) {
			t.Errorf("report.pdf lacks %s", want)
		}
	}
	if bytes.Contains(pdf, []byte("/JavaScript ")) {
		t.Error("report.pdf holds a script")
	}
}

// A head is repeated on every page that a table reaches, and the answer fits one page.
func TestPDFPages(t *testing.T) {
	heads := map[int]bool{}
	rows := map[int]bool{}
	for _, s := range pages(t, render(t, hostile())["report.pdf"]) {
		if s.s == "Level" {
			heads[s.page] = true
		}
		if s.s == "+origin" {
			rows[s.page] = true
		}
	}
	long := 0
	for page := range rows {
		if heads[page] {
			long++
		}
	}
	if long < 3 {
		t.Errorf("the table of sixty levels has its head on %d pages", long)
	}
}

// The answer fits one page in every language and pack.
func TestAnswerFitsOnePage(t *testing.T) {
	for _, which := range Languages() {
		for _, pack := range []Pack{Settlement, Public} {
			files, err := Render(duo(), Options{Language: which, Pack: pack})
			if err != nil {
				t.Fatal(err)
			}
			label := in(t, which).say("The strength of the evidence")
			groupsOn := map[int]int{}
			for _, s := range pages(t, files["report.pdf"]) {
				if s.s == label {
					groupsOn[s.page]++
				}
			}
			if len(groupsOn) != 1 {
				t.Errorf("%s, %s: groups of cards by page: %v, want 4 on one", which, pack, groupsOn)
			}
		}
	}
}
