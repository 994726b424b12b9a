"""The closed formula for short edges against Karney's series, and its bound where it shows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corridors.engine.ellipsoid import A_M, E2, wgs84
from corridors.engine.shortedges import SHORT_M, _arcs, edges_m, running_sum

NM = 1e-9
KARNEY_ROUNDING_NM = 6.0


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


def fifth_order(u2: np.ndarray, m2: np.ndarray) -> np.ndarray:
    """Return A: the arc is too long by A s (s/a)⁴; see the module. Squares of u and m are given."""
    second = E2 / (1 - E2)
    w2, l2, grown = 1 - E2 * u2, 1 - u2 - m2, 1 + second * m2
    k2 = grown**2 * w2  # (aκ)²
    bent = m2 * w2**2 / (1 - E2) - u2 * w2 * grown  # from κκ" and from the mean of N
    added = (1 - E2) * k2 * (m2 - (1 - E2) * u2 / w2)  # the last term
    of_squares = m2 * (u2 / 96 + l2 / 180)  # from τ², κ'² and the chord's slope
    return -(second * k2 / 240) * (bent - added) - second**2 * k2 * w2 * of_squares


@pytest.mark.parametrize("metres", [4e5, 8e5])
def test_error_of_the_formula_is_that_derived_and_a_seventh_order(metres: float) -> None:
    count, random = 20_000, np.random.default_rng(21)
    lat, azimuth = (
        np.degrees(np.arcsin(random.uniform(-1, 1, count))),
        random.uniform(0, 360, count),
    )
    lat[:200] = random.uniform(89.9, 90, 200)
    half = np.full(count, metres / 2)
    ends = [wgs84().fwd(np.zeros(count), lat, azimuth, sign * half) for sign in (-1, 1)]
    lon, lats = (np.stack([end[i] for end in ends], axis=1).ravel() for i in (0, 1))
    u2 = np.sin(np.radians(lat)) ** 2
    m2 = (1 - u2) * np.cos(np.radians(azimuth)) ** 2
    derived = fifth_order(u2, m2) * metres * (metres / A_M) ** 4
    rest = _arcs(lon, lats)[0][::2] - metres - derived
    assert np.abs(rest).max() < E2 * metres * (metres / A_M) ** 6 / 500


def test_fifth_order_is_below_its_bound_everywhere() -> None:
    u2, m2 = np.meshgrid(np.linspace(0, 1, 1001), np.linspace(0, 1, 1001))
    somewhere = u2 + m2 <= 1
    found = np.abs(fifth_order(u2[somewhere], m2[somewhere])).max()
    assert 0.99 * E2**2 / 240 < found < E2**2 / 240


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
