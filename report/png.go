package report

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"math"

	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
)

// pictureDPI is twice the resolution of the points that figures are measured in.
const pictureDPI = 144

// picture is the file of the figure as PNG, for programs that take no SVG.
func (f *Figure) picture() []byte {
	g, framed := f.framed()
	c := vgimg.NewWith(vgimg.UseWH(g.Width, g.Height), vgimg.UseDPI(pictureDPI))
	framed(draw.NewCanvas(steadyCanvas{c}, g.Width, g.Height))
	var b bytes.Buffer
	// A bytes.Buffer takes every write, and the picture is never empty.
	_ = (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, indexed(c.Image()))
	return described(b.Bytes(), f)
}

// shades is how many steps lead from white to a colour where an edge is smoothed.
const shades = 24

// pictureColours are white and the shades of the theme's colours.
var pictureColours = func() color.Palette {
	out := color.Palette{white}
	for _, c := range []color.RGBA{darkBlue, darkPink, orange, ink, muted, grid, pale} {
		for k := 1; k <= shades; k++ {
			mix := func(v uint8) uint8 { return uint8(255 - (255-int(v))*k/shades) }
			out = append(out, color.RGBA{mix(c.R), mix(c.G), mix(c.B), 0xFF})
		}
	}
	return out
}()

// indexed is a picture in the theme's shades, with one byte a dot.
func indexed(from image.Image) *image.Paletted {
	src := from.(*image.RGBA) // as vgimg draws
	out := image.NewPaletted(src.Bounds(), pictureColours)
	known := map[[4]uint8]uint8{}
	last, index := [4]uint8{}, uint8(0)
	for i := range out.Pix {
		p := [4]uint8(src.Pix[4*i : 4*i+4])
		if p != last {
			var ok bool
			if index, ok = known[p]; !ok {
				index = uint8(pictureColours.Index(color.RGBA{p[0], p[1], p[2], p[3]}))
				known[p] = index
			}
			last = p
		}
		out.Pix[i] = index
	}
	return out
}

// described adds to a PNG what it shows, in words, and how large it is meant to be
// (PNG specification, third edition, 11.3.3 and 11.3.4.3).
func described(b []byte, f *Figure) []byte {
	const header = 8 + 12 + 13 // the signature and IHDR, which comes first
	out := bytes.NewBuffer(append([]byte(nil), b[:header]...))
	chunk := func(kind string, data []byte) {
		_ = binary.Write(out, binary.BigEndian, uint32(len(data)))
		body := append([]byte(kind), data...)
		out.Write(body)
		_ = binary.Write(out, binary.BigEndian, crc32.ChecksumIEEE(body))
	}
	perMetre := binary.BigEndian.AppendUint32(nil, uint32(math.Round(pictureDPI/0.0254)))
	chunk("pHYs", append(append(perMetre, perMetre...), 1))
	chunk("iTXt", []byte("Title\x00\x00\x00\x00\x00"+clean(f.Title)))
	chunk("iTXt", []byte("Description\x00\x00\x00\x00\x00"+clean(f.Alt)))
	out.Write(b[header:])
	return out.Bytes()
}
