"""A small network over the squares' border, in every format, and the file of the squares."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
from shapely import Geometry, LineString, MultiLineString, Point, box

from corridors.bulk.network_files import Progress, silent, split_to
from corridors.bulk.storing import check_target
from corridors.exchange import staged

if TYPE_CHECKING:
    from corridors.bulk.ledger import Ledger
    from corridors.bulk.portions import Job

FORMATS = ["parquet", "gpkg", "geojson", "fgb", "shp", "zip"]
CROSSING = LineString([(8, 5), (12, 5)])
INSIDE = LineString([(2, 2), (3, 3), (4, 2)])
PARTS = MultiLineString([[(1, 1), (2, 1)], [(9, 8), (11, 8)]])
OUT = LineString([(19, 5), (21, 5)])


def network(*more: Geometry | None, crs: int | None = 4326) -> gpd.GeoDataFrame:
    """Return four lines and what is given, with a text and a whole number, some of them null."""
    shapes = [CROSSING, INSIDE, PARTS, OUT, *more]
    names = [None if i == 1 else f"line {i}" for i in range(len(shapes))]
    tracks = pd.array([None if i == 2 else i for i in range(len(shapes))], dtype="Int64")
    table = gpd.GeoDataFrame({"name": names, "tracks": tracks}, geometry=shapes, crs=4326)
    return table.set_crs(None, allow_override=True) if crs is None else table.to_crs(crs)


def write(table: gpd.GeoDataFrame, folder: Path, suffix: str) -> Path:
    """Write a table in a format."""
    path = folder / f"network.{suffix}"
    if suffix == "parquet":
        table.to_parquet(path)
    elif suffix == "zip":
        write(table, folder, "shp")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for part in folder.glob("network.???"):
                archive.write(part, f"inner/{part.name}")
    else:
        options = {"SPATIAL_INDEX": "NO"} if suffix == "fgb" else {}
        table.to_file(path, engine="pyogrio", **options)
    return path


def read(path: Path) -> gpd.GeoDataFrame:
    """Read what was written, in any format."""
    reader = gpd.read_parquet if path.suffix == ".parquet" else gpd.read_file
    return reader(path)


def squares_file(folder: Path) -> Path:
    """Write the two squares with their codes in the column ``code``."""
    path = folder / "squares.geojson"
    areas = [box(0, 0, 10, 10), box(10, 0, 20, 10)]
    gpd.GeoDataFrame({"code": ["AA", "BB"]}, geometry=areas, crs=4326).to_file(path)
    return path


POINT = Point(1, 1)
ZERO = LineString([(1, 1), (1, 1)])
EMPTY = LineString()


def split_file(source: Path, target: Path, job: Job, progress: Progress = silent) -> Ledger:
    """Split a file as the command does, but in this process, by areas made here."""
    check_target(target, source)
    with staged(target) as stage:
        return split_to(stage, source, target, job, progress=progress)
