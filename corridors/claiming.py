"""What a tracker says of the sections of a route, as lines of the seeds' files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from corridors.foreign.tracker import LICENCE, PUBLISHER

if TYPE_CHECKING:
    from corridors.drafts import DraftRoute
    from corridors.foreign.tracker import TrackerRow

__all__ = ["rows_of_tracker"]

Cells = dict[str, object]


def rows_of_tracker(
    route: DraftRoute, name: str, places: Sequence[str], source_id: Callable[[str], str]
) -> Iterator[tuple[str, Cells]]:
    """Yield file and cells of each source, claim and published length.

    Parameters
    ----------
    route
        Of whose sections rows of a tracker tell something.
    name
        Its id.
    places
        Ids of the places at which its sections begin and end, one more than these.
    source_id
        Returns an id for a source, unlike others.
    """
    for number, row in route.rows.items():
        source = source_id(f"gem-{row.id}")
        yield "sources.csv", _source(row, source)
        stretches = route.stretches(number)
        for first, last in stretches:
            where: Cells = {"route": name, "from": places[first], "to": places[last + 1]}
            yield from (("events.csv", cells | where) for cells in _events(row, source))
            if len(stretches) == 1:
                yield from (("lengths.csv", cells | where) for cells in _lengths(row, source))


def _source(row: TrackerRow, source: str) -> Cells:
    return {
        "id": source,
        "publisher": PUBLISHER,
        "title": f"{row.name} ({row.id})",
        "url": row.url,
        "published": row.day,
        "licence": LICENCE,
        "attribution": PUBLISHER,
    }


def _events(row: TrackerRow, source: str) -> Iterator[Cells]:
    for claim in row.claims:
        about: Cells = {"kind": claim.kind, "value": claim.value, "since": claim.since}
        yield about | {"source": source, "note": claim.note}


def _lengths(row: TrackerRow, source: str) -> Iterator[Cells]:
    for number, (km, note) in enumerate(row.lengths_km):
        used = "" if number else "yes"
        yield {"length_km": f"{km:.3f}", "source": source, "used": used, "note": note}
