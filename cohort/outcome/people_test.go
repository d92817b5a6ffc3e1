package outcome

import (
	"encoding/binary"
	"fmt"
	"testing"
	"unsafe"
)

// newPeople has n people in parts of 10.
func newPeople(n int, s share) *people {
	c := &people{share: s}
	for from := 0; from < n; from += 10 {
		var list []person
		for i := from; i < min(from+10, n); i++ {
			if k := keyOf(fmt.Append(nil, i)); s.holds(k) {
				list = append(list, person{key: k, row: uint32(i % 10), profile: uint32(i)})
			}
		}
		c.add(list)
	}
	c.index(1)
	return c
}

func TestPeopleAreFoundByKeyAlone(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 1000} {
		c := newPeople(n, share{0, 1})
		for i := range n + 100 {
			at, ok := c.find(keyOf(fmt.Append(nil, i)))
			if ok != (i < n) || ok && (at != i || c.partOf(at) != i/10) {
				t.Fatalf("%d of %d: %d, %v", i, n, at, ok)
			}
		}
	}
}

// Keys that begin in the same slot and have the same tag are told apart.
func TestPeopleWithKeysThatMeet(t *testing.T) {
	like := func(i int) (k key) {
		binary.BigEndian.PutUint32(k[:], uint32(i))
		for b := 8; b < 16; b++ {
			k[b] = 255 // the last slot: the next is the first
		}
		return k
	}
	c := &people{share: share{0, 1}}
	for i := range 40 {
		c.add([]person{{key: like(i)}})
	}
	c.index(1)
	for i := range 80 {
		if at, ok := c.find(like(i)); ok != (i < 40) || ok && at != i {
			t.Errorf("%d: %d, %v", i, at, ok)
		}
	}
}

// Every person is in one pass, and passes are of about the same size.
func TestSharesDividePeople(t *testing.T) {
	const n, passes = 5000, 7
	sum := 0
	for pass := range passes {
		c := newPeople(n, share{pass, passes})
		sum += len(c.list)
		if got := len(c.list); got < n/passes*8/10 || got > n/passes*12/10 {
			t.Errorf("pass %d has %d people of %d", pass, got, n)
		}
		for i := range c.list {
			if at := int(c.list[i].profile) / 10; c.partOf(i) != at {
				t.Fatalf("person %d is in part %d, want %d", i, c.partOf(i), at)
			}
		}
	}
	if sum != n {
		t.Errorf("%d people in all passes, want %d", sum, n)
	}
}

func TestPeopleTakeTheBytesThatAreReckoned(t *testing.T) {
	const n, words = 3000, 6
	c := &people{list: make([]person, n)}
	for i := range c.list {
		c.list[i].key = keyOf(fmt.Append(nil, i))
	}
	c.index(words)
	used := len(c.list)*int(unsafe.Sizeof(person{})) + len(c.slots)*int(unsafe.Sizeof(slot{})) + 4*len(c.seen) + 8*len(c.days)
	if want := n * int(bytesPerPerson(words)); used > want+64 || used < want*98/100 {
		t.Errorf("%d bytes, reckoned %d", used, want)
	}
}

func TestSeeingPeople(t *testing.T) {
	c := newPeople(100, share{0, 1})
	for _, i := range []int{0, 31, 32, 99} {
		c.see(i)
		c.see(i)
	}
	for i := range 100 {
		if want := i == 0 || i == 31 || i == 32 || i == 99; c.wasSeen(i) != want {
			t.Errorf("person %d: %v", i, !want)
		}
	}
}
