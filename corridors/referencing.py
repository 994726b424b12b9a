"""Where facts lie on a route: its places, chainages and events, found on its measured line.

A place lies where a section begins or ends, else at its kilometre post, else where its
coordinates come nearest to the line. A post that ties fixes the line to its chainage; between
ties kilometres are placed in proportion.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, NoReturn, Protocol

import numpy as np

from corridors.calibration import Calibration
from corridors.errors import InputError, Problem
from corridors.intervals import SAME_KM, Interval

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from corridors.records import Event, Place, Post
    from corridors.route import Route

__all__ = ["RouteReference", "reach_km"]

#: A place further than this from the line, beyond its own accuracy, is not on the route.
_MAX_OFF_LINE_KM = 3.0


class _Spot(NamedTuple):
    """A position on a route: number of the section, and km from where that begins."""

    section: int
    km: float


class Surroundings(Protocol):
    """What of a corridor tells where facts lie on its routes: its places and its posts."""

    @property
    def id(self) -> str:
        """Its id, for messages."""

    @property
    def places(self) -> Mapping[str, Place]:
        """Places by their ids."""

    @property
    def posts(self) -> Sequence[Post]:
        """Kilometre posts of all its routes."""


@dataclass(frozen=True)
class RouteReference:
    """One route of a corridor as a linear reference: places and kilometres become measures.

    Examples
    --------
    >>> from corridors import read_corridor
    >>> pipelines = read_corridor("southern-gas")
    >>> tap = pipelines.references["tap"]
    >>> tap.measure("melendugno") == tap.route.alignment.length_km
    True
    """

    corridor: Surroundings
    route: Route

    def measure(self, spot: str | float, chainage: str | None = None) -> float:
        """Return how far along the drawn route a place or a kilometre lies, in km.

        Parameters
        ----------
        spot
            Id of a place, or a km of the chainage.
        chainage
            Id of a chainage; None: km are measured along the route from its first place.

        Raises
        ------
        InputError
            When the place is not on the route, or the km is outside the chainage or the route.
        """
        if isinstance(spot, str):
            return self._place(spot)
        if chainage is not None:
            return self._calibration(chainage).to_measure(spot)
        length_km = self.route.alignment.length_km if self.route.drawn else 0.0
        if not 0 <= spot <= length_km:
            self._refuse("km-range", f"{spot:g} km is not within 0..{length_km:.3f}")
        return spot

    def chainages(self, measure_km: float) -> dict[str, float]:
        """Return the km of each chainage that covers a measure, by the chainage's id."""
        return {
            name: calibration.to_chainage(measure_km)
            for name, calibration in self.calibrations.items()
            if calibration.covers(measure_km)
        }

    @cached_property
    def calibrations(self) -> dict[str, Calibration]:
        """The chainages that two ties or more fix to this route, by id."""
        return {name: self.calibrate(name) for name, ties in self.ties.items() if len(ties) > 1}

    @cached_property
    def ties(self) -> dict[str, list[Post]]:
        """The posts that tie each chainage to this route, by the chainage's id."""
        ties = [post for post in self._posts if post.tie]
        ids = dict.fromkeys(post.chainage for post in ties)
        return {name: [post for post in ties if post.chainage == name] for name in ids}

    def calibrate(self, chainage: str) -> Calibration:
        """Return a chainage as its ties fix it to this route.

        Raises
        ------
        InputError
            When the ties do not fit the line; see :class:`corridors.calibration.Calibration`.
        """
        posts = self.ties[chainage]
        measures = [self._on_line(post.place) for post in posts]
        pairs = [(measure, post.km) for measure, post in zip(measures, posts, strict=True)]
        return Calibration(pairs, labels=[post.place for post in posts])

    @cached_property
    def _posts(self) -> tuple[Post, ...]:
        return tuple(post for post in self.corridor.posts if post.route == self.route.id)

    @cached_property
    def _ends(self) -> dict[str, _Spot]:
        """Places at which sections begin or end; where one ends, the next one begins."""
        sections = list(enumerate(self.route.sections))
        ends = {section.to_place: _Spot(number + 1, 0.0) for number, section in sections}
        return ends | {section.from_place: _Spot(number, 0.0) for number, section in sections}

    @cached_property
    def starts_km(self) -> tuple[float, ...]:
        """Measure at which each section begins, and that of the end of the last."""
        if not self.route.drawn:
            return (0.0,) * (len(self.route.sections) + 1)
        line = self.route.alignment
        ends = iter([*line.starts_km[1:].tolist(), line.length_km])
        starts = [0.0]
        for section in self.route.sections:
            starts.append(starts[-1] if section.line is None else next(ends))
        return tuple(starts)

    def _place(self, place: str) -> float:
        if place in self._ends:
            return self.starts_km[self._ends[place].section]
        post = next((p for p in self._posts if p.place == place and self._reads(p)), None)
        if post is not None:
            return self.calibrations[post.chainage].to_measure(post.km)
        return self._on_line(place)

    def _reads(self, post: Post) -> bool:
        if post.chainage not in self.calibrations:
            return False
        calibration = self.calibrations[post.chainage]
        low, high = sorted(calibration.to_chainage(km) for km in calibration.span)
        return low <= post.km <= high

    def _on_line(self, place: str) -> float:
        """Return the measure of a place by its coordinates, or as an end of a section."""
        if place in self._ends:
            return self.starts_km[self._ends[place].section]
        record = self.corridor.places.get(place)
        if record is None or record.lon is None or record.lat is None or not self.route.drawn:
            self._refuse("place-unplaced", f"nothing tells where {place!r} lies on it")
        km, offset_km = self._nearest.get(place) or self._projected([record])[place]
        if abs(offset_km) > reach_km(record):
            message = f"{place!r} is {abs(offset_km):.1f} km off its line"
            self._refuse("place-off-line", message)
        return km

    @cached_property
    def reachable(self) -> tuple[str, ...]:
        """Ids of the places that may lie on the drawn route; all others surely do not."""
        told = self._ends.keys() | {post.place for post in self._posts} | self._nearest.keys()
        return tuple(place for place in self.corridor.places if place in told)

    @cached_property
    def _nearest(self) -> dict[str, tuple[float, float]]:
        """Measure nearest to each place that may be near enough, and the offset, in km."""
        places = [place for place in self.corridor.places.values() if place.lon is not None]
        reaches_km = np.array([reach_km(place) for place in places])
        near = np.flatnonzero(self.route.alignment.may_reach(_points(places), reaches_km))
        return self._projected([places[number] for number in near])

    def _projected(self, places: Sequence[Place]) -> dict[str, tuple[float, float]]:
        found = self.route.alignment.project(_points(places))
        pairs = zip(found.km.tolist(), found.offset_km.tolist(), strict=True)
        return dict(zip((place.id for place in places), pairs, strict=True))

    def _calibration(self, chainage: str) -> Calibration:
        if chainage not in self.calibrations:
            self._refuse("chainage-unfixed", f"no two posts tie {chainage!r} to it")
        return self.calibrations[chainage]

    def _refuse(self, code: str, message: str) -> NoReturn:
        raise InputError(Problem(self.corridor.id, 0, self.route.id, code, message))

    def place(self, event: Event) -> dict[str, Interval[Event]]:
        """Return an event on the km of each section that it touches, by the section's id.

        On a section without a line it holds on the whole, told by 0..0 km.
        """
        ends = (self._spot(event.begin, event, 0), self._spot(event.end, event, -1))
        first, last = sorted(ends)
        if first.section == len(self.route.sections):
            first = last = self._very_end()
        touched = self.route.sections[first.section : last.section + 1]
        numbered = enumerate(touched, first.section)
        placed = ((section.id, self._cut(number, first, last)) for number, section in numbered)
        return {name: Interval(*km, event) for name, km in placed if km is not None}

    def _spot(self, spot: str | float | None, event: Event, end: int) -> _Spot:
        if spot is None:
            return self._ends[self.route.places[end]]
        if isinstance(spot, str) and spot in self._ends:
            return self._ends[spot]
        return self._within(self.measure(spot, event.chainage))

    def _within(self, measure_km: float) -> _Spot:
        """Return the section in which a measure lies; where two meet, the later."""
        for number, (start, end) in enumerate(pairwise(self.starts_km)):
            if measure_km < end - SAME_KM:
                return _Spot(number, max(0.0, measure_km - start))
        return _Spot(len(self.route.sections), 0.0)

    def _very_end(self) -> _Spot:
        return _Spot(len(self.route.sections) - 1, self.starts_km[-1] - self.starts_km[-2])

    def _cut(self, number: int, first: _Spot, last: _Spot) -> tuple[float, float] | None:
        """Return the km of a section between two spots; None where it has no share in them."""
        if not first.section <= number <= last.section:
            return None
        length_km = self.starts_km[number + 1] - self.starts_km[number]
        from_km = first.km if number == first.section else 0.0
        to_km = last.km if number == last.section else length_km
        is_drawn = self.route.sections[number].line is not None
        has_share = from_km < to_km if is_drawn else number < last.section
        return (from_km, to_km) if has_share or first == last else None


def reach_km(place: Place) -> float:
    """Return how far from its line a place may be, in km."""
    return _MAX_OFF_LINE_KM + (place.accuracy_km or 0.0)


def _points(places: Sequence[Place]) -> NDArray[np.float64]:
    return np.array([(place.lon, place.lat) for place in places], np.float64).reshape(-1, 2)
