"""Sections that do not meet, and sections that run over the same ground."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely

from corridors.geodesy import distance_km, length_km

if TYPE_CHECKING:
    from shapely import LineString

    from corridors.checks.findings import Found, Subject
    from corridors.records import Section

__all__ = ["apart", "gaps", "overlaps"]

#: A gap shorter than this is a matter of how a line was digitised.
_MIN_GAP_KM = 0.05

#: Two lines within this of each other run over the same ground, where they do so for as long.
_SAME_GROUND_KM = 0.01
_MIN_OVERLAP_KM = 0.1

#: Kilometres to a degree of a meridian, in the mean.
_DEGREE_KM = 111.2


def _neighbours(subject: Subject) -> Iterator[tuple[Section, Section]]:
    return (pair for route in subject.corridor.routes for pair in pairwise(route.sections))


def apart(subject: Subject) -> Found:
    """Yield sections that do not begin at the place where the section before them ends."""
    for before, section in _neighbours(subject):
        if section.from_place != before.to_place:
            message = f"begins at {section.from_place}, {before.id} before it ends at "
            yield subject.row(section), message + before.to_place


def gaps(subject: Subject) -> Found:
    """Yield sections whose line begins short of the end of the line before it."""
    for before, section in _neighbours(subject):
        if before.line is not None and section.line is not None:
            gap_km = distance_km(before.line.coords[-1], section.line.coords[0])
            if gap_km > _MIN_GAP_KM:
                yield subject.row(section), f"begins {gap_km:.2f} km from the end of {before.id}"


def overlaps(subject: Subject) -> Found:
    """Yield sections that run over the same ground as one before them on the same route."""
    for route in subject.corridor.routes:
        drawn = [(section, section.line) for section in route.drawn if section.line]
        for (before, line_before), (section, line) in combinations(drawn, 2):
            shared_km = _shared_km(line, line_before)
            if shared_km > _MIN_OVERLAP_KM:
                message = f"{shared_km:.1f} km of it lie on {before.id}"
                yield subject.row(section), message


def _shared_km(line: LineString, other: LineString) -> float:
    """Return how much of a line lies within about 10 m of another."""
    if not shapely.box(*line.bounds).intersects(shapely.box(*other.bounds)):
        return 0.0
    middle = np.radians(shapely.get_coordinates(line)[:, 1].mean())
    scale = np.array([_DEGREE_KM * np.cos(middle), _DEGREE_KM])
    flat, other_flat = shapely.transform([line, other], lambda coords: coords * scale)
    shared = flat.intersection(other_flat.buffer(_SAME_GROUND_KM))
    parts = shapely.get_parts(shapely.transform(shared, lambda coords: coords / scale))
    return sum(length_km(part) for part in parts if part.geom_type == "LineString")
