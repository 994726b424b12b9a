"""The rows with their lines, in the formats of geographic information systems."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import shapely

from corridors.bulk.readback import count_alike
from corridors.bulk.storing import dated, with_geo
from corridors.guard.failures import told
from corridors.guard.formats import SHAPEFILE
from corridors.release.rows import GEOMETRY
from corridors.release.written import Written

if TYPE_CHECKING:
    from corridors.release.rows import Release
    from corridors.survey import Segment

__all__ = ["write_flatgeobuf", "write_geojson", "write_gpkg", "write_kml", "write_layer",
           "write_parquet"]  # fmt: skip

_HALF_TURN = 180

#: What a placemark is called is no column: the section's places again.
_PLACEMARK = "Name"

#: The newest version of GeoPackage that no reader in use complains of.
_DATASET = {"GPKG": {"VERSION": "1.3"}}


def write_parquet(release: Release, path: Path) -> Written:
    """Write GeoParquet 1.1: WKB, WGS 84, lines."""
    with told(path, "output"):
        schema = with_geo(release.table.schema)
        pq.write_table(release.table.cast(schema), path, compression="zstd")
        return Written(int(pq.read_metadata(path).num_rows))


def write_gpkg(release: Release, path: Path) -> Written:
    """Write a GeoPackage of one layer; its own number of a row (fid) is the segment's."""
    about = {"IDENTIFIER": release.name, "DESCRIPTION": release.title}
    return Written(write_layer(release, release.table, path, "GPKG", about))


def write_geojson(release: Release, path: Path) -> Written:
    """Write GeoJSON as RFC 7946 has it."""
    found = write_layer(release, release.table, path, "GeoJSON", {"RFC7946": "YES"})
    losses = ["coordinates have 7 decimals, about a centimetre"]
    if over := sum(map(_crosses_antimeridian, release.survey.segments)):
        losses.append(f"{over} lines over the antimeridian are in two parts, as RFC 7946 has it")
    return Written(found, tuple(losses))


def _crosses_antimeridian(segment: Segment) -> bool:
    if segment.line is None:
        return False
    steps = np.diff(shapely.get_coordinates(segment.line)[:, 0])
    return bool((abs(steps) > _HALF_TURN).any())


def write_flatgeobuf(release: Release, path: Path) -> Written:
    """Write FlatGeobuf without its spatial index, which would change the order."""
    found = write_layer(release, release.table, path, "FlatGeobuf", {"SPATIAL_INDEX": "NO"})
    return Written(found, ("days are times, at midnight",))


def write_kml(release: Release, path: Path) -> Written:
    """Write KML; a placemark is called by the section's places."""
    table = release.table
    days = [name for name in table.schema.names if pa.types.is_date(table.schema.field(name).type)]
    for name in days:
        place = table.schema.get_field_index(name)
        table = table.set_column(place, name, table.column(name).cast(pa.string()))
    table = table.add_column(0, _PLACEMARK, table.column("title"))
    found = write_layer(release, table, path, "LIBKML", {})
    losses = ("numbers and coordinates have 15 digits", "whole numbers and days are text")
    return Written(found, losses)


def write_layer(
    release: Release, table: pa.Table, path: Path, driver: str, options: Mapping[str, str]
) -> int:
    """Write one layer of lines by a driver of GDAL, and return how many rows it then has.

    Drivers do not tell every write that the disk refuses. So one file is made in memory, and
    written here; several are compared with what was written.

    Raises
    ------
    InputError
        When the driver refuses it, or complains.
    """
    where = str(path.absolute()) if driver == SHAPEFILE else io.BytesIO()
    encoding = {"encoding": "UTF-8"} if driver == SHAPEFILE else {}
    with told(path, "output"):
        with dated(release.survey.on), warnings.catch_warnings():
            warnings.simplefilter("error")
            pyogrio.write_arrow(
                table,
                where,
                layer=release.name,
                driver=driver,
                geometry_name=GEOMETRY,
                geometry_type="LineString",
                crs="EPSG:4326",
                layer_options=dict(options),
                dataset_options=_DATASET.get(driver),
                **encoding,
            )
        if isinstance(where, str):
            return count_alike(table.to_batches(), path)
        path.write_bytes(where.getvalue())
        return int(pyogrio.read_info(str(path.absolute()), force_feature_count=True)["features"])
