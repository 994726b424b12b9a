"""Official kilometres: exact at posts, each the inverse of the other, in order; GEOS agrees."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Point

from corridors import InputError
from corridors.calibration import Calibration


@st.composite
def posts(draw: st.DrawFn) -> np.ndarray:
    """Draw posts from 10 m to 500 km apart, with factors just within the limit, up or down."""
    count = draw(st.integers(2, 8))
    steps = draw(st.lists(st.floats(0.01, 500), min_size=count - 1, max_size=count - 1))
    factors = draw(st.lists(st.floats(0.801, 1.249), min_size=count - 1, max_size=count - 1))
    sign = draw(st.sampled_from([1, -1]))
    measures = np.cumsum([draw(st.floats(0, 5000)), *steps])
    starts_at = draw(st.floats(-1000, 5000))
    chainages = starts_at + sign * np.cumsum([0, *np.multiply(steps, factors)])
    return np.column_stack([measures, chainages])


parts = st.lists(st.floats(0, 1), min_size=1, max_size=20).map(np.array)


def within(ends: tuple[float, float], part: np.ndarray) -> np.ndarray:
    return np.clip(ends[0] + part * (ends[1] - ends[0]), *ends)


@given(posts())
def test_each_post_is_at_its_very_km(pairs: np.ndarray) -> None:
    calibration = Calibration(pairs)
    assert calibration.to_chainage(pairs[:, 0]).tolist() == pairs[:, 1].tolist()
    assert calibration.to_measure(pairs[:, 1]).tolist() == pairs[:, 0].tolist()


@given(posts(), parts)
def test_measure_of_the_chainage_of_a_measure_is_that_measure(
    pairs: np.ndarray, part: np.ndarray
) -> None:
    calibration = Calibration(pairs)
    measures = within(calibration.span, part)
    back = calibration.to_measure(calibration.to_chainage(measures))
    assert back == pytest.approx(measures, abs=1e-9, rel=0)


@given(posts(), parts)
def test_order_along_the_line_is_order_by_chainage_or_its_reverse(
    pairs: np.ndarray, part: np.ndarray
) -> None:
    calibration = Calibration(pairs)
    measures = np.sort(within(calibration.span, part))
    measures = measures[np.append(True, np.diff(measures) > 1e-9)]
    steps = np.diff(calibration.to_chainage(measures))
    assert (np.sign(steps) == np.sign(pairs[-1, 1] - pairs[0, 1])).all()


@given(posts(), st.randoms(use_true_random=False))
def test_order_in_which_posts_are_given_does_not_matter(pairs: np.ndarray, random: object) -> None:
    shuffled = pairs.tolist()
    random.shuffle(shuffled)
    assert np.array_equal(Calibration(shuffled).posts, pairs)


@given(posts())
def test_factors_times_the_measured_lengths_sum_to_the_chainage(pairs: np.ndarray) -> None:
    calibration = Calibration(pairs)
    assert ((calibration.factors >= 0.8) & (calibration.factors <= 1.25)).all()
    total = float((calibration.factors * np.diff(pairs[:, 0])).sum())
    assert total == pytest.approx(abs(pairs[-1, 1] - pairs[0, 1]), abs=1e-8)


@given(posts(), parts, st.floats(0.9, 1.1), st.floats(-100, 100))
def test_there_and_back_through_another_chainage(
    pairs: np.ndarray, part: np.ndarray, factor: float, start: float
) -> None:
    one = Calibration(pairs)
    first, last = one.span
    other = Calibration([(first, start), (last, start - factor * (last - first))])
    km = one.to_chainage(within(one.span, part))
    assert other.convert(one, one.convert(other, km)) == pytest.approx(km, abs=1e-9, rel=0)


def test_interpolation_is_that_of_geos() -> None:
    """A line whose X is the measure and whose Y the chainage meets each ordinate at one point."""
    pairs = [(10.0, 700.0), (12.0, 702.3), (40.0, 727.0), (41.0, 728.2)]
    calibration = Calibration(pairs)
    drawn = LineString(pairs)
    for measure in np.linspace(10, 41, 57)[1:-1]:
        upright = LineString([(measure, 0), (measure, 1000)])
        met = shapely.intersection(drawn, upright)
        assert isinstance(met, Point)
        assert calibration.to_chainage(float(measure)) == pytest.approx(met.y, abs=1e-9)


def test_one_km_gives_a_number_and_many_an_array() -> None:
    calibration = Calibration([(0, 100), (10, 90)])
    assert isinstance(calibration.to_chainage(2.5), float)
    assert calibration.to_chainage(2.5) == 97.5
    assert calibration.to_measure([97.5, 100.0]).tolist() == [2.5, 0.0]


def test_rounding_beyond_a_post_is_that_post() -> None:
    calibration = Calibration([(0, 100), (10, 90)])
    assert calibration.to_chainage(10 + 5e-10) == 90.0
    assert calibration.to_measure(100 + 5e-10) == 0.0
    assert calibration.covers(10 + 5e-10)
    assert not calibration.covers(10.001)


@pytest.mark.parametrize("km", [-0.001, 10.001, float("nan"), float("inf")])
def test_km_beyond_the_posts_are_refused(km: float) -> None:
    calibration = Calibration([(0, 0), (10, 10)])
    with pytest.raises(InputError, match=r"measure_km: \[km-range\]"):
        calibration.to_chainage([5.0, km])
    with pytest.raises(InputError, match=r"chainage_km: \[km-range\]"):
        calibration.to_measure(km)


@pytest.mark.parametrize(
    ("pairs", "code"),
    [
        ([(0, 0)], "post-count"),
        ([], "post-count"),
        ([(0, 0, 0), (1, 1, 1)], "post-count"),
        ([(0, 0), (10, float("nan"))], "post-number"),
        ([(float("inf"), 0), (10, 10)], "post-number"),
        ([(0, 0), (10, 10), (10, 11), (20, 21)], "post-place"),
        ([(0, 0), (10, 10), (20, 9), (30, 19)], "post-order"),
        ([(0, 5), (10, 5)], "post-order"),
        ([(0, 0), (10, 12.51)], "post-factor"),
        ([(0, 0), (10, 7.99)], "post-factor"),
        ([(0, 0), (10, -12.51)], "post-factor"),
    ],
)
def test_posts_that_break_a_rule_are_refused(pairs: list[tuple[float, ...]], code: str) -> None:
    with pytest.raises(InputError) as refused:
        Calibration(pairs)
    assert code in {problem.code for problem in refused.value.problems}


@pytest.mark.parametrize("km", [12.5, 8.0, -12.5, -8.0])
def test_factor_at_the_limit_is_taken(km: float) -> None:
    assert Calibration([(0, 0), (10, km)]).factors.tolist() == [abs(km) / 10]


def test_message_names_both_posts_and_every_wrong_pair() -> None:
    pairs = [(30, 60), (0, 0), (20, 20), (40, 59)]
    with pytest.raises(InputError) as refused:
        Calibration(pairs, labels=["Rasht", "Qazvin", "Manjil", "Anzali"])
    factor, order = refused.value.problems
    assert factor.code == "post-factor"
    assert factor.message.startswith(
        "Manjil (measure 20.000, km 20.000) and Rasht (measure 30.000, km 60.000): 4.0000 official"
    )
    assert order.code == "post-order"
    assert "Rasht (measure" in order.message
    assert "Anzali (measure" in order.message


def test_labels_are_as_many_as_posts() -> None:
    with pytest.raises(InputError, match="1 labels for 2 posts"):
        Calibration([(0, 0), (1, 1)], labels=["Baku"])


def test_posts_given_are_not_posts_kept() -> None:
    mine = np.array([[0.0, 0.0], [10.0, 10.0]])
    calibration = Calibration(mine)
    mine[1, 1] = 11.0
    assert calibration.to_chainage(10.0) == 10.0
    with pytest.raises(ValueError, match="read-only"):
        np.asarray(calibration.posts)[0, 0] = 1.0
