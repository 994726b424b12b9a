"""Any claims on the tiny corridor, for properties that hold whatever is claimed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from corridors.records import Event, Row

if TYPE_CHECKING:
    from corridors.model import Corridor

_SPOTS = ("", "west", "middle", "east", "halt", "100", "300.5", "500")
_VALUES = (
    ("status", "operating"),
    ("status", "modernisation"),
    ("status", "construction"),
    ("status", "proposed"),
    ("works_pct", "40"),
    ("works_pct", "70"),
    ("land_pct", "10"),
    ("land_km", "50"),
    ("capacity_mt", "3"),
    ("capacity_mt", "4"),
    ("note", "built"),
)
_DATES = ("", "2018", "2019-02", "2020-02-29", "2021", "2021-12-31")


def _event(spots: tuple[str, str], claim: tuple[str, str], words: tuple[str, ...]) -> Event:
    kind, value = claim
    country, direction, since, as_of, source = words
    cells = {"route": "main", "from": spots[0], "to": spots[1], "kind": kind, "value": value}
    more = {"country": country, "since": since, "as_of": as_of, "source": source}
    return Event(cells | more | {"direction": direction})


_spots = st.sampled_from(_SPOTS)
_words = st.tuples(
    st.sampled_from(["", "", "AA", "BB"]),
    st.sampled_from(["", "with"]),
    st.sampled_from(_DATES),
    st.sampled_from(_DATES),
    st.sampled_from(["atlas", "paper"]),
)

#: Lists of events on the route ``main``, no two the same.
events = st.lists(
    st.builds(_event, st.tuples(_spots, _spots), st.sampled_from(_VALUES), _words),
    max_size=12,
    unique_by=repr,
)


def claiming(corridor: Corridor, claims: Sequence[Event]) -> Corridor:
    """Return the corridor with these events instead of its own, on the lines from 2 on."""
    rows = [Row("events.csv", number, event) for number, event in enumerate(claims, 2)]
    others = [row for row in corridor.rows if row.file != "events.csv"]
    return replace(corridor, events=tuple(claims), rows=(*others, *rows))
