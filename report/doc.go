// Package report turns a finished evaluation into files: the report as HTML, PDF
// and Markdown, figures as SVG and PNG, tables as CSV and Parquet, a summary for a terminal.
//
// It takes an *evaluate.Evaluation and returns bytes by path; it writes no file.
// Every number is quoted: nothing is computed beyond scaling for display
// (a proportion shown as a percentage, a relative threshold shown on an axis in
// points); what the money may become comes from package outlook. One Document is
// built from the evaluation and drawn by three renderers, so that they cannot disagree.
//
// Its texts are English, French or Dutch: functions that write for a reader take an
// account, which is an evaluation with the lexicon of a language, and say whole
// sentences of catalogue.json. The public pack (public.go) is a document of its own,
// built from protected numbers alone.
//
// It may not know how people were read or matched, nor the terminal.
package report
