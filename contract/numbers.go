package contract

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"sib/contract/money"
)

// numbers refuses terms in which a number has no value, an amount is not in the
// contract's currency, or a rounding is none. Parse accepts none; terms from elsewhere are not trusted.
func (t *Terms) numbers() error {
	for _, part := range []struct {
		path string
		v    any
	}{{"measures", t.Measures}, {"payment", t.Payment}} {
		if at, err := t.badNumber(reflect.ValueOf(part.v)); err != nil {
			return fmt.Errorf("%s%s: %w", part.path, at, err)
		}
	}
	return nil
}

// badNumber finds the first bad number in v, and says where below v it is: as
// amendments say it, by keys, ids, and positions from 1.
func (t *Terms) badNumber(v reflect.Value) (string, error) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			return t.badNumber(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			if at, err := t.badNumber(v.Index(i)); err != nil {
				return "." + entryName(v.Index(i), i) + at, err
			}
		}
	case reflect.Struct:
		switch x := v.Interface().(type) {
		case Decimal:
			return "", x.checkKnown()
		case Threshold:
			return "", x.Value.checkKnown()
		case money.Amount:
			return "", t.checkCurrency(x)
		case Rounding:
			return "", x.check()
		}
		for i := range v.NumField() {
			if at, err := t.badNumber(v.Field(i)); err != nil {
				return keyName(v.Type().Field(i)) + at, err
			}
		}
	}
	return "", nil
}

func (d Decimal) checkKnown() error {
	if !d.known() {
		return fmt.Errorf("the number has no value")
	}
	return nil
}

func (r Rounding) check() error {
	switch _, err := money.ParseMode(string(r.Mode)); {
	case r.Step == nil:
		return nil
	case !r.Step.known() || r.Step.sign() <= 0:
		return fmt.Errorf("the step is not above zero")
	default:
		return err
	}
}

func (t *Terms) checkCurrency(a money.Amount) error {
	if a.Currency() != t.Currency {
		return fmt.Errorf("the amount is in %q, the contract is in %s", a.Currency(), t.Currency)
	}
	return nil
}

// entryName is the id of an entry of a list, or else its position.
func entryName(v reflect.Value, i int) string {
	if v.Kind() == reflect.Struct {
		if id := v.FieldByName("ID"); id.IsValid() && id.String() != "" {
			return id.String()
		}
	}
	return strconv.Itoa(i + 1)
}

// keyName is the key of a field; the bounds of a threshold stand beside the other keys.
func keyName(f reflect.StructField) string {
	if f.Anonymous {
		return ""
	}
	key, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return "." + key
}
