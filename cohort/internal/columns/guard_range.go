package columns

import (
	"encoding/binary"
	"fmt"
)

// smallIndex is the number of bits of an index that costs Arrow little when it is beyond
// the dictionary: Arrow makes room for every value up to an index before it looks whether
// there is such a value.
const smallIndex = 20

// guardRange makes sure that the n indices of width bits in src, which guardRuns passed,
// are below limit.
func guardRange(src []byte, n, width, limit int) error {
	for n > 0 {
		head, k := binary.Uvarint(src)
		src = src[k:]
		count, used := int(min(head>>1, uint64(n))), (width+7)/8
		distinct := 1
		if head&1 == 1 {
			count = int(min(head>>1*8, uint64(n)))
			used = min(int(head>>1)*width, len(src))
			distinct = count
		}
		for i := range distinct {
			if x := bitsAt(src[:used], i*width, width); x >= uint64(limit) {
				return fmt.Errorf("index %d in a dictionary of %d values", x, limit)
			}
		}
		src, n = src[used:], n-count
	}
	return nil
}
