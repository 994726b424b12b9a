"""What changed of a corridor between two days: km by status, stretches, and new evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from corridors.errors import InputError, Problem
from corridors.history import history
from corridors.progress import figure_of, pick
from corridors.sums import span
from corridors.survey import survey
from corridors.vocabulary import EVENT_KINDS, PROGRESS_KINDS, Status

if TYPE_CHECKING:
    from corridors.boundaries import Boundaries
    from corridors.model import Corridor
    from corridors.progress import Picked
    from corridors.sums import Rows
    from corridors.survey import Segment, Survey

__all__ = ["Difference", "difference"]

_Pair = tuple["Segment", "Segment"]
_COUNTRY = ["corridor", "country", "country_name"]


@dataclass(frozen=True)
class Difference:
    """What changed of a corridor from the end of one day to the end of another.

    Attributes
    ----------
    before, after
        The corridor as known on both days, cut at the same places.
    kilometres
        A row per country, status and basis: ``before_km``, ``after_km``, ``difference_km``.
    totals
        The same of the whole corridor.
    changes
        A row per stretch and kind whose status, or figure of progress, is another: ``before``,
        ``after``, and the claim by which, with its source and the ``rule`` that picked it.
    evidence
        The claims that count from a day after the first, until the second; see
        :func:`corridors.history.history`.
    """

    before: Survey
    after: Survey
    kilometres: Rows = field(repr=False)
    totals: Rows = field(repr=False)
    changes: Rows = field(repr=False)
    evidence: Rows = field(repr=False)


def difference(corridor: Corridor, boundaries: Boundaries, first: date, last: date) -> Difference:
    """Compare what was known of a corridor on two days.

    Parameters
    ----------
    corridor
        As read from its seeds.
    boundaries
        The areas to cut by.
    first, last
        The two days.

    Raises
    ------
    InputError
        When the first day comes after the last.

    Examples
    --------
    >>> from corridors import load_boundaries, read_corridor
    >>> railway, areas = read_corridor("st-petersburg-iran"), load_boundaries("fine")
    >>> found = difference(railway, areas, date(2022, 11, 1), date(2022, 12, 31))
    >>> row = next(row for row in found.changes if row["kind"] == "status")
    >>> row["section"], row["before"], row["after"], row["rule"]
    ('zahedan-khash', 'construction', 'operating', 'newest')
    """
    if last < first:
        message = f"{first} comes after {last}"
        raise InputError(Problem("FROM", 0, "", "days-order", message))
    before, after = (survey(corridor, boundaries, day, kinds=EVENT_KINDS) for day in (first, last))
    pairs = list(zip(before.segments, after.segments, strict=True))
    new = [row for row in history(after) if row["counts_from"] > first.isoformat()]
    kilometres, totals = _kilometres(pairs, _COUNTRY), _kilometres(pairs, ["corridor"])
    return Difference(before, after, kilometres, totals, _changes(before, after, pairs), new)


def _kilometres(pairs: Iterable[_Pair], by: list[str]) -> Rows:
    """Return km by some keys, status and basis on both days, the statuses in their order."""
    keys = [*by, "status", "basis"]
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for pair in pairs:
        for column, segment in zip(("before_km", "after_km"), pair, strict=True):
            if segment.length_km is not None:
                group = tuple(getattr(segment, key) for key in keys)
                empty = dict(zip(keys, group, strict=True)) | {"before_km": 0.0, "after_km": 0.0}
                rows.setdefault(group, empty)[column] += segment.length_km
    found = [row | {"difference_km": row["after_km"] - row["before_km"]} for row in rows.values()]
    order = [*map(str, Status), None]
    return sorted(found, key=lambda row: (row["basis"], order.index(row["status"])))


def _changes(before: Survey, after: Survey, pairs: list[_Pair]) -> Rows:
    rows = []
    for kind in ("status", *PROGRESS_KINDS):
        told = [(new, _told(before, old, kind), _told(after, new, kind)) for old, new in pairs]
        for (*_, old, new), run in groupby(told, key=_same):
            if _value(old) != _value(new):
                stretch = [segment for segment, *_ in run]
                rows.append(_change(after, kind, stretch, old, new))
    return rows


def _told(known: Survey, segment: Segment, kind: str) -> Picked | None:
    tell = pick if kind == "status" else figure_of
    return tell(known.corridor, segment.events, kind, known.on)


def _same(told: tuple[Segment, Picked | None, Picked | None]) -> tuple[Any, ...]:
    segment, old, new = told
    return segment.section, segment.country, segment.basis, old, new


def _value(picked: Picked | None) -> float | str | None:
    value = picked.event.value if picked else None
    return value if value is None or isinstance(value, float) else str(value)


def _change(
    after: Survey, kind: str, run: list[Segment], old: Picked | None, new: Picked | None
) -> dict[str, Any]:
    """Return a row; where nothing is told any more, the claim of the status is why."""
    keys = ("corridor", "route", "section", "country", "country_name")
    by = new or _told(after, run[0], "status")
    return (
        {key: getattr(run[0], key) for key in keys}
        | span(run)
        | {"basis": run[0].basis, "kind": kind, "label": EVENT_KINDS[kind].label}
        | {"unit": EVENT_KINDS[kind].unit, "before": _value(old), "after": _value(new)}
        | _claim(after.corridor, by)
    )


def _claim(corridor: Corridor, picked: Picked | None) -> dict[str, Any]:
    if picked is None:
        return dict.fromkeys(("since", "as_of", "source", "publisher", "rule"))
    event = picked.event
    return {
        "since": str(event.since) if event.since else None,
        "as_of": str(corridor.stated(event)),
        "source": event.source,
        "publisher": corridor.sources[event.source].publisher,
        "rule": picked.rule,
    }
