package columns

import (
	"encoding/binary"
	"time"

	"github.com/apache/arrow/go/v17/parquet"
	meta "github.com/xitongsys/parquet-go/parquet"

	"sib/evidence"
)

// The days that have a date of four digits: 0001-01-01 to 9999-12-31.
const (
	firstDay = -719162
	lastDay  = 2932896
)

// perDay returns how many units of a date or timestamp column make a day, or 0 if it is
// neither. A timestamp without a time zone counts as one in UTC: the day is the one that
// is written.
func perDay(e *meta.SchemaElement) int64 {
	t, c := e.LogicalType, e.ConvertedType
	if *e.Type == meta.Type_INT32 {
		if t != nil && t.DATE != nil || t == nil && c != nil && *c == meta.ConvertedType_DATE {
			return 1
		}
		return 0
	}
	unit := time.Duration(0)
	switch {
	case t != nil && t.TIMESTAMP != nil && t.TIMESTAMP.Unit != nil:
		unit = unitOf(t.TIMESTAMP.Unit)
	case t != nil || c == nil:
	case *c == meta.ConvertedType_TIMESTAMP_MILLIS:
		unit = time.Millisecond
	case *c == meta.ConvertedType_TIMESTAMP_MICROS:
		unit = time.Microsecond
	}
	if unit == 0 {
		return 0
	}
	return int64(24 * time.Hour / unit)
}

func unitOf(u *meta.TimeUnit) time.Duration {
	switch {
	case u.MILLIS != nil:
		return time.Millisecond
	case u.MICROS != nil:
		return time.Microsecond
	case u.NANOS != nil:
		return time.Nanosecond
	}
	return 0
}

// floorDiv rounds towards the past, before 1970 too.
func floorDiv(x, by int64) int64 {
	q := x / by
	if x%by < 0 {
		q--
	}
	return q
}

// dayOf returns the day of an INT96 timestamp: nanoseconds of the day and the Julian day,
// as Hive, Impala and Spark write it.
func dayOf(x parquet.Int96) int64 {
	const epoch = 2440588 // the Julian day of 1970-01-01
	nanos := int64(binary.LittleEndian.Uint64(x[:8]))
	return int64(binary.LittleEndian.Uint32(x[8:])) - epoch + floorDiv(nanos, int64(24*time.Hour))
}

// toDays makes days of the integers of v and returns those that are no date, or nil.
func (v *Vector) toDays(perDay int64) (bad []bool) {
	v.Kind = Date
	for k, x := range v.Ints {
		if v.Ints[k] = floorDiv(x, perDay); v.Ints[k] < firstDay || v.Ints[k] > lastDay {
			bad = mark(bad, len(v.Ints), k)
		}
	}
	return bad
}

func noDate() *evidence.Problem {
	return &evidence.Problem{Code: DateOutOfRange, What: "the date is outside the years 1 to 9999", Remedy: "correct the date, or write null for a missing one"}
}
