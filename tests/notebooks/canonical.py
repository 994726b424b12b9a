"""The one form in which a notebook is kept: no outputs, no metadata, keys in order.

``python -m notebooks.canonical`` brings all notebooks into it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

__all__ = ["NOTEBOOKS", "canonical"]

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))

_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def canonical(text: str) -> str:
    """Return a notebook's text in the form in which it is kept."""
    cells = [_cell(cell) for cell in json.loads(text)["cells"]]
    found = {
        "cells": cells,
        "metadata": {"kernelspec": _KERNEL},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(found, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _cell(cell: dict[str, Any]) -> dict[str, Any]:
    source = "".join(cell["source"]).splitlines(keepends=True)
    kept = {key: cell[key] for key in ("cell_type", "id")} | {"metadata": {}, "source": source}
    return kept | ({"execution_count": None, "outputs": []} if cell["cell_type"] == "code" else {})


if __name__ == "__main__":
    for notebook in NOTEBOOKS:
        notebook.write_text(canonical(notebook.read_text("utf-8")), "utf-8")
