"""Places that lie off the lines they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corridors.referencing import reach_km

if TYPE_CHECKING:
    from corridors.checks.findings import Found, Subject
    from corridors.model import Corridor

__all__ = ["off_line"]

#: Kinds of place that a line runs through.
_ON_A_LINE = {"station", "junction", "compressor-station", "metering-station"}


def off_line(subject: Subject) -> Found:
    """Yield stations further from every drawn line than they may be."""
    alignments = [route.alignment for route in subject.corridor.routes if route.drawn]
    undrawn = _undrawn(subject.corridor)
    if not alignments:
        return
    for row in subject.rows("places.csv"):
        place = row.record
        if place.kind not in _ON_A_LINE or place.lon is None or place.id in undrawn:
            continue
        off_km = min(abs(a.locate((place.lon, place.lat))[1]) for a in alignments)
        if off_km > reach_km(place):
            yield row, f"the nearest line is {off_km:.1f} km away"


def _undrawn(corridor: Corridor) -> set[str]:
    """Return the places between which no line is drawn, on neither side."""
    drawn = [section for route in corridor.routes for section in route.drawn]
    ends = {place for section in drawn for place in (section.from_place, section.to_place)}
    return {place for route in corridor.routes for place in route.places} - ends
