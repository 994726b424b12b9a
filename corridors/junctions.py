"""Where the lines of a corridor meet: its sections, cut into links from one joint to the next.

Lines meet at a place that both name, and where one of them begins or ends on the other. Lines
that merely cross or run side by side do not meet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from corridors.errors import InputError, Problem, nearest_word

if TYPE_CHECKING:
    from corridors.model import Corridor
    from corridors.records import Place, Section
    from corridors.referencing import RouteReference

__all__ = ["MAX_MEET_KM", "Junctions", "Link", "junctions"]

#: The end of a line joins another line, or the end of one, at most this far away: what traces
#: of two lines, each right within a kilometre or two, may miss each other by.
MAX_MEET_KM = 1.0


class Link(NamedTuple):
    """A part of a section, told by its id, between two joints; its km count along the route.

    Both km are the same where no line is known: then it is the whole section.
    """

    section: str
    begin: str
    end: str
    from_km: float
    to_km: float


class Junctions(NamedTuple):
    """The links of a corridor, and pairs of places that are one joint."""

    links: tuple[Link, ...]
    same: tuple[tuple[str, str], ...]


class _Spot(NamedTuple):
    """A place on the line of a route, at its km there."""

    place: str
    line: RouteReference
    km: float


def junctions(corridor: Corridor, stops: Iterable[str] = ()) -> Junctions:
    """Find the joints of a corridor.

    A place of one route lies on another by a kilometre post, or where the line's end is at most
    :data:`MAX_MEET_KM` from the other line; if that is as near to the end of a section, both are
    one joint, else the section is cut there.

    Parameters
    ----------
    corridor
        As read from its seeds.
    stops
        Ids of places that are to be joints, too, wherever on a line they lie.

    Raises
    ------
    InputError
        When there is no such place, or it lies on no line.

    Examples
    --------
    >>> from corridors import read_corridor
    >>> found = junctions(read_corridor("southern-gas"))
    >>> ("ipsala", "kipoi") in found.same
    True
    >>> [(link.begin, link.end) for link in found.links if link.section == "kipoi-bilisht"]
    [('kipoi', 'komotini'), ('komotini', 'bilisht')]
    """
    lines = list(corridor.references.values())
    ends = {place for route in corridor.routes for place in route.places}
    met = [(spot, _end_near(spot)) for spot in _meetings(lines)]
    same = [(spot.place, end) for spot, end in met if end is not None]
    inside = [spot for spot, end in met if end is None]
    inside += [_stop(lines, place) for place in stops if place not in ends]
    links = (link for line in lines for link in _links(line, inside))
    return Junctions(tuple(links), tuple(same))


def _meetings(lines: list[RouteReference]) -> Iterator[_Spot]:
    """Yield the places at which one route begins or ends on another."""
    for own in lines:
        for place, point in _loose_ends(own):
            for line in lines:
                km = None if place in line.route.places else _km_on(line, place, point)
                if km is not None:
                    yield _Spot(place, line, km)


def _loose_ends(line: RouteReference) -> Iterator[tuple[str, tuple[float, float] | None]]:
    """Yield the places at which no other section of the route goes on, and where they are."""
    first = {section.from_place: section for section in line.route.sections}
    last = {section.to_place: section for section in line.route.sections}
    for place in sorted(first.keys() ^ last.keys()):
        section = first.get(place) or last[place]
        if section.line is not None:
            lon, lat = section.line.coords[0 if place in first else -1][:2]
            yield place, (lon, lat)
        else:
            yield place, _point(line.corridor.places[place])


def _point(place: Place) -> tuple[float, float] | None:
    return None if place.lon is None or place.lat is None else (place.lon, place.lat)


def _km_on(line: RouteReference, place: str, point: tuple[float, float] | None) -> float | None:
    """Return the km at which a place lies on a route; None where it does not."""
    posts = (p for p in line.corridor.posts if p.route == line.route.id and p.place == place)
    if any(posts):
        return line.measure(place)
    if point is None or not line.route.drawn:
        return None
    km, offset_km = line.route.alignment.locate(point)
    return float(km) if abs(offset_km) <= MAX_MEET_KM else None


def _stop(lines: list[RouteReference], place: str) -> _Spot:
    """Return where a place lies on the first route that it lies on."""
    corridor = lines[0].corridor
    if place not in corridor.places:
        message = f"is no place of the corridor{nearest_word(place, corridor.places)}"
        raise _refused(corridor.id, place, "place-unknown", message)
    for line in lines:
        with suppress(InputError):
            return _Spot(place, line, line.measure(place))
    raise _refused(corridor.id, place, "place-unplaced", "lies on no line of the corridor")


def _refused(corridor: str, place: str, code: str, message: str) -> InputError:
    return InputError(Problem(corridor, 0, place, code, message))


def _measured(line: RouteReference) -> Iterator[tuple[Section, float, float]]:
    for section, (from_km, to_km) in zip(
        line.route.sections, pairwise(line.starts_km), strict=True
    ):
        yield section, from_km, to_km


def _end_near(spot: _Spot) -> str | None:
    """Return the end of a section that a spot is so near to as to be the same joint."""
    drawn = [(s, a, b) for s, a, b in _measured(spot.line) if s.line is not None]
    ends = [end for s, a, b in drawn for end in ((a, s.from_place), (b, s.to_place))]
    off_km, place = min((abs(km - spot.km), place) for km, place in ends)
    return place if off_km <= MAX_MEET_KM else None


def _links(line: RouteReference, inside: list[_Spot]) -> Iterator[Link]:
    spots = sorted((spot.km, spot.place) for spot in inside if spot.line is line)
    for section, from_km, to_km in _measured(line):
        cuts = [(km, place) for km, place in spots if from_km < km < to_km]
        ends = [(from_km, section.from_place), *cuts, (to_km, section.to_place)]
        for (begin_km, begin), (end_km, end) in pairwise(ends):
            yield Link(section.id, begin, end, begin_km, end_km)
