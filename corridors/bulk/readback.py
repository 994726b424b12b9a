"""What a driver of GDAL wrote is read again and compared, since it does not tell every failure.

A write that the disk refuses may leave a file that opens and has as many features: of a Shapefile
or FlatGeobuf with some of them damaged, of a GeoPackage without its index.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from corridors.bulk.streaming import open_lines
from corridors.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["count_alike", "kept", "read_kept"]

#: Within these a format may round: degrees, and parts of a number.
_DEGREES = 1e-7
_PARTS = 1e-6
_LEAST = 1e-9
_AFTER_NUL = "\x00(?s:.*)"
#: Of a GeoPackage: they keep the count of its features, and are written last.
_TRIGGERS = 2


def kept(
    path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """Yield batches, and keep each of them in a file before, which is whole after the last."""
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    file = pa.ipc.new_stream(str(path), schema, options=options)
    for batch in batches:
        file.write_batch(batch)
        yield batch
    file.close()


def read_kept(path: Path) -> Iterator[pa.RecordBatch]:
    """Yield the batches that were kept in a file."""
    with pa.ipc.open_stream(str(path)) as file:
        yield from file


def count_alike(written: Iterable[pa.RecordBatch], path: Path) -> int:
    """Return how many features of a file of lines are what was written there, in its order.

    None are where the file cannot be read to its end, or has not as many as it says.

    Texts may have lost blanks at their ends, numbers and coordinates what formats round; days and
    times, and what formats change to another kind, are not compared.
    """
    rows, alike, read = _Rows(written), 0, 0
    try:
        if path.suffix == ".gpkg" and not _is_complete(path):
            return 0
        with open_lines(path) as lines:
            for found in lines.batches:
                alike += int(_alike(rows.take(found.num_rows), found).sum())
                read += found.num_rows
    except (InputError, sqlite3.Error):
        return 0
    return alike if lines.count == read else 0


def _is_complete(path: Path) -> bool:
    """Return whether a GeoPackage of one layer has what is written after the features."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
        named = "SELECT table_name, column_name FROM gpkg_geometry_columns"
        table, column = database.execute(named).fetchone()
        counts = f"""SELECT (SELECT count(*) FROM "rtree_{table}_{column}"), feature_count,
            (SELECT count(*) FROM "{table}"), (SELECT count(min_x) FROM gpkg_contents),
            (SELECT count(*) FROM sqlite_master WHERE name LIKE 'trigger_%_feature_count_%')
            FROM gpkg_ogr_contents"""  # noqa: S608  our own names
        indexed, told, count, extents, triggers = database.execute(counts).fetchone()
    return (indexed, told, extents, triggers) == (count, count, min(count, 1), _TRIGGERS)


class _Rows:
    """Rows that come in batches, to be taken in any numbers."""

    def __init__(self, batches: Iterable[pa.RecordBatch]) -> None:
        self._batches = iter(batches)
        self._rest: list[pa.RecordBatch] = []

    def take(self, count: int) -> list[pa.RecordBatch]:
        """Return the next rows, fewer at the end."""
        taken: list[pa.RecordBatch] = []
        while count and (batch := self._next()):
            taken.append(batch[:count])
            self._rest = [batch[count:]] if count < batch.num_rows else []
            count -= taken[-1].num_rows
        return taken

    def _next(self) -> pa.RecordBatch | None:
        return self._rest.pop() if self._rest else next(filter(len, self._batches), None)


def _alike(written: list[pa.RecordBatch], found: pa.RecordBatch) -> NDArray[np.bool_]:
    """Return for each row whether it is alike; none is where rows or columns are wanting."""
    table = pa.Table.from_batches(written) if written else found.schema.empty_table()
    alike = np.full(table.num_rows, table.shape == found.shape)
    if table.shape == found.shape:
        *attributes, line = zip(table.columns, found.columns, strict=True)
        for pair in attributes:
            alike &= _same(*pair)
        alike &= _same_lines(*line)
    return alike


def _same(written: pa.ChunkedArray, found: pa.Array) -> NDArray[np.bool_]:
    kinds = written.type, found.type
    if all(map(_is_text, kinds)):
        same: NDArray[np.bool_] = pc.equal(_text(written), _text(found)).to_numpy()
        return same
    if all(map(_is_number, kinds)):
        first, second = _numbers(written), _numbers(found)
        return np.isclose(first, second, _PARTS, _LEAST, equal_nan=True) | np.isinf(first)
    return np.ones(len(found), bool)


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _is_number(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_boolean(kind)
    )


def _text(column: Any) -> Any:  # noqa: ANN401  an array of Arrow's, chunked or not
    """Return texts as every format has them: null is blank, and nothing stands after a NUL."""
    filled = pc.fill_null(column.cast(pa.large_string()), "")
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(filled, _AFTER_NUL, ""))


def _numbers(column: Any) -> NDArray[np.float64]:  # noqa: ANN401  an array of Arrow's
    found: NDArray[np.float64] = column.cast(pa.float64(), safe=False).to_numpy(
        zero_copy_only=False
    )
    return found


def _same_lines(written: pa.ChunkedArray, found: pa.Array) -> NDArray[np.bool_]:
    first, second = (shapely.from_wkb(column.to_pylist()) for column in (written, found))
    missing = shapely.is_missing(first) & shapely.is_missing(second)
    same: NDArray[np.bool_] = shapely.equals_exact(first, second, _DEGREES) | missing
    return same
