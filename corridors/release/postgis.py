"""The rows as a table of PostGIS: lines as geography, measured in km along their route."""

from __future__ import annotations

import struct
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
import shapely

from corridors.errors import ExtraError, InputError, Problem
from corridors.geodesy import measures_km
from corridors.release.dictionary import Column, columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

    from corridors.release.rows import Release
    from corridors.survey import Segment

__all__ = ["loaded", "measured_line"]

_WANTED = "--to-postgis wants psycopg: pip install 'corridor-mapper[postgis]'"
_ADDRESS = "the address of a database is wanted: postgresql://user@host/database"
_TYPES = {
    "integer": "bigint",
    "number": "double precision",
    "string": "text",
    "boolean": "boolean",
    "date": "date",
}
_LINE = "line"
_PATIENCE_S = 10

#: Head of a line with M in EWKB, little-endian: type 2, with M and SRID; EPSG:4326; vertices.
_HEAD = struct.Struct("<BIII")
_LINE_M_SRID = 0x60000002
_WGS84 = 4326


@contextmanager
def loaded(release: Release, url: str) -> Iterator[str]:
    """Write a release as a new table, named after the corridor, in one transaction.

    The table is there for others after the block, or not at all.

    Parameters
    ----------
    release
        What to write.
    url
        Of a database with PostGIS: ``postgresql://user@host/database``.

    Yields
    ------
    str
        The name of the table: columns of the dictionary, and ``line``, of the type
        geography(LineStringM, 4326), whose M are km along the route. It is written, but an error
        in the block takes it back.

    Raises
    ------
    ExtraError
        When psycopg is not installed.
    InputError
        When the database does not answer, lacks PostGIS, has such a table or refuses the rows;
        after the block, when it does not keep the table.
    """
    table = release.name.replace("-", "_")
    with _database(url) as database:
        _check(database, table)
        _create(database, release, table)
        _copy(database, release, table)
        found = _count(database, table)
        if found != len(release.rows):
            message = f"{found} of {len(release.rows)} rows can be read back"
            raise _refused(message)
        yield table


@contextmanager
def _database(url: str) -> Iterator[psycopg.Connection]:
    """Yield a connection whose transaction ends with it: kept, or after an error taken back."""
    try:
        import psycopg  # noqa: PLC0415  an extra
    except ImportError as error:
        raise ExtraError(_WANTED) from error
    try:
        psycopg.conninfo.conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:  # its words may hold a password
        raise _refused(_ADDRESS) from error
    try:
        with psycopg.connect(url, connect_timeout=_PATIENCE_S) as database:
            yield database
    except psycopg.Error as error:
        raise _refused(" ".join(str(error).split())) from error


def _refused(message: str) -> InputError:
    return InputError(Problem("--to-postgis", 0, "", "postgis", message))


def _check(database: psycopg.Connection, table: str) -> None:
    query = "SELECT 1 FROM pg_extension WHERE extname = 'postgis'"
    if database.execute(query).fetchone() is None:
        message = "the database lacks PostGIS: CREATE EXTENSION postgis"
        raise _refused(message)
    if database.execute("SELECT to_regclass(quote_ident(%s))", [table]).fetchone() != (None,):
        message = f"there is a table {table} already; drop it, or give it another name"
        raise _refused(message)


def _create(database: psycopg.Connection, release: Release, table: str) -> None:
    """Create the table, its key, its index and what it says of itself and of each column."""
    from psycopg.sql import SQL, Identifier, Literal  # noqa: PLC0415  an extra

    name = Identifier(table)
    defined = ", ".join(map(_defined, columns()))
    line = f"{_LINE} geography(LineStringM, {_WGS84})"
    key = "PRIMARY KEY (segment)"
    database.execute(SQL("CREATE TABLE {} (" + f"{defined}, {line}, {key})").format(name))
    database.execute(SQL("CREATE INDEX ON {} USING gist ({})").format(name, Identifier(_LINE)))
    areas = release.survey.boundaries
    about = f"{release.title}; areas {release.boundaries}, SHA-256 {areas.sha256}"
    database.execute(SQL("COMMENT ON TABLE {} IS {}").format(name, Literal(about)))
    for column in columns():
        said = column.description + (f" [{column.unit}]" if column.unit else "")
        place = Identifier(table, column.name)
        database.execute(SQL("COMMENT ON COLUMN {} IS {}").format(place, Literal(said)))


def _defined(column: Column) -> str:
    return f'"{column.name}" {_TYPES[column.type]}{" NOT NULL" if column.required else ""}'


def _copy(database: psycopg.Connection, release: Release, table: str) -> None:
    from psycopg.sql import SQL, Identifier  # noqa: PLC0415  an extra

    with database.cursor().copy(SQL("COPY {} FROM STDIN").format(Identifier(table))) as rows:
        for row, segment in zip(release.rows, release.survey.segments, strict=True):
            rows.write_row([*row.values(), measured_line(segment)])


def _count(database: psycopg.Connection, table: str) -> int:
    from psycopg.sql import SQL, Identifier  # noqa: PLC0415  an extra

    found = database.execute(SQL("SELECT count(*) FROM {}").format(Identifier(table))).fetchone()
    return int(found[0]) if found else 0


def measured_line(segment: Segment) -> str | None:
    """Return a segment's line as EWKB in hexadecimal, each M the km along the route."""
    if segment.line is None or segment.from_km is None:
        return None
    points = shapely.get_coordinates(segment.line)
    measures = segment.from_km + measures_km(points)
    measures[-1] = segment.to_km
    vertices = np.column_stack([points, measures]).astype("<f8")
    return (_HEAD.pack(1, _LINE_M_SRID, _WGS84, len(points)) + vertices.tobytes()).hex()
