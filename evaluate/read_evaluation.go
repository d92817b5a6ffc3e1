package evaluate

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"sib/contract"
)

// AmendedTerms are the parts of the terms that an amendment can change, with the
// amendment and all before it in their places. The contract as it was signed says
// what the change is, and only the contract file what the terms are after it.
type AmendedTerms struct {
	Amendment string             `json:"amendment"` // id of the amendment
	Measures  []contract.Measure `json:"measures"`
	Payment   contract.Payment   `json:"payment"`
}

// amendedTerms are those of every amendment, in the contract's order.
func amendedTerms(t *contract.Terms) []AmendedTerms {
	var out []AmendedTerms
	for _, a := range t.Amendments {
		if a.Amended != nil {
			out = append(out, AmendedTerms{a.ID, a.Amended.Measures, a.Amended.Payment})
		}
	}
	return out
}

// ReadEvaluation reads evaluation.json. What comes back reports, and can be assessed,
// as the evaluation of the run does; only Measured, which was decided on, is not in
// it. A document of another version, or one that is cut short, is an error.
func ReadEvaluation(b []byte) (*Evaluation, error) {
	var v struct {
		SchemaVersion string `json:"schema_version"`
	}
	if err := decodeOne(b, &v); err != nil {
		return nil, fmt.Errorf("read evaluation: %w", err)
	}
	if v.SchemaVersion != SchemaVersion {
		return nil, fmt.Errorf("read evaluation: unknown version %q, expected %q", v.SchemaVersion, SchemaVersion)
	}
	var e Evaluation
	if err := decodeOne(b, &e); err != nil {
		return nil, fmt.Errorf("read evaluation: %w", err)
	}
	if e.Contract == nil || e.Decision == nil {
		return nil, errors.New("read evaluation: it has no contract or no decision")
	}
	if err := e.amend(); err != nil {
		return nil, fmt.Errorf("read evaluation: %w", err)
	}
	return &e, nil
}

// decodeOne reads one JSON value and nothing after it.
func decodeOne(b []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	if err := d.Decode(v); err != nil {
		if errors.Is(err, io.EOF) {
			return errors.New("it is empty")
		}
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("there is more after the end of it, at byte %d", d.InputOffset())
	}
	return nil
}

// amend puts the amended terms into the contract. A run of an earlier version has
// none: its contract stays as it was signed.
func (e *Evaluation) amend() error {
	if len(e.Amended) == 0 {
		return nil
	}
	t := e.Contract
	if len(e.Amended) != len(t.Amendments) {
		return fmt.Errorf("it has amended terms for %d of %d amendments", len(e.Amended), len(t.Amendments))
	}
	for i, a := range e.Amended {
		if a.Amendment != t.Amendments[i].ID {
			return fmt.Errorf("amended terms %d are of amendment %q, not of %q", i+1, a.Amendment, t.Amendments[i].ID)
		}
		now := *t
		now.Amendments, now.Measures, now.Payment = nil, a.Measures, a.Payment
		t.Amendments[i].Amended = &now
	}
	return nil
}
