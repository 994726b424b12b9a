"""Facts on kilometres: overlay of intervals, and published kilometres on a drawn line."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridors import read_corridor
from corridors.referencing import Interval, breaks, place_event, published_length

ends = st.tuples(st.floats(0, 100), st.floats(0, 100)).map(sorted).filter(lambda e: e[0] < e[1])


@given(st.lists(ends, min_size=1, max_size=6))
def test_breaks_cover_from_the_first_end_to_the_last_without_gaps(spans: list[list[float]]) -> None:
    layer = [Interval(*span, None) for span in spans]
    found = breaks(layer)
    assert found[0][0] == min(s[0] for s in spans)
    assert found[-1][1] == max(s[1] for s in spans)
    assert all(a[1] == b[0] for a, b in pairwise(found))
    assert {km for span in spans for km in span} == {km for piece in found for km in piece}


def test_published_km_are_placed_in_proportion(tiny: Path) -> None:
    corridor = read_corridor(tiny)
    section = corridor.routes[0].sections[1]
    event = corridor.events_by_section[section.id][1]
    published = published_length(corridor, section)
    assert published is not None
    assert published.length_km == 400
    placed = place_event(corridor, section, event, measured_km=200.0)
    assert (placed.from_km, placed.to_km) == pytest.approx((0, 50))


def test_event_without_km_covers_the_section_exactly(tiny: Path) -> None:
    corridor = read_corridor(tiny)
    section = corridor.routes[0].sections[1]
    event = corridor.events_by_section[section.id][0]
    placed = place_event(corridor, section, event, measured_km=221.7)
    assert (placed.from_km, placed.to_km) == (0.0, 221.7)
