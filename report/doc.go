// Package report turns a finished evaluation into files: the report as HTML, PDF
// and Markdown, figures as SVG and PNG, tables as CSV and Parquet, a summary for a terminal.
//
// It takes an *evaluate.Evaluation and returns bytes by path; it writes no file.
// Every number is quoted: nothing is computed beyond scaling for display
// (a proportion shown as a percentage, a relative threshold shown on an axis in
// points); what the money may become comes from package outlook. One Document is
// built from the evaluation and drawn by three renderers, so that they cannot disagree.
//
// It may not know how people were read or matched, nor the terminal.
package report
