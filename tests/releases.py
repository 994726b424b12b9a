"""A release of the tiny corridor, with all that is awkward in a row: nulls, no line, a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corridors import read_corridor
from corridors.release.rows import GEOMETRY, Release, release
from corridors.survey import survey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from corridors.boundaries import Boundaries

#: A name that a spreadsheet would run, longer than a Shapefile's text, in letters of many bytes.
FORMULA = "=cmd|'/c calc'!A0 " + "Ş" * 150


def awkward(edit: Callable[[str, str, str], Path], boundaries: Boundaries) -> Release:
    """Return a release whose first two rows begin with a formula and whose last has no line."""
    folder = edit("places.csv", "west,West", f'west,"{FORMULA}"')
    corridor = read_corridor(folder)
    return release(survey(corridor, boundaries, corridor.read_on))


def cells(rows: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    """Return rows without their lines."""
    return [{name: cell for name, cell in row.items() if name != GEOMETRY} for row in rows]
