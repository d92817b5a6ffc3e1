"""What the notebooks share: they run the command sib, read the files it writes, and show them.

The Python standard library and IPython are all it takes. Nothing here estimates or decides:
figures are read from what sib writes, and only rounded for display.
"""

import atexit
import csv
import html
import json
import os
import shutil
import subprocess
import tempfile
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent

# Made absolute here, because a notebook leaves the directory that a relative path starts from.
PROGRAM = os.path.abspath(os.environ["SIB"]) if os.environ.get("SIB") else "sib"


def workplace():
    """Go to an empty directory with a copy of the example, so that a notebook changes no file of the project."""
    directory = tempfile.mkdtemp(prefix="sib-notebook-")
    atexit.register(shutil.rmtree, directory, ignore_errors=True)
    shutil.copytree(PROJECT / "testdata" / "duo", Path(directory) / "duo")
    os.chdir(directory)


def sib(*args, code=0):
    """Run sib and return what it prints. Any other exit code than the expected one stops the notebook."""
    try:
        done = subprocess.run([PROGRAM, *args], capture_output=True, text=True, encoding="utf-8", check=False)
    except FileNotFoundError:
        raise SystemExit(f"{PROGRAM} is not found: run go install ./cmd/sib, or set SIB to the program") from None
    if done.returncode != code:
        raise RuntimeError(f"sib {' '.join(args)} exits with {done.returncode}, not {code}:\n{done.stdout}{done.stderr}")
    return done.stdout.rstrip("\n")


def sib_json(*args):
    """Run sib with --json and return what it prints as Python values."""
    return json.loads(sib(*args, "--json"))


def read_json(path):
    return json.loads(Path(path).read_text(encoding="utf-8"))


def read_csv(path):
    """The rows of a table as dictionaries of text, as they stand in the file."""
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Table:
    """A caption, column names and rows of text: HTML in a browser, aligned text elsewhere."""

    def __init__(self, caption, columns, rows, left=()):
        """Columns are aligned to the right, except the first and those whose names are in left."""
        self.caption, self.columns = caption, list(columns)
        self.left = [i == 0 or name in left for i, name in enumerate(self.columns)]
        self.rows = [[str(cell) for cell in row] for row in rows]

    def _repr_html_(self):
        head = "".join(f'<th scope="col">{html.escape(c)}</th>' for c in self.columns)
        body = "".join(
            f'<tr><th scope="row">{html.escape(row[0])}</th>'
            + "".join(f'<td style="text-align:{"left" if left else "right"}">{html.escape(c)}</td>'
                      for c, left in zip(row[1:], self.left[1:])) + "</tr>\n"
            for row in self.rows)
        return (f"<table>\n<caption>{html.escape(self.caption)}</caption>\n"
                f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>")

    def __repr__(self):
        lines = [self.columns, *self.rows]
        widths = [max(len(line[i]) for line in lines) for i in range(len(self.columns))]
        text = [self.caption]
        for line in lines:
            cells = [c.ljust(w) if left else c.rjust(w) for c, w, left in zip(line, widths, self.left)]
            text.append("  ".join(cells).rstrip())
        return "\n".join(text)


def fixed(value, places=1, sign=False):
    """A number rounded half up to so many places, with the minus sign of prose."""
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if rounded == 0:
        rounded = abs(rounded)
    return format(rounded, "+,f" if sign else ",f").replace("-", "−")


def percent(rate, places=1):
    """A proportion as a percentage: for rates and chances, never for a difference of rates."""
    return fixed(Decimal(str(rate)) * 100, places) + "%"


def points(difference):
    """A difference of two rates in percentage points, with its sign."""
    return fixed(Decimal(str(difference)) * 100, 1, sign=True)


def money(amount):
    """An amount as sib writes it: a currency and exact text."""
    return f"{amount['currency']} {fixed(amount['amount'], 2)}"
