package export

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"sib/contract"
	"sib/contract/money"
	"sib/contract/trace"
)

const (
	dueNode  = "payment.due"
	capNode  = "payment.cap"
	paidNode = "payment.paid"
)

// sound refuses what cannot be exported without a panic or a false number: parts
// that are missing, amounts without a value or in another currency, and a
// decision whose trace does not come out or is another one's.
func (in Input) sound() error {
	t, d := in.Terms, in.Decision
	switch {
	case t == nil:
		return errors.New("there is no contract")
	case d == nil:
		return errors.New("there is no decision")
	case t.Payment.Cap.Amount == (money.Amount{}):
		return errors.New("the contract has no cap")
	}
	if _, err := money.ParseCurrency(string(t.Currency)); err != nil {
		return fmt.Errorf("the contract: %w", err)
	}
	if err := whole(reflect.ValueOf(*t), "contract", t.Currency); err != nil {
		return err
	}
	if err := whole(reflect.ValueOf(*d), "decision", t.Currency); err != nil {
		return err
	}
	return held(d)
}

// held holds the amounts of a decision against its trace.
func held(d *contract.Decision) error {
	if err := trace.Recompute(d.Trace); err != nil {
		return fmt.Errorf("the decision does not come out: %w", err)
	}
	is := func(node string, a money.Amount) error {
		v, ok := value(d, node, a.Currency())
		if !ok || v.Cmp(a) != 0 {
			return fmt.Errorf("the decision says %s, which is not what %q of its trace comes to", a, node)
		}
		return nil
	}
	errs := []error{is(dueNode, d.Due)}
	for _, a := range d.Amounts {
		errs = append(errs, is(a.Node, a.Amount))
	}
	for _, p := range d.Payers {
		errs = append(errs, is(p.Node, p.Amount))
	}
	return errors.Join(errs...)
}

// value is the amount of a node of the trace.
func value(d *contract.Decision, node string, c money.Currency) (money.Amount, bool) {
	i := slices.IndexFunc(d.Trace, func(n trace.Node) bool { return n.ID == node })
	if i < 0 {
		return money.Amount{}, false
	}
	r, err := trace.Number(d.Trace[i].Rounded)
	if err != nil {
		return money.Amount{}, false
	}
	return money.New(c, r), true
}

var (
	amountType  = reflect.TypeFor[money.Amount]()
	decimalType = reflect.TypeFor[contract.Decimal]()
)

// whole looks for amounts and numbers without a value: what a file leaves out is
// zero in memory. Parts that a contract may leave out as a whole are no trouble.
func whole(v reflect.Value, path string, c money.Currency) error {
	switch v.Type() {
	case amountType:
		if a := v.Interface().(money.Amount); a.Currency() != c {
			return fmt.Errorf("%s: %q is not the contract's currency, %s", path, a.Currency(), c)
		}
		return nil
	case decimalType:
		if v.IsZero() {
			return fmt.Errorf("%s has no value", path)
		}
		return nil
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			return whole(v.Elem(), path, c)
		}
	case reflect.Slice:
		for i := range v.Len() {
			if err := whole(v.Index(i), fmt.Sprintf("%s[%d]", path, i), c); err != nil {
				return err
			}
		}
	case reflect.Struct:
		return wholeFields(v, path, c)
	}
	return nil
}

func wholeFields(v reflect.Value, path string, c money.Currency) error {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		tag := f.Tag.Get("json")
		name, _, _ := strings.Cut(tag, ",")
		if !f.IsExported() || name == "-" || strings.Contains(tag, "omitzero") && v.Field(i).IsZero() {
			continue
		}
		at := path
		if name != "" {
			at += "." + name
		}
		if err := whole(v.Field(i), at, c); err != nil {
			return err
		}
	}
	return nil
}
