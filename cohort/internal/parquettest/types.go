package parquettest

import (
	"encoding/binary"

	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/schema"
)

// Dates and timestamps since 1970-01-01, for columns of their types. Timestamps are
// adjusted to UTC but for LocalMicros.
type (
	Date        int32 // days
	Millis      int64
	Micros      int64
	Nanos       int64
	LocalMicros int64
	OldMillis   int64 // annotated as writers did before logical types
	Whole       int64 // a decimal without decimals
)

// Int96 returns the timestamp of Hive, Impala and Spark.
func Int96(day, nanos int64) parquet.Int96 {
	const epoch = 2440588
	var x parquet.Int96
	binary.LittleEndian.PutUint64(x[:8], uint64(nanos))
	binary.LittleEndian.PutUint32(x[8:], uint32(day+epoch))
	return x
}

// annotated is how a type is stored; a nil logical type leaves the annotation out.
type annotated struct {
	physical  parquet.Type
	logical   schema.LogicalType
	converted schema.ConvertedType
}

// typeOf returns the storage of the values of a Column.
func typeOf(values any) (annotated, bool) {
	t := parquet.Types
	integer := func(bits int8, signed bool) annotated {
		physical := t.Int32
		if bits == 64 {
			physical = t.Int64
		}
		return annotated{physical: physical, logical: schema.NewIntLogicalType(bits, signed)}
	}
	stamp := func(utc bool, unit schema.TimeUnitType) annotated {
		return annotated{physical: t.Int64, logical: schema.NewTimestampLogicalType(utc, unit)}
	}
	switch values.(type) {
	case []string:
		return annotated{physical: t.ByteArray, logical: schema.StringLogicalType{}}, true
	case []int8:
		return integer(8, true), true
	case []int16:
		return integer(16, true), true
	case []int64:
		return integer(64, true), true
	case []uint8:
		return integer(8, false), true
	case []uint16:
		return integer(16, false), true
	case []uint32:
		return integer(32, false), true
	case []uint64:
		return integer(64, false), true
	case []int32:
		return annotated{physical: t.Int32}, true
	case []bool:
		return annotated{physical: t.Boolean}, true
	case []float32:
		return annotated{physical: t.Float}, true
	case []float64:
		return annotated{physical: t.Double}, true
	case []Date:
		return annotated{physical: t.Int32, logical: schema.DateLogicalType{}}, true
	case []Millis:
		return stamp(true, schema.TimeUnitMillis), true
	case []Micros:
		return stamp(true, schema.TimeUnitMicros), true
	case []Nanos:
		return stamp(true, schema.TimeUnitNanos), true
	case []LocalMicros:
		return stamp(false, schema.TimeUnitMicros), true
	case []OldMillis:
		return annotated{physical: t.Int64, converted: schema.ConvertedTypes.TimestampMillis}, true
	case []Whole:
		return annotated{physical: t.Int64, logical: schema.NewDecimalLogicalType(18, 0)}, true
	case []parquet.Int96:
		return annotated{physical: t.Int96}, true
	}
	return annotated{}, false
}
