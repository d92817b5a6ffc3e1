#!/bin/sh
# Asks the same of two builds of sib, for processors without and with instructions that
# multiply and add in one step, and names every question with different answers.
#
#   testdata/reference/fma.sh [DIRECTORY]
#
# The directory, a temporary one unless named, keeps the programs and their answers. The exit
# code is 1 if an answer differs. It needs a processor with FMA to run the second build.
set -eu
cd "$(dirname "$0")/../.."
work=${1:-$(mktemp -d)}
mkdir -p "$work/v1" "$work/v3" "$work/in"
reference=testdata/reference

ask() { # ask LEVEL: all questions of one build
	sib=$work/sib-$1
	out=$work/$1
	"$sib" interval --input $reference/ci_two_proportions.csv >"$out/two-proportions"
	"$sib" interval --pairs-input $reference/paired_proportions.csv >"$out/pairs"
	for counts in 81/263 0/20 1/20 129/300 300/300 4000000/10000000; do
		"$sib" interval --programme $counts --method all --json >"$out/one-$(echo $counts | tr / -)"
	done
	for arms in "56/70 48/80" "0/10 3/20" "10/10 0/20" "129/300 1348/4000" "4000000/10000000 3990000/10000000" "7/34 1/34"; do
		set -- $arms
		name=$(echo "$arms" | tr '/ ' '--')
		"$sib" interval --programme "$1" --comparison "$2" --method all --json >"$out/two-$name"
		"$sib" interval --programme "$1" --comparison "$2" --method all --ratio --json >"$out/ratio-$name"
	done
	for pairs in 53,16,8,9 20,14,6,60 1,97,0,3 4000,1300,1100,3600; do
		"$sib" interval --pairs $pairs --method all --json >"$out/pairs-$pairs"
	done
	for file in "$work"/in/strata-*; do
		"$sib" interval --strata "$file" --method all --json >"$out/$(basename "$file")"
	done
	for file in "$work"/in/matched-*; do
		"$sib" interval --matched "$file" --method all --json >"$out/$(basename "$file")"
	done
	"$sib" power --programme 107 --comparison 1333 --comparison-rate 0.33 --programme-rate 0.396 --threshold "10 % relative" --json >"$out/power"
	"$sib" power --programme 300 --ratio 3 --comparison-rate 0.33 --programme-rate 0.43 --margin 0.033 --json >"$out/power-margin"
	rm -rf "$work/run" "$out/run"
	"$sib" evaluate testdata/duo/contract.yaml --out "$work/run" >"$out/evaluate" 2>&1
	"$sib" sensitivity "$work/run" --json >"$out/sensitivity"
	mv "$work/run" "$out/run"
	for design in "$work"/in/design-*; do
		name=$(basename "$design" .yaml)
		rm -rf "$out/$name"
		"$sib" match "$design" --out "$out/$name" >/dev/null
	done
}

# The example matched by distance, under every method and metric.
cp testdata/duo/*.parquet "$work/in"
design() { # design NAME LINES
	awk -v lines="$2" '/match: / { sub(/coarsened|exact/, "distance") } /^    cuts:/ { next } { print }
		/^  estimand: ATT/ { print lines }' testdata/duo/contract.yaml >"$work/in/design-$1.yaml"
}
for method in nearest optimal full quick subclassification weighting entropy; do
	design $method "  method: $method"
done
for metric in mahalanobis robust-mahalanobis scaled-euclidean; do
	design nearest-$metric "  method: nearest
  distance: {metric: $metric}"
done
for link in probit cloglog; do
	design optimal-$link "  method: optimal
  distance: {metric: propensity, link: $link, scale: linear-predictor}"
done
design replaced "  method: nearest
  ratio: 3
  reuse: unlimited
  calipers: [{of: linear-predictor, width: 0.2, unit: sd}]
  support: both"

awk -F, -v to="$work/in" 'NR > 1 && !seen[$2]++ {
	file = to "/strata-" $2
	print "x1,n1,x0,n0" > file
	n = split($3, strata, ";")
	for (i = 1; i <= n; i++) { gsub("[/-]", ",", strata[i]); print strata[i] > file }
	close(file)
}' $reference/stratified_rd.csv
awk -F, -v to="$work/in" 'NR > 1 && $7 !~ /^NA/ { # no weights where people are matched with reuse
	file = to "/matched-" $1
	if (!seen[$1]++) print "set,person,arm,y,weight" > file
	print $2 "," $3 "," $4 "," $6 "," $7 > file
}' $reference/matched_sets_data.csv

for level in v1 v3; do
	GOARCH=amd64 GOAMD64=$level go build -o "$work/sib-$level" ./cmd/sib
	ask $level
done
if diff -rq "$work/v1" "$work/v3"; then
	echo "no answer differs, of $(find "$work/v1" -type f | wc -l)"
else
	exit 1
fi
