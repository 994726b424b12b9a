"""The rows that every format of a release holds: segments in order, with their lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import shapely

from corridors import sums
from corridors.release.characters import plain
from corridors.release.dictionary import columns

if TYPE_CHECKING:
    from corridors.survey import Survey

__all__ = ["GEOMETRY", "Release", "release"]

#: Name of the column of lines, as WKB.
GEOMETRY = "geometry"

#: What no file may be called on Windows, whatever its suffix.
_RESERVED = {
    *("con", "prn", "aux", "nul"),
    *(f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)),
}


@dataclass(frozen=True)
class Release:
    """What is released.

    Attributes
    ----------
    survey
        What the rows were made of.
    rows
        The attributes in the order of the dictionary; None where something is not known.
    table
        The same, and then the lines as WKB in degrees on WGS 84, None where none is drawn.
    """

    survey: Survey
    rows: sums.Rows
    table: pa.Table

    @property
    def name(self) -> str:
        """The corridor's id as a name for files and layers that every system takes."""
        name = self.survey.corridor.id
        return f"{name}-corridor" if name in _RESERVED else name

    @property
    def title(self) -> str:
        """The corridor's name."""
        return plain(self.survey.corridor.name)

    @property
    def summary(self) -> str:
        """What the corridor is, in a few sentences."""
        return plain(self.survey.corridor.summary)

    @property
    def boundaries(self) -> str:
        """Name and version of the areas that the lines were cut by."""
        return _areas(self.survey)

    def km(self) -> dict[str, float]:
        """Return the sum of km by what they are, measured or published."""
        found: dict[str, float] = {}
        for row in self.rows:
            if row["length_km"] is not None:
                found[row["basis"]] = found.get(row["basis"], 0.0) + row["length_km"]
        return found


def release(survey: Survey) -> Release:
    """Return a survey's segments as rows and as a table of the dictionary's columns.

    Characters that XML cannot hold are U+FFFD in all formats.
    """
    about = {"known_on": survey.on, "boundaries": _areas(survey)}
    rows = [
        {"segment": number, **row, **about}
        for number, row in enumerate(sums.segments(survey), start=1)
    ]
    names = [column.name for column in columns()]
    ordered = [{name: _cell(row[name]) for name in names} for row in rows]
    fields = [column.arrow for column in columns()]
    lines = [segment.line for segment in survey.segments]
    table = pa.Table.from_pylist(ordered, pa.schema(fields))
    return Release(survey, ordered, table.append_column(GEOMETRY, _wkb(lines)))


def _areas(survey: Survey) -> str:
    return f"{survey.boundaries.name} {survey.boundaries.version}".strip()


def _cell(cell: object) -> object:
    return plain(cell) if isinstance(cell, str) else cell


def _wkb(lines: list[shapely.LineString | None]) -> pa.Array:
    return pa.array([None if line is None else shapely.to_wkb(line) for line in lines], pa.binary())
