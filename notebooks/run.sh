#!/usr/bin/env bash
# Runs every notebook from the top and writes its outputs into it. With --check it
# writes nothing, and fails if a cell fails or an output is not the committed one.
#
#   apt-get install jupyter-nbconvert python3-ipykernel
#   bash notebooks/run.sh            # after a change of a notebook, or of what sib prints or draws
#   bash notebooks/run.sh --check
#
# SIB names the program to run; left out, it is built from this tree.
set -euo pipefail
[ -z "${SIB-}" ] || SIB=$(realpath "$SIB")
cd "$(dirname "$0")"
python=/usr/bin/python3 # the interpreter that Debian's packages belong to

case "${1-}" in
"" | --check) ;;
*) echo "usage: run.sh [--check]" >&2; exit 2 ;;
esac
if ! "$python" -c 'import ipykernel, nbconvert' 2>/dev/null; then
	echo "skipped: Jupyter is not installed: apt-get install jupyter-nbconvert python3-ipykernel"
	[ "${1-}" = --check ] && exit 0
	exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ -z "${SIB-}" ]; then
	(cd .. && CGO_ENABLED=0 go build -o "$work/sib" ./cmd/sib)
	SIB=$work/sib
fi
# No settings of whoever runs it, no bytecode beside the sources, and the same text on every machine.
export SIB JUPYTER_CONFIG_DIR=$work/config JUPYTER_DATA_DIR=$work/data IPYTHONDIR=$work/ipython
export PYTHONDONTWRITEBYTECODE=1 PYTHONHASHSEED=0 LC_ALL=C.UTF-8 TZ=UTC PYDEVD_DISABLE_FILE_VALIDATION=1

failed=0
for notebook in *.ipynb; do
	if ! "$python" -m nbconvert --to notebook --execute --log-level ERROR --output-dir "$work" "$notebook" 2>"$work/errors"; then
		tail -n 25 "$work/errors" | sed 's/\x1b\[[0-9;]*m//g' >&2
		echo "$notebook: a cell fails" >&2
		failed=1
		continue
	fi
	"$python" normalise.py "$work/$notebook" "$work/normal"
	if [ -z "${1-}" ]; then
		cp "$work/normal" "$notebook"
		echo "$notebook: written"
	elif diff -u "$notebook" "$work/normal" >"$work/diff"; then
		echo "$notebook: every cell runs, and every output is the committed one"
	else
		head -n 60 "$work/diff" | cut -c 1-300 >&2
		echo "$notebook: an output differs from the committed one; if it should, run bash notebooks/run.sh" >&2
		failed=1
	fi
done
exit "$failed"
