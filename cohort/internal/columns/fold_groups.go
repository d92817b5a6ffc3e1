package columns

import "encoding/binary"

// positions is where the values of a page come from.
type positions struct {
	run          // the one that is being read
	at    int    // values of the run that were read
	left  int    // values of the page from the start of the run on
	src   []byte // behind the run
	width int
}

// add adds to each element what the page's next values say.
func (d *folder) add(into []uint32) (err error) {
	s := &d.values
	for len(into) > 0 {
		if s.at == s.n {
			s.left -= s.n
			if s.run, s.src, err = nextRun(s.src, s.left, s.width); err != nil {
				return err
			}
			s.at = 0
		}
		n := min(s.n-s.at, len(into))
		if s.groups != nil {
			err = d.groups(into[:n])
		} else {
			err = d.repeated(into[:n])
		}
		if err != nil {
			return err
		}
		into, s.at = into[n:], s.at+n
	}
	return nil
}

// repeated adds what the value of the run says.
func (d *folder) repeated(into []uint32) error {
	if d.values.value >= uint64(d.list.Len()) {
		return errIndex
	}
	x := d.addends[1+d.values.value]
	d.seen |= x
	addConstant(into, x)
	return nil
}

// addConstant adds x to each element.
func addConstant(into []uint32, x uint32) {
	for i := range into {
		into[i] += x
	}
}

// groups adds the next bit-packed values of the run.
func (d *folder) groups(into []uint32) error {
	width, at := d.values.width, d.values.at
	if width > 8 {
		return d.wide(into, at)
	}
	d.narrow(width)
	seen := foldNarrow(into, d.values.groups[at*width/8:], at*width%8, width, &d.small)
	if seen&beyondList != 0 && !d.undo {
		return errIndex
	}
	d.seen |= seen
	return nil
}

// narrow makes small the addends of all indices of so many bits, at most 8.
func (d *folder) narrow(width int) {
	if d.width == width+1 {
		return
	}
	d.width = width + 1
	n := copy(d.small[:1<<width], d.addends[1:])
	for k := n; k < len(d.small); k++ {
		d.small[k] = beyondList
	}
}

// wide adds values of more than 8 bits, of which the run has read some.
func (d *folder) wide(into []uint32, at int) error {
	var block [512]int32
	addends, width, seen := d.addends[1:], d.values.width, uint32(0)
	for len(into) > 0 {
		skip := at % 8 // groups are unpacked from their start
		index := block[:min(len(block), skip+len(into))]
		if err := unpackGroups(index, d.values.groups[at/8*width:], width, int32(d.list.Len()-1)); err != nil {
			return err
		}
		for i, k := range index[skip:] {
			x := addends[k]
			into[i] += x
			seen |= x
		}
		into, at = into[len(index)-skip:], at+len(index)-skip
	}
	d.seen |= seen
	return nil
}

// foldNarrow adds to each element what the table says of its value in src, from a bit on
// and of 0 to 8 bits. It returns all that it added, combined by or.
func foldNarrow(into []uint32, src []byte, bit, width int, table *[256]uint32) (seen uint32) {
	done := 0
	switch width {
	case 1:
		done, seen = foldEights[[1]byte](into, src, bit, table)
	case 2:
		done, seen = foldEights[[2]byte](into, src, bit, table)
	case 3:
		done, seen = foldEights[[3]byte](into, src, bit, table)
	case 4:
		done, seen = foldEights[[4]byte](into, src, bit, table)
	case 5:
		done, seen = foldEights[[5]byte](into, src, bit, table)
	case 6:
		done, seen = foldEights[[6]byte](into, src, bit, table)
	case 7:
		done, seen = foldEights[[7]byte](into, src, bit, table)
	case 8:
		done, seen = foldEights[[8]byte](into, src, bit, table)
	}
	bit += done * width
	for i := done; i < len(into); i++ {
		x := table[uint8(load(src[bit/8:])>>(bit%8))&uint8(1<<width-1)]
		seen |= x
		into[i] += x
		bit += width
	}
	return seen
}

// eight is the bytes of eight values. Its length is known when this is compiled, so that
// shifts by it are fast.
type eight interface {
	[1]byte | [2]byte | [3]byte | [4]byte | [5]byte | [6]byte | [7]byte | [8]byte
}

// foldEights is foldNarrow for eight values at a time, each from one load of eight bytes,
// as long as src has those. It also returns how many values it added.
func foldEights[E eight](into []uint32, src []byte, bit int, table *[256]uint32) (done int, seen uint32) {
	var e E
	width := uint(len(e))
	mask := uint8(1<<width - 1)
	all := len(into)
	for len(into) >= 8 && len(src) >= 8 {
		x, d := binary.LittleEndian.Uint64(src)>>(bit&7), (*[8]uint32)(into)
		a, b := table[uint8(x)&mask], table[uint8(x>>width)&mask]
		d[0] += a
		d[1] += b
		x, seen = x>>(2*width), seen|a|b
		a, b = table[uint8(x)&mask], table[uint8(x>>width)&mask]
		d[2] += a
		d[3] += b
		x, seen = x>>(2*width), seen|a|b
		a, b = table[uint8(x)&mask], table[uint8(x>>width)&mask]
		d[4] += a
		d[5] += b
		x, seen = x>>(2*width), seen|a|b
		a, b = table[uint8(x)&mask], table[uint8(x>>width)&mask]
		d[6] += a
		d[7] += b
		seen |= a | b
		into, src = into[8:], src[width:]
	}
	return all - len(into), seen
}
