"""What no way of cutting can do without: measuring by pyproj, and reading the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
from pyproj import Geod

from benchmarks.work import OUTSIDE, Work

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.lengths import Totals

__all__ = ["line_lengths", "reading"]


def line_lengths(work: Work) -> Callable[[], Totals]:
    """Measure all edges in one call, with those from line to line, which count nothing."""
    lon, lat = np.ascontiguousarray(work.coords.reshape(-1, 2).T)
    per_line = work.coords.shape[1]
    geod = Geod(ellps="WGS84")

    def run() -> Totals:
        metres = np.asarray(geod.line_lengths(lon, lat))
        metres[per_line - 1 :: per_line] = 0.0
        return {OUTSIDE: float(metres.sum()) / 1000}

    return run


def reading(work: Work) -> Callable[[], Totals]:
    def run() -> Totals:
        gpd.read_parquet(work.lines_file)
        return {}

    return run
