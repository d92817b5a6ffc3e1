package main

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
)

// spark lays the table out as Spark does, which cannot be had here: a directory of parts,
// an empty _SUCCESS, and Hadoop's hidden checksum beside each file. The parts themselves
// come from parquet-go, with INT96 timestamps as Spark writes them by default.
func spark(cols []column) error {
	const run = "7b1f0f5e-0c57-4b0e-9a53-2d1f6a0c2014"
	dir := filepath.Join(out, "spark-layout", "people.parquet")
	l := layout{codec: "snappy", dict: true, as: map[string]string{dates: "int96", "age": "int8", "year": "int16"}}
	rows := len(cols[0].values)
	const parts = 3
	for p := range parts {
		part := make([]column, len(cols))
		for k, c := range cols {
			part[k] = column{c.name, c.kind, c.values[p*rows/parts : (p+1)*rows/parts]}
		}
		path := filepath.Join(dir, fmt.Sprintf("part-%05d-%s-c000.snappy.parquet", p, run))
		if err := writeParquetGo(path, l, part); err != nil {
			return err
		}
		if err := hadoopChecksum(path); err != nil {
			return err
		}
	}
	done := filepath.Join(dir, "_SUCCESS")
	if err := os.WriteFile(done, nil, 0o644); err != nil {
		return err
	}
	list("spark-layout/people.parquet/", "parquet-go/parquet-go v0.32.0", "**not Spark**: its layout of a directory, 3 parts, `_SUCCESS` and `.crc` files; "+l.String())
	return hadoopChecksum(done)
}

// hadoopChecksum writes the file that Hadoop's ChecksumFileSystem keeps beside each: "crc",
// zero, 512, and the CRC-32 of every 512 bytes.
func hadoopChecksum(path string) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	sum := binary.BigEndian.AppendUint32([]byte("crc\x00"), 512)
	for ; len(b) > 0; b = b[min(512, len(b)):] {
		sum = binary.BigEndian.AppendUint32(sum, crc32.ChecksumIEEE(b[:min(512, len(b))]))
	}
	return os.WriteFile(filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".crc"), sum, 0o644)
}
