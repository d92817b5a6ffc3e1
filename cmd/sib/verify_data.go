package main

import (
	"path/filepath"

	"sib/evaluate"
	"sib/evidence"
)

// again says where the data of a run that is made again are: tables of counts that it
// read are where the manifest says, unless the flags name them.
func (f dataFlags) again(old *evidence.Manifest, path string) (evaluate.Data, error) {
	if len(f.counts[0])+len(f.counts[1]) == 0 {
		return evaluate.Data{Dir: filepath.Dir(path), Counts: countsRead(old.Inputs)}, nil
	}
	return f.data(path)
}

// sameNames gives tables of counts the names that the run knew them by, if they are the same files.
func sameNames(old, now []evidence.Input) {
	for i := range min(len(old), len(now)) {
		counts := countsRead(now[i : i+1])
		if len(counts[0])+len(counts[1]) > 0 && old[i].SHA256 == now[i].SHA256 && old[i].Role == now[i].Role {
			now[i].Path = old[i].Path
		}
	}
}
