"""Countries as declared in the seeds against those computed by cutting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from corridors.engine.ellipsoid import wgs84
from corridors.published import stretch
from corridors.splitting import split_lines

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corridors.boundaries import Boundaries
    from corridors.checks.findings import Found, Subject
    from corridors.records import Place

__all__ = ["events_not_crossed", "lengths_not_crossed", "places_abroad"]

#: What the generalised areas may be off, and the number of directions a place is looked round in.
_AREAS_OFF_KM = 0.5
_DIRECTIONS = 16


def events_not_crossed(subject: Subject) -> Found:
    """Yield events of a country that their stretch never enters, or their point is not in."""
    segments = subject.survey.segments
    holding = {id(event) for s in segments for event in (*s.events, *s.points)}
    for row in subject.rows("events.csv"):
        if row.record.country is not None and id(row.record) not in holding:
            yield row, f"its stretch does not enter {row.record.country}"


def lengths_not_crossed(subject: Subject) -> Found:
    """Yield published lengths of a country that their stretch, drawn throughout, never enters."""
    for row in subject.rows("lengths.csv"):
        sections = stretch(subject.corridor.route(row.record.route), row.record)
        ids = {section.id for section in sections}
        crossed = {s.country for s in subject.survey.segments if s.section in ids}
        is_drawn = all(section.line is not None for section in sections)
        if is_drawn and row.record.country not in {None, *crossed}:
            yield row, f"its stretch does not enter {row.record.country}"


def places_abroad(subject: Subject) -> Found:
    """Yield places whose coordinates, as exact as they are, lie outside their country."""
    areas = subject.survey.boundaries
    rows = [row for row in subject.rows("places.csv") if _is_judged(row.record, areas)]
    rays = [_rays(row.record) for row in rows]
    for row, pieces in zip(rows, split_lines(rays, areas), strict=True):
        names = {piece.area.country: piece.area.name for piece in pieces}
        if row.record.country not in names:
            found = " or ".join(sorted(names.values()))
            yield row, f"is declared in {row.record.country} and lies in {found}"


def _is_judged(place: Place, areas: Boundaries) -> bool:
    """Return whether a place has a country and coordinates that the areas tell of."""
    if place.lon is None or place.lat is None or place.country not in areas.names():
        return False
    return areas.holds((place.lon, place.lat, place.lon, place.lat))


def _rays(place: Place) -> NDArray[np.float64]:
    """Return a line from a place to the circle of its accuracy and back, in all directions."""
    reach_m = 1000 * max(_AREAS_OFF_KM, place.accuracy_km or 0.0)
    azimuths = np.linspace(0, 360, _DIRECTIONS, endpoint=False)
    centre = np.full((_DIRECTIONS, 2), (place.lon, place.lat))
    reach = np.full(_DIRECTIONS, reach_m)
    lon, lat, _ = wgs84().fwd(centre[:, 0], centre[:, 1], azimuths, reach)
    return np.stack([centre, np.column_stack([lon, lat])], axis=1).reshape(-1, 2)
