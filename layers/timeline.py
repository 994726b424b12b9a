"""What counts on a stretch from which day on, so that the page can tell any day without rules."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from corridors.ageing import MONTHS, Age, age_of
from corridors.progress import figure_of, newest, status_of, subject
from corridors.vocabulary import EVENT_KINDS, PROGRESS_KINDS

if TYPE_CHECKING:
    from corridors.model import Corridor
    from corridors.records import Event

__all__ = ["TIMED", "ages", "told"]

#: Kinds of event of which one claim counts on a day; what is told in words otherwise adds up.
TIMED = frozenset(
    {*(name for name, kind in EVENT_KINDS.items() if kind.rule != "text"), "tracks", "operator"}
)

_Told = TypeVar("_Told")

#: Not stale, since no day.
_FRESH: tuple[str | bool, str | None] = (False, None)

#: From a day (YYYY-MM-DD) on, this counts.
Changes = list[tuple[str, _Told]]


def told(
    corridor: Corridor, events: tuple[Event, ...], on: date, numbers: Mapping[int, int]
) -> dict[str, Changes[int | None]]:
    """Return the claims that count, kind by kind.

    Parameters
    ----------
    corridor
        To which the events belong.
    events
        All that is claimed of the whole of one stretch.
    on
        The last day told.
    numbers
        Number of each event by its `id()`.

    Returns
    -------
    told
        Per kind, and per kind and direction where an event has one (`capacity_bcm against`): from
        which day on which event counts, by its number; None where none counts any more.
    """
    subjects = dict.fromkeys(subject(e) for e in events if e.kind in TIMED)
    days = sorted({corridor.dated(e) for e in events if corridor.dated(e) <= on})
    found = {f"{k} {d}".strip(): _claims(corridor, events, (k, d), days) for k, d in subjects}
    return {
        key: [(day, None if event is None else numbers[id(event)]) for day, event in changes]
        for key, changes in found.items()
        if changes
    }


def _claims(
    corridor: Corridor, events: tuple[Event, ...], about: tuple[str, str], days: list[date]
) -> Changes[Event | None]:
    """Return the claims about one subject that count, from which day on."""
    kind, direction = about
    same = tuple(e for e in events if subject(e)[1] == direction or e.kind == "status")
    return _changes(days, lambda day: _event(corridor, same, kind, day))


def _event(corridor: Corridor, events: tuple[Event, ...], kind: str, day: date) -> Event | None:
    if kind not in PROGRESS_KINDS:
        return newest(corridor, events, kind, day)
    figure = figure_of(corridor, events, kind, day)
    return figure.event if figure else None


def ages(
    corridor: Corridor, events: tuple[Event, ...], on: date
) -> list[tuple[str, str | bool, str | None]]:
    """Return from which day on the status is stale.

    Returns
    -------
    ages
        From which day on: False for fresh, True for stale, a status word where so long a silence
        suggests that one; and the day of which nothing newer was heard, None where fresh.
    """

    def state(day: date) -> tuple[str | bool, str | None]:
        status = status_of(corridor, events, day)
        age = age_of(corridor, status, events, day) if status else Age()
        if not age.stale:
            return _FRESH
        return str(age.suggested) if age.suggested else True, str(age.heard)

    stated = {corridor.stated(e).day for e in events} | {corridor.dated(e) for e in events}
    later = {_after(day, months) for day in stated for months in MONTHS}
    days = sorted(day for day in stated | later if day <= on)
    return [(day, stale, heard) for day, (stale, heard) in _changes(days, state, _FRESH)]


def _after(day: date, months: int) -> date:
    """Return the day on which so many months are whole."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _changes(
    days: Iterable[date], state: Callable[[date], _Told], before: _Told | None = None
) -> Changes[_Told]:
    return list(_changed(days, state, before))


def _changed(
    days: Iterable[date], state: Callable[[date], _Told], last: _Told | None
) -> Iterator[tuple[str, _Told]]:
    for day in days:
        now = state(day)
        if now != last:
            yield day.isoformat(), now
        last = now
