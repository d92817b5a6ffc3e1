package evidence

// ManifestVersion names the layout of Manifest.
const ManifestVersion = "sib-manifest/1"

// Tool is the program that made a run.
type Tool struct {
	Name    string `json:"name"`    // name of the program
	Version string `json:"version"` // its version
}

// RoleFigures is the role of a file with figures that people do not tell.
const RoleFigures = "figures"

// Input is one file that a run read. Path is as the contract writes it, so that
// a manifest does not depend on where the files lie.
type Input struct {
	Role   string `json:"role"` // programme, comparison, people, spells, one of the roles of counts, or RoleFigures
	Path   string `json:"path"`
	SHA256 Digest `json:"sha256"`
	Bytes  int64  `json:"bytes"`
	Rows   int64  `json:"rows"`
}

// Output is one file that a run wrote, relative to the run's directory.
type Output struct {
	Path   string `json:"path"`
	SHA256 Digest `json:"sha256"`
	Bytes  int64  `json:"bytes"`
}

// Manifest lists what a run read and wrote. It is itself not among Outputs.
type Manifest struct {
	SchemaVersion string   `json:"schema_version"`
	Tool          Tool     `json:"tool"`
	Contract      Contract `json:"contract"`
	Inputs        []Input  `json:"inputs"`
	Outputs       []Output `json:"outputs"`
	PDFEngine     string   `json:"pdf_engine,omitempty"` // the other program that made report.pdf, with its version; none for Tool
}

// Contract identifies the contract file of a run: its name without directory, and its digest.
type Contract struct {
	File   string `json:"file"`
	ID     string `json:"id"`
	SHA256 Digest `json:"sha256"`
}
