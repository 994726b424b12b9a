"""Scattered parts of lines become directed lines: joined where they meet, never bridged.

Parts are edges between the points at which they begin and end. A cluster of parts that hang
together gives its longest way as one line; what hangs off it, or runs beside it, is left over and
told. Lines that do not meet stay apart, in order, with the gap between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import shapely

from corridors.engine.ellipsoid import wgs84
from corridors.geodesy import distance_km, edges_km

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Coordinates = NDArray[np.float64]

__all__ = ["MEETING_KM", "Chain", "Joined", "join", "meeting_points"]

#: Ends so near each other meet: a metre, less than any map is exact to.
MEETING_KM = 0.001

#: A degree of latitude is nowhere shorter.
_KM_PER_DEGREE = 110.5

_M_PER_KM = 1000.0


@dataclass(frozen=True)
class Chain:
    """Parts in one directed line.

    Attributes
    ----------
    parts
        Numbers of the parts in order, from 0.
    reversed
        Of each, whether it runs against the line.
    coords
        N x 2 (lon, lat) in degrees, vertices where parts meet once.
    """

    parts: tuple[int, ...]
    reversed: tuple[bool, ...]
    coords: Coordinates

    @property
    def length_km(self) -> float:
        """Its geodesic length on WGS 84."""
        return float(edges_km(self.coords).sum())

    def turned(self) -> Chain:
        """Return the same line the other way."""
        flags = tuple(not flag for flag in self.reversed[::-1])
        return Chain(self.parts[::-1], flags, self.coords[::-1])


@dataclass(frozen=True)
class Joined:
    """What parts came to.

    Attributes
    ----------
    chains
        The lines in order, each in the direction of the whole.
    gaps_km
        Between each chain and the next.
    beside
        Lines of parts that hang off a chain, or run beside it: they are on none of the chains.
    """

    chains: tuple[Chain, ...]
    gaps_km: tuple[float, ...]
    beside: tuple[Chain, ...]


def join(parts: Sequence[Coordinates], *, meeting_km: float = MEETING_KM) -> Joined:
    """Join parts of lines where their ends meet.

    Parameters
    ----------
    parts
        N x 2 (lon, lat) in degrees each, in any order and direction.
    meeting_km
        Ends at most this far apart meet.

    Returns
    -------
    Joined
        The whole runs as most of its kilometres did; every part stands in it exactly once.

    Examples
    --------
    >>> east, west = np.array([[1.0, 0.0], [2.0, 0.0]]), np.array([[1.0, 0.0], [0.0, 0.0]])
    >>> found = join([east, west, np.array([[2.1, 0.0], [3.0, 0.0]])])
    >>> [chain.parts for chain in found.chains], [round(km, 1) for km in found.gaps_km]
    ([(1, 0), (2,)], [11.1])
    """
    nodes = meeting_points(parts, meeting_km)
    graph = nx.MultiGraph()
    for number, (part, ends) in enumerate(zip(parts, nodes, strict=True)):
        graph.add_edge(*ends, key=number, km=float(edges_km(part).sum()))
    main, beside = [], []
    for component in sorted(nx.connected_components(graph), key=min):
        ways = list(_ways(graph.subgraph(component)))
        main.append(_chain(parts, nodes, ways[0]))
        beside += [_chain(parts, nodes, way) for way in ways[1:]]
    return _in_order(main, tuple(beside))


def meeting_points(parts: Sequence[Coordinates], meeting_km: float) -> list[tuple[int, int]]:
    """Return the numbers of the points at which each part begins and ends; those that meet are one.

    A point has the number of the first end there: 2 i where part i begins, 2 i + 1 where it ends.
    """
    ends = np.array([part[end] for part in parts for end in (0, -1)]).reshape(-1, 2)
    _, first, spot = np.unique(ends @ (1, 1j), return_index=True, return_inverse=True)
    same = nx.utils.UnionFind(range(len(first)))
    for one, other in _near(ends[first], meeting_km).tolist():
        same.union(one, other)
    roots = np.array([same[number] for number in range(len(first))], np.int64)[spot]
    _, first, point = np.unique(roots, return_index=True, return_inverse=True)
    named = first[point].tolist()
    return list(zip(named[::2], named[1::2], strict=True))


def _near(points: Coordinates, meeting_km: float) -> NDArray[np.int64]:
    """Return the pairs of points that are at most so far apart on the geodesic, a row each."""
    degrees = meeting_km / _KM_PER_DEGREE
    widest = np.minimum(np.abs(points[:, 1]) + degrees, 89.9)
    reach = np.column_stack([degrees / np.cos(np.radians(widest)), np.full(len(points), degrees)])
    boxes = shapely.box(*(points - reach).T, *(points + reach).T)
    tree = shapely.STRtree(np.asarray(shapely.points(points)))
    one, other = tree.query(boxes)
    one, other = one[one < other], other[one < other]
    apart = wgs84().inv(*points[one].T, *points[other].T)[2]
    return np.column_stack([one, other])[np.asarray(apart) <= meeting_km * _M_PER_KM]


def _ways(graph: nx.MultiGraph) -> Iterator[list[tuple[int, int, int]]]:
    """Yield ways through a graph until its edges are used up: the longest first.

    A way is a list of (from, to, part); it passes no point twice, unless it is a ring.
    """
    rest = nx.MultiGraph(graph)
    while rest.number_of_edges():
        component = rest.subgraph(max(nx.connected_components(rest), key=lambda c: _km(rest, c)))
        way = _ring(component) or _longest(component) or _loop(component)
        yield way
        rest.remove_edges_from([(a, b, part) for a, b, part in way])
        rest.remove_nodes_from(list(nx.isolates(rest)))


def _km(graph: nx.MultiGraph, nodes: Iterable[int]) -> float:
    return float(graph.subgraph(nodes).size(weight="km"))


def _ring(graph: nx.MultiGraph) -> list[tuple[int, int, int]]:
    """Return the way round where the graph is one ring, from its first point; else nothing."""
    if any(degree != 2 for _, degree in graph.degree()):  # noqa: PLR2004  a ring's points have two edges
        return []
    return list(nx.eulerian_circuit(graph, source=min(graph), keys=True))


def _longest(graph: nx.MultiGraph) -> list[tuple[int, int, int]]:
    """Return the shortest way between the two ends that are furthest apart along the lines."""
    ends = [node for node, degree in graph.degree() if degree == 1] or [min(graph)]
    start = _furthest(graph, min(ends))
    end = _furthest(graph, start)
    path = nx.dijkstra_path(graph, start, end, weight=_shortest)
    return [(a, b, _part(graph, a, b)) for a, b in pairwise(path)]


def _loop(graph: nx.MultiGraph) -> list[tuple[int, int, int]]:
    """Return one part that ends where it begins, where all parts do so at the same point."""
    return sorted(graph.edges(keys=True))[:1]


def _furthest(graph: nx.MultiGraph, start: int) -> int:
    reached: dict[int, float] = nx.single_source_dijkstra_path_length(
        graph, start, weight=_shortest
    )
    return max(reached, key=lambda node: (reached[node], -node))


def _shortest(_a: int, _b: int, edges: dict[int, dict[str, float]]) -> float:
    return min(edge["km"] for edge in edges.values())


def _part(graph: nx.MultiGraph, a: int, b: int) -> int:
    """Return the shortest of the parts between two points."""
    edges = graph.get_edge_data(a, b)
    return min((edge["km"], int(key)) for key, edge in edges.items())[1]


def _chain(
    parts: Sequence[Coordinates],
    nodes: Sequence[tuple[int, int]],
    way: Sequence[tuple[int, int, int]],
) -> Chain:
    """Return the parts of a way in one line, in the direction most of its kilometres have."""
    flags = [nodes[part][0] != begin for begin, _, part in way]
    numbers = [part for *_, part in way]
    pairs = list(zip(numbers, flags, strict=True))
    lines = [parts[part][::-1] if flag else parts[part] for part, flag in pairs]
    coords = np.concatenate([lines[0], *(line[1:] for line in lines[1:])])
    chain = Chain(tuple(numbers), tuple(flags), coords)
    back = sum(float(edges_km(line).sum()) for line, flag in zip(lines, flags, strict=True) if flag)
    return chain.turned() if 2 * back > chain.length_km else chain


def _in_order(chains: Sequence[Chain], beside: tuple[Chain, ...]) -> Joined:
    """Return the chains one behind the other: each next to the end that it is nearest to."""
    rest = sorted(chains, key=lambda chain: chain.length_km)
    row = [rest.pop()] if rest else []
    while rest:
        _, number, at_end, turn = min(
            (distance_km(pair[0].tolist(), pair[1].tolist()), number, at_end, turn)
            for number, chain in enumerate(rest)
            for at_end, turn, pair in _meetings(row, chain)
        )
        chain = rest.pop(number)
        row.insert(len(row) if at_end else 0, chain.turned() if turn else chain)
    against = sum(c.length_km for c in row if 2 * sum(c.reversed) > len(c.parts))
    if 2 * against > sum(chain.length_km for chain in row):
        row = [chain.turned() for chain in row[::-1]]
    gaps = (distance_km(a.coords[-1].tolist(), b.coords[0].tolist()) for a, b in pairwise(row))
    return Joined(tuple(row), tuple(gaps), beside)


def _meetings(
    row: Sequence[Chain], chain: Chain
) -> Iterator[tuple[bool, bool, tuple[Coordinates, Coordinates]]]:
    """Yield how a chain may go on: behind the row or before it, as it is or turned."""
    first, last = chain.coords[0], chain.coords[-1]
    yield True, False, (row[-1].coords[-1], first)
    yield True, True, (row[-1].coords[-1], last)
    yield False, False, (last, row[0].coords[0])
    yield False, True, (first, row[0].coords[0])
