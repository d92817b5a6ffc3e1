package columns

import (
	"encoding/binary"
	"strings"
	"testing"

	meta "github.com/xitongsys/parquet-go/parquet"
)

func TestDictionaryRefusesWhatEndsEarly(t *testing.T) {
	for _, physical := range []meta.Type{meta.Type_BYTE_ARRAY, meta.Type_INT32, meta.Type_INT64, meta.Type_FLOAT, meta.Type_DOUBLE} {
		l := leaf{physical: physical}
		data := plainDictionary(l, 9)
		var v Vector
		if err := l.dictionary(&v, data, 9); err != nil || v.Len() != 9 {
			t.Errorf("%v: %d values, %v", physical, v.Len(), err)
		}
		if err := l.dictionary(&Vector{}, data[:len(data)-1], 9); err == nil {
			t.Errorf("%v: a byte less passes", physical)
		}
		if err := l.dictionary(&Vector{}, data, 10); err == nil {
			t.Errorf("%v: a value more passes", physical)
		}
	}
	if err := (leaf{physical: meta.Type_BOOLEAN}).dictionary(&Vector{}, make([]byte, 100), 1); err == nil {
		t.Error("a dictionary of booleans passes")
	}
}

// What is decoded outlives the page.
func TestDictionaryTextsAreCopies(t *testing.T) {
	for _, n := range []int{3, maxInterned + 1} {
		var data []byte
		for range n {
			data = append(binary.LittleEndian.AppendUint32(data, 5), "hello"...)
		}
		var v Vector
		if err := dictionaryTexts(&v, data, n); err != nil {
			t.Fatal(err)
		}
		clear(data)
		if got := strings.Join(v.Texts, ""); got != strings.Repeat("hello", n) {
			t.Errorf("%d texts: %.20q", n, got)
		}
	}
}
