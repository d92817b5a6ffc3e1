package evaluate

import (
	"bytes"
	_ "embed"
)

//go:embed schema.json
var schema []byte

// Schema returns the JSON Schema (draft-07) of evaluation.json. It is made from the types
// and their comments, with the unit of every number.
func Schema() []byte { return bytes.Clone(schema) }
