"""Stretches of edges: how near divided edges stay to the geodesic, and to their ends."""

from __future__ import annotations

import numpy as np
import pytest

from corridors.engine.shortedges import wgs84
from corridors.engine.stretches import Stretches, leaves, sagitta_m, stretches_of


def stretches(metres: float, count: int = 5000) -> Stretches:
    """Return edges of one length, of all azimuths, up to 85 degrees north and south."""
    random = np.random.default_rng(int(metres))
    lon, lat = random.uniform(-180, 180, count), random.uniform(-85, 85, count)
    far_lon, far_lat, _ = wgs84().fwd(
        lon, lat, random.uniform(0, 360, count), np.full(count, metres)
    )
    both = np.stack([lon, far_lon], 1).ravel(), np.stack([lat, far_lat], 1).ravel()
    return stretches_of(*both, np.full(2 * count - 1, metres), np.arange(0, 2 * count - 1, 2))


@pytest.mark.parametrize("metres", [500.0, 5_000.0, 50_000.0])
def test_leaves_end_on_the_geodesic_within_a_centimetre(metres: float) -> None:
    whole = stretches(metres)
    finest, _ = leaves(whole)
    place = np.searchsorted(whole.edge, finest.edge)
    lon, lat, far_lon, far_lat = whole.ends[:, place]
    azimuth = wgs84().inv(lon, lat, far_lon, far_lat)[0]
    on_lon, on_lat, _ = wgs84().fwd(lon, lat, azimuth, metres * finest.share[1])
    off = wgs84().inv(on_lon, on_lat, finest.ends[2], finest.ends[3])[2]
    assert np.max(off) < 0.01


def test_leaves_are_straight_in_degrees_within_five_millimetres() -> None:
    finest, _ = leaves(stretches(5_000.0))
    lon, lat, far_lon, far_lat = finest.ends
    azimuth, _, metres = wgs84().inv(lon, lat, far_lon, far_lat)
    middle_lon, middle_lat, _ = wgs84().fwd(lon, lat, azimuth, np.asarray(metres) / 2)
    straight_lon = lon + ((far_lon - lon + 540) % 360 - 180) / 2
    off = np.asarray(wgs84().inv(middle_lon, middle_lat, straight_lon, (lat + far_lat) / 2)[2])
    assert off.max() < 0.01  # along the line, too, where a degree of longitude shrinks
    assert sagitta_m(finest).max() <= 0.005 * (1 + 1e-3)


def test_long_edges_are_divided_on_the_geodesic() -> None:
    lon, lat = np.array([30.0, 55.0]), np.array([60.0, 60.0])
    metres = np.asarray(wgs84().inv(30, 60, 55, 60)[2]).reshape(1)
    divided = stretches_of(lon, lat, metres, np.array([0]))
    assert divided.metres.max() <= 50_000
    assert divided.metres.sum() == pytest.approx(metres[0])
    order = np.argsort(divided.share[0])
    assert np.array_equal(divided.ends[2:, order[:-1]], divided.ends[:2, order[1:]])
    assert divided.ends[:2, order[0]].tolist() == [30, 60]
    assert divided.ends[2:, order[-1]].tolist() == [55, 60]
