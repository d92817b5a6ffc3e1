package report

import (
	"bytes"
	"image"
	"image/png"
	"testing"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
)

// A picture is the figure's file at two dots a point, and says in words what it shows.
func TestPicture(t *testing.T) {
	for _, e := range []account{told(duo()), told(hostile())} {
		for _, f := range newFigures(e).files() {
			b := f.picture()
			p, err := png.Decode(bytes.NewReader(b))
			if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			g, _ := f.framed()
			if got, want := p.Bounds().Size(), image.Pt(int(2*g.Width+0.5), int(2*g.Height+0.5)); got != want {
				t.Errorf("%s: %v dots, want %v", f.Name, got, want)
			}
			if !bytes.Contains(b, []byte(clean(f.Alt))) || !bytes.Contains(b, []byte(clean(f.Title))) {
				t.Errorf("%s: the words are missing", f.Name)
			}
			if i := bytes.Index(b, []byte("pHYs")); i < 0 || !bytes.Equal(b[i+4:i+13], []byte{0, 0, 0x16, 0x25, 0, 0, 0x16, 0x25, 1}) {
				t.Errorf("%s: its size is not that of 144 dots an inch", f.Name)
			}
		}
	}
}

// trembling moves all that is drawn by less than the last digits of a floating-point
// number may differ between machines.
type trembling struct{ vg.Canvas }

func moved(p vg.Path) vg.Path {
	out := append(vg.Path(nil), p...)
	for i := range out {
		out[i].Pos.X, out[i].Pos.Y = out[i].Pos.X-1e-10, out[i].Pos.Y+1e-10
	}
	return out
}

func (c trembling) Stroke(p vg.Path) { c.Canvas.Stroke(moved(p)) }
func (c trembling) Fill(p vg.Path)   { c.Canvas.Fill(moved(p)) }
func (c trembling) FillString(f font.Face, at vg.Point, s string) {
	c.Canvas.FillString(f, vg.Point{X: at.X - 1e-10, Y: at.Y + 1e-10}, s)
}

func TestPictureDoesNotTremble(t *testing.T) {
	differ := func(steady bool) bool {
		found := false
		for _, f := range newFigures(told(duo())).files() {
			g, framed := f.framed()
			var drawn [2][]byte
			for i := range drawn {
				img := vgimg.NewWith(vgimg.UseWH(g.Width, g.Height), vgimg.UseDPI(pictureDPI))
				var c vg.Canvas = img
				if steady {
					c = steadyCanvas{img}
				}
				if i == 1 {
					c = trembling{c}
				}
				framed(draw.NewCanvas(c, g.Width, g.Height))
				drawn[i] = img.Image().(*image.RGBA).Pix
			}
			found = found || !bytes.Equal(drawn[0], drawn[1])
		}
		return found
	}
	if differ(true) {
		t.Error("a picture depends on the last digits of floating point")
	}
	if !differ(false) {
		t.Error("the test sees nothing: without the grid the pictures are alike, too")
	}
}

// The palette holds what is drawn: smoothed edges lie on the way from white to a colour,
// and where two colours meet, near one.
func TestIndexed(t *testing.T) {
	for _, f := range newFigures(told(duo())).files() {
		g, framed := f.framed()
		img := vgimg.NewWith(vgimg.UseWH(g.Width, g.Height), vgimg.UseDPI(pictureDPI))
		framed(draw.NewCanvas(steadyCanvas{img}, g.Width, g.Height))
		src, got, far := img.Image().(*image.RGBA), indexed(img.Image()), 0
		for i := range got.Pix {
			r, _, b, _ := got.Palette[got.Pix[i]].RGBA()
			dr, db := int(r>>8)-int(src.Pix[4*i]), int(b>>8)-int(src.Pix[4*i+2])
			if max(dr, -dr, db, -db) > 12 {
				far++
			}
		}
		if far*500 > len(got.Pix) {
			t.Errorf("%s: %d of %d dots have another colour", f.Name, far, len(got.Pix))
		}
	}
}
