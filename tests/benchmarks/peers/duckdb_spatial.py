"""DuckDB with its spatial extension, on whole areas and on small cells."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    from benchmarks.lengths import Totals
    from benchmarks.work import Work

__all__ = ["cells", "connect", "totals_by", "whole"]

#: Most lines lie within one polygon, and GEOS need not cut those; the spheroid wants lat, lon.
_TOTALS = """
SELECT area.key, sum(ST_Length_Spheroid(ST_FlipCoordinates(
    CASE WHEN ST_CoveredBy(track.geom, area.geom) THEN track.geom
    ELSE ST_Intersection(track.geom, area.geom) END))) / 1000
FROM lines AS track JOIN areas AS area ON ST_Intersects(track.geom, area.geom)
GROUP BY area.key
"""


def whole(work: Work) -> Callable[[], Totals]:
    return totals_by(work.lines, work.areas)


def cells(work: Work) -> Callable[[], Totals]:
    return totals_by(work.lines, work.cells)


def totals_by(lines: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> Callable[[], Totals]:
    """Load lines, and areas with their ``key``, and return what adds up the km."""
    database = connect()
    _load(database, "lines", lines.assign(key=""))
    _load(database, "areas", areas)
    return lambda: dict(database.execute(_TOTALS).fetchall())


def connect() -> duckdb.DuckDBPyConnection:
    """Open a database in memory, with the extension that its package brings."""
    spec = importlib.util.find_spec("duckdb_extension_spatial")
    if spec is None or spec.origin is None:
        message = "duckdb-extension-spatial is not installed"
        raise ImportError(message)
    extension = next(Path(spec.origin).parent.rglob("spatial.duckdb_extension"))
    database = duckdb.connect()
    database.execute(f"LOAD '{extension}'")
    return database


def _load(database: duckdb.DuckDBPyConnection, name: str, frame: gpd.GeoDataFrame) -> None:
    columns = {"key": frame["key"].to_list(), "wkb": frame.geometry.to_wkb().to_list()}
    database.register("loading", pa.table(columns))
    select = "SELECT key, ST_GeomFromWKB(wkb) AS geom FROM loading"
    database.execute(f"CREATE TABLE {name} AS {select}")
    database.unregister("loading")
