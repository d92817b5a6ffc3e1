package outcome

import (
	"crypto/sha256"
	"encoding/binary"
	"math/bits"
	"sort"
	"sync/atomic"

	"sib/cohort"
)

// key stands for a person's id: the first 16 bytes of its SHA-256. Nobody can choose ids
// that meet, and among a hundred million ids two do so with a probability of 10⁻²³.
type key [16]byte

func keyOf(id []byte) key {
	sum := sha256.Sum256(id)
	return key(sum[:len(key{})])
}

// below maps the key to a number below n, by one half of its bytes or the other.
func (k key) below(n, half int) int {
	at, _ := bits.Mul64(binary.BigEndian.Uint64(k[8*half:]), uint64(n))
	return int(at)
}

// share tells which people a pass is about: those whose keys fall into one of so many parts.
type share struct{ pass, passes int }

func (s share) holds(k key) bool { return s.passes == 1 || k.below(s.passes, 0) == s.pass }

// person is an eligible person whom spells may be about.
type person struct {
	key     key
	entry   cohort.Day
	span    int32  // days from entry on that some outcome asks about
	row     uint32 // of the part
	profile uint32
	arm     uint8
}

// slot is a place of the hash table: the position of a person plus 1, and four bytes of
// the key, which save most looks at people who are not meant.
type slot struct{ person, tag uint32 }

// hash is eight bytes of the key.
func (k key) hash() uint64 { return binary.BigEndian.Uint64(k[:]) }

func (k key) tag() uint32 { return binary.BigEndian.Uint32(k[4:]) }

// people are those of one pass, in the order of parts and rows, with what is remembered
// of their spells. It takes bytesPerPerson each.
type people struct {
	share  share
	list   []person
	firsts []int // position of the first person of each part
	slots  []slot
	seen   []uint32 // a bit for each person of whom there is any row
	days   []uint64
	words  int // a person
}

// bytesPerPerson is what each of them needs, at 3 slots for 2 people.
func bytesPerPerson(words int) int64 { return 36 + 8*3/2 + 1 + 8*int64(words) }

// add appends the people of the next part.
func (c *people) add(list []person) {
	c.firsts = append(c.firsts, len(c.list))
	c.list = append(c.list, list...)
}

// index makes people be found, once all of them are there.
func (c *people) index(words int) {
	c.words = words
	c.days = make([]uint64, len(c.list)*words)
	c.seen = make([]uint32, len(c.list)/32+1)
	c.slots = make([]slot, len(c.list)*3/2+1)
	for i := range c.list {
		at := c.list[i].key.below(len(c.slots), 1)
		for c.slots[at].person != 0 {
			at = c.after(at)
		}
		c.slots[at] = slot{uint32(i) + 1, c.list[i].key.tag()}
	}
}

func (c *people) after(at int) int {
	if at++; at == len(c.slots) {
		return 0
	}
	return at
}

// find returns the position of the person with a key.
func (c *people) find(k key) (int, bool) {
	tag := k.tag()
	for at := k.below(len(c.slots), 1); c.slots[at].person != 0; at = c.after(at) {
		if i := int(c.slots[at].person) - 1; c.slots[at].tag == tag && c.list[i].key == k {
			return i, true
		}
	}
	return 0, false
}

// see remembers that there is a row of person i. Several cores may do so at once.
func (c *people) see(i int) { atomic.OrUint32(&c.seen[i/32], 1<<(i%32)) }

func (c *people) wasSeen(i int) bool { return c.seen[i/32]>>(i%32)&1 == 1 }

// daysOf returns the words of person i.
func (c *people) daysOf(i int) []uint64 { return c.days[i*c.words : (i+1)*c.words] }

// partOf returns the part that person i is a row of.
func (c *people) partOf(i int) int {
	return sort.Search(len(c.firsts), func(k int) bool { return c.firsts[k] > i }) - 1
}
