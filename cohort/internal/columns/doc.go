// Package columns reads single columns of Parquet files that strangers made.
//
// It takes names of files, directories and patterns and returns Files: of each its
// digest, its size and its row groups. A File hands out one column of one row group
// at a time, so memory is bounded by the row group, with eight bytes for each 64 KiB
// of a file. It knows nothing of people, covariates or outcomes.
//
// A file is read once for its digest. Whatever is read of it afterwards is compared,
// block by block, with what was digested: no byte is decoded that the digest does not
// cover, however often the file is opened and whoever writes to it meanwhile.
//
// Arrow inflates the pages, and nothing reaches it unchecked. The footer and the page
// headers are read by a bounded Thrift reader, every size is checked before anything of
// that size is allocated, and pages whose contents would make Arrow loop, exhaust memory
// or drop values are refused.
//
// Pages of dictionary indices, of booleans, and of texts and integers that are only
// looked at once are decoded here, in memory that is used again. A chunk with any other
// page is decoded by Arrow, and what it returns is counted afterwards. Both ways read the
// same values. Where rows are only sorted by their values, Fold adds a column up while it
// is decoded.
package columns
