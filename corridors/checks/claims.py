"""Claims about a stretch that do not fit together: by their order in time, or by their age."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import accumulate, combinations
from typing import TYPE_CHECKING, Any, cast

from corridors.ageing import age_of
from corridors.progress import status_of
from corridors.vocabulary import EVENT_KINDS, Status

if TYPE_CHECKING:
    from corridors.checks.findings import Found, Subject
    from corridors.model import Corridor
    from corridors.records import Event, Row

_Claims = Sequence["Event"]
_Pairs = Iterator[tuple["Event", "Event", str]]

__all__ = ["setbacks", "stale", "too_early"]

#: Kinds of event that only grow.
_GROWING = [name for name, kind in EVENT_KINDS.items() if kind.rule == "percent"]
_GROWING += ["land_km", "laid_km"]

#: The order in which a stretch comes to be.
_ORDER = (Status.PROPOSED, Status.CONSTRUCTION, Status.OPERATING)


def setbacks(subject: Subject) -> Found:
    """Yield progress that is less than was claimed of the same stretch before."""
    yield from _once(subject, _setbacks)


def too_early(subject: Subject) -> Found:
    """Yield works or operation begun before the stretch was first proposed, or the works begun."""
    yield from _once(subject, _too_early)


def _once(subject: Subject, rule: Callable[[Corridor, _Claims], _Pairs]) -> Found:
    """Yield what a rule finds of the claims, of each event once."""
    told: dict[int, tuple[Row[Any], str]] = {}
    for claims in _together(subject):
        for event, other, message in rule(subject.corridor, claims):
            line = f"{message} (line {subject.row(other).number})"
            told.setdefault(id(event), (subject.row(event), line))
    yield from told.values()


def _together(subject: Subject) -> Iterator[_Claims]:
    """Yield the events that speak of the same: of a segment's whole length, of one point of it."""
    for segment in subject.survey.segments:
        yield segment.events
        points = segment.points
        for spot in dict.fromkeys((point.begin, point.chainage) for point in points):
            yield [point for point in points if (point.begin, point.chainage) == spot]


def _setbacks(corridor: Corridor, events: _Claims) -> _Pairs:
    for kind in _GROWING:
        claims = [event for event in events if event.kind == kind]
        claims.sort(key=lambda event: (*_when(corridor, event), _number(event)))
        most = accumulate(claims, _greater)
        for event, best in zip(claims[1:], most, strict=False):
            if _number(event) < _number(best):
                message = f"{kind} {_number(event):g} after {_number(best):g}"
                yield event, best, message


def _greater(event: Event, other: Event) -> Event:
    return max(event, other, key=_number)


def _number(event: Event) -> float:
    return cast("float", event.value)


def _too_early(corridor: Corridor, events: _Claims) -> _Pairs:
    first: dict[object, Event] = {}
    for event in sorted(events, key=lambda event: _when(corridor, event)):
        if event.kind == "status":
            first.setdefault(event.value, event)
    for before, after in combinations([word for word in _ORDER if word in first], 2):
        days = [corridor.dated(first[word]) for word in (before, after)]
        if days[1] < days[0]:
            yield first[after], first[before], f"{after} by {days[1]}, {before} only by {days[0]}"


def _when(corridor: Corridor, event: Event) -> tuple[date, date]:
    return corridor.dated(event), corridor.stated(event).day


def stale(subject: Subject) -> Found:
    """Yield claims that count, that a stretch is planned or under works, stated long ago."""
    corridor, on = subject.corridor, subject.survey.on
    told: set[int] = set()
    for claims in _together(subject):
        status = status_of(corridor, claims, on)
        if status is None or id(status) in told:
            continue
        age = age_of(corridor, status, claims, on)
        if age.stale:
            told.add(id(status))
            yield subject.row(status), f"{status.value} was stated {age.months} months before {on}"
