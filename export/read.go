package export

import (
	"encoding/json"
	"fmt"

	"sib/contract"
	"sib/evaluate"
	"sib/evidence"
)

// Input is a finished decision. Results are those of a run; none if the figures
// were given. Tool is the program that decided, if it is known.
type Input struct {
	Terms    *contract.Terms
	Decision *contract.Decision
	Results  []evaluate.Result
	Tool     evidence.Tool
	Project  string // the project's INDIGO identifier, if it has one
}

// Read reads the JSON of a run, or of a settled decision, and holds the decision
// against its trace. name is the file's, for errors.
func Read(name string, b []byte) (*Input, error) {
	var file struct {
		SchemaVersion string             `json:"schema_version"`
		Tool          evidence.Tool      `json:"tool"`
		Contract      *contract.Terms    `json:"contract"`
		Decision      *contract.Decision `json:"decision"`
		Results       []evaluate.Result  `json:"results"`
	}
	const remedy = "name a directory of `sib evaluate --out`, or a file of `sib evaluate --json` or `sib settle --json`"
	if err := json.Unmarshal(b, &file); err != nil {
		return nil, &evidence.Problem{File: name, What: "this is no decision", Err: err, Remedy: remedy}
	}
	if v := file.SchemaVersion; v != "" && v != evaluate.SchemaVersion {
		return nil, &evidence.Problem{File: name, What: fmt.Sprintf("unknown version %q", v), Remedy: "use the version of sib that made the file"}
	}
	in := &Input{Terms: file.Contract, Decision: file.Decision, Results: file.Results, Tool: file.Tool}
	if err := in.sound(); err != nil {
		return nil, &evidence.Problem{File: name, What: "this decision cannot be exported", Err: err, Remedy: remedy}
	}
	return in, nil
}
