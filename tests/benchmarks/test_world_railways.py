"""From Dar es Salaam to Dodoma over OpenStreetMap's railways, simplified.

The network is that of the package scgraph-data (© OpenStreetMap contributors, ODbL 1.0), read as
text; the oracle is networkx on the same edges.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner

from corridors import read_corridor
from corridors.cli import main
from corridors.geodesy import distance_km

WEST, SOUTH, EAST, NORTH = 27.0, -15.0, 41.0, -5.0
TOWNS = (39.27, -6.83), (35.74, -6.17)

Point = tuple[float, float]


def _edges(text: str) -> Iterator[tuple[Point, Point]]:
    """Yield the edges whose ends both lie in the box, once each."""
    lines = dict(
        line.split("=", 1) for line in text.splitlines() if line[:6] in {"graph=", "nodes="}
    )
    nodes = [(lon, lat) for lat, lon in json.loads(lines["nodes"])]
    inside = [WEST < lon < EAST and SOUTH < lat < NORTH for lon, lat in nodes]
    for begin, near in enumerate(re.finditer(r"\{([^}]*)\}", lines["graph"])):
        if inside[begin]:
            for end in map(int, re.findall(r"(\d+):", near[1])):
                if end > begin and inside[end]:
                    yield nodes[begin], nodes[end]


def _nearest(network: nx.Graph, town: Point) -> Point:
    found: Point = min((distance_km(node, town), node) for node in network)[1]
    return found


@pytest.fixture(scope="module")
def network() -> nx.Graph:
    found = find_spec("scgraph_data")
    if found is None or not found.submodule_search_locations:
        pytest.skip("without scgraph-data: make bench")
    text = Path(found.submodule_search_locations[0], "world_railways.py").read_text("utf-8")
    graph = nx.Graph()
    for begin, end in _edges(text):
        graph.add_edge(begin, end, km=distance_km(begin, end))
    return graph.subgraph(max(nx.connected_components(graph), key=len))


def test_the_way_is_the_shortest_there_is(network: nx.Graph, tmp_path: Path) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {},
            "geometry": {"type": "LineString", "coordinates": edge},
        }
        for edge in network.edges
    ]
    source = tmp_path / "railways.geojson"
    source.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    ends = [_nearest(network, town) for town in TOWNS]
    via = ", ".join(f"{lon} {lat}" for lon, lat in ends)
    words = ["new", str(tmp_path / "way"), "--network", str(source), "--via", via]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    assert "breaks" not in done.output
    (route,) = read_corridor(tmp_path / "way").routes
    shortest = nx.dijkstra_path_length(network, *ends, weight="km")
    assert route.alignment.length_km == pytest.approx(shortest, abs=0.001)
    assert 385 < shortest < 500  # as the crow flies, and in curves
