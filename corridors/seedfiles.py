"""The files of a folder of seeds: tables and lines as records, each fault by file and line."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

import numpy as np
from shapely import LineString

from corridors.errors import Problem
from corridors.record import Record, RecordError
from corridors.records import Row
from corridors.strict_json import parse_json

__all__ = ["SeedFolder", "SeedTable"]

_Record = TypeVar("_Record", bound=Record)
_NUMBERS = frozenset({int, float})
_MAX_FILE_BYTES = 64 * 2**20


@dataclass(frozen=True)
class SeedTable(Generic[_Record]):
    """A CSV file and the class of its records; one that is optional need not be there."""

    file: str
    record: type[_Record]
    is_optional: bool = False

    @property
    def header(self) -> list[str]:
        """What its first line says: the columns, but for the line that has a file of its own."""
        return [name for name in self.record.columns() if name != "line"]


@dataclass(frozen=True)
class SeedFolder:
    """A folder that is being read, and the problems met so far."""

    path: Path
    problems: list[Problem] = field(default_factory=list)

    def problem(self, file: str, line: int, record: str, code: str, message: str) -> None:
        """Note a broken rule; line 0 is the whole file."""
        self.problems.append(Problem(str(self.path / file), line, record, code, message))

    def text(self, file: str) -> str:
        """Return a file's text; "" after noting why it cannot be read."""
        path = self.path / file
        if not path.is_file():
            self.problem(file, 0, "", "file-missing", "there is no such regular file")
        elif path.stat().st_size > _MAX_FILE_BYTES:
            self.problem(file, 0, "", "file-size", "a seed file holds at most 64 MiB")
        else:
            try:
                return path.read_text(encoding="utf-8-sig")
            except UnicodeDecodeError as error:
                self.problem(file, 0, "", "text-encoding", f"not UTF-8 at byte {error.start}")
        return ""

    def rows(self, table: SeedTable[_Record]) -> list[Row[_Record]]:
        """Return the records of a table; what is none is noted and left out."""
        rows: list[Row[_Record]] = []
        if table.is_optional and not (self.path / table.file).exists():
            return rows
        reader = csv.reader(io.StringIO(self.text(table.file)), strict=True)
        try:
            header = next(reader, [])
            if header != table.header:
                message = f"the header is {','.join(table.header)}"
                self.problem(table.file, 1, "", "csv-header", message)
                return rows
            for cells in reader:
                record = self._row(table, reader.line_num, header, cells)
                rows += [] if record is None else [Row(table.file, reader.line_num, record)]
        except csv.Error as error:
            self.problem(table.file, reader.line_num, "", "csv-syntax", str(error))
        return rows

    def _row(
        self, table: SeedTable[_Record], line: int, header: list[str], cells: list[str]
    ) -> _Record | None:
        if len(cells) != len(header):
            message = f"{len(cells)} fields where the header has {len(header)}"
            self.problem(table.file, line, cells[0] if cells else "", "csv-fields", message)
            return None
        return self.record(table.file, line, table.record, dict(zip(header, cells, strict=True)))

    def record(
        self, file: str, line: int, record: type[_Record], cells: dict[str, Any]
    ) -> _Record | None:
        """Return the record that cells make; None after noting every cell that breaks a rule."""
        try:
            return record(cells)
        except RecordError as error:
            name = str(cells.get("id") or cells.get("section") or cells.get("route") or "")
            for fault in error.faults:
                self.problem(file, line, name, "record-field", str(fault))
        return None

    def line(self, section: str) -> LineString | None:
        """Return the line of a section by its id; None after noting why its file holds none."""
        file = f"lines/{section}.geojson"
        text = self.text(file)
        if not text:
            return None
        try:
            geometry = parse_json(text)
        except ValueError as error:
            self.problem(file, getattr(error, "lineno", 0), section, "json-syntax", str(error))
            return None
        vertex, message = _line_fault(geometry)
        if message:  # each vertex has a line of its own, the first is the second of the file
            self.problem(file, vertex + 2, section, "line-geometry", message)
            return None
        return LineString(np.array(geometry["coordinates"], np.float64))


def _line_fault(geometry: Any) -> tuple[int, str]:  # noqa: ANN401  whatever JSON holds
    """Return which vertex of a GeoJSON LineString breaks a rule, -1: none, and the rule, or ""."""
    if not isinstance(geometry, dict) or geometry.keys() != {"type", "coordinates"}:
        return -1, "an object with type and coordinates is wanted, and nothing else"
    if geometry["type"] != "LineString" or not isinstance(geometry["coordinates"], list):
        return -1, "type is LineString and coordinates a list"
    positions = geometry["coordinates"]
    wrong = next((i for i, position in enumerate(positions) if not _is_position(position)), None)
    if wrong is not None:
        return wrong, "a position is longitude and latitude in degrees, two numbers"
    if all(position == positions[0] for position in positions):
        return 0, "the line has no length"
    return -1, ""


def _is_position(position: Any) -> bool:  # noqa: ANN401
    return (
        type(position) is list
        and len(position) == 2  # noqa: PLR2004
        and type(position[0]) in _NUMBERS
        and type(position[1]) in _NUMBERS
        and -180 <= position[0] <= 180  # noqa: PLR2004
        and -90 <= position[1] <= 90  # noqa: PLR2004
    )
