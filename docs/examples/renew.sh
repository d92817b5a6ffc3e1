#!/usr/bin/env bash
# Renews the reports of the shipped example in this folder: English, French, Dutch, and
# the public pack. With --check it writes nothing and fails where a file would change.
# The picture of page one in the README needs pdftoppm (poppler-utils).
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sib=${SIB:-$work/sib}
[ -x "$sib" ] || CGO_ENABLED=0 go build -o "$sib" ./cmd/sib

"$sib" evaluate testdata/duo/contract.yaml --out "$work/run" >/dev/null
mkdir "$work/new"
for lang in en fr nl; do
	"$sib" report "$work/run" --lang "$lang" --format html,pdf --out "$work/$lang" >/dev/null
	cp "$work/$lang/report.html" "$work/new/duo-$lang.html"
	cp "$work/$lang/report.pdf" "$work/new/duo-$lang.pdf"
done
"$sib" report "$work/run" --pack public --format html,pdf --out "$work/public" >/dev/null
cp "$work/public/report.html" "$work/new/duo-public.html"
cp "$work/public/report.pdf" "$work/new/duo-public.pdf"

if [ "${1-}" = --check ]; then
	for f in "$work"/new/*; do
		cmp "$f" "docs/examples/${f##*/}" || { echo "sh docs/examples/renew.sh renews it"; exit 1; }
	done
	exit 0
fi
cp "$work"/new/* docs/examples/
if command -v pdftoppm >/dev/null; then
	pdftoppm -r 110 -f 3 -l 3 -singlefile -png docs/examples/duo-en.pdf docs/images/page-one
fi
