"""Maps for notebooks in Chromium without a network: alone, in a frame, on a map of folium's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import folium
import geopandas as gpd
import pandas as pd
import pytest
from browser.sample import HOSTILE
from folium.plugins import Fullscreen
from shapely import LineString

import layers
from corridors import read_corridor
from corridors.survey import Survey, survey
from layers.words import words

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

    from corridors.boundaries import Boundaries

pytestmark = pytest.mark.browser

LEAFLET = Path(str(files("js_lib_leaflet"))) / "static" / "js_lib_leaflet"
OPERATING = "path[stroke='#063352'][stroke-width='3.6']"


class Seen:
    """An open page, what it said, and what it asked a network for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.said: list[str] = []
        self.asked: list[str] = []
        page.set_default_timeout(5_000)
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.route(re.compile("^https?:"), self._answer)

    def _answer(self, route: Route) -> None:
        """Answer as the network would for Leaflet, and for nothing else."""
        self.asked.append(route.request.url)
        name = route.request.url.rpartition("/")[2]
        if name in {"leaflet.js", "leaflet.css"}:
            route.fulfill(path=LEAFLET / name)
        else:
            route.abort()


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Callable[[str], Seen]]:
    contexts = []

    def show_one(text: str) -> Seen:
        context = browser.new_context(
            viewport={"width": 900, "height": 700}, reduced_motion="reduce", offline=True
        )
        contexts.append(context)
        seen = Seen(context.new_page())
        (tmp_path / "page.html").write_text(text, encoding="utf-8")
        seen.page.goto((tmp_path / "page.html").as_uri())
        return seen

    yield show_one
    for context in contexts:
        context.close()


@pytest.fixture
def today(tiny: Path, squares: Boundaries) -> Survey:
    return survey(read_corridor(tiny), squares, date(2026, 1, 1))


def page_of(m: folium.Map) -> str:
    return str(m.get_root().render())


def touch(page: Page, lat: float, lon: float, *, click: bool = False) -> None:
    """Point at a place of the map with the mouse, when the map has come to rest."""
    box = page.evaluate(
        """async ([lat, lon]) => {
          const frame = () => new Promise(requestAnimationFrame);
          const map = window[Object.keys(window).find((key) => /^(alone_)?map_/.test(key))];
          await frame();  // a zoom begins with the next frame
          do await frame(); while (map._animatingZoom);
          const at = map.latLngToContainerPoint([lat, lon]);
          return [at.x, at.y];
        }""",
        [lat, lon],
    )
    page.mouse.move(box[0], box[1] - 40)
    page.mouse.move(*box)
    if click:
        page.mouse.click(*box)


def test_a_saved_map_draws_lines_legend_and_tells_of_them(
    show: Callable[[str], Seen], today: Survey, tmp_path: Path
) -> None:
    layers.explore(today).save(tmp_path / "map.html")
    seen = show((tmp_path / "map.html").read_text("utf-8"))
    page = seen.page
    assert page.locator(OPERATING).count() == 1
    assert page.inner_text(".corridor-legend").split("\n")[:2] == [
        "Tiny corridor",
        "as of 1 Jan 2026",
    ]
    touch(page, 5, 9)
    page.wait_for_selector(".corridor-hover:has-text('West – Middle')")
    touch(page, 5, 9, click=True)
    card = page.inner_text(".leaflet-popup .corridor-card")
    for part in ("West – Middle", "Operating", "since 2001", "AA", "km 0.0 – 221.8"):
        assert part in card, part
    link = page.locator(".leaflet-popup a:has-text('Paper')")
    assert link.get_attribute("href") == "https://example.org/a"
    assert "Made with Atlas" in page.inner_text(".leaflet-control-attribution")
    assert (seen.said, seen.asked) == ([], [])


def test_options_leave_out(show: Callable[[str], Seen], today: Survey) -> None:
    m = layers.explore(today, legend=False, places=False, tooltip=False, popup=False)
    page = show(page_of(m)).page
    touch(page, 5, 9, click=True)
    assert page.locator(OPERATING).count() == 1
    assert page.locator(".corridor-legend, .corridor-card").count() == 0
    assert page.locator("path[fill='#fff']").count() == 0


def test_a_notebook_shows_it_without_a_network(show: Callable[[str], Seen], today: Survey) -> None:
    m = layers.explore(today, lang="fa", height=400)
    seen = show(f"<!DOCTYPE html><title>Notebook</title>{m._repr_html_()}")
    frame = seen.page.frame_locator("iframe")
    frame.locator(OPERATING).wait_for(state="attached")
    legend = frame.locator(".corridor-legend")
    assert words("fa")["status.operating"] in legend.inner_text()
    assert legend.get_attribute("dir") == "rtl"
    assert seen.page.locator("iframe").bounding_box() is not None
    assert (seen.said, seen.asked) == ([], [])


def test_other_elements_appear_on_it(show: Callable[[str], Seen], today: Survey) -> None:
    m = layers.explore(today)
    folium.Marker((7, 11), popup="<b>a popup</b>", tooltip="a tooltip").add_to(m)
    folium.Marker((3, 11), icon=folium.Icon(color="red")).add_to(m)
    point = {"type": "Point", "coordinates": [10, 3]}
    folium.GeoJson({"type": "Feature", "properties": {}, "geometry": point}, name="p").add_to(m)
    folium.PolyLine([(4, 8), (4, 12)], color="#ff00ff").add_to(m)
    folium.LayerControl(collapsed=False).add_to(m)
    seen = show(page_of(m))
    page = seen.page
    assert page.locator("img.leaflet-marker-icon").count() == 2
    assert page.evaluate(
        "[...document.querySelectorAll('img.leaflet-marker-icon')].every((one) => one.naturalWidth)"
    )
    assert page.locator(".corridor-pin path[fill='red']").count() == 1
    assert page.locator("path[stroke='#ff00ff']").count() == 1
    page.locator("img.leaflet-marker-icon").first.click()
    assert page.inner_text(".leaflet-popup-content b") == "a popup"
    box = page.get_by_label("Tiny corridor")
    box.uncheck()
    assert page.locator(f"{OPERATING}, .corridor-legend").count() == 0
    box.check()
    assert page.locator(OPERATING).count() == 1
    assert page.locator(".corridor-legend").count() == 1
    assert (seen.said, seen.asked) == ([], [])


def test_a_plugin_that_cannot_be_loaded_leaves_the_map_whole(
    show: Callable[[str], Seen], today: Survey
) -> None:
    m = layers.explore(today)
    Fullscreen().add_to(m)
    folium.PolyLine([(4, 8), (4, 12)], color="#ff00ff").add_to(m)
    seen = show(page_of(m))
    assert seen.page.locator(OPERATING).count() == 1
    assert seen.page.locator("path[stroke='#ff00ff']").count() == 1
    assert all("fullscreen" in address for address in seen.asked)
    assert seen.asked


def test_twice_on_a_map_of_folium(show: Callable[[str], Seen], today: Survey) -> None:
    m = folium.Map((5, 11), zoom_start=6, tiles=None)
    layers.explore(today, m)
    layers.explore(today, m, lang="tr")
    folium.LayerControl(collapsed=False).add_to(m)
    page = show(page_of(m)).page
    assert page.locator(OPERATING).count() == 2
    titles = page.locator(".leaflet-control-layers-overlays label").all_inner_texts()
    assert [title.strip() for title in titles] == ["Tiny corridor", "Tiny corridor (2)"]
    page.get_by_label("Tiny corridor", exact=True).uncheck()
    assert page.locator(OPERATING).count() == 1
    assert page.locator(".corridor-legend").count() == 1
    assert page.inner_text(".leaflet-control-attribution").count("Made with Atlas") == 1
    touch(page, 5, 9, click=True)
    assert "West – Middle" in page.inner_text(".leaflet-popup .corridor-card")
    assert "2001" in page.inner_text(".leaflet-popup .corridor-card")


@pytest.mark.parametrize("mode", ["alone", "added"])
def test_hostile_names_show_as_typed(show: Callable[[str], Seen], today: Survey, mode: str) -> None:
    text = " ".join(HOSTILE)
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
    segments = tuple(
        replace(segment, country_name=text, country=None) for segment in today.segments
    )
    m = None if mode == "alone" else folium.Map((5, 11), zoom_start=6, tiles=None)
    m = layers.explore(replace(today, corridor=spoilt, segments=segments), m)
    folium.LayerControl(collapsed=False).add_to(m)
    seen = show(page_of(m))
    page = seen.page
    touch(page, 5, 9, click=True)
    expected = " ".join(text.split())
    for where in (
        ".corridor-card",
        ".corridor-legend",
        ".leaflet-control-layers",
        ".leaflet-control-attribution",
    ):
        shown = " ".join(page.locator(where).last.inner_text().replace("\ufffd", "\ud800").split())
        assert expected in shown, where
    assert page.evaluate("window.hacked") is None
    assert page.locator("img, svg[onload]").count() == 0
    if mode == "alone":
        assert (seen.said, seen.asked) == ([], [])


def test_lines_of_a_frame_show_their_countries(show: Callable[[str], Seen]) -> None:
    spur = gpd.GeoDataFrame(
        {"name": ["Spur <b>"]},
        geometry=[LineString([(48.85, 38.47), (48.85, 38.40)])],
        crs=4326,
    )
    seen = show(str(layers.explore_lines(spur, name="Over the river").get_root().render()))
    legend = seen.page.locator(".corridor-legend")
    assert legend.inner_text().split("\n") == ["Over the river", "Iran", "Azerbaijan"]
    seen.page.locator("path.corridor-hit").first.dispatch_event("click")
    card = seen.page.locator(".leaflet-popup .corridor-card").inner_text()
    assert card.split("\n")[:2] == ["Over the river", "Spur <b>"]
    assert "Azerbaijan" in card
    assert "No" not in card
    assert (seen.said, seen.asked) == ([], [])


def test_a_long_legend_scrolls_and_leaves_the_map_its_room(show: Callable[[str], Seen]) -> None:
    across = gpd.GeoSeries([LineString([(-9, 39), (30, 50), (60, 55), (125, 60)])], crs=4326)
    north = gpd.GeoSeries([LineString([(28, -30), (31, 30), (23, 42), (22, 65)])], crs=4326)
    lines = pd.concat([across, north])
    seen = show(str(layers.explore_lines(lines).get_root().render()))
    legend = seen.page.locator(".corridor-legend")
    assert legend.bounding_box()["height"] <= 700 / 2  # type: ignore[index]
    seen.page.evaluate("""() => {
        const map = document.querySelector(".leaflet-container");
        map.addEventListener("wheel", () => { window.heard = true; });
        const legend = document.querySelector(".corridor-legend");
        window.scrolled = new Promise((done) => { legend.addEventListener("scroll", done); });
    }""")
    legend.hover()
    seen.page.mouse.wheel(0, 200)
    assert seen.page.evaluate("window.scrolled.then(() => true)")
    assert not seen.page.evaluate("window.heard"), "the map would be zoomed by it"
