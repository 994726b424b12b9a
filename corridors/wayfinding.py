"""A route over a network of lines: the shortest way from place to place, with its breaks told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import shapely

from corridors.alignment import Alignment
from corridors.errors import InputError, Problem
from corridors.geodesy import distance_km, edges_km, lengths_km, measures_km
from corridors.joining import MEETING_KM, meeting_points
from corridors.noding import cut_at, keys, noded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corridors.gazetteer import Stop

    Coordinates = NDArray[np.float64]

__all__ = ["Break", "Leg", "find_way"]

#: Places lie at most this far from the network, unless asked otherwise.
WITHIN_KM = 10.0


@dataclass(frozen=True)
class Break:
    """Where the network has no way on: from one (lon, lat) to the nearest point beyond."""

    begin: tuple[float, float]
    end: tuple[float, float]

    @property
    def km(self) -> float:
        """How far apart its ends are."""
        return distance_km(self.begin, self.end)


@dataclass(frozen=True)
class Leg:
    """The way from one place to the next.

    Attributes
    ----------
    begin, end
        The places.
    lines
        N x 2 (lon, lat) in degrees; two where there is a break between them, each perhaps empty.
    gap
        The break, if there is one.
    choices
        How often another line led between the same two points; the shorter one was taken.
    """

    begin: Stop
    end: Stop
    lines: tuple[Coordinates, ...] = field(repr=False)
    gap: Break | None
    choices: int

    @property
    def length_km(self) -> float:
        """Km of its lines."""
        return sum(float(edges_km(line).sum()) for line in self.lines if len(line))


def find_way(
    parts: Sequence[Coordinates], stops: Sequence[Stop], *, within_km: float = WITHIN_KM
) -> list[Leg]:
    """Find the shortest way over a network, from stop to stop.

    Parameters
    ----------
    parts
        N x 2 (lon, lat) in degrees each. They meet at ends a metre apart at most, and at vertices
        they share; where they only cross, there is no way from one to the other.
    stops
        Two places or more; each is taken to the nearest point of the network.
    within_km
        How far off the network a place may be.

    Raises
    ------
    InputError
        When a place is further off, or two that follow each other are at the same point.
    """
    places = _snapped(parts, stops, within_km)
    pieces = noded(_cut(parts, places))
    graph, points = _graph(pieces)
    nodes = [_node(points, place.point) for place in places]
    return [
        _leg(graph, pieces, points, pair, ends)
        for pair, ends in zip(pairwise(stops), pairwise(nodes), strict=True)
    ]


@dataclass(frozen=True)
class _Place:
    """A stop on the network: on which part, at which km of it, and where."""

    part: int
    km: float
    point: tuple[float, float]


def _snapped(parts: Sequence[Coordinates], stops: Sequence[Stop], within_km: float) -> list[_Place]:
    line = Alignment(list(parts))
    found = []
    for stop in stops:
        km, offset_km = line.locate(stop.point)
        if abs(offset_km) > within_km:
            message = f"it is {abs(offset_km):.1f} km off the network; at most {within_km:g}"
            raise InputError(Problem("via", 0, stop.name, "place-off-network", message))
        found.append(_nearer(parts, line.starts_km, km, stop))
    for (a, b), (here, there) in zip(pairwise(stops), pairwise(found), strict=True):
        if here.point == there.point:
            message = f"it is where {a.name!r} is on the network"
            raise InputError(Problem("via", 0, b.name, "place-twice", message))
    return found


def _nearer(
    parts: Sequence[Coordinates], starts: NDArray[np.float64], km: float, stop: Stop
) -> _Place:
    """Return the place at a km of all parts; where one ends and another begins, on the nearer."""
    first = int(np.searchsorted(starts, km - MEETING_KM, side="right")) - 1
    last = int(np.searchsorted(starts, km + MEETING_KM, side="right"))
    places = []
    for number in range(max(first, 0), last):
        line = Alignment([parts[number]])
        here = min(max(km - float(starts[number]), 0.0), line.length_km)
        lon, lat = line.point_at(here).tolist()
        places.append(_Place(number, here, (lon, lat)))
    return min(places, key=lambda place: distance_km(place.point, stop.point))


def _cut(parts: Sequence[Coordinates], places: Sequence[_Place]) -> list[Coordinates]:
    """Return the parts, those with places on them cut there."""
    on: dict[int, list[_Place]] = {}
    for place in places:
        on.setdefault(place.part, []).append(place)
    cut = {number: _cut_part(parts[number], own) for number, own in on.items()}
    return [piece for n, part in enumerate(parts) for piece in cut.get(n, [part])]


def _cut_part(part: Coordinates, places: Sequence[_Place]) -> list[Coordinates]:
    """Return the pieces of a part between the places on it; their points become vertices."""
    here = sorted((place.km, place.point) for place in places)
    kms = measures_km(part)
    new = [(km, point) for km, point in here if 0 < km < kms[-1] and km not in kms]
    at = np.searchsorted(kms, [km for km, _ in new])
    whole = np.insert(part, at, [point for _, point in new], axis=0) if new else part
    return cut_at(whole, keys(np.array([point for _, point in here])))


def _graph(pieces: Sequence[Coordinates]) -> tuple[nx.MultiGraph, Coordinates]:
    """Return the pieces as edges between numbered points, and the points by number."""
    graph = nx.MultiGraph()
    told = zip(meeting_points(pieces, MEETING_KM), lengths_km(pieces).tolist(), strict=True)
    graph.add_edges_from(
        (*ends, number, {"begin": ends[0], "km": km}) for number, (ends, km) in enumerate(told)
    )
    points = np.full((2 * len(pieces), 2), np.nan)
    for node in graph:
        points[node] = pieces[node // 2][-(node % 2)]
    return graph, points


def _node(points: Coordinates, point: tuple[float, float]) -> int:
    """Return the number of the point that lies nearest."""
    flat = (points - point) * [np.cos(np.radians(point[1])), 1.0]
    return int(np.nanargmin((flat**2).sum(axis=1)))


def _leg(
    graph: nx.MultiGraph,
    pieces: Sequence[Coordinates],
    points: Coordinates,
    stops: tuple[Stop, Stop],
    ends: tuple[int, int],
) -> Leg:
    reached = nx.node_connected_component(graph, ends[0])
    if ends[1] in reached:
        line, choices = _path(graph, pieces, *ends)
        return Leg(*stops, (line,), None, choices)
    beyond = nx.node_connected_component(graph, ends[1])
    here, there = _nearest(points, sorted(reached), sorted(beyond))
    ways = [_path(graph, pieces, ends[0], here), _path(graph, pieces, there, ends[1])]
    lines = tuple(line for line, _ in ways)
    gap = Break(*((float(points[n][0]), float(points[n][1])) for n in (here, there)))
    return Leg(*stops, lines, gap, sum(choices for _, choices in ways))


def _path(
    graph: nx.MultiGraph, pieces: Sequence[Coordinates], begin: int, end: int
) -> tuple[Coordinates, int]:
    """Return the line of the shortest way, and at how many places there was another one."""
    nodes = nx.dijkstra_path(graph, begin, end, weight=_shortest)
    lines, choices = [], 0
    for a, b in pairwise(nodes):
        edges = graph.get_edge_data(a, b)
        number = min(edges, key=lambda key: (edges[key]["km"], key))
        choices += len(edges) > 1
        forward = edges[number]["begin"] == a
        lines.append(pieces[number] if forward else pieces[number][::-1])
    if not lines:
        return np.empty((0, 2)), 0
    return np.concatenate([lines[0], *(line[1:] for line in lines[1:])]), choices


def _nearest(points: Coordinates, here: list[int], there: list[int]) -> tuple[int, int]:
    """Return the points of two lists that lie nearest to each other."""
    squeeze = [np.cos(np.radians(points[here][:, 1].mean())), 1.0]
    tree = shapely.STRtree(shapely.points(points[there] * squeeze))
    asked = shapely.points(points[here] * squeeze)
    (ours, theirs), off = tree.query_nearest(asked, return_distance=True, all_matches=False)
    best = int(off.argmin())
    return here[ours[best]], there[theirs[best]]


def _shortest(_a: int, _b: int, edges: dict[int, dict[str, float]]) -> float:
    return min(edge["km"] for edge in edges.values())
