"""What was known of a stretch on a date: its status, since when, by whom; and how far works are.

The rule that picks among claims: of those dated on or before the day, the newest; of equally new
ones that stated last, then that of the better source. Before the first claim nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from corridors.vocabulary import Status

if TYPE_CHECKING:
    from corridors.model import Corridor
    from corridors.records import Event

__all__ = ["UNDER_WORKS", "newest", "progress_of", "status_of"]

#: Statuses whose progress of works is told.
UNDER_WORKS = frozenset({Status.MODERNISATION, Status.CONSTRUCTION})

_BEST_FIRST = (
    "operator", "government", "agency", "data", "press", "wiki", "compiled", "general-knowledge",
)  # fmt: skip


def newest(corridor: Corridor, events: Iterable[Event], kind: str, on: date) -> Event | None:
    """Return the event of a kind that counts on a date; None where nothing was known by then."""
    known = [e for e in events if e.kind == kind and corridor.dated(e) <= on]
    return max(known, key=lambda e: _rank(corridor, e), default=None)


def _rank(corridor: Corridor, event: Event) -> tuple[date, date, int]:
    quality = corridor.sources[event.source].quality
    return corridor.dated(event), corridor.stated(event).day, -_BEST_FIRST.index(quality)


def status_of(corridor: Corridor, events: Iterable[Event], on: date) -> Event | None:
    """Return the status claim that counts on a date among the events of one stretch."""
    return newest(corridor, events, "status", on)


def progress_of(corridor: Corridor, events: Iterable[Event], on: date) -> Event | None:
    """Return the progress of works that counts on a date, where the stretch is under works."""
    events = list(events)
    status = status_of(corridor, events, on)
    if status is None or status.value not in UNDER_WORKS:
        return None
    return newest(corridor, events, "works_pct", on)
