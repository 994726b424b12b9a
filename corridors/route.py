"""A route, frozen: one directed line of sections, with places and kilometres along it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import shapely

from corridors.alignment import Alignment, Located

if TYPE_CHECKING:
    from numpy.typing import ArrayLike
    from shapely import LineString, MultiLineString

    from corridors.records import Section

__all__ = ["Route"]


@dataclass(frozen=True)
class Route:
    """One directed line: its sections in order.

    Attributes
    ----------
    id, name, note
        Its id in lower case with hyphens, what people call it, and what else is to be known.
    role
        ``main``, ``variant``, ``branch``, ``tied`` or ``proposed``.
    sections
        Each begins at the place at which the one before it ends.

    Examples
    --------
    >>> from corridors import read_corridor
    >>> tap = next(r for r in read_corridor("southern-gas").routes if r.id == "tap")
    >>> tap.places[0], tap.places[-1], round(tap.alignment.length_km, 1)
    ('kipoi', 'melendugno', 866.6)
    """

    id: str
    name: str
    role: str
    sections: tuple[Section, ...]
    note: str = ""

    @property
    def places(self) -> tuple[str, ...]:
        """Ids of the places at which its sections begin and end, in order along the route."""
        ends = (place for s in self.sections for place in (s.from_place, s.to_place))
        return tuple(dict.fromkeys(ends))

    @cached_property
    def drawn(self) -> tuple[Section, ...]:
        """Its sections whose line is known, in order."""
        return tuple(section for section in self.sections if section.line is not None)

    @cached_property
    def alignment(self) -> Alignment:
        """Its measured line: those of the drawn sections, one after the other."""
        return Alignment([shapely.get_coordinates(section.line) for section in self.drawn])

    def point_at(self, km: float) -> tuple[float, float]:
        """Return (lon, lat) in degrees at a measured km; see :meth:`Alignment.point_at`."""
        lon, lat = self.alignment.point_at(km).tolist()
        return lon, lat

    def slice(self, from_km: float, to_km: float) -> LineString | MultiLineString:
        """Return the line between two measured km; see :meth:`Alignment.slice`."""
        return self.alignment.slice(from_km, to_km)

    def locate(self, point: Sequence[float], near_km: float | None = None) -> tuple[float, float]:
        """Return the measured km nearest to a (lon, lat) point, and the signed offset in km.

        See :meth:`Alignment.locate`.

        Examples
        --------
        >>> from corridors import read_corridor
        >>> railway = read_corridor("st-petersburg-iran").routes[0]
        >>> round(railway.locate(railway.point_at(3600.0))[0], 6)
        3600.0
        """
        return self.alignment.locate(point, near_km)

    def project(self, points: ArrayLike) -> Located:
        """Return measured km and offsets of M (lon, lat) points; see :meth:`Alignment.project`."""
        return self.alignment.project(points)
