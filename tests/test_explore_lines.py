"""Any lines on a map: cut at borders, a colour a country, texts as data."""

from __future__ import annotations

import re
from typing import Any

import folium
import geopandas as gpd
import pandas as pd
import pytest
from browser.sample import HOSTILE
from shapely import LineString, MultiLineString, box
from small import make_boundaries

import corridors.accessor
import layers
from corridors.errors import OptionError
from layers.encoding import decode
from layers.exploring.layer import CorridorLayer, children

AREAS = make_boundaries({"AA": box(0, 0, 10, 10), "BB": box(10, 0, 20, 10)})
LINES = gpd.GeoSeries([LineString([(8, 5), (12, 5), (24, 5)])], index=["trunk"], crs=4326)


def record(m: folium.Map) -> dict[str, Any]:
    (layer,) = [child for child in children(m) if isinstance(child, CorridorLayer)]
    return layer.record


def explored(lines: gpd.GeoSeries | gpd.GeoDataFrame) -> dict[str, Any]:
    return record(layers.explore_lines(lines, boundaries=AREAS))


def test_pieces_are_those_of_the_cut_each_with_its_country() -> None:
    found = explored(LINES)
    pieces = corridors.split_by_country(LINES, AREAS)
    assert [piece["length_km"] for piece in found["pieces"]] == pieces["length_km"].tolist()
    assert [piece["area"] for piece in found["pieces"]] == ["AA", "BB", "International waters"]
    assert {piece["title"] for piece in found["pieces"]} == {"trunk"}
    assert decode(found["pieces"][0]["line"])[0].tolist() == pytest.approx([8, 5])


def test_a_look_a_country_most_km_first_and_grey_for_nobodys() -> None:
    looks = explored(LINES)["statuses"]
    assert [look["word"] for look in looks] == ["BB", "International waters", "AA"]
    assert looks[1]["colour"] == "#6b7075"
    assert looks[0]["colour"] != looks[2]["colour"]


def test_a_column_name_calls_the_lines() -> None:
    named = gpd.GeoDataFrame({"name": ["Northern"]}, geometry=LINES.to_numpy(), crs=4326)
    assert {piece["title"] for piece in explored(named)["pieces"]} == {"Northern"}


@pytest.mark.parametrize(
    "lines",
    [
        gpd.GeoSeries([], crs=4326),
        gpd.GeoSeries([None, LineString(), MultiLineString()], crs=4326),
    ],
)
def test_nothing_to_draw_draws_nothing(lines: gpd.GeoSeries) -> None:
    assert explored(lines)["pieces"] == []


def test_on_a_map_given_beside_other_lines_each_layer_has_a_name_of_its_own() -> None:
    m = folium.Map(tiles=None)
    for _ in range(2):
        assert LINES.corridor.explore(m, boundaries=AREAS, name="Trunk") is m
    names = [child.layer_name for child in children(m) if isinstance(child, CorridorLayer)]
    assert names == ["Trunk", "Trunk (2)"]


def test_countries_are_named_in_the_language_asked_for() -> None:
    spur = gpd.GeoSeries([LineString([(48.85, 38.47), (48.85, 38.40)])], crs=4326)
    found = record(spur.corridor.explore(lang="tr"))
    assert [look["label"] for look in found["statuses"]] == ["İran", "Azerbaycan"]


@pytest.mark.parametrize("wrong", [{"lang": "xx"}, {"width": "wide"}])
def test_an_option_without_such_a_value_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(OptionError, match=str(*wrong.values())):
        layers.explore_lines(LINES, boundaries=AREAS, **wrong)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_are_only_data(text: str) -> None:
    name = pd.Series([text], dtype=object)  # as strings pandas takes no half characters
    named = gpd.GeoDataFrame({"name": name}, geometry=LINES.to_numpy(), crs=4326)
    m = named.corridor.explore(boundaries=AREAS, name=text)
    whole = str(m.get_root().render())
    assert "1337" not in re.sub(r"[0-9a-f]{32}", "", whole)
    (call,) = re.findall(r"corridorPage.exploredLayer\((.*)\);$", whole, re.MULTILINE)
    assert not set("<>&'`$%#") & set(call)
