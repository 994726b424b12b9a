"""A folder of seeds becomes a Corridor, or one error that names every broken rule."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal, cast

from corridors.cells import day, not_blank
from corridors.consistency import cross_check
from corridors.errors import InputError, UnknownCorridorError
from corridors.fields import Id
from corridors.model import Corridor, Route
from corridors.placement import place_check
from corridors.record import Record
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
from corridors.seedfiles import SeedFolder, SeedTable
from corridors.vocabulary import Quality

__all__ = ["BUILT_IN", "find_corridor", "headers", "read_corridor"]

BUILT_IN = ("st-petersburg-iran", "southern-gas")


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
    folder = SeedFolder(find_corridor(corridor))
    head = _read_head(folder)
    tables = {table.file: folder.rows(table) for table in _TABLES}
    tables["sections.csv"] = [_with_line(folder, row) for row in tables["sections.csv"]]
    if head is not None:
        routes = [route.id for route in head.routes]
        folder.problems.extend(cross_check(folder.path, head.id, routes, tables))
    if folder.problems or head is None:
        raise InputError(*folder.problems)
    found = _assemble(head, tables)
    problems = place_check(folder.path, found)
    if problems:
        raise InputError(*problems)
    return found


_TABLES: tuple[SeedTable[Any], ...] = (
    SeedTable("places.csv", Place),
    SeedTable("sections.csv", Section),
    SeedTable("lengths.csv", Length),
    SeedTable("chainages.csv", Chainage),
    SeedTable("posts.csv", Post),
    SeedTable("events.csv", Event),
    SeedTable("context.csv", Context),
    SeedTable("sources.csv", Source),
    SeedTable("explained.csv", Explanation, is_optional=True),
    SeedTable("names.csv", Name, is_optional=True),
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


def _read_head(folder: SeedFolder) -> _Head | None:
    try:
        data = tomllib.loads(folder.text("corridor.toml"))
    except (ValueError, RecursionError) as error:  # a number too long, tables too deep
        folder.problem("corridor.toml", 0, "", "toml-syntax", str(error))
        return None
    return folder.record("corridor.toml", 0, _Head, data) if data else None


def _with_line(folder: SeedFolder, row: Row[Section]) -> Row[Section]:
    """Return the row with the section's line read from its file, where it has one."""
    section = row.record
    if section.quality is Quality.UNKNOWN:
        return row
    return Row(row.file, row.number, section.changed({"line": folder.line(section.id)}))
