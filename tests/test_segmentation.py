"""A route under layers of facts: by hand, and as properties of any events."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corridors import InputError, read_corridor, segments
from corridors.geodesy import distance_km, length_km
from corridors.segmentation import stretches

if TYPE_CHECKING:
    from corridors.boundaries import Boundaries

# Both lines run along 5 N; the border is at 10 E. By symmetry 8-12 E is cut in half there.
WEST_KM = distance_km((8, 5), (12, 5))
EAST_KM = distance_km((12, 5), (14, 5))
DAY = date(2026, 1, 1)


def test_layers_are_laid_over_each_other(tiny: Path, squares: Boundaries) -> None:
    found = segments(
        read_corridor(tiny), "main", ["country", "status", "works"], on=DAY, boundaries=squares
    )
    ends = [WEST_KM / 2, WEST_KM, WEST_KM + EAST_KM / 4, WEST_KM + EAST_KM]
    assert found["to_km"].tolist() == pytest.approx(ends, abs=1e-6)
    assert found["country"].tolist() == ["AA", "BB", "BB", "BB"]
    assert found["status"].tolist() == ["operating", "modernisation", "construction", "proposed"]
    assert found["works"].tolist()[1] == 70
    assert found["works"].isna().tolist() == [True, False, True, True]
    assert found.geometry.map(length_km).tolist() == pytest.approx(found["length_km"].tolist())


def test_neighbours_alike_are_one(tiny: Path, squares: Boundaries) -> None:
    found = segments(read_corridor(tiny), "main", ["zone"], boundaries=squares)
    assert found["zone"].tolist() == ["land"]
    assert found["length_km"].tolist() == pytest.approx([WEST_KM + EAST_KM])


@pytest.mark.parametrize("name", ["weather", "land"])
def test_unknown_or_ambiguous_layer_is_refused(tiny: Path, squares: Boundaries, name: str) -> None:
    with pytest.raises(InputError, match="layer-unknown"):
        segments(read_corridor(tiny), "main", [name], boundaries=squares)


def test_unknown_route_is_refused(tiny: Path, squares: Boundaries) -> None:
    with pytest.raises(InputError, match=r"unknown-route.*main, unbuilt"):
        segments(read_corridor(tiny), "side", ["status"], boundaries=squares)


km = st.floats(0, WEST_KM + EAST_KM).map(lambda value: f"{value:.6f}")
facts = st.lists(st.tuples(km, km, st.sampled_from(["gauge_mm", "tracks"]), st.integers(1, 3)))


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(facts)
def test_stretches_cover_the_route_once_and_differ_from_their_neighbours(
    tiny: Path, squares: Boundaries, facts: list[tuple[str, str, str, int]]
) -> None:
    corridor = read_corridor(tiny)
    base = corridor.events[0]
    events = [
        base.changed({"from": float(a), "to": float(b), "kind": kind, "value": value})
        for a, b, kind, value in facts
    ]
    corridor = replace(corridor, events=tuple(events))
    found = stretches(corridor, corridor.routes[0], ["country", "gauge", "tracks"], squares, DAY)
    assert found[0].from_km == 0
    assert found[-1].to_km == pytest.approx(WEST_KM + EAST_KM, abs=2e-6)
    assert all(a.to_km == b.from_km and a.values != b.values for a, b in pairwise(found))
