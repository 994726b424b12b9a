"""Stretches of edges: how near divided edges stay to the geodesic, and to their ends."""

from __future__ import annotations

import numpy as np
import pytest

from corridors.engine.ellipsoid import wgs84
from corridors.engine.stretches import Stretches, leaves, sagitta_m, stretches_of

MANY = 5000


def stretches(metres: float, count: int = MANY) -> Stretches:
    """Return edges of one length, of all azimuths, up to 85 degrees north and south."""
    random = np.random.default_rng(int(metres))
    lon, lat = random.uniform(-180, 180, count), random.uniform(-85, 85, count)
    far_lon, far_lat, _ = wgs84().fwd(
        lon, lat, random.uniform(0, 360, count), np.full(count, metres)
    )
    both = np.stack([lon, far_lon], 1).ravel(), np.stack([lat, far_lat], 1).ravel()
    return stretches_of(*both, np.full(2 * count - 1, metres), np.arange(0, 2 * count - 1, 2))


def all_leaves(whole: Stretches) -> Stretches:
    everything = np.arange(len(whole.edge))
    return leaves(whole, everything, np.array([[0.0], [1.0]]) * np.ones(len(everything)))[0]


def edges_of(whole: Stretches, metres: float) -> tuple[np.ndarray, ...]:
    """Return lon and lat of both ends, and the azimuth, of the edges, by number."""
    starts, ends = whole.share[0] == 0, whole.share[1] == 1
    near, far = np.argsort(whole.edge[starts]), np.argsort(whole.edge[ends])
    lon, lat = whole.ends[:2, starts][:, near]
    far_lon, far_lat = whole.ends[2:, ends][:, far]
    azimuth, _, length = wgs84().inv(lon, lat, far_lon, far_lat)
    assert length == pytest.approx(metres)
    return lon, lat, np.asarray(azimuth)


@pytest.mark.parametrize("metres", [500.0, 5_000.0, 50_000.0, 99_999.0])
def test_leaves_end_on_the_geodesic_within_a_centimetre(metres: float) -> None:
    whole = stretches(metres)
    finest = all_leaves(whole)
    lon, lat, azimuth = (part[finest.edge // 2] for part in edges_of(whole, metres))
    on_lon, on_lat, _ = wgs84().fwd(lon, lat, azimuth, metres * finest.share[1])
    off = wgs84().inv(on_lon, on_lat, finest.ends[2], finest.ends[3])[2]
    assert np.max(off) < 0.01


@pytest.mark.parametrize("metres", [5_000.0, 99_999.0])
def test_leaves_are_straight_in_degrees_within_five_millimetres(metres: float) -> None:
    finest = all_leaves(stretches(metres, 500))
    lon, lat, far_lon, far_lat = finest.ends
    azimuth, _, length = wgs84().inv(lon, lat, far_lon, far_lat)
    middle_lon, middle_lat, _ = wgs84().fwd(lon, lat, azimuth, np.asarray(length) / 2)
    straight_lon = lon + ((far_lon - lon + 540) % 360 - 180) / 2
    off = np.asarray(wgs84().inv(middle_lon, middle_lat, straight_lon, (lat + far_lat) / 2)[2])
    assert off.max() < 0.01  # along the line, too, where a degree of longitude shrinks
    assert sagitta_m(finest).max() <= 0.005 * (1 + 1e-3)


def test_leaves_asked_for_are_those_of_the_whole_to_the_last_bit() -> None:
    whole, random = stretches(30_000.0, 300), np.random.default_rng(4)
    owner = random.integers(0, len(whole.edge), 2000)
    share = np.sort(random.uniform(0, 1, (2, 2000)), axis=0)
    some, asked, leaf = leaves(whole, owner, share)
    every = all_leaves(whole)
    places = {(*key, *ends) for *key, ends in _told(every)}
    assert {(*key, *ends) for *key, ends in _told(some)} <= places
    assert np.array_equal(some.edge[leaf], whole.edge[owner[asked]])
    first, last = (np.full(2000, start) for start in (np.inf, -np.inf))
    own = whole.share[0, owner] + (whole.share[1] - whole.share[0])[owner] * share
    np.minimum.at(first, asked, some.share[0, leaf])
    np.maximum.at(last, asked, some.share[1, leaf])
    assert (first <= own[0] + 1e-12).all()
    assert (last >= own[1] - 1e-12).all()


def _told(found: Stretches) -> list[tuple[int, float, list[float]]]:
    return list(
        zip(found.edge.tolist(), found.share[0].tolist(), found.ends.T.tolist(), strict=True)
    )


def test_long_edges_are_divided_on_the_geodesic() -> None:
    lon, lat = np.array([30.0, 55.0]), np.array([60.0, 60.0])
    metres = np.asarray(wgs84().inv(30, 60, 55, 60)[2]).reshape(1)
    divided = stretches_of(lon, lat, metres, np.array([0]))
    assert divided.metres.max() <= 100_000
    assert divided.metres.sum() == pytest.approx(metres[0])
    order = np.argsort(divided.share[0])
    assert np.array_equal(divided.ends[2:, order[:-1]], divided.ends[:2, order[1:]])
    assert divided.ends[:2, order[0]].tolist() == [30, 60]
    assert divided.ends[2:, order[-1]].tolist() == [55, 60]
