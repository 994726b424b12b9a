"""A folder of seeds becomes a Corridor, or one error that names every broken rule."""

from __future__ import annotations

import csv
import io
import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Generic, Literal, TypeVar, cast

import numpy as np
from shapely import LineString

from corridors.cells import Record, RecordError, day, not_blank
from corridors.consistency import cross_check, place_check
from corridors.errors import InputError, Problem, UnknownCorridorError
from corridors.fields import Id
from corridors.model import Corridor, Route
from corridors.records import (
    Chainage,
    Context,
    Event,
    Explanation,
    Length,
    Name,
    Place,
    Post,
    RouteRecord,
    Row,
    Section,
    Source,
)
from corridors.strict_json import parse_json
from corridors.vocabulary import Quality

__all__ = ["BUILT_IN", "find_corridor", "headers", "read_corridor"]

BUILT_IN = ("st-petersburg-iran", "southern-gas")

_Model = TypeVar("_Model", bound=Record)
_NUMBERS = frozenset({int, float})
_MAX_FILE_BYTES = 64 * 2**20


def _heads_of_routes(tables: object) -> tuple[RouteRecord, ...]:
    if not isinstance(tables, list) or not tables:
        message = "one route or more is wanted, each a table"
        raise ValueError(message)
    return tuple(RouteRecord(table) for table in tables)


def _toml_day(value: object) -> date:
    if isinstance(value, str):
        message = "a day is YYYY-MM-DD, without quotes"
        raise ValueError(message)  # noqa: TRY004  a rule raises ValueError
    return day(value)


class _Head(Record):
    """The records of ``corridor.toml``."""

    id: Id
    name: Annotated[str, not_blank]
    kind: Literal["rail", "gas"]
    summary: str
    read_on: Annotated[date, _toml_day]
    routes: Annotated[tuple[RouteRecord, ...], _heads_of_routes]


@dataclass
class _Folder:
    """The folder being read and the problems met so far."""

    path: Path
    problems: list[Problem]

    def problem(self, file: str, line: int, record: str, code: str, message: str) -> None:
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


@dataclass(frozen=True)
class _Table(Generic[_Model]):
    """A CSV file and the model of its records; one that is optional need not be there."""

    file: str
    model: type[_Model]
    is_optional: bool = False

    @property
    def header(self) -> list[str]:
        return [name for name in self.model.columns() if name != "line"]


def find_corridor(name: str | Path) -> Path:
    """Return the folder of a built-in corridor's id, or of the given folder itself.

    Raises
    ------
    UnknownCorridorError
        When the name is neither.
    """
    if str(name) in BUILT_IN:
        return Path(str(files("seeds"))) / str(name)
    if (path := Path(name)).is_dir():
        return path
    raise UnknownCorridorError(name, BUILT_IN)


def read_corridor(corridor: str | Path) -> Corridor:
    """Read a corridor: the id of a built-in one, or a folder laid out as ``seeds/README.md`` says.

    Raises
    ------
    InputError
        With every broken rule of every file, each by file, line, record and code.
    UnknownCorridorError
        When there is no such corridor or folder.

    Examples
    --------
    >>> corridor = read_corridor("southern-gas")
    >>> [route.id for route in corridor.routes][:4]
    ['scp', 'scpx', 'tanap', 'tap']
    """
    folder = _Folder(find_corridor(corridor), [])
    head = _read_head(folder)
    tables = {t.file: _read_table(folder, t) for t in _TABLES}
    tables["sections.csv"] = [_with_line(folder, row) for row in tables["sections.csv"]]
    if head is not None:
        folder.problems += cross_check(folder.path, head.id, [r.id for r in head.routes], tables)
    if folder.problems or head is None:
        raise InputError(*folder.problems)
    found = _assemble(head, tables)
    problems = place_check(folder.path, found)
    if problems:
        raise InputError(*problems)
    return found


_TABLES: tuple[_Table[Any], ...] = (
    _Table("places.csv", Place),
    _Table("sections.csv", Section),
    _Table("lengths.csv", Length),
    _Table("chainages.csv", Chainage),
    _Table("posts.csv", Post),
    _Table("events.csv", Event),
    _Table("context.csv", Context),
    _Table("sources.csv", Source),
    _Table("explained.csv", Explanation, is_optional=True),
    _Table("names.csv", Name, is_optional=True),
)


def headers() -> dict[str, list[str]]:
    """Return the columns of each CSV file that a folder of seeds must have, by its name."""
    return {table.file: table.header for table in _TABLES if not table.is_optional}


def _assemble(head: _Head, rows: dict[str, list[Row[Any]]]) -> Corridor:
    tables = {file: [row.record for row in found] for file, found in rows.items()}
    sections = cast("list[Section]", tables["sections.csv"])
    routes = tuple(
        Route(r.id, r.name, r.role, tuple(s for s in sections if s.route == r.id), r.note)
        for r in head.routes
    )
    return Corridor(
        id=head.id,
        name=head.name,
        kind=head.kind,
        summary=head.summary,
        read_on=head.read_on,
        routes=routes,
        places={place.id: place for place in tables["places.csv"]},
        sources={source.id: source for source in tables["sources.csv"]},
        lengths=tuple(tables["lengths.csv"]),
        events=tuple(tables["events.csv"]),
        context=tuple(tables["context.csv"]),
        chainages={chainage.id: chainage for chainage in tables["chainages.csv"]},
        posts=tuple(tables["posts.csv"]),
        names={name.key: name.name for name in tables["names.csv"]},
        rows=tuple(row for found in rows.values() for row in found),
    )


def _read_head(folder: _Folder) -> _Head | None:
    try:
        data = tomllib.loads(folder.text("corridor.toml"))
    except (ValueError, RecursionError) as error:  # a number too long, tables too deep
        folder.problem("corridor.toml", 0, "", "toml-syntax", str(error))
        return None
    return _parse(folder, "corridor.toml", 0, _Head, data) if data else None


def _read_table(folder: _Folder, table: _Table[_Model]) -> list[Row[_Model]]:
    rows: list[Row[_Model]] = []
    if table.is_optional and not (folder.path / table.file).exists():
        return rows
    reader = csv.reader(io.StringIO(folder.text(table.file)), strict=True)
    try:
        header = next(reader, [])
        if header != table.header:
            message = f"the header is {','.join(table.header)}"
            folder.problem(table.file, 1, "", "csv-header", message)
            return rows
        for cells in reader:
            record = _read_row(folder, table, reader.line_num, header, cells)
            rows += [] if record is None else [Row(table.file, reader.line_num, record)]
    except csv.Error as error:
        folder.problem(table.file, reader.line_num, "", "csv-syntax", str(error))
    return rows


def _read_row(
    folder: _Folder, table: _Table[_Model], line: int, header: list[str], cells: list[str]
) -> _Model | None:
    if len(cells) != len(header):
        message = f"{len(cells)} fields where the header has {len(header)}"
        folder.problem(table.file, line, cells[0] if cells else "", "csv-fields", message)
        return None
    return _parse(folder, table.file, line, table.model, dict(zip(header, cells, strict=True)))


def _parse(
    folder: _Folder, file: str, line: int, model: type[_Model], data: dict[str, Any]
) -> _Model | None:
    try:
        return model(data)
    except RecordError as error:
        record = str(data.get("id") or data.get("section") or data.get("route") or "")
        for fault in error.faults:
            folder.problem(file, line, record, "record-field", str(fault))
    return None


def _with_line(folder: _Folder, row: Row[Section]) -> Row[Section]:
    """Return the row with the section's line read from its file, where it has one."""
    section = row.record
    if section.quality is Quality.UNKNOWN:
        return row
    file = f"lines/{section.id}.geojson"
    line = _read_line(folder, file, section.id)
    return Row(row.file, row.number, section.changed({"line": line}))


def _read_line(folder: _Folder, file: str, record: str) -> LineString | None:
    text = folder.text(file)
    if not text:
        return None
    try:
        geometry = parse_json(text)
    except ValueError as error:
        folder.problem(file, getattr(error, "lineno", 0), record, "json-syntax", str(error))
        return None
    vertex, message = _line_fault(geometry)
    if message:
        folder.problem(file, vertex + 2, record, "line-geometry", message)
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
