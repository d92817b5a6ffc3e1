// Package evidence holds what lets a stranger check a run: digests of what was
// read, the manifest that lists them, findings worth a reader's attention, and
// problems that stop a run with the place, the cause and the remedy.
//
// It takes bytes and counts and returns values. It is a leaf: it knows nothing
// of people, contracts or figures.
package evidence
