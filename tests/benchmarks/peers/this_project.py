"""This project: the core on arrays of coordinates, and its two public functions on geopandas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmarks.work import OUTSIDE, Work
from corridors import load_boundaries
from corridors.engine.cutting import cut
from corridors.networks import lengths_by_country, split_by_country

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from benchmarks.lengths import Totals

__all__ = ["arrays", "lengths", "split"]


def arrays(work: Work) -> Callable[[], Totals]:
    lon, lat = np.ascontiguousarray(work.coords.reshape(-1, 2).T)
    lines, vertices, _ = work.coords.shape
    starts = np.arange(lines + 1) * vertices
    index = load_boundaries(work.boundaries).index
    keys = [area.country or area.name for area in index.areas]
    keys[0] = OUTSIDE

    def run() -> Totals:
        pieces = cut(lon, lat, starts, index.grid)
        km = np.bincount(pieces.area, pieces.to_m - pieces.from_m, len(keys)) / 1000
        found: Totals = {}
        for key, part in zip(keys, km.tolist(), strict=True):
            found[key] = found.get(key, 0.0) + part
        return found

    return run


def lengths(work: Work) -> Callable[[], Totals]:
    lines, boundaries = work.lines.geometry, load_boundaries(work.boundaries)
    return lambda: _summed(lengths_by_country(lines, boundaries))


def split(work: Work) -> Callable[[], Totals]:
    lines, boundaries = work.lines.geometry, load_boundaries(work.boundaries)
    return lambda: _summed(split_by_country(lines, boundaries))


def _summed(table: pd.DataFrame) -> Totals:
    outside = table["zone"] == "international"
    keys = table["country"].fillna(table["country_name"]).mask(outside, OUTSIDE)
    return dict(table["length_km"].groupby(keys).sum())
