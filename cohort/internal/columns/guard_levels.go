package columns

import (
	"encoding/binary"
	"errors"
	"math/bits"
)

// guardLevels makes sure that src holds the definition levels of n values, 0 or 1 each,
// and returns how many are 1: as many values must follow.
func guardLevels(src []byte, n int) (present int, err error) {
	if err := guardRuns(src, n, 1); err != nil {
		return 0, err
	}
	for n > 0 {
		head, k := binary.Uvarint(src)
		src = src[k:]
		if head&1 == 0 {
			if src[0] > 1 {
				return 0, errors.New("a definition level beyond 1 in a flat column")
			}
			count := int(min(head>>1, uint64(n)))
			present += int(src[0]) * count
			src, n = src[1:], n-count
			continue
		}
		count := int(min(head>>1*8, uint64(n)))
		present += ones(src, count)
		src, n = src[min(int(head>>1), len(src)):], n-count
	}
	return present, nil
}

// ones counts the bits that are set among the first n.
func ones(b []byte, n int) int {
	set := 0
	for _, x := range b[:n/8] {
		set += bits.OnesCount8(x)
	}
	if rest := n % 8; rest > 0 {
		set += bits.OnesCount8(b[n/8] & (1<<rest - 1))
	}
	return set
}
