"""Files of lines are read batch by batch, so that no file need fit in memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio

from corridors.guard.crs import known_crs
from corridors.guard.failures import told
from corridors.guard.formats import SHAPEFILE
from corridors.guard.layers import only_layer
from corridors.guard.opening import Source, look_at, problem

if TYPE_CHECKING:
    from pyproj import CRS

__all__ = ["GEOMETRY", "Lines", "open_lines"]

#: Name of the geometry column of each batch.
GEOMETRY = "geometry"

#: Batches are meant to hold about this much; a batch has at least one feature, of any size.
_BATCH_BYTES = 16_000_000
_MOST_ROWS = 65_536
_PROBED_ROWS = 64


@dataclass(frozen=True)
class Lines:
    """A file of features, open for one pass.

    Attributes
    ----------
    path
        As the user named it.
    schema
        Of each batch: the attributes, then the geometry as WKB.
    crs
        What the coordinates mean.
    count
        Number of features that the file says it has; -1 where it does not say.
    batches
        The features in the order of the file.
    """

    path: Path
    schema: pa.Schema
    crs: CRS
    count: int
    batches: Iterator[pa.RecordBatch]


@contextmanager
def open_lines(path: Path, row_groups: Sequence[int] | None = None) -> Iterator[Lines]:
    """Open a GeoParquet, GeoPackage, FlatGeobuf, GeoJSON or Shapefile for reading in batches.

    Parameters
    ----------
    path
        A local regular file; a Shapefile may be zipped.
    row_groups
        Of a GeoParquet file, those to read; None: all.

    Raises
    ------
    InputError
        When it cannot be read or names no CRS; while the batches are read, too.
    """
    source = look_at(path)
    with ExitStack() as stack:
        with told(path, "file-unreadable"):
            way = _parquet(path, row_groups) if source.driver == "Parquet" else _layer(source)
            lines = stack.enter_context(way)
        yield lines


@contextmanager
def _parquet(path: Path, row_groups: Sequence[int] | None) -> Iterator[Lines]:
    with pq.ParquetFile(path, buffer_size=1 << 20, pre_buffer=False) as file:
        column, crs, dropped = _geo(path, file.schema_arrow.metadata)
        groups = list(range(file.num_row_groups)) if row_groups is None else list(row_groups)
        count = sum(file.metadata.row_group(i).num_rows for i in groups)
        rows = _rows_of_parquet(file, groups, count)
        names = [n for n in file.schema_arrow.names if n != column and n not in dropped]
        batches = _counted(path, file.iter_batches(rows, row_groups=groups), count)
        yield _lines(path, crs, count, file.schema_arrow, (names, column), batches)


def _rows_of_parquet(file: pq.ParquetFile, groups: list[int], count: int) -> int:
    """Return the rows of a batch: by the footer's bytes or, where larger, by the first rows'."""
    size = sum(file.metadata.row_group(i).total_byte_size for i in groups)
    first = next(file.iter_batches(_PROBED_ROWS, row_groups=groups[:1]), None)
    probed = first.nbytes * count // first.num_rows if first else 0
    return _rows(max(size, probed), count)


def _rows(size: int, count: int) -> int:
    """Return how many features of a file make a batch."""
    return max(1, min(_MOST_ROWS, _BATCH_BYTES * max(count, 1) // max(size, 1)))


def _geo(path: Path, metadata: dict[bytes, bytes] | None) -> tuple[str, CRS, set[str]]:
    """Return the geometry column, its CRS and the columns that hold its boxes."""
    try:
        geo = json.loads((metadata or {})[b"geo"])
        column = geo["primary_column"]
        about = geo["columns"][column]
        plain = about["encoding"] == "WKB" and len(geo["columns"]) == 1
        boxes = {steps[0] for steps in about.get("covering", {}).get("bbox", {}).values()}
        crs = about.get("crs", "OGC:CRS84")
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        message = "its metadata does not say which column holds the lines, as GeoParquet's does"
        raise problem(path, "geo-metadata", message) from error
    if not plain:
        raise problem(path, "geo-metadata", "one geometry column, encoded as WKB, is wanted")
    return column, _crs(path, crs), boxes


def _crs(path: Path, crs: object) -> CRS:
    if crs is None:
        message = "the file names no CRS; set it, e.g. `ogr2ogr -a_srs EPSG:4326 OUTPUT INPUT`"
        raise problem(path, "crs-missing", message)
    return known_crs(path, crs)


@contextmanager
def _layer(source: Source) -> Iterator[Lines]:
    path, name = source.path, only_layer(source)
    about = pyogrio.read_info(source.dataset, layer=name, force_feature_count=True)
    if about["driver"] != source.driver:
        raise problem(path, "format", f"its content is {about['driver']}, not {source.driver}")
    crs, count = _crs(path, about["crs"]), int(about["features"])
    rows = _rows(source.size, count)
    opened = pyogrio.open_arrow(source.dataset, layer=name, batch_size=rows, use_pyarrow=True)
    with _sound_flatgeobuf(), opened as (meta, reader):
        column = meta["geometry_name"] or "wkb_geometry"
        names = [n for n in reader.schema.names if n != column]
        exact = -1 if source.driver == SHAPEFILE else count  # it counts what was deleted, too
        batches = _counted(path, reader, exact)
        yield _lines(path, crs, count, reader.schema, (names, column), batches)


@contextmanager
def _sound_flatgeobuf() -> Iterator[None]:
    """Have GDAL stream FlatGeobuf the general way: its own (3.12) garbles null geometries."""
    option = "OGR_FLATGEOBUF_STREAM_BASE_IMPL"
    before = pyogrio.get_gdal_config_option(option)
    pyogrio.set_gdal_config_options({option: True})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({option: before})


def _lines(
    path: Path,
    crs: CRS,
    count: int,
    schema: pa.Schema,
    columns: tuple[list[str], str],
    batches: Iterator[pa.RecordBatch],
) -> Lines:
    tidy = _tidy(schema.empty_table(), *columns).schema
    return Lines(path, tidy, crs, count, (_tidy(batch, *columns) for batch in batches))


def _counted(path: Path, batches: Iterable[pa.RecordBatch], count: int) -> Iterator[pa.RecordBatch]:
    """Yield the batches; end in an error where they end before the count is reached."""
    read = 0
    with told(path, "file-unreadable"):
        for batch in batches:
            batch.validate(full=True)
            read += batch.num_rows
            yield batch
    if read < count:
        raise problem(path, "file-short", f"{read} of its {count} features can be read")


def _tidy(batch: Any, names: list[str], column: str) -> Any:  # noqa: ANN401  batch or table
    """Return the attributes, then the geometry as WKB under its one name.

    A column of nulls alone has no type in Parquet: it holds text, as other formats want one.
    """
    found = batch.select(names)
    for at, field in enumerate(found.schema):
        if pa.types.is_null(field.type):
            text = found.column(at).cast(pa.string())
            found = found.set_column(at, field.with_type(pa.string()), text)
    wkb = batch.column(column)
    plain = getattr(wkb, "storage", wkb).cast(pa.binary())
    return found.append_column(pa.field(GEOMETRY, pa.binary()), plain)
