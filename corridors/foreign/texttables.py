"""CSV: a row a line in WKT, or a row a vertex with longitude and latitude."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from corridors.foreign.features import RawFeature
from corridors.foreign.tracker import is_tracker
from corridors.foreign.tracker_cells import NOTHING
from corridors.guard.opening import problem

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["holds_lines", "lines_of_rows", "read_table"]

_WKT = ("wkt", "geometry", "geom", "wktformat")
_LON = ("lon", "longitude", "lng", "x")
_LAT = ("lat", "latitude", "y")
_LINE_TYPES = {"LineString", "MultiLineString", "LinearRing"}
#: Deeper brackets than any line has would take the reader of WKT down with the process.
_MOST_BRACKETS = 8

Row = tuple[int, dict[str, str]]


def read_table(path: Path, *, by: Sequence[str] = ()) -> Iterator[RawFeature]:
    """Yield the lines of a CSV file in UTF-8, its delimiter a comma, a semicolon or a tab.

    Parameters
    ----------
    path
        The file; its first row names the columns: one of ``wkt``, ``geometry`` and ``geom``, or
        ``lon`` and ``lat`` (also ``longitude``, ``latitude``, ``x``, ``y``) in degrees on WGS 84.
    by
        Of a file of vertices, columns of which each change begins another line.

    Raises
    ------
    InputError
        When a row has other fields than the header, or a coordinate is no number, by line.
    """
    return lines_of_rows(path, list(_rows(path)), by=by)


def holds_lines(header: Iterable[str]) -> bool:
    """Return whether columns of these names hold lines, or what a tracker tells of lines.

    Examples
    --------
    >>> holds_lines(["name", "WKT"]), holds_lines(["x", "Y"]), holds_lines(["name", "lat"])
    (True, True, False)
    """
    names = _lowered(header)
    wkt, lon, lat = (_first(names, known) for known in (_WKT, _LON, _LAT))
    return wkt is not None or None not in {lon, lat} or is_tracker(names.values())


def lines_of_rows(path: Path, rows: Sequence[Row], *, by: Sequence[str]) -> Iterator[RawFeature]:
    """Yield the lines of numbered rows, a row a line in WKT or a vertex; see :func:`read_table`."""
    names = _lowered(rows[0][1] if rows else ())
    wkt, lon, lat = (_first(names, known) for known in (_WKT, _LON, _LAT))
    if wkt is not None:
        yield from (_of_wkt(row, wkt) for row in rows)
    elif lon is not None and lat is not None:
        key = [name for name in by if name in names.values()]
        for _, group in groupby(rows, key=lambda row: [row[1][name] for name in key]):
            yield _of_points(path, list(group), (lon, lat))
    elif is_tracker(names.values()):
        yield from (RawFeature(texts, (), "no geometry") for _, texts in rows)
    else:
        raise problem(path, "columns", "a column wkt, or lon and lat, is wanted")


def _lowered(header: Iterable[str]) -> dict[str, str]:
    return {name.strip().lower(): name for name in header}


def _first(names: Mapping[str, str], known: Sequence[str]) -> str | None:
    return next((names[name] for name in known if name in names), None)


def _rows(path: Path) -> Iterator[Row]:
    """Yield the number of the line and the cells by column; text stays text."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise problem(path, "text-encoding", f"not UTF-8 at byte {error.start}") from error
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    usual = csv.field_size_limit(len(text))  # a line in WKT is a long cell
    try:
        header = next(reader, [])
        if len(set(header)) < len(header):
            raise problem(path, "columns", "two columns have one name")
        for cells in reader:
            if len(cells) != len(header):
                message = f"{len(cells)} fields where the header has {len(header)}"
                raise problem(path, "csv-fields", message, f"line {reader.line_num}")
            yield reader.line_num, dict(zip(header, cells, strict=True))
    except csv.Error as error:
        raise problem(path, "csv-syntax", str(error), f"line {reader.line_num}") from error
    finally:
        csv.field_size_limit(usual)


def _of_wkt(row: Row, column: str) -> RawFeature:
    texts = {name: text for name, text in row[1].items() if name != column}
    text = row[1][column]
    if text.strip() in NOTHING:
        return RawFeature(texts, (), "no geometry")
    shape = _shape(text)
    if shape is None:
        return RawFeature(texts, (), "unreadable geometry")
    if shape.geom_type not in _LINE_TYPES:
        return RawFeature(texts, (), "not a line")
    return RawFeature(texts, tuple(map(shapely.get_coordinates, shapely.get_parts(shape))))


def _shape(text: str) -> Any:  # noqa: ANN401  any shape
    """Return the shape that text in WKT tells; None where it cannot be read."""
    if text.count("(") > _MOST_BRACKETS + text.count(","):
        return None
    try:
        return shapely.from_wkt(text, on_invalid="ignore")
    except NotImplementedError:  # a curve
        return None


def _of_points(path: Path, rows: Sequence[Row], columns: tuple[str, str]) -> RawFeature:
    texts = {name: text for name, text in rows[0][1].items() if name not in columns}
    points = [[_degrees(path, row, name) for name in columns] for row in rows]
    line: NDArray[np.float64] = np.array(points, dtype=np.float64)
    return RawFeature(texts, (line,))


def _degrees(path: Path, row: Row, column: str) -> float:
    try:
        return float(row[1][column])
    except ValueError as error:
        message = f"{column} is degrees with a point, not {row[1][column]!r}"
        raise problem(path, "vertex", message, f"line {row[0]}") from error
