"""Sources, dates and units of the facts."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corridors.checks.findings import Found, Subject
    from corridors.records import Row

__all__ = ["future_dates", "missing_units", "unused_sources"]

_DATES = ("since", "as_of", "published", "accessed")

#: What is left of a sum of money without its currency.
_NUMBER_ONLY = re.compile(r"(\d|[\s.,~–-]|about|to|thousand|million|billion|trillion|mn|bn)*")


def future_dates(subject: Subject) -> Found:
    """Yield records with a date that is, at its earliest, after the sources were last read."""
    read_on = subject.corridor.read_on
    for row in subject.rows():
        for key in _DATES:
            value = getattr(row.record, key, None)
            if value is not None and _earliest(value) > read_on:
                yield row, f"{key} {value} is after {read_on}, when the sources were last read"


def _earliest(value: object) -> date:
    """Return the first day that a date, of a year, a month or a day, may mean."""
    return date.fromisoformat(f"{value}-01-01"[:10])


def missing_units(subject: Subject) -> Found:
    """Yield figures without a unit: of the context, and sums of money without a currency."""
    for row in subject.rows("context.csv", "events.csv"):
        if row.file == "context.csv" and row.record.value is not None and not row.record.unit:
            yield row, f"the value {row.record.value:g} has no unit"
        elif _is_bare_cost(row):
            yield row, f"the cost {row.record.value!r} names no currency"


def _is_bare_cost(row: Row[Any]) -> bool:
    if row.file != "events.csv" or row.record.kind != "cost":
        return False
    return _NUMBER_ONLY.fullmatch(row.record.value.lower()) is not None


def unused_sources(subject: Subject) -> Found:
    """Yield sources that no record names."""
    keys = ("source", "line_source")
    used = {getattr(row.record, key, None) for row in subject.rows() for key in keys}
    for row in subject.rows("sources.csv"):
        if row.record.id not in used:
            yield row, "no fact and no line names it"
