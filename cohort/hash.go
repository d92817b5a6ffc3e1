package cohort

import (
	"encoding/binary"
	"math/bits"
)

// hashFunc maps an id to 64 bits, the same on every machine.
type hashFunc func(id []byte) uint64

// Odd numbers with as many bits set as not (Wang Yi 2019, wyhash).
const (
	hashSeed  = 0xa0761d6478bd642f
	hashLeft  = 0xe7037ed1a0b428db
	hashRight = 0x8ebc6af09c88c6e3
)

// hashID folds 128-bit products of an id's words (Wang Yi 2019, wyhash), so that a hash
// of a short id takes two multiplications. It keeps nothing secret and need not: equal
// hashes are only a suspicion.
func hashID(id []byte) uint64 {
	n, h, rest := len(id), uint64(hashSeed), id
	for len(rest) > 16 {
		h = fold(binary.LittleEndian.Uint64(rest)^hashLeft, binary.LittleEndian.Uint64(rest[8:])^h)
		rest = rest[16:]
	}
	a, b := ends(rest)
	return fold(fold(a^hashLeft, b^h)^hashRight, uint64(n)^hashLeft)
}

// ends reads up to 16 bytes as two words, which may overlap.
func ends(b []byte) (first, last uint64) {
	switch n := len(b); {
	case n >= 8:
		return binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[n-8:])
	case n >= 4:
		return uint64(binary.LittleEndian.Uint32(b)), uint64(binary.LittleEndian.Uint32(b[n-4:]))
	case n > 0:
		return uint64(b[0])<<16 | uint64(b[n/2])<<8 | uint64(b[n-1]), 0
	}
	return 0, 0
}

// fold multiplies and joins both halves of the product.
func fold(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}
