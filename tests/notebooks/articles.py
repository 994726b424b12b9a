"""Each notebook executed once, its answer as text, and the figures in it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat

from notebooks.canonical import NOTEBOOKS
from notebooks.running import printed, run

__all__ = ["answer", "displayed", "figures", "shown", "source"]

_FIGURE = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?")


@cache
def _executed(number: int) -> nbformat.NotebookNode:
    """Return the notebook of this number with its outputs."""
    notebook: nbformat.NotebookNode = nbformat.read(NOTEBOOKS[number - 1], as_version=4)
    with TemporaryDirectory() as folder:
        run(notebook, Path(folder))
    return notebook


def answer(number: int) -> str:
    """Return what stands under the heading Answer, on one line."""
    cells = [cell.source for cell in _executed(number).cells if cell.cell_type == "markdown"]
    text = "\n".join(cells)
    return " ".join(text.partition("## Answer")[2].partition("## Doubts")[0].split())


def displayed(number: int) -> list[dict[str, str]]:
    """Return what the cells display, each by its kinds of media."""
    code = [cell for cell in _executed(number).cells if cell.cell_type == "code"]
    return [dict(output.get("data", {})) for cell in code for output in cell.outputs]


def figures(text: str) -> set[float]:
    """Return the numbers in a text, of words without their signs.

    Examples
    --------
    >>> sorted(figures("Of 1,348.5 km 12 are at sea (-3.0 %); H2 is none."))
    [3.0, 12.0, 1348.5]
    """
    return {float(found.replace(",", "")) for found in _FIGURE.findall(text)}


def shown(number: int, cell: str | None = None) -> str:
    """Return what the cells of a notebook, or one of them by its id, show as text."""
    return printed(_executed(number), cell)


def source(number: int, cell: str) -> str:
    """Return the code of a cell of a notebook by its id."""
    return next(str(one.source) for one in _executed(number).cells if one.id == cell)
