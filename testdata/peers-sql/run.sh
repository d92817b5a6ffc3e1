#!/bin/sh
# Holds the queries of `sib counts --sql` against DuckDB, and against PostgreSQL where its
# server is installed. DuckDB needs a C++ compiler's runtime and cgo.
set -eu
cd "$(dirname "$0")"
if ! command -v gcc >/dev/null && ! command -v clang >/dev/null; then
	echo "skipped: DuckDB needs a C compiler"
	exit 0
fi
export CGO_ENABLED=1
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb || echo /nowhere/initdb)")
if [ ! -x "$bin/initdb" ] || ! command -v psql >/dev/null; then
	echo "skipped: PostgreSQL is not installed"
	exec go test -count=1 -tags no_duckdb_arrow "$@" ./...
fi
dir=$(mktemp -d)
as=""
if [ "$(id -u)" = 0 ]; then # the server does not run as root
	chown nobody "$dir"
	id postgres >/dev/null 2>&1 && chown postgres "$dir"
	as="runuser -u $(stat -c %U "$dir") --"
fi
chmod 755 "$dir"
stop() {
	(cd / && $as "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1) || true
	rm -rf "$dir"
}
trap stop EXIT
(cd / && $as "$bin/initdb" -D "$dir/data" -A trust -U sib -E UTF8 --locale=C.UTF-8 >/dev/null)
(cd / && $as "$bin/pg_ctl" -D "$dir/data" -w -l "$dir/log" -o "-k $dir -c listen_addresses='' -c fsync=off -c timezone=UTC" start >/dev/null)
SIB_PEERS_PG="host=$dir user=sib dbname=postgres" go test -count=1 -tags no_duckdb_arrow "$@" ./...
