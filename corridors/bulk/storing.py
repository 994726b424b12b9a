"""Pieces are written batch by batch, and counted again before the file takes its place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
from pyproj import CRS

from corridors.bulk.readback import count_alike, kept, read_kept
from corridors.bulk.shapefile import uncut, write_zipped
from corridors.bulk.streaming import GEOMETRY
from corridors.errors import CorridorError
from corridors.guard.failures import told
from corridors.guard.formats import SHAPEFILE
from corridors.guard.opening import driver_of, problem

__all__ = ["check_target", "dated", "with_geo", "write_pieces"]

_LAYER = "pieces"
#: Pieces do not tell when they were cut, so that the same lines give the same bytes.
_DAY = date(1980, 1, 1)


def check_target(path: Path, source: Path) -> None:
    """Check that pieces can be written to a path, before any are made.

    Raises
    ------
    InputError
        When its suffix is not of a format that holds pieces, or it is the source itself.
    """
    if driver_of(path) == SHAPEFILE:
        message = "a Shapefile is several files; zipped it is one: .shp.zip"
        raise problem(path, "output", message)
    if "!" in str(path.absolute()):
        raise problem(path, "path", "a path without '!' is wanted")
    if path.exists() and source.exists() and path.samefile(source):
        raise problem(path, "output", "it is the input; the pieces want a file of their own")


def write_pieces(
    path: Path, stage: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]
) -> dict[str, str]:
    """Write batches of lines on WGS 84 to a stage, in the format that the path's suffix says.

    Returns
    -------
    names
        What columns are called that could not keep their names, by these.

    Raises
    ------
    InputError
        When the format cannot hold them, or does not give back as many as were written.
    """
    driver = driver_of(path)
    counted = _Counted(uncut(path, batches) if driver == "zip" else batches)
    try:
        with told(path, "output"):
            if driver == "zip":
                found, renamed = write_zipped(path, stage, schema, counted)
            else:
                found, renamed = _write(driver, stage, schema, counted), {}
    except CorridorError:
        if counted.failure is not None:
            raise counted.failure from None
        raise
    if found != counted.count:
        raise problem(
            path, "output", f"{found} of {counted.count} pieces can be read back as they were"
        )
    return renamed


class _Counted:
    """Batches on their way to a driver: counted, and with the error that ended them, if one did."""

    def __init__(self, batches: Iterable[pa.RecordBatch]) -> None:
        self._batches = batches
        self.count = 0
        self.failure: BaseException | None = None

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        """Yield the batches."""
        try:
            for batch in self._batches:
                self.count += batch.num_rows
                yield batch
        except GeneratorExit:  # the driver has failed, not the batches
            raise
        except BaseException as error:
            self.failure = error
            raise


def _write(driver: str, stage: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> int:
    """Write all batches and return how many rows the file then has, as they were written."""
    if driver == "Parquet":
        with pq.ParquetWriter(stage, with_geo(schema), compression="zstd") as writer:
            for batch in batches:  # a row group each: write_batch would gather a million rows
                writer.write_table(pa.Table.from_batches([batch]))
        return int(pq.read_metadata(stage).num_rows)
    copy = stage.parent / "written.arrow"
    with dated(_DAY):
        pyogrio.write_arrow(
            pa.RecordBatchReader.from_batches(schema, kept(copy, schema, batches)),
            str(stage.absolute()),
            layer=_LAYER,
            driver=driver,
            geometry_name=GEOMETRY,
            geometry_type="LineString",
            crs="EPSG:4326",
            layer_options=_options(driver, schema),
        )
    return count_alike(read_kept(copy), stage)


@contextmanager
def dated(day: date) -> Iterator[None]:
    """Have GDAL take the end of a day for now, so that files do not tell when they were made."""
    option = "OGR_CURRENT_DATE"
    before = pyogrio.get_gdal_config_option(option)
    pyogrio.set_gdal_config_options({option: f"{day.isoformat()}T23:59:59.000Z"})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({option: before})


def with_geo(schema: pa.Schema) -> pa.Schema:
    """Return the schema with the metadata that make a Parquet file GeoParquet 1.1."""
    crs = CRS.from_epsg(4326).to_json_dict()
    about = {"encoding": "WKB", "geometry_types": ["LineString"], "crs": crs}
    geo = {"version": "1.1.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: about}}
    return schema.with_metadata({"geo": json.dumps(geo)})


def _options(driver: str, schema: pa.Schema) -> dict[str, str]:
    """Return what keeps a driver from changing the order or taking the name of a column."""
    if driver == "GPKG":
        return {"FID": _free("fid", schema), "GEOMETRY_NAME": _free("geom", schema)}
    return {"SPATIAL_INDEX": "NO"} if driver == "FlatGeobuf" else {}


def _free(name: str, schema: pa.Schema) -> str:
    taken = {column.lower() for column in schema.names}
    while name in taken:
        name += "_"
    return name
