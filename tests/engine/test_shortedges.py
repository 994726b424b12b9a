"""The closed formula for short edges against Karney's series, and its bound where it shows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corridors.engine.shortedges import E2, SHORT_M, _arcs, edges_m, running_sum, wgs84

NM = 1e-9
KARNEY_ROUNDING_NM = 6.0
MEAN_RADIUS_M = 6_371_008.8


def random_edges(metres: float, count: int = 20_000) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return 2 * count vertices, every even edge between them of about that length, and Karney's.

    All latitudes, those beside the poles too, and all azimuths.
    """
    random = np.random.default_rng(int(metres * 1000))
    lat = np.degrees(np.arcsin(random.uniform(-1, 1, count)))
    lat[:200] = random.uniform(89.9, 90, 200)
    lon, azimuth = random.uniform(-180, 180, count), random.uniform(0, 360, count)
    azimuth[200:400] = 90.0
    far_lon, far_lat, _ = wgs84().fwd(lon, lat, azimuth, np.full(count, metres))
    karney = wgs84().inv(lon, lat, far_lon, far_lat)[2]
    return np.stack([lon, far_lon], 1).ravel(), np.stack([lat, far_lat], 1).ravel(), karney


@pytest.mark.parametrize("metres", [0.001, 1.0, 100.0, 1e3, 1e4, 3e4, 4.99e4, 9.99e4])
def test_short_edges_are_karneys(metres: float) -> None:
    lon, lat, karney = random_edges(metres)
    assert not _arcs(lon, lat)[1][::2].any()
    off = np.abs(edges_m(lon, lat)[::2] - karney).max()
    assert off < (0.02 * metres / 1000 + KARNEY_ROUNDING_NM) * NM


@pytest.mark.parametrize("metres", [2e5, 4e5])
def test_bound_of_the_formula_where_rounding_does_not_hide_it(metres: float) -> None:
    lon, lat, karney = random_edges(metres)
    by_formula = _arcs(lon, lat)[0][::2]
    bound = E2**2 * (metres / MEAN_RADIUS_M) ** 4 * metres / 150
    assert np.abs(by_formula - karney).max() < bound


def test_longer_edges_are_karneys_own() -> None:
    lon, lat, karney = random_edges(SHORT_M * 1.01)
    assert np.array_equal(edges_m(lon, lat)[::2], karney)


def test_all_of_geodtest_at_once(shared: Path) -> None:
    table = np.loadtxt(shared / "geodtest" / "GeodTest-short.dat")
    lon, lat = table[:, [1, 4]].ravel(), table[:, [0, 3]].ravel()
    assert np.abs(edges_m(lon, lat)[::2] - table[:, 6]).max() < 15 * NM


@pytest.mark.parametrize(
    ("lon", "lat"),
    [([0, 180], [90, -90]), ([5, 5], [90, -90]), ([0, 180], [0, 0]), ([0, 0], [-60, 60])],
    ids=["pole to pole", "along a meridian", "half the equator", "symmetric about the equator"],
)
def test_edges_whose_chord_could_vanish(lon: list[float], lat: list[float]) -> None:
    expected = wgs84().inv(lon[0], lat[0], lon[1], lat[1])[2]
    assert edges_m(np.array(lon, float), np.array(lat, float))[0] == expected


def test_whole_turns_change_nothing() -> None:
    assert edges_m(np.array([179.9, -179.9]), np.array([60.0, 60.1])) == pytest.approx(
        edges_m(np.array([-0.1, 0.1]), np.array([60.0, 60.1])), abs=2 * NM
    )


def test_gaps_and_repeated_vertices_have_no_length() -> None:
    found = edges_m(np.array([0.0, 0.1, 90.0, 90.0]), np.zeros(4), np.array([1]))
    assert found[1] == found[2] == 0.0 < found[0]


def test_running_sum_carries_its_rounding() -> None:
    whole, lost = running_sum(np.array([1e16, 1.0, 1.0, -1e16]))
    assert whole[-1] + lost[-1] == 2.0
