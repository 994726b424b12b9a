"""Pairs of stretches and borders: what comes within a metre is found, where it does so."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np
import pytest
from shapely import box
from small import make_boundaries

from corridors import load_boundaries
from corridors.engine.ellipsoid import wgs84
from corridors.engine.lattice import DEGREE
from corridors.engine.nearby import near_borders, straight
from corridors.engine.shortedges import edges_m
from corridors.engine.stretches import stretches_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from corridors.engine.grid import Grid

COUNT = 20_000
FEW = 150  # at the pole itself every border there is near


def world() -> Grid:
    return load_boundaries("world").index.grid


def sectors(*parallels: float) -> Grid:
    """Eight sectors about the North Pole, cut at parallels, where columns narrow to nothing."""
    areas = {
        f"{south} {west}": box(west, south, west + 45, north)
        for south, north in itertools.pairwise([*parallels, 90])
        for west in range(-180, 180, 45)
    }
    return make_boundaries(areas).index.grid


@pytest.mark.parametrize(
    ("grid", "count"),
    [(world, COUNT), (lambda: sectors(82, 88.5), COUNT), (lambda: sectors(89.8, 89.99), FEW)],
    ids=["world", "arctic", "pole"],
)
def test_all_that_comes_within_a_metre_is_found(grid: Callable[[], Grid], count: int) -> None:
    """Edges of 1 m to 120 km are laid through points just off borders, at a known share."""
    borders, random = grid(), np.random.default_rng(12)
    border = random.integers(0, borders.left.size, count)
    south, north = borders.ends[:2, border] / DEGREE, borders.ends[2:, border] / DEGREE
    lon, lat = south + random.uniform(0, 1, count) * (north - south)
    lon, lat, _ = wgs84().fwd(
        lon, lat, random.uniform(0, 360, count), random.uniform(0, 0.98, count)
    )
    metres, share = 120_000 * 10 ** random.uniform(-5, 0, count), random.uniform(0, 1, count)
    azimuth = random.uniform(0, 360, count)
    begin = np.array(wgs84().fwd(lon, lat, azimuth + 180, metres * share)[:2])
    end = np.array(wgs84().fwd(lon, lat, azimuth, metres * (1 - share))[:2])
    both = np.stack([begin, end], axis=2).reshape(2, -1)
    lengths = np.append(edges_m(*both), 0.0)
    stretches = stretches_of(*both, lengths, np.arange(0, 2 * count, 2))
    owner, found, between = near_borders(straight(stretches), borders)
    edge = stretches.edge[owner] // 2
    first, last = stretches.share[:, owner]
    low, high = first + (last - first) * between
    meant = (found == border[edge]) & (low <= share[edge] + 1e-9) & (share[edge] - 1e-9 <= high)
    assert np.bincount(edge[meant], minlength=count).min() >= 1


def test_no_pair_is_found_twice_and_few_in_vain() -> None:
    grid, random = world(), np.random.default_rng(13)
    lon, lat = random.uniform(5, 25, 4000), random.uniform(40, 60, 4000)
    lon[1::2], lat[1::2] = lon[::2] + random.normal(0, 0.3, 2000), lat[::2] + 0.2
    stretches = stretches_of(lon, lat, edges_m(lon, lat), np.arange(0, 3999, 2))
    owner, border, _ = near_borders(straight(stretches), grid)
    pairs = set(zip(owner.tolist(), border.tolist(), strict=True))
    assert len(pairs) == len(owner) < 3 * len(stretches.edge)


def test_edges_that_may_not_meet_a_border_stay_in_one_area() -> None:
    """Long ones that run east or west, far north or south, bulge out of their box the most."""
    grid, random = world(), np.random.default_rng(14)
    lon, metres = random.uniform(-180, 180, 5 * COUNT), random.uniform(40_000, 99_999, 5 * COUNT)
    lat = random.uniform(50, 84.9, 5 * COUNT) * random.choice([-1, 1], 5 * COUNT)
    azimuth = random.normal(90, 30, 5 * COUNT)
    far_lon, far_lat, _ = wgs84().fwd(lon, lat, azimuth, metres)
    both = np.stack([lon, far_lon], 1).ravel(), np.stack([lat, far_lat], 1).ravel()
    far = np.flatnonzero(~grid.may_meet(*both)[::2])
    assert far.size > 10_000
    area = grid.areas_at(np.stack([lon, lat], axis=1))
    for share in np.linspace(0.1, 1, 10):
        along = wgs84().fwd(lon[far], lat[far], azimuth[far], metres[far] * share)
        assert np.array_equal(grid.areas_at(np.stack(along[:2], axis=1)), area[far])
