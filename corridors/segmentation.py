"""One route under any layers of facts: the fewest stretches on which all of them are the same.

Linear referencing calls this dynamic segmentation, or an overlay of events.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, cast

from corridors.errors import InputError, Problem
from corridors.progress import newest
from corridors.survey import survey
from corridors.vocabulary import EVENT_KINDS

if TYPE_CHECKING:
    from corridors.boundaries import Boundaries
    from corridors.fields import Value
    from corridors.model import Corridor, Route
    from corridors.survey import Segment

__all__ = ["LAYERS", "Stretch", "stretches"]

#: What a route may be cut by, beside the kinds of event.
LAYERS = ("section", "country", "zone", "quality")


@dataclass(frozen=True)
class Stretch:
    """A stretch of a route, from_km..to_km as measured, and the value of each layer on it."""

    from_km: float
    to_km: float
    values: tuple[Value | None, ...]


def stretches(
    corridor: Corridor, route: Route, by: Sequence[str], boundaries: Boundaries, on: date
) -> list[Stretch]:
    """Cut the drawn part of a route wherever one of the layers changes.

    Parameters
    ----------
    corridor, route
        A corridor and one of its routes.
    by
        Names of layers: ``section``, ``country``, ``zone``, ``quality``, or a kind of event,
        where ``gauge`` is enough for ``gauge_mm``.
    boundaries
        The areas that tell the country.
    on
        The day for which facts are told, as then known.

    Returns
    -------
    list of Stretch
        In order along the route, without gaps; neighbours differ in at least one value. None is
        the value where nothing is known, and the country of what lies in none.

    Raises
    ------
    InputError
        When no layer or kind has such a name, or several have.

    Examples
    --------
    >>> from datetime import date
    >>> from corridors import load_boundaries, read_corridor
    >>> railway = read_corridor("st-petersburg-iran")
    >>> main = railway.routes[0]
    >>> found = stretches(railway, main, ["country"], load_boundaries("fine"), date(2026, 11, 23))
    >>> [stretch.values for stretch in found]
    [('RU',), ('AZ',), ('IR',)]
    """
    names = [_layer(name) for name in by]
    found = survey(corridor, boundaries, on, kinds=names).segments
    told = (
        Stretch(s.from_km, s.to_km, tuple(_value(corridor, s, name, on) for name in names))
        for s in found
        if s.route == route.id and s.from_km is not None and s.to_km is not None
    )
    return [_joined(list(same)) for _, same in groupby(told, key=lambda piece: piece.values)]


def _value(corridor: Corridor, segment: Segment, layer: str, on: date) -> Value | None:
    """Return what a layer says of a segment that it is the same on throughout."""
    if layer in LAYERS:
        return cast("str | None", getattr(segment, layer))
    event = newest(corridor, segment.events, layer, on)
    return event.value if event else None


def _layer(name: str) -> str:
    if name in LAYERS or name in EVENT_KINDS:
        return name
    meant = [kind for kind in EVENT_KINDS if kind.startswith(f"{name}_")]
    if len(meant) == 1:
        return meant[0]
    known = meant or [*LAYERS, *EVENT_KINDS]
    message = f"{name!r} is none of {', '.join(known)}"
    raise InputError(Problem("by", 0, "", "layer-unknown", message))


def _joined(same: list[Stretch]) -> Stretch:
    return Stretch(same[0].from_km, same[-1].to_km, same[0].values)
