package columns

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/apache/arrow/go/v17/parquet"
	meta "github.com/xitongsys/parquet-go/parquet"
)

// dictionary decodes the n plain values of a dictionary page into the list of v's kind.
func (l leaf) dictionary(v *Vector, data []byte, n int) error {
	if l.physical == meta.Type_BYTE_ARRAY {
		return dictionaryTexts(v, data, n)
	}
	size := l.width()
	if n > len(data)/size {
		return errShort
	}
	for i := range n {
		b := data[i*size:]
		switch l.physical {
		case meta.Type_INT32:
			v.Ints = append(v.Ints, widen(int32(binary.LittleEndian.Uint32(b)), l.unsigned))
		case meta.Type_INT64:
			v.Ints = append(v.Ints, int64(binary.LittleEndian.Uint64(b)))
		case meta.Type_FLOAT:
			v.Floats = append(v.Floats, shortest(math.Float32frombits(binary.LittleEndian.Uint32(b))))
		case meta.Type_DOUBLE:
			v.Floats = append(v.Floats, math.Float64frombits(binary.LittleEndian.Uint64(b)))
		default:
			return fmt.Errorf("a dictionary of %v", parquet.Type(l.physical))
		}
	}
	return nil
}

// dictionaryTexts copies the texts; those of a long dictionary share their memory.
func dictionaryTexts(v *Vector, data []byte, n int) error {
	t := texts{begun: true}
	for range n {
		b, rest, err := prefixed(data)
		if err != nil {
			return err
		}
		data = rest
		if n <= maxInterned {
			t.list = append(t.list, string(b))
		} else {
			t.add(b)
		}
	}
	t.flush()
	v.Texts = t.list
	return nil
}
