"""Write an executed notebook as it is committed: sources and outputs, without times and versions of the machine.

usage: python3 normalise.py EXECUTED COMMITTED
"""

import json
import sys
from pathlib import Path

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
}


def text(value):
    return "".join(value) if isinstance(value, list) else value


def lines(value):
    return text(value).splitlines(keepends=True)


def plain_output(output):
    """One output with the keys that its kind needs and no other."""
    if output["output_type"] == "stream":
        return {"name": output["name"], "output_type": "stream", "text": lines(output["text"])}
    if output["output_type"] == "error":
        raise SystemExit(f"a cell fails: {output['ename']}: {output['evalue']}")
    data = {kind: lines(value) for kind, value in sorted(output["data"].items())}
    return {"data": data, "metadata": {}, "output_type": "display_data"}


def plain_outputs(outputs):
    """Outputs in their order. How a kernel cuts what is printed into messages is chance: pieces are joined."""
    result = []
    for output in map(plain_output, outputs):
        if output["output_type"] == "stream" and result and result[-1].get("name") == output["name"]:
            result[-1]["text"] = lines(text(result[-1]["text"]) + text(output["text"]))
            continue
        result.append(output)
    return result


def plain_cell(number, cell):
    kind = cell["cell_type"]
    result = {"cell_type": kind, "id": f"cell-{number:02d}", "metadata": {}, "source": lines(cell["source"])}
    if kind == "code":
        result.update(execution_count=None, outputs=plain_outputs(cell.get("outputs", [])))
    return result


def normalise(notebook):
    cells = [plain_cell(i + 1, cell) for i, cell in enumerate(notebook["cells"])]
    return {"cells": cells, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}


def main(executed, committed):
    notebook = normalise(json.loads(Path(executed).read_text(encoding="utf-8")))
    written = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    Path(committed).write_text(written, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
