"""Notebooks are kept in one form, and read like articles."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from notebooks.canonical import NOTEBOOKS, canonical

by_name = pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)


def cells(notebook: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(notebook.read_text("utf-8"))["cells"]
    return found


def test_notebooks_are_numbered() -> None:
    assert [path.name[0] for path in NOTEBOOKS] == [str(n + 1) for n in range(len(NOTEBOOKS))]


@by_name
def test_is_canonical_without_outputs(notebook: Path) -> None:
    text = notebook.read_text("utf-8")
    assert text == canonical(text)
    assert all(cell.get("outputs", []) == [] for cell in cells(notebook))


@by_name
def test_ids_are_plain_words_each_once(notebook: Path) -> None:
    ids = [str(cell["id"]) for cell in cells(notebook)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z][a-z-]*[a-z]", name) for name in ids)


@by_name
def test_is_an_article(notebook: Path) -> None:
    texts = ["".join(c["source"]) for c in cells(notebook) if c["cell_type"] == "markdown"]  # type: ignore[arg-type]
    assert re.match(r"# .*\?\n", texts[0]), "it begins with a question"
    headings = re.findall(r"^## (.*)", "\n".join(texts), re.MULTILINE)
    assert headings[-2:] == ["Answer", "Doubts"]


@by_name
def test_no_cell_is_long(notebook: Path) -> None:
    code = [c["source"] for c in cells(notebook) if c["cell_type"] == "code"]
    assert max(len(source) for source in code) <= 20  # type: ignore[arg-type]


def test_whatever_was_saved_comes_out_canonical() -> None:
    cell = {"cell_type": "code", "id": "sum", "source": "1 + 1\n2", "execution_count": 7}
    saved = cell | {"metadata": {"collapsed": True}, "outputs": [{"output_type": "stream"}]}
    kept = json.loads(canonical(json.dumps({"cells": [saved], "metadata": {"widgets": {}}})))
    assert kept["cells"] == [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": "sum",
            "metadata": {},
            "outputs": [],
            "source": ["1 + 1\n", "2"],
        }
    ]
    assert kept["metadata"].keys() == {"kernelspec"}
