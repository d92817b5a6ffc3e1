// Package columns reads single columns of Parquet files that strangers made.
//
// It takes a path and returns a File: its digest, its size and its row groups.
// A File hands out one column of one row group at a time, so memory is bounded
// by the row group. It knows nothing of people, covariates or outcomes.
//
// Arrow inflates and decodes the pages; nothing reaches it unchecked. The footer
// and the page headers are read by a bounded Thrift reader, every size is checked
// before anything of that size is allocated, and pages whose contents would make
// Arrow loop, exhaust memory or drop values are refused. What it returns is
// counted afterwards.
package columns
