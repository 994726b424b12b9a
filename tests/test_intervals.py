"""Values on stretches, laid over each other."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corridors.intervals import Interval, breaks

ends = st.tuples(st.floats(0, 100), st.floats(0, 100)).map(sorted).filter(lambda e: e[0] < e[1])


@given(st.lists(ends, min_size=1, max_size=6))
def test_breaks_cover_from_the_first_end_to_the_last_without_gaps(spans: list[list[float]]) -> None:
    layer = [Interval(*span, None) for span in spans]
    found = breaks(layer)
    assert found[0][0] == min(s[0] for s in spans)
    assert found[-1][1] == max(s[1] for s in spans)
    assert all(a[1] == b[0] for a, b in pairwise(found))
    assert {km for span in spans for km in span} == {km for piece in found for km in piece}
