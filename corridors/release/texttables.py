"""Tables of a release as CSV: the rows without their lines, the dictionary, the sources."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corridors.exchange import inert, to_csv
from corridors.release.written import Written

if TYPE_CHECKING:
    from corridors.release.rows import Release

__all__ = ["led", "write_csv", "write_table"]

_Rows = Sequence[Mapping[str, object]]


def write_csv(release: Release, path: Path) -> Written:
    """Write the rows; their lines are longer than a spreadsheet's cells may be, and stay out."""
    found = write_table(release.rows, path)
    return Written(found.rows, ("it has no lines", *found.losses))


def write_table(rows: _Rows, path: Path) -> Written:
    """Write rows as CSV; texts that a spreadsheet would run are led by an apostrophe."""
    path.write_text(to_csv(rows), encoding="utf-8", newline="")
    with path.open(encoding="utf-8", newline="") as file:
        found = sum(1 for _ in csv.reader(file)) - 1
    return Written(found, led(rows))


def led(*tables: _Rows) -> tuple[str, ...]:
    """Return a sentence on how many texts of tables are led by an apostrophe, if any are."""
    cells = (cell for rows in tables for row in rows for cell in row.values())
    count = sum(inert(cell) != cell for cell in cells)
    return (f"{count} texts are led by an apostrophe",) if count else ()
