package evaluate

import (
	"bytes"
	"encoding/json"
	"testing"
)

// TestJSONRoundTrip holds evaluation.json to be enough: what is read back says
// the same, byte for byte.
func TestJSONRoundTrip(t *testing.T) {
	for _, path := range []string{"../testdata/duo/contract.yaml", "../testdata/parquet/contract.yaml"} {
		want, err := json.Marshal(run(t, path))
		if err != nil {
			t.Fatal(err)
		}
		var back Evaluation
		if err := json.Unmarshal(want, &back); err != nil {
			t.Fatal(err)
		}
		got, err := json.Marshal(&back)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s: the evaluation changes when it is read back", path)
		}
	}
}
