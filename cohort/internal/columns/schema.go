package columns

import (
	"errors"
	"fmt"

	meta "github.com/xitongsys/parquet-go/parquet"
)

// Kind is what a column holds, whatever its storage.
type Kind int

// The kinds.
const (
	Text  Kind = iota
	Int        // any integer up to 64 bits
	Float      // any floating-point number
	Bool
	Date // days since 1970-01-01; a timestamp is the day it falls on
)

func (k Kind) String() string {
	return [...]string{"text", "integer", "floating-point", "boolean", "a date"}[k]
}

// leaf is a column as the schema describes it. A leaf whose unusable is set cannot
// be read; that is an error only if somebody asks for it.
type leaf struct {
	name     string
	physical meta.Type
	optional bool
	unsigned bool
	kind     Kind   // as what it is decoded; dates are integers
	perDay   int64  // of a date: how many of its units make a day; else 0
	unusable string // what it is instead: "a time"
	remedy   string
}

// holds is what the column holds for whoever asks for it.
func (l leaf) holds() Kind {
	if l.perDay != 0 {
		return Date
	}
	return l.kind
}

// leaves flattens the schema in the order of the column chunks.
func leaves(schema []*meta.SchemaElement) ([]leaf, error) {
	if len(schema) == 0 || schema[0].NumChildren == nil {
		return nil, errors.New("the schema has no root")
	}
	var out []leaf
	rest, err := subtree(schema[1:], int(*schema[0].NumChildren), nil, &out)
	if err != nil {
		return nil, err
	}
	if len(rest) > 0 {
		return nil, fmt.Errorf("the schema has %d elements outside its root", len(rest))
	}
	return out, nil
}

const maxDepth = 32

// subtree appends the leaves of n sibling elements and returns the elements after
// them. Path holds the names above; a leaf below a group bears its outermost name.
func subtree(elems []*meta.SchemaElement, n int, path []string, out *[]leaf) ([]*meta.SchemaElement, error) {
	if len(path) > maxDepth {
		return nil, errors.New("the schema is nested too deeply")
	}
	for range n {
		if len(elems) == 0 {
			return nil, errors.New("the schema ends early")
		}
		e := elems[0]
		elems = elems[1:]
		if e.NumChildren != nil && *e.NumChildren > 0 {
			var err error
			if elems, err = subtree(elems, int(*e.NumChildren), append(path, e.Name), out); err != nil {
				return nil, err
			}
			continue
		}
		l, err := newLeaf(e, path)
		if err != nil {
			return nil, err
		}
		*out = append(*out, l)
	}
	return elems, nil
}

func newLeaf(e *meta.SchemaElement, path []string) (leaf, error) {
	if e.Type == nil || e.RepetitionType == nil {
		return leaf{}, fmt.Errorf("schema element %q has no type", e.Name)
	}
	l := leaf{name: append(path, e.Name)[0], physical: *e.Type, optional: *e.RepetitionType == meta.FieldRepetitionType_OPTIONAL}
	if len(path) > 0 || *e.RepetitionType == meta.FieldRepetitionType_REPEATED {
		l.unusable, l.remedy = "nested (a list, map or struct)", "write one value per row in a column of its own"
		return l, nil
	}
	l.classify(e)
	return l, nil
}

// classify sets the kind, or says why the column cannot be read.
func (l *leaf) classify(e *meta.SchemaElement) {
	const asText = "write it as text"
	switch l.physical {
	case meta.Type_BOOLEAN:
		l.kind = Bool
	case meta.Type_FLOAT, meta.Type_DOUBLE:
		l.kind = Float
		l.refuseAnnotated(e)
	case meta.Type_INT32, meta.Type_INT64:
		l.kind = Int
		l.annotateInt(e)
	case meta.Type_BYTE_ARRAY:
		l.kind = Text
		l.annotateText(e)
	case meta.Type_INT96:
		l.kind, l.perDay = Date, 1 // there is no integer in it: the decoder makes days of it
		l.refuseAnnotated(e)
	case meta.Type_FIXED_LEN_BYTE_ARRAY:
		l.unusable, l.remedy = "of fixed-length bytes", asText
	default:
		l.unusable, l.remedy = "of an unknown type", asText
	}
}

const (
	timeRemedy    = "write it as an integer column, or as a date or timestamp in milliseconds, microseconds or nanoseconds"
	decimalRemedy = "write it as an integer or floating-point column"
)

func (l *leaf) annotateInt(e *meta.SchemaElement) {
	t := e.LogicalType
	switch c := e.ConvertedType; {
	case t != nil && t.INTEGER != nil:
		l.unsigned = !t.INTEGER.IsSigned
	case c != nil && *c >= meta.ConvertedType_UINT_8 && *c <= meta.ConvertedType_UINT_64:
		l.unsigned = true
	case c != nil && *c >= meta.ConvertedType_INT_8 && *c <= meta.ConvertedType_INT_64:
	case whole(e):
	default:
		if l.perDay = perDay(e); l.perDay == 0 {
			l.refuseAnnotated(e)
		}
	}
}

// whole tells a decimal that has no decimals and fits in 64 bits.
func whole(e *meta.SchemaElement) bool {
	const most = 18 // digits
	if t := e.LogicalType; t != nil {
		return t.DECIMAL != nil && t.DECIMAL.Scale == 0 && t.DECIMAL.Precision <= most
	}
	c := e.ConvertedType
	return c != nil && *c == meta.ConvertedType_DECIMAL && (e.Scale == nil || *e.Scale == 0) && e.Precision != nil && *e.Precision <= most
}

func (l *leaf) annotateText(e *meta.SchemaElement) {
	t := e.LogicalType
	switch c := e.ConvertedType; {
	case t != nil && (t.STRING != nil || t.ENUM != nil):
	case c != nil && (*c == meta.ConvertedType_UTF8 || *c == meta.ConvertedType_ENUM):
	default:
		l.refuseAnnotated(e)
	}
}

// refuseAnnotated marks a column whose annotation gives its values another
// meaning. A column annotated as nothing but nulls is harmless.
func (l *leaf) refuseAnnotated(e *meta.SchemaElement) {
	t, c := e.LogicalType, e.ConvertedType
	switch {
	case t == nil && c == nil, t != nil && t.UNKNOWN != nil:
	case t != nil && t.DECIMAL != nil, c != nil && *c == meta.ConvertedType_DECIMAL:
		l.unusable, l.remedy = "a decimal", decimalRemedy
	case t != nil && (t.DATE != nil || t.TIME != nil || t.TIMESTAMP != nil),
		c != nil && *c >= meta.ConvertedType_DATE && *c <= meta.ConvertedType_TIMESTAMP_MICROS:
		l.unusable, l.remedy = "a time", timeRemedy
	default:
		l.unusable, l.remedy = "of a type that this program does not read", "write it as text, integer, boolean or floating point"
	}
}
