"""GeoPandas as most people use it: overlay, and a spatial join followed by clip."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np

from benchmarks.lengths import Totals, totals_of
from benchmarks.work import OUTSIDE, Work

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["identity", "intersection", "sjoin_clip"]


def intersection(work: Work) -> Callable[[], Totals]:
    return _overlay(work, "intersection")


def identity(work: Work) -> Callable[[], Totals]:
    return _overlay(work, "identity")


def _overlay(work: Work, how: str) -> Callable[[], Totals]:
    lines, areas = work.lines, work.areas

    def run() -> Totals:
        pieces = gpd.overlay(lines, areas, how=how, keep_geom_type=True)
        return totals_of(pieces.geometry.to_numpy(), pieces["key"].fillna(OUTSIDE).to_numpy())

    return run


def sjoin_clip(work: Work) -> Callable[[], Totals]:
    lines, areas = work.lines, work.areas

    def run() -> Totals:
        joined = gpd.sjoin(lines, areas, predicate="intersects")
        groups = joined.groupby("index_right")
        clipped = [gpd.clip(group, areas.geometry.loc[i]) for i, group in groups]
        pieces = [part.geometry.to_numpy() for part in clipped]
        keys = [part["key"].to_numpy(dtype=object) for part in clipped]
        return totals_of(np.concatenate(pieces), np.concatenate(keys))

    return run
