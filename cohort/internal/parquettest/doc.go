// Package parquettest writes small Parquet files in many layouts, for the tests of
// the packages that read them.
//
// It takes columns as slices and a Layout and writes with Arrow's low-level writer,
// so that encodings, page versions, codecs and row groups can be chosen.
package parquettest
