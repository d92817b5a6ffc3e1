package contract

import (
	"bytes"
	_ "embed"
)

//go:embed schema.json
var schema []byte

// Schema returns the JSON Schema (draft-07) of the contract language, for editors.
// It is looser than Parse where a schema cannot say what is meant: the language
// is what Parse accepts.
func Schema() []byte { return bytes.Clone(schema) }
