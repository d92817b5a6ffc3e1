#!/usr/bin/env bash
# Renews the reports of the shipped example in this folder: English, French, Dutch, and
# the public pack; a test in cmd/sib holds them to the program. The picture of page one in
# the README needs pdftoppm (poppler-utils).
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sib=${SIB:-$work/sib}
[ -x "$sib" ] || CGO_ENABLED=0 go build -o "$sib" ./cmd/sib

"$sib" evaluate testdata/duo/contract.yaml --out "$work/run" >/dev/null
for lang in en fr nl; do
	"$sib" report "$work/run" --lang "$lang" --format html,pdf --out "$work/$lang" >/dev/null
	cp "$work/$lang/report.html" "docs/examples/duo-$lang.html"
	cp "$work/$lang/report.pdf" "docs/examples/duo-$lang.pdf"
done
"$sib" report "$work/run" --pack public --format html,pdf --out "$work/public" >/dev/null
cp "$work/public/report.html" "docs/examples/duo-public.html"
cp "$work/public/report.pdf" "docs/examples/duo-public.pdf"

if command -v pdftoppm >/dev/null; then
	pdftoppm -r 110 -f 3 -l 3 -singlefile -png docs/examples/duo-en.pdf docs/images/page-one
fi
