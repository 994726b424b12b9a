"""Everything ever claimed of a corridor, in time order, and which of it counts on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from corridors.errors import InputError, Problem
from corridors.progress import compete, pick, rule_between, subject
from corridors.vocabulary import EVENT_KINDS

if TYPE_CHECKING:
    from corridors.records import Event, Row
    from corridors.referencing import RouteReference
    from corridors.sums import Rows
    from corridors.survey import Segment, Survey

__all__ = ["history"]

#: What orders claims of one day and place.
_SAID = (
    "kind", "source", "value", "country", "direction", "from", "to", "chainage", "since", "note",
)  # fmt: skip


@dataclass
class _Standing:
    """Where an event holds and where it counts, by which rules, and what counts in its place."""

    point: bool = False
    holds: list[Segment] = field(default_factory=list)
    counts: list[Segment] = field(default_factory=list)
    rules: dict[str, None] = field(default_factory=dict)
    instead: dict[str, None] = field(default_factory=dict)

    @property
    def used(self) -> str:
        if not self.counts:
            return "no"
        return "yes" if len(self.counts) == len(self.holds) else "partly"

    @property
    def counts_km(self) -> float:
        """Measured km on which it counts; none at a point."""
        drawn = [] if self.point else [s for s in self.counts if s.line is not None]
        return sum((s.length_km for s in drawn if s.length_km is not None), 0.0)


def history(survey: Survey, *, section: str | None = None, kind: str | None = None) -> Rows:
    """Return every claim known on the survey's day, oldest first.

    Parameters
    ----------
    survey
        A corridor cut at the ends of the claims asked for, on the day that ``used`` is told for:
        ``survey(corridor, boundaries, on, kinds=EVENT_KINDS)``.
    section, kind
        Keep to the claims that hold on this section, to those of this kind.

    Returns
    -------
    list of dict
        ``counts_from``, the day from which the claim counts; ``line`` in ``events.csv``;
        ``from``, ``to`` and ``chainage`` as recorded; ``from_km`` and ``to_km`` along the drawn
        route, of what of it lies in the claim's country; ``used``: ``yes``, ``partly`` or ``no``;
        ``counts_km``, the measured km on which it does; ``rule``, by which it, or else the claims
        of the sources ``instead``, were picked. What is told in words stands side by side.

    Raises
    ------
    InputError
        When the corridor has no such section.
    """
    if section not in {None, *(known.id for known in survey.corridor.sections)}:
        message = f"no section of {survey.corridor.id} has this id"
        raise InputError(Problem("--section", 0, str(section), "unknown-section", message))
    references = survey.corridor.references
    standing = _standing(survey)
    rows = [
        _row(survey, references[row.record.route], row, standing.get(row.number, _Standing()))
        for row in _known(survey)
        if kind in {None, row.record.kind}
    ]
    kept = [row for row in rows if section is None or section in row["sections"].split()]
    return sorted(kept, key=_in_time)


def _in_time(row: dict[str, Any]) -> tuple[Any, ...]:
    """Return what puts rows in time order, and equally old ones in one that no file decides."""
    place = row["route"], row["from_km"] or 0.0, row["to_km"] or 0.0, row["sections"]
    said = (str(row[key]) for key in _SAID)
    return row["counts_from"], row["as_of"], *place, *said


def _known(survey: Survey) -> Iterator[Row[Event]]:
    dated, rows = survey.corridor.dated, survey.corridor.rows
    return (r for r in rows if r.file == "events.csv" and dated(r.record) <= survey.on)


def _standing(survey: Survey) -> dict[int, _Standing]:
    """Return how each known event stands, by its line in the file."""
    lines = {id(row.record): row.number for row in _known(survey)}
    found: dict[int, _Standing] = {}
    for segment in survey.segments:
        points = {id(event) for event in segment.points}
        for rivals in _rivalries(segment):
            known = [event for event in rivals if id(event) in lines]
            for event in known:
                fresh = _Standing(point=id(event) in points)
                standing = found.setdefault(lines[id(event)], fresh)
                _weigh(survey, standing, event, known, segment)
    return found


def _rivalries(segment: Segment) -> Iterator[list[Event]]:
    """Yield the events of a segment that are about the same, on the same."""
    found: dict[tuple[object, ...], list[Event]] = {}
    for event in segment.events:
        found.setdefault(subject(event), []).append(event)
    for event in segment.points:
        found.setdefault((*subject(event), event.begin, event.end, event.chainage), []).append(
            event
        )
    yield from found.values()


def _weigh(
    survey: Survey, standing: _Standing, event: Event, rivals: list[Event], segment: Segment
) -> None:
    standing.holds.append(segment)
    picked = pick(survey.corridor, rivals, event.kind, survey.on)
    if not compete(event) or picked is None:
        standing.counts.append(segment)
        standing.rules["side by side"] = None
    elif picked.event is event:
        standing.counts.append(segment)
        standing.rules[picked.rule] = None
    else:
        standing.rules[rule_between(survey.corridor, picked.event, [event])] = None
        standing.instead[picked.event.source] = None


def _row(
    survey: Survey, reference: RouteReference, row: Row[Event], standing: _Standing
) -> dict[str, Any]:
    corridor, event = survey.corridor, row.record
    source, kind = corridor.sources[event.source], EVENT_KINDS[event.kind]
    return {
        "corridor": corridor.id,
        "counts_from": corridor.dated(event).isoformat(),
        "line": row.number,
        "route": event.route,
        "sections": " ".join(dict.fromkeys(segment.section for segment in standing.holds)),
        "from": event.begin,
        "to": event.end,
        "chainage": event.chainage,
        "country": event.country,
        "direction": event.direction or None,
        **_ends(reference, event, standing),
        "kind": event.kind,
        "label": kind.label,
        "value": event.value if isinstance(event.value, float) else str(event.value),
        "unit": kind.unit,
        "since": str(event.since) if event.since else None,
        "as_of": str(corridor.stated(event)),
        "source": source.id,
        "publisher": source.publisher,
        "quality": source.quality,
        "used": standing.used,
        "counts_km": standing.counts_km,
        "rule": ", ".join(standing.rules),
        "instead": " ".join(standing.instead),
        "note": event.note,
    }


def _ends(reference: RouteReference, event: Event, standing: _Standing) -> dict[str, float | None]:
    """Return from and to km along the drawn route; None where nothing of it is drawn."""
    drawn = [s for s in standing.holds if s.from_km is not None and s.to_km is not None]
    if drawn and standing.point:
        spot = event.end if event.begin is None else event.begin
        km = None if spot is None else reference.measure(spot, event.chainage)
        return {"from_km": km, "to_km": km}
    return {
        "from_km": min((s.from_km for s in drawn if s.from_km is not None), default=None),
        "to_km": max((s.to_km for s in drawn if s.to_km is not None), default=None),
    }
