package columns

import (
	"strings"

	meta "github.com/xitongsys/parquet-go/parquet"
)

// metadataPrefix begins the keys of this program. What other programs write about
// themselves may be large, and nobody asks for it.
const metadataPrefix = "sib."

// metadata keeps the key-value pairs of this program. Of a key that comes twice the first counts.
func metadata(md *meta.FileMetaData) map[string]string {
	var out map[string]string
	for _, kv := range md.KeyValueMetadata {
		if kv == nil || kv.Value == nil || !strings.HasPrefix(kv.Key, metadataPrefix) {
			continue
		}
		if out == nil {
			out = map[string]string{}
		}
		if _, twice := out[kv.Key]; !twice {
			out[kv.Key] = *kv.Value
		}
	}
	return out
}

// Metadata returns the value of a key of the file's metadata that begins with "sib.", and
// whether there is one.
func (f *File) Metadata(key string) (string, bool) {
	v, ok := f.metadata[key]
	return v, ok
}

// Names returns the names of all columns in the order of the file, those that cannot be
// read among them.
func (f *File) Names() []string {
	out := make([]string, len(f.leaves))
	for i, l := range f.leaves {
		out[i] = l.name
	}
	return out
}
