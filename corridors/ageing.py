"""How old a claim is, when it is stale, and what its silence suggests but never decides.

A status that works or a decision may change any month is stale a year after it was last heard
of; what operates, or is at rest, holds until somebody says otherwise and does not go stale.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from corridors.vocabulary import PROGRESS_KINDS, Status

if TYPE_CHECKING:
    from corridors.fields import Value
    from corridors.model import Corridor
    from corridors.records import Event

__all__ = ["MONTHS", "STALE_MONTHS", "Age", "age_months", "age_of", "is_stale", "suggestion"]

#: Months after which a status of which nothing newer was heard is to be looked up again.
STALE_MONTHS = {Status.PROPOSED: 12, Status.CONSTRUCTION: 12, Status.MODERNISATION: 12}

#: What so many months without development suggest of a proposed project, longest first.
_SUGGESTED = ((48, Status.CANCELLED), (24, Status.SHELVED))

#: After so many months the age of a claim may say something new.
MONTHS = tuple(sorted({*STALE_MONTHS.values(), *(months for months, _ in _SUGGESTED)}))


@dataclass(frozen=True)
class Age:
    """Age of a status claim on a day.

    Attributes
    ----------
    months
        Whole months since it was stated; None where it was stated after that day.
    stale
        Whether it is to be looked up again.
    suggested
        The status that so long a silence suggests; None where it suggests none. Never applied.
    heard
        The day on which it, or what breaks its silence, was last stated; None where nothing was.
    """

    months: int | None = None
    stale: bool = False
    suggested: Status | None = None
    heard: date | None = None


def age_months(stated: date, on: date) -> int | None:
    """Return the whole months from one day to another; None where that is the earlier one.

    The last day of a month completes the month, however short it is.

    Examples
    --------
    >>> age_months(date(2025, 11, 30), date(2026, 2, 28))
    3
    >>> age_months(date(2025, 11, 30), date(2026, 2, 27))
    2
    """
    if on < stated:
        return None
    begun = (on.year - stated.year) * 12 + on.month - stated.month
    return begun - (on.day < min(stated.day, monthrange(on.year, on.month)[1]))


def is_stale(status: Value, silent_months: int | None) -> bool:
    """Return whether a status is to be looked up again after so many months of silence.

    Examples
    --------
    >>> is_stale(Status.CONSTRUCTION, 12), is_stale(Status.OPERATING, 1200)
    (True, False)
    """
    limit = STALE_MONTHS.get(status) if isinstance(status, Status) else None
    return limit is not None and silent_months is not None and silent_months >= limit


def suggestion(status: Value, silent_months: int | None) -> Status | None:
    """Return what so many months without development suggest of a proposed project.

    After two years Global Energy Monitor calls it shelved, after four cancelled
    (https://globalenergymonitor.org/projects/global-gas-infrastructure-tracker/methodology/,
    read 2026-11-23). Nothing of the kind is said of what is under construction.

    Examples
    --------
    >>> str(suggestion(Status.PROPOSED, 24)), str(suggestion(Status.PROPOSED, 48))
    ('shelved', 'cancelled')
    >>> suggestion(Status.CONSTRUCTION, 48) is None
    True
    """
    if status != Status.PROPOSED or silent_months is None:
        return None
    return next((word for months, word in _SUGGESTED if silent_months >= months), None)


def age_of(corridor: Corridor, status: Event, events: Iterable[Event], on: date) -> Age:
    """Return the age on a day of the status claim that counts on a stretch.

    Parameters
    ----------
    corridor
        To which the claims belong.
    status
        The claim.
    events
        All claims on the stretch. One that says the same, or tells any kind of progress, breaks
        the silence when it is stated.
    on
        The day; what was stated later is not heard yet.
    """
    days = [corridor.stated(e).day for e in events if e is status or _is_heard(e, status)]
    heard = max((day for day in days if day <= on), default=None)
    silent = None if heard is None else age_months(heard, on)
    months = age_months(corridor.stated(status).day, on)
    return Age(months, is_stale(status.value, silent), suggestion(status.value, silent), heard)


def _is_heard(event: Event, status: Event) -> bool:
    same = event.kind == status.kind and event.value == status.value
    return same or event.kind in PROGRESS_KINDS
