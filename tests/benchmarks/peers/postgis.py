"""PostGIS: on the geography type, and on small cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from benchmarks.peers.postgis_server import connect

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd
    import psycopg

    from benchmarks.lengths import Totals
    from benchmarks.work import Work

__all__ = ["cells", "geography", "totals_by"]

_GEOGRAPHY = """
SELECT area.key, sum(ST_Length(ST_Intersection(track.geom, area.geom))) / 1000
FROM lines AS track JOIN areas AS area ON ST_Intersects(track.geom, area.geom)
GROUP BY area.key
"""

#: Most lines lie within one cell and need not be cut. PostGIS prepares a polygon that comes several
#: times in turn, so all is done in the order of the join, before pieces are sorted by key.
_GEOMETRY = """
WITH pieces AS MATERIALIZED (
    SELECT area.key, ST_Length((
        CASE WHEN ST_Covers(area.geom, track.geom) THEN track.geom
        ELSE ST_Intersection(area.geom, track.geom) END)::geography) AS metres
    FROM areas AS area JOIN lines AS track ON ST_Intersects(area.geom, track.geom))
SELECT key, sum(metres) / 1000 FROM pieces GROUP BY key
"""


def geography(work: Work) -> Callable[[], Totals]:
    return totals_by(work.lines, work.areas, kind="geography")


def cells(work: Work) -> Callable[[], Totals]:
    return totals_by(work.lines, work.cells)


def totals_by(
    lines: gpd.GeoDataFrame, areas: gpd.GeoDataFrame, *, kind: str = "geometry"
) -> Callable[[], Totals]:
    """Load lines, and areas with their ``key``, as geometry or geography; return the adding up."""
    database = connect()
    _load(database, "lines", lines.assign(key=""), kind)
    _load(database, "areas", areas, kind)
    query = _GEOGRAPHY if kind == "geography" else _GEOMETRY
    return lambda: dict(database.execute(query).fetchall())


def _load(database: psycopg.Connection, name: str, frame: gpd.GeoDataFrame, kind: str) -> None:
    database.execute(f"CREATE TABLE {name} (key text, geom {kind}(geometry, 4326))")
    geometries = shapely.set_srid(frame.geometry.to_numpy(), 4326)
    written = shapely.to_wkb(geometries, hex=True, include_srid=True)
    with database.cursor().copy(f"COPY {name} FROM STDIN") as rows:
        for row in zip(frame["key"], written, strict=True):
            rows.write_row(row)
    database.execute(f"CREATE INDEX ON {name} USING gist (geom)")
    database.execute(f"VACUUM ANALYZE {name}")
