"""Databases that know nothing of this project find the same kilometres per country."""

from __future__ import annotations

import importlib
import itertools
import json
from collections.abc import Callable

import geopandas as gpd
import pytest
import shapely
from click.testing import CliRunner
from pyproj import Geod
from shapely import LineString

from benchmarks.cells import areas_of
from benchmarks.lengths import Totals
from benchmarks.peers import PEERS
from corridors import read_corridor
from corridors.cli import main
from corridors.reading import BUILT_IN

#: Databases cut in the plane of degrees; the chord of a step is within 4 cm of the geodesic.
STEP_M = 1000.0

#: Of lines and of areas with their key.
Database = Callable[[gpd.GeoDataFrame, gpd.GeoDataFrame], Callable[[], Totals]]


@pytest.fixture(params=["duckdb-cells", "postgis-cells"])
def database(request: pytest.FixtureRequest) -> Database:
    """Return what loads lines and areas and adds up km by key of area."""
    peer = PEERS[request.param]
    if peer.lacks():
        pytest.skip(peer.lacks())
    module = importlib.import_module(f"benchmarks.peers.{peer.place.partition(':')[0]}")
    found: Database = module.totals_by
    return found


@pytest.mark.parametrize("corridor", BUILT_IN)
def test_totals_per_country_agree_within_a_hundredth_of_a_percent(
    corridor: str, database: Database
) -> None:
    told = json.loads(CliRunner().invoke(main, ["lengths", corridor, "--format", "json"]).stdout)
    areas = areas_of(told["boundaries"]["name"])
    lines = [section.line for section in read_corridor(corridor).sections if section.line]
    dense = gpd.GeoDataFrame(geometry=[densified(line) for line in lines], crs=4326)
    theirs = database(dense, areas)()
    ours = dict.fromkeys((row["country"] for row in told["rows"]), 0.0)
    for row in told["rows"]:
        ours[row["country"]] += row["length_km"] if row["basis"] == "measured" else 0.0
    countries = {country for country, km in ours.items() if country and km}
    assert countries == {key for key in theirs if len(key) == 2}
    for country in countries:
        assert ours[country] == pytest.approx(theirs[country], rel=1e-4), country


def densified(line: LineString) -> LineString:
    """Return the line with points on the geodesic, at most a kilometre apart."""
    geod, coords = Geod(ellps="WGS84"), shapely.get_coordinates(line).tolist()
    points = coords[:1]
    for a, b in itertools.pairwise(coords):
        between = int(geod.inv(a[0], a[1], b[0], b[1])[2] // STEP_M)
        points += [*(geod.npts(a[0], a[1], b[0], b[1], between) if between else []), b]
    return LineString(points)
