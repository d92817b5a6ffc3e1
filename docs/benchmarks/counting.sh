#!/bin/sh
# Counts people by profile and outcome, side by side on the same files and one thread:
# sib, DuckDB's GROUP BY, and R's MatchIt (exact) on the same rows. DIR is what
#   sib simulate --programme 100000 --comparison 10000000 --years 2014,2015,2016 --seed 3 --out DIR
# writes. A peer that is not installed is skipped.
set -eu
dir=$(cd "$1" && pwd)
cd "$(dirname "$0")/../.."
for _ in 1 2 3; do # in turns, because other work on the machine comes and goes
	echo "== sib"
	SIB_BENCH_PEOPLE=$dir GOMAXPROCS=1 go test ./cohort -run xxx -bench 'Count' -benchtime 3x | grep Mrows
	echo "== DuckDB through its Go driver"
	if command -v gcc >/dev/null; then
		(cd testdata/peers && CGO_ENABLED=1 go run ./groupby -n 3 "$dir/programme.parquet" "$dir/comparison.parquet")
	else
		echo "skipped: no C compiler"
	fi
	echo "== DuckDB for Node (npm install @duckdb/node-api in testdata/peers)"
	if [ -d testdata/peers/node_modules/@duckdb ]; then
		(cd testdata/peers && node groupby.mjs "$dir/programme.parquet" "$dir/comparison.parquet")
	else
		echo "skipped: not installed"
	fi
done
echo "== R's MatchIt, exact"
if command -v Rscript >/dev/null && Rscript -e 'library(MatchIt)' >/dev/null 2>&1; then
	work=$(mktemp -d)
	trap 'rm -rf "$work"' EXIT
	go run ./docs/benchmarks/tocsv "$dir/programme.parquet" >"$work/programme.csv"
	go run ./docs/benchmarks/tocsv "$dir/comparison.parquet" >"$work/comparison.csv"
	Rscript docs/benchmarks/matchit.R "$work/programme.csv" "$work/comparison.csv" exact
else
	echo "skipped: R or MatchIt is not installed"
fi
