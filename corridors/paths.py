"""The ways through a corridor from one place to another, over branches and variants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, islice
from typing import TYPE_CHECKING

from corridors.errors import InputError, Problem
from corridors.intervals import SAME_KM
from corridors.junctions import Junctions, Link, junctions
from corridors.runs import Km, Leg, sum_km

if TYPE_CHECKING:
    import networkx as nx

    from corridors.intervals import Interval
    from corridors.model import Corridor
    from corridors.records import Event
    from corridors.survey import Segment, Survey

__all__ = ["MAX_PATHS", "Way", "main_ends", "path", "paths"]

#: As many ways are looked at, the shortest first.
MAX_PATHS = 50


@dataclass(frozen=True)
class Way:
    """One way through a corridor, in legs; no joint is passed twice."""

    places: tuple[str, ...]
    legs: tuple[Leg, ...] = field(repr=False)

    @property
    def routes(self) -> tuple[str, ...]:
        """Ids of the routes that it takes, in order."""
        return tuple(route for route, _ in groupby(leg.segment.route for leg in self.legs))

    @property
    def km(self) -> Km:
        """Its kilometres, measured and published apart."""
        return sum_km(self.legs)


def main_ends(corridor: Corridor) -> tuple[str, str]:
    """Return the first place of the first main route and the last place of the last one."""
    main = [r for r in corridor.routes if r.role == "main"] or list(corridor.routes)
    return main[0].places[0], main[-1].places[-1]


def paths(survey: Survey, begin: str, end: str, via: Sequence[str] = ()) -> list[Way]:
    """Return the ways from one place to another, the shortest first.

    Parameters
    ----------
    survey
        A corridor as known on a day.
    begin, end
        Ids of places: where sections begin or end, or anywhere on a line.
    via
        Ids of places to be passed in this order.

    Returns
    -------
    list of Way
        Of :data:`MAX_PATHS` ways at most; by measured and published km together, which no table
        does. A link of unknown length counts nothing here.

    Raises
    ------
    InputError
        When there is no such place, or no way.

    Examples
    --------
    >>> from corridors import load_boundaries, read_corridor
    >>> from corridors.survey import survey
    >>> railway = read_corridor("st-petersburg-iran")
    >>> known = survey(railway, load_boundaries("fine"), railway.read_on)
    >>> for way in paths(known, "saratov", "astrakhan"):
    ...     print(way.routes, round(way.km.measured))
    ('left-bank', 'main') 676
    ('main',) 842
    """
    stops = (begin, *via, end)
    found = junctions(survey.corridor, stops)
    legs = _legs(survey, found)
    ways = islice(_ways(survey.corridor, found, legs, stops), MAX_PATHS)
    walked = [_walk(nodes, legs) for nodes in ways]
    passed = [way for way in walked if _passes(way.places, stops)]
    if not passed:
        by_way_of = f" by way of {', '.join(via)}" if via else ""
        raise _no_way(survey.corridor, f"no line leads from {begin!r} to {end!r}{by_way_of}")
    return sorted(passed, key=lambda way: (_rounded_km(way), len(way.routes)))


def path(survey: Survey, begin: str, end: str, via: Sequence[str] = ()) -> Way:
    """Return the way with the fewest km off the main routes, of equal ones the shortest.

    Parameters and errors are those of :func:`paths`.
    """
    main = {route.id for route in survey.corridor.routes if route.role == "main"}

    def off_main(way: Way) -> float:
        off = sum_km(leg for leg in way.legs if leg.segment.route not in main)
        return round(off.measured + off.published, 3)

    return min(paths(survey, begin, end, via), key=off_main)


def _rounded_km(way: Way) -> float:
    """Return the length for comparison: ways that differ by rounding are equally long."""
    return round(way.km.measured + way.km.published, 3)


def _no_way(corridor: Corridor, message: str) -> InputError:
    return InputError(Problem(corridor.id, 0, "", "path-none", message))


def _passes(places: tuple[str, ...], stops: Sequence[str]) -> bool:
    """Return whether the stops are among the places, in this order."""
    ahead = iter(places)
    return all(stop in ahead for stop in stops)


def _ways(
    corridor: Corridor, found: Junctions, legs: dict[Link, list[Leg]], stops: Sequence[str]
) -> Iterator[list[str | Link]]:
    """Yield the ways, the shortest first: places and, between them, links."""
    import networkx as nx  # noqa: PLC0415  heavy

    begin, end = stops[0], stops[-1]
    if begin == end:
        raise _no_way(corridor, f"a way leads from one place to another, not from {begin!r} to it")
    graph = _graph(found, legs)
    try:
        yield from nx.shortest_simple_paths(graph, begin, end, weight="km")
    except nx.NetworkXNoPath:
        return


def _graph(found: Junctions, legs: dict[Link, list[Leg]]) -> nx.Graph:
    """Return places and links as nodes, so that two lines may run from one place to another."""
    import networkx as nx  # noqa: PLC0415  heavy

    graph = nx.Graph()
    graph.add_edges_from(found.same, km=0.0)
    for link in found.links:
        km = sum_km(legs[link])
        half = (km.measured + km.published) / 2
        graph.add_edge(link.begin, link, km=half)
        graph.add_edge(link, link.end, km=half)
    return graph


def _walk(nodes: list[str | Link], legs: dict[Link, list[Leg]]) -> Way:
    """Return a way as legs, each link passed from the place before it."""
    before = zip([None, *nodes], nodes, strict=False)
    links = [(node, begin == node.end) for begin, node in before if isinstance(node, Link)]
    passed = (leg for link, against in links for leg in _passed(link, legs[link], against=against))
    return Way(tuple(node for node in nodes if isinstance(node, str)), tuple(passed))


def _passed(link: Link, legs: list[Leg], *, against: bool) -> list[Leg]:
    begin, end = (link.end, link.begin) if against else (link.begin, link.end)
    passed = [replace(leg, against=against) for leg in (legs[::-1] if against else legs)]
    if passed:
        passed[0] = replace(passed[0], begin=begin)
        passed[-1] = replace(passed[-1], end=end)
    return passed


def _legs(survey: Survey, found: Junctions) -> dict[Link, list[Leg]]:
    """Return each link's legs in the direction of its route."""
    events = _events_on_routes(survey.corridor)
    segments: dict[str, list[Segment]] = {section.id: [] for section in survey.corridor.sections}
    for segment in survey.segments:
        segments[segment.section].append(segment)
    return {
        link: [
            leg
            for segment in segments[link.section]
            for leg in _legs_within(segment, link, events[link.section])
        ]
        for link in found.links
    }


def _events_on_routes(corridor: Corridor) -> dict[str, list[Interval[Event]]]:
    """Return the events on a stretch of each drawn section by its id, on the km of the route."""
    starts = {
        section.id: from_km
        for route in corridor.routes
        for section, from_km in zip(
            route.sections, corridor.references[route.id].starts_km, strict=False
        )
    }
    return {
        section: [
            replace(e, from_km=e.from_km + starts[section], to_km=e.to_km + starts[section])
            for e in events
            if e.from_km < e.to_km
        ]
        for section, events in corridor.placed.items()
    }


def _legs_within(segment: Segment, link: Link, events: list[Interval[Event]]) -> Iterator[Leg]:
    """Yield a segment's legs inside a link: cut wherever any claim begins or ends."""
    if segment.from_km is None or segment.to_km is None:
        yield Leg(segment, None, None, segment.length_km, segment.events)
        return
    from_km, to_km = max(segment.from_km, link.from_km), min(segment.to_km, link.to_km)
    if to_km - from_km <= SAME_KM:
        return
    here = [e for e in events if e.value.country in {None, segment.country}]
    for begin, end in _cut(from_km, to_km, sorted(km for e in here for km in (e.from_km, e.to_km))):
        held = tuple(e.value for e in here if e.covers((begin + end) / 2))
        yield Leg(segment, begin, end, end - begin, held)


def _cut(from_km: float, to_km: float, ends: list[float]) -> Iterator[tuple[float, float]]:
    """Yield the parts between ends; those that differ by rounding only are one."""
    for km in ends:
        if from_km + SAME_KM < km < to_km - SAME_KM:
            yield from_km, km
            from_km = km
    yield from_km, to_km
