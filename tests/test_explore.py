"""Corridors on maps for notebooks: what is taken, refused, drawn and never touched."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import folium
import numpy as np
import pytest
from browser.sample import HOSTILE
from folium.map import FitBounds
from folium.plugins import Fullscreen

import layers
from corridors import UnknownCorridorError, read_corridor
from corridors.survey import survey
from layers.encoding import decode
from layers.exploring.layer import CorridorLayer, children

if TYPE_CHECKING:
    from branca.element import Element

    from corridors.boundaries import Boundaries
    from corridors.survey import Survey


@pytest.fixture
def today(tiny: Path, squares: Boundaries) -> Survey:
    return survey(read_corridor(tiny), squares, date(2026, 1, 1))


def corridor_layers(m: Element) -> list[CorridorLayer]:
    return [child for child in children(m) if isinstance(child, CorridorLayer)]


def drawn(m: Element) -> dict[str, Any]:
    (layer,) = corridor_layers(m)
    return layer.record


def page(m: folium.Map) -> str:
    return str(m.get_root().render())


def test_takes_a_corridor_a_survey_a_name_a_folder_and_a_list(
    today: Survey, tiny: Path, squares: Boundaries
) -> None:
    by_survey = drawn(layers.explore(today))
    for given in (today.corridor, tiny, str(tiny), [tiny], (today,)):
        found = layers.explore(given, on=date(2026, 1, 1), boundaries=squares)
        assert drawn(found) == by_survey
    names = [one.record["name"] for one in corridor_layers(layers.explore(["southern-gas", today]))]
    assert names == ["Southern Gas Corridor", "Tiny corridor"]


def test_draws_what_the_survey_tells(today: Survey) -> None:
    m = layers.explore(today)
    found = drawn(m)
    segments = [segment for segment in today.segments if segment.line is not None]
    assert [piece["length_km"] for piece in found["pieces"]] == [s.length_km for s in segments]
    assert [piece["status"] for piece in found["pieces"]] == [s.status for s in segments]
    assert found["pieces"][0]["title"] == "West – Middle"
    assert found["pieces"][0]["source"] == {"text": "Paper", "url": "https://example.org/a"}
    # The border at 10° E is met on the geodesic, a little north of the parallel.
    assert decode(found["pieces"][0]["line"]) == pytest.approx(
        np.array([[8, 5], [10, 5]]), abs=4e-3
    )
    assert [place["name"] for place in found["places"]] == ["West", "Middle", "East"]
    assert np.array(m.get_bounds()) == pytest.approx(np.array([[5, 8], [5, 14]]), abs=4e-3)
    assert "Made with Atlas" in found["credits"]


def test_all_words_that_are_asked_for_are_there(today: Survey) -> None:
    script = (Path(layers.__file__).parent / "static" / "explored.js").read_text("utf-8")
    asked = set(re.findall(r'"([a-z]+\.[a-z-]+)"', script))
    assert "explored.country" in asked
    assert asked <= set(drawn(layers.explore(today, lang="ru"))["words"]["ru"])


def test_neighbours_of_one_look_are_one_run(squares: Boundaries, tiny: Path) -> None:
    before = survey(read_corridor(tiny), squares, date(2010, 1, 1))
    runs = drawn(layers.explore(before))["runs"]
    # Operating over the border at 10° E, then nothing was known; the last section is a sketch.
    assert [(run["status"], len(run["pieces"])) for run in runs][:1] == [("operating", 2)]
    assert [number for run in runs for number in run["pieces"]] == list(
        range(len(drawn(layers.explore(before))["pieces"]))
    )


def test_the_day_is_a_date_or_a_text(today: Survey) -> None:
    early, same = (layers.explore(today, on=on) for on in ("2010-01-01", date(2010, 1, 1)))
    assert drawn(early) == drawn(same)
    assert {piece["status"] for piece in drawn(early)["pieces"]} == {"operating", "unknown"}
    with pytest.raises(ValueError, match="Invalid isoformat"):
        layers.explore(today, on="yesterday")


def test_status_and_routes_choose(today: Survey) -> None:
    chosen = drawn(layers.explore(today, status="operating"))
    assert {piece["status"] for piece in chosen["pieces"]} == {"operating"}
    both = drawn(layers.explore(today, status=["operating", "proposed"], routes="main"))
    assert {piece["status"] for piece in both["pieces"]} == {"operating", "proposed"}
    nothing = layers.explore(today, routes=["unbuilt"])
    assert drawn(nothing)["pieces"] == []
    assert not [child for child in children(nothing) if isinstance(child, FitBounds)]


@pytest.mark.parametrize(
    ("options", "error", "told"),
    [
        ({"colour": "red"}, TypeError, r"no option 'colour'; it has corridor, m, on"),
        ({"tooltips": False}, TypeError, r"no option 'tooltips'; did you mean 'tooltip'\?"),
        ({"lang": "de"}, ValueError, "lang='de' is none of en, ru, az, tr, fa"),
        ({"status": "planned"}, ValueError, "status='planned' is none of operating"),
        ({"routes": ["mian"]}, ValueError, "routes='mian' is none of main, unbuilt"),
        ({"m": "map"}, TypeError, "m is a str, not a folium.Map"),
        ({"m": folium.Map(tiles=None), "height": 400}, ValueError, "set with the map m"),
        ({"height": '1px" onload="x'}, ValueError, "no size"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_refuses_by_name(
    today: Survey, options: dict[str, Any], error: type[Exception], told: str
) -> None:
    with pytest.raises(error, match=told):
        layers.explore(today, **options)


def test_refuses_what_is_no_corridor() -> None:
    with pytest.raises(TypeError, match="a DataFrame is no corridor, survey, name or folder"):
        layers.explore(__import__("pandas").DataFrame({"geometry": []}))
    with pytest.raises(UnknownCorridorError):
        layers.explore("atlantis")


def test_returns_the_map_given_and_leaves_folium_as_it_was(today: Survey) -> None:
    before = [list(folium.Map.default_js), list(folium.Map.default_css)]
    corridor = replace(today.corridor)
    m = folium.Map(tiles=None)
    assert layers.explore(today, m) is m
    alone = layers.explore(today)
    alone.add_js_link("plugin", "https://example.org/plugin.js")
    assert isinstance(alone, folium.Map)
    assert [list(folium.Map.default_js), list(folium.Map.default_css)] == before
    assert layers.explore(today).default_js == []
    assert today.corridor == corridor


def test_twice_on_one_map_are_two_layers_with_names_of_their_own(today: Survey) -> None:
    m = folium.Map(tiles=None)
    for _ in range(3):
        layers.explore(today, m)
    control = folium.LayerControl().add_to(m)
    text = page(m)
    assert len({one.get_name() for one in corridor_layers(m)}) == 3
    assert list(control.overlays) == ["Tiny corridor", "Tiny corridor (2)", "Tiny corridor (3)"]
    assert text.count("const corridorPage") == 1


class _Addresses(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "a":
            self.found += [value or "" for name, value in attrs if name in {"src", "href"}]


def test_saved_page_loads_nothing_and_is_the_same_again(today: Survey, tmp_path: Path) -> None:
    m = layers.explore(today)
    m.save(tmp_path / "map.html")
    text = (tmp_path / "map.html").read_text("utf-8")
    found = _Addresses()
    found.feed(text)
    assert found.found == []
    assert "'unsafe" not in text.partition("</title>")[0]
    assert page(m) == text
    assert '<html lang="en">' in text
    assert "<title>Tiny corridor</title>" in text


def test_policy_names_what_others_add(today: Survey) -> None:
    m = layers.explore(today)
    m.add_child(Fullscreen())
    text = page(m)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    linked = re.findall(r'<script src="([^"]+)"', text)
    assert linked
    assert all(address in policy[1] for address in linked)
    assert "script-src 'sha256-" in policy[1]
    assert "'unsafe-inline'" not in re.findall(r"script-src ([^;]+);", policy[1])[0]


def test_notebook_shows_it_in_a_frame(today: Survey) -> None:
    plain, sized = layers.explore(today), layers.explore(today, width="80%", height=420)
    assert "<iframe srcdoc=" in plain._repr_html_()
    assert 'width="80%" height="420px"' in sized._repr_html_()


def hostile(today: Survey, text: str) -> Survey:
    """Put a text into every name of a survey."""
    corridor = today.corridor
    spoilt = replace(
        corridor,
        name=text,
        routes=tuple(replace(route, name=text) for route in corridor.routes),
        places={key: place.changed({"name": text}) for key, place in corridor.places.items()},
        sources={
            key: source.changed({"publisher": text, "attribution": text})
            for key, source in corridor.sources.items()
        },
    )
    segments = tuple(replace(segment, country_name=text) for segment in today.segments)
    return replace(today, corridor=spoilt, segments=segments)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("mode", ["alone", "added"])
def test_hostile_text_is_only_data(today: Survey, text: str, mode: str) -> None:
    spoilt = hostile(today, text)
    m = (
        layers.explore(spoilt)
        if mode == "alone"
        else layers.explore(spoilt, folium.Map(tiles=None))
    )
    folium.LayerControl().add_to(m)
    whole = page(m)
    whole.encode("utf-8")
    assert "1337" not in re.sub(r"[0-9a-f]{32}", "", whole)
    (layer,) = corridor_layers(m)
    call = re.search(
        rf"var {layer.get_name()} = corridorPage.exploredLayer\((.*)\);$", whole, re.MULTILINE
    )
    assert call is not None
    assert json.loads(call[1]) == json.loads(json.dumps(layer.record))
    assert not set("<>&'`$%#") & set(call[1])
