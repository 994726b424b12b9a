"""Change lists of the page say on every day what the rules of Python say on that day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import make_corridor

from corridors.ageing import MONTHS, Age, age_of
from corridors.progress import figure_of, newest, status_of
from corridors.vocabulary import PROGRESS_KINDS, Status
from layers.timeline import ages, told

if TYPE_CHECKING:
    from corridors import Corridor
    from corridors.records import Event

LAST = date(2026, 6, 30)

_years = st.integers(2014, 2026)
_months = st.builds("{}-{:02}".format, _years, st.integers(1, 12))
_days = st.dates(date(2014, 1, 1), date(2026, 12, 31)).map(str)
_dates = st.one_of(_years.map(str), _months, _days)
_values = {
    "status": st.sampled_from(list(map(str, Status))),
    **{kind: st.integers(0, 100).map(str) for kind in PROGRESS_KINDS},
    "gauge_mm": st.sampled_from(["1435", "1520"]),
    "tracks": st.sampled_from(["1", "2"]),
    "capacity_bcm": st.integers(1, 50).map(str),
}


@st.composite
def _lines(draw: st.DrawFn) -> str:
    """Return an event as a line of CSV; statuses are as frequent as all else together."""
    kind = draw(st.one_of(st.just("status"), st.sampled_from(list(_values))))
    way = draw(st.sampled_from(["", "with", "against"])) if kind == "capacity_bcm" else ""
    value, since = draw(_values[kind]), draw(st.one_of(st.just(""), _dates))
    return f"main,,,{way},{kind},{value},{since},{draw(_dates)}"


def _corridor(lines: str) -> Corridor:
    return make_corridor({"main": "west east"}, {"west": (1.0, 5.0), "east": (2.0, 5.0)}, lines)


def _known(corridor: Corridor) -> tuple[Event, ...]:
    return tuple(corridor.events)


def _around(corridor: Corridor) -> list[date]:
    """Return every day on which anything can change, the days before and after, up to the last."""
    said = {corridor.dated(e) for e in corridor.events}
    said |= {corridor.stated(e).day for e in corridor.events}
    # 28 to 31 days a month: an age grows on one of a few days.
    aged = {
        day + timedelta(days=int(months * 30.4375) + off)
        for day in said
        for months in MONTHS
        for off in range(-3, 4)
    }
    near = {day + timedelta(days=off) for day in said for off in (-1, 0, 1)}
    return sorted(day for day in near | aged | {LAST} if day <= LAST)


@settings(max_examples=150, deadline=None)
@given(st.lists(_lines(), min_size=1, max_size=9))
def test_what_is_told_is_what_counts_on_every_day(lines: list[str]) -> None:
    corridor = _corridor("\n".join(lines))
    events = _known(corridor)
    found = told(corridor, events, LAST, {id(e): n for n, e in enumerate(events)})
    for day in _around(corridor):
        for kind in _values:
            for way in ("with", "against", "") if kind == "capacity_bcm" else ("",):
                changes = found.get(f"{kind} {way}".strip(), [])
                last = [number for since, number in changes if since <= str(day)][-1:]
                counts = events[last[0]] if last and last[0] is not None else None
                assert counts is _expected(corridor, events, (kind, way), day), (kind, way, day)


def _expected(
    corridor: Corridor, events: tuple[Event, ...], about: tuple[str, str], day: date
) -> Event | None:
    kind, way = about
    if kind == "status":
        return status_of(corridor, events, day)
    if kind in PROGRESS_KINDS:
        figure = figure_of(corridor, events, kind, day)
        return figure.event if figure else None
    return newest(corridor, [e for e in events if e.direction == way], kind, day)


@settings(max_examples=150, deadline=None)
@given(st.lists(_lines(), min_size=1, max_size=9))
def test_ages_are_those_of_every_day(lines: list[str]) -> None:
    corridor = _corridor("\n".join(lines))
    events = _known(corridor)
    found = ages(corridor, events, LAST)
    for day in _around(corridor):
        last = [change[1:] for change in found if change[0] <= str(day)][-1:]
        status = status_of(corridor, events, day)
        age = age_of(corridor, status, events, day) if status else Age()
        heard = str(age.heard) if age.stale else None
        assert (last or [(False, None)]) == [(age.suggested or age.stale, heard)], day


@given(st.lists(_lines(), min_size=1, max_size=9))
def test_changes_are_changes_in_order_of_days(lines: list[str]) -> None:
    corridor = _corridor("\n".join(lines))
    events = _known(corridor)
    lists = list(told(corridor, events, LAST, {id(e): n for n, e in enumerate(events)}).values())
    for changes in [*lists, ages(corridor, events, LAST)]:
        assert all(a[0] < b[0] and a[1:] != b[1:] for a, b in pairwise(changes))
        assert all(day <= str(LAST) for day, *_ in changes)


@pytest.mark.parametrize(
    ("day", "stale"),
    [
        ("2021-05-30", (False, None)),
        ("2021-05-31", (True, "2020-05-31")),
        ("2022-05-30", (True, "2020-05-31")),
        ("2022-05-31", ("shelved", "2020-05-31")),
        ("2023-02-27", ("shelved", "2020-05-31")),
        # Land is progress: heard again, until that is a year ago.
        ("2023-02-28", (False, None)),
        ("2024-02-28", (True, "2023-02-28")),
    ],
)
def test_silence_by_hand(day: str, stale: tuple[str | bool, str | None]) -> None:
    corridor = _corridor(
        "main,,,,status,proposed,2020-05,2020-05\nmain,,,,land_km,5,,2023-02\n",
    )
    found = ages(corridor, _known(corridor), LAST)
    assert ([change[1:] for change in found if change[0] <= day] or [(False, None)])[-1] == stale
