"""What was known of a stretch on a date: its status, since when, by whom; and how far works are.

The rule that picks among claims: of those dated on or before the day, the newest; of equally new
ones that stated last, then that of the better source, then the first by the source's id and the
value, so that the order of lines in a file never matters. Before the first claim nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from corridors.vocabulary import EVENT_KINDS, PROGRESS_KINDS, Status

if TYPE_CHECKING:
    from corridors.model import Corridor
    from corridors.records import Event

__all__ = [
    "UNDER_WORKS",
    "Picked",
    "compete",
    "figure_of",
    "newest",
    "pick",
    "progress_of",
    "rule_between",
    "status_of",
    "subject",
]

#: Statuses whose progress of works is told.
UNDER_WORKS = frozenset({Status.MODERNISATION, Status.CONSTRUCTION})

#: Statuses of what once was finished: what was said of its progress is history.
_FINISHED = frozenset({Status.OPERATING, Status.IDLE, Status.MOTHBALLED, Status.RETIRED})

_BEST_FIRST = (
    "operator", "government", "agency", "data", "press", "wiki", "compiled", "general-knowledge",
)  # fmt: skip
_RULES = ("newest", "stated later", "better source")


@dataclass(frozen=True)
class Picked:
    """The event that counts, and the rule that set it above the others.

    ``rule`` is ``only claim``, ``newest``, ``stated later``, ``better source``, or, of claims
    equal in all this, ``first by id``.
    """

    event: Event
    rule: str


def pick(corridor: Corridor, events: Iterable[Event], kind: str, on: date) -> Picked | None:
    """Return the event of a kind that counts on a date, and why; None where nothing was known."""
    known = [e for e in events if e.kind == kind and corridor.dated(e) <= on]
    if not known:
        return None
    best = max(_rank(corridor, e) for e in known)
    event = min((e for e in known if _rank(corridor, e) == best), key=_letters)
    return Picked(event, rule_between(corridor, event, [e for e in known if e is not event]))


def rule_between(corridor: Corridor, event: Event, others: Iterable[Event]) -> str:
    """Return the rule that sets an event above the best of the others; see :class:`Picked`."""
    next_best = max((_rank(corridor, e) for e in others), default=None)
    if next_best is None:
        return "only claim"
    told = zip(_RULES, _rank(corridor, event), next_best, strict=True)
    return next((rule for rule, ours, theirs in told if ours != theirs), "first by id")


def subject(event: Event) -> tuple[str, str]:
    """Return what an event is about: of those about the same, one counts.

    What moves one way has a capacity of its own; status and progress are of the stretch.
    """
    both = event.kind == "status" or event.kind in PROGRESS_KINDS
    return event.kind, "" if both else event.direction


def compete(event: Event) -> bool:
    """Return whether events of this kind contradict each other; what is told in words does not."""
    return EVENT_KINDS[event.kind].rule != "text"


def newest(corridor: Corridor, events: Iterable[Event], kind: str, on: date) -> Event | None:
    """Return the event of a kind that counts on a date; None where nothing was known by then."""
    picked = pick(corridor, events, kind, on)
    return picked.event if picked else None


def _rank(corridor: Corridor, event: Event) -> tuple[date, date, int]:
    quality = corridor.sources[event.source].quality
    return corridor.dated(event), corridor.stated(event).day, -_BEST_FIRST.index(quality)


def _letters(event: Event) -> tuple[str, str, str]:
    return event.source, str(event.value), repr(event)


def status_of(corridor: Corridor, events: Iterable[Event], on: date) -> Event | None:
    """Return the status claim that counts on a date among the events of one stretch."""
    return newest(corridor, events, "status", on)


def progress_of(corridor: Corridor, events: Iterable[Event], on: date) -> Event | None:
    """Return the progress of works that counts on a date, where the stretch is under works."""
    picked = figure_of(corridor, list(events), "works_pct", on)
    return picked.event if picked else None


def figure_of(corridor: Corridor, events: Sequence[Event], kind: str, on: date) -> Picked | None:
    """Return the figure of a kind of progress that counts on a date, and why.

    Works are told where they go on, the rest until the stretch is finished.
    """
    picked = pick(corridor, events, kind, on)
    told = picked is not None and _is_told(kind, status_of(corridor, events, on))
    return picked if told else None


def _is_told(kind: str, status: Event | None) -> bool:
    if kind == "works_pct":
        return status is not None and status.value in UNDER_WORKS
    return status is None or status.value not in _FINISHED
