"""SedonaDB, on whole areas and on small cells; it measures on a sphere, so pyproj measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import sedonadb
import shapely

from benchmarks.lengths import Totals, totals_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.work import Work

__all__ = ["cells", "whole"]

_PIECES = """
SELECT area.key, {piece} AS wkb
FROM lines AS track JOIN areas AS area ON ST_Intersects(track.geometry, area.geometry)
"""
_CUT = "ST_AsBinary(ST_Intersection(track.geometry, area.geometry))"

#: Most lines lie within one cell and need not be cut; of large areas, to find that out costs more.
_CUT_IF_NEEDED = f"""
CASE WHEN ST_CoveredBy(track.geometry, area.geometry) THEN ST_AsBinary(track.geometry)
ELSE {_CUT} END
"""


def whole(work: Work) -> Callable[[], Totals]:
    return _totals_by(work.lines_file, work.areas_file, _CUT)


def cells(work: Work) -> Callable[[], Totals]:
    return _totals_by(work.lines_file, work.cells_file, _CUT_IF_NEEDED)


def _totals_by(lines: Path, areas: Path, piece: str) -> Callable[[], Totals]:
    database = sedonadb.connect()
    database.read_parquet(str(lines)).to_memtable().to_view("lines")
    database.read_parquet(str(areas)).to_memtable().to_view("areas")

    def run() -> Totals:
        pieces = database.sql(_PIECES.format(piece=piece)).to_arrow_table()
        return totals_of(shapely.from_wkb(np.asarray(pieces["wkb"])), np.asarray(pieces["key"]))

    return run
