"""The map: lines by status and capacity, dashes that run on, layers that come and go."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from browser import sample
from browser.reading import CARD, open_layers

from layers import style
from layers.encoding import decode

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]
AZERBAIJAN = "#map=7/39.5/49"

#: Colour class, dashes' beginning and points of each coloured line, in the order of drawing.
_RUNS = """() => [...document.querySelectorAll('path.run')].map((path) => ({
  classes: path.getAttribute('class'), d: path.getAttribute('d'),
  begins: parseFloat(getComputedStyle(path).strokeDashoffset),
  length: parseFloat(path.getAttribute('pathLength')),
  width: parseFloat(getComputedStyle(path).strokeWidth) }))"""


def _points(d: str) -> list[tuple[float, float]]:
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", d)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _neighbours(runs: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for one, other in itertools.pairwise(runs):
        drawn = len(_points(one["d"])) > 1  # Leaflet leaves out what is far from the view
        if drawn and _points(one["d"])[-1] == _points(other["d"])[0]:
            yield one, other


def _status(run: dict[str, Any]) -> str:
    found = re.search(r"status-(\w+)", run["classes"])
    assert found is not None
    return found[1]


def _period(status: str) -> float:
    dash = next(one.dash for one in style.STATUSES if one.word == status)
    return sum(map(float, dash.split()))


def _drawn_length(run: dict[str, Any]) -> float:
    return sum(math.dist(a, b) for a, b in itertools.pairwise(_points(run["d"])))


def _assert_continuous(runs: list[dict[str, Any]]) -> int:
    """Assert that the dashes of each run go on in the next one of its status; count these."""
    checked = 0
    for one, other in _neighbours(runs):
        if _status(one) != _status(other) or not _period(_status(one)):
            continue
        assert one["begins"] + one["length"] == pytest.approx(other["begins"], abs=0.05)
        if _drawn_length(one) > 20:
            assert one["length"] == pytest.approx(_drawn_length(one), rel=0.25)
        checked += 1
    return checked


def _with_schematic_parts(payload: dict[str, Any]) -> dict[str, Any]:
    """Make every other section of the railway's main route a schematic one, and all proposed."""
    for number, section in enumerate(payload["sections"]):
        section["quality"] = ("network", "schematic")[number % 2]
    for piece in payload["pieces"]:
        facts = payload["facts"][piece["corridor"]]
        facts.append({**facts[0], "kind": "status", "value": "proposed", "day": "2001-01-01"})
        facts.append({**facts[-1], "value": "construction", "day": "2020-01-01"})
        count = len(facts)
        piece["told"]["status"] = [["2001-01-01", count - 2], ["2020-01-01", count - 1]]
    return payload


@pytest.mark.parametrize("zoom", [4, 6, 9])
def test_dashes_run_on_where_the_look_changes(open_page: OpenPage, zoom: int) -> None:
    page = open_page(_with_schematic_parts(sample.sample_payload())).page
    page.evaluate("zoom => map_page.setView([40, 48], zoom, {animate: false})", zoom)
    assert _assert_continuous(page.evaluate(_RUNS)) >= 1


def test_dashes_run_on_after_another_day(open_page: OpenPage) -> None:
    page = open_page(_with_schematic_parts(sample.sample_payload())).page
    before = page.evaluate(_RUNS)
    assert {_status(run) for run in before} == {"construction"}
    page.evaluate("corridorPage.change({day: '2010-01-01'})")
    after = page.evaluate(_RUNS)
    assert {_status(run) for run in after} == {"proposed"}
    assert _assert_continuous(after) >= 3
    assert [run["begins"] for run in after] == [run["begins"] for run in before]


def test_dashes_run_on_over_borders(open_page: OpenPage) -> None:
    payload = sample.sample_payload()
    page = open_page(payload).page
    assert len(page.evaluate(_RUNS)) < len(payload["pieces"])


def test_a_pipeline_is_as_wide_as_the_root_of_its_capacity(open_page: OpenPage) -> None:
    payload = sample.sample_payload()
    for piece in payload["pieces"]:
        piece["told"].pop("capacity_bcm with", None)
        piece["told"].pop("capacity_bcm", None)
    told = {"tap": 14.4, "scp": 22.5, "mozdok-kazi-magomed": 0.1}
    routes = {(s["corridor"], s["id"]): s["route"] for s in payload["sections"]}
    facts = payload["facts"]["southern-gas"]
    for route, bcm in told.items():
        facts.append({**facts[0], "kind": "capacity_bcm", "value": bcm, "direction": "with"})
        for piece in payload["pieces"]:
            if routes[piece["corridor"], piece["section"]] == route:
                piece["told"]["capacity_bcm with"] = [["2000-01-01", len(facts) - 1]]
    page = open_page(payload).page
    widths = page.evaluate(
        """() => Object.fromEntries([...corridorPage.routeLayers].map(([key, {drawn}]) => [
          key.split('/')[1], drawn.map(({line}) =>
            parseFloat(getComputedStyle(line.getElement()).strokeWidth))]))"""
    )
    plain = 22.5**0.5 / 10**0.5
    base = widths["scp"][0] / plain
    assert widths["tap"] == pytest.approx([base * 1.2] * len(widths["tap"]), rel=1e-2)
    least = style.CAPACITY.least * base
    assert min(widths["mozdok-kazi-magomed"]) <= least * 1.01
    legend = page.inner_text("#legend")
    assert "5 bn m³ a year" in legend
    assert "30 bn m³ a year" in legend


def _wait_for_address(page: Page, fragment: str) -> None:
    page.wait_for_function("fragment => location.hash === fragment", arg=fragment)


def test_layers_by_corridor_role_route_and_kind(open_page: OpenPage) -> None:
    watched = open_page(sample.sample_payload())
    page = watched.page
    hits = "document.querySelectorAll('path.hit').length"
    whole = page.evaluate(hits)
    open_layers(page)
    railway, gas = page.locator(".layers fieldset").all()
    boxes = railway.locator("input")
    boxes.first.uncheck()
    assert not any(box.is_checked() for box in boxes.all())
    assert 0 < page.evaluate(hits) < whole
    _wait_for_address(page, "#off=st-petersburg-iran")
    railway.get_by_role("checkbox", name="Branches").check()
    assert boxes.first.evaluate("box => box.indeterminate")
    assert not railway.get_by_label("Border crossings").is_checked()
    boxes.first.check()
    _wait_for_address(page, "")
    gas.get_by_label("TAP").uncheck()
    _wait_for_address(page, "#off=southern-gas/tap")
    page.reload()
    page.wait_for_function("() => document.querySelectorAll('path.hit').length > 0")
    assert page.evaluate("corridorPage.routeLayers.get('southern-gas/tap').group._map") is None
    assert watched.said == []


def test_layers_close_by_escape_and_by_a_click_outside(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    open_layers(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.locator(".layers[open]").count() == 0
    assert page.evaluate("document.activeElement.matches('.layers summary')")
    page.click(".layers summary")
    page.click("h1")
    assert page.locator(".layers[open]").count() == 0


def test_what_is_chosen_shows_its_layer_again(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    page.evaluate(
        "corridorPage.showLayers(corridorPage.layersOf(corridorPage.data.corridors[0]).keys, false)"
    )
    first = page.evaluate("corridorPage.drawn[0].route.key")
    page.evaluate("corridorPage.seePiece(corridorPage.drawn[0])")
    off = page.evaluate("corridorPage.view.off").split(",")
    assert first not in off
    assert len(off) > 2
    open_layers(page)
    assert page.locator(".layers fieldset input").nth(1).is_checked()


_SAID = "[...document.querySelectorAll('.name.said:not([hidden])')].map((one) => one.textContent)"


def _look_at(page: Page, zoom: float, lat: float, lon: float) -> None:
    page.evaluate("([zoom, lat, lon]) => map_page.setView([lat, lon], zoom)", [zoom, lat, lon])
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")


def _middle(payload: dict[str, Any], route: str, word: str) -> list[float]:
    """Return latitude and longitude in the midst of a stretch of that status, with a line."""
    routes = {(s["corridor"], s["id"]): s["route"] for s in payload["sections"]}
    for piece in payload["pieces"]:
        told = piece["told"].get("status")
        if routes[piece["corridor"], piece["section"]] != route or not told or not piece["line"]:
            continue
        if payload["facts"][piece["corridor"]][told[-1][1]]["value"] == word:
            points = decode(piece["line"])
            lon, lat = points[len(points) // 2].tolist()
            return [lat, lon]
    raise AssertionError(route)


@pytest.mark.parametrize(
    ("language", "word"), [("en", "Construction 84%"), ("ru", "84\u00a0%"), ("fa", "۸۴٪")]
)
def test_what_does_not_operate_is_said_beside_the_line(
    open_page: OpenPage, language: str, word: str
) -> None:
    payload = sample.sample_payload()
    page = open_page(payload).page
    page.evaluate("lang => corridorPage.change({lang})", language)
    _look_at(page, 7, *_middle(payload, "chabahar", "construction"))
    assert [said for said in page.evaluate(_SAID) if word in said]


def test_what_operates_is_not_said(open_page: OpenPage) -> None:
    payload = sample.sample_payload()
    page = open_page(payload).page
    _look_at(page, 8, *_middle(payload, "tap", "operating"))
    assert page.evaluate(_SAID) == []
    page.evaluate("corridorPage.change({day: '2010-01-01'})")
    page.wait_for_function("() => document.querySelectorAll('.name.said:not([hidden])').length > 0")


def test_countries_crossed_stand_out_with_their_kilometres(open_page: OpenPage) -> None:
    payload = sample.sample_payload()
    page = open_page(payload).page
    crossed = {piece["country"] for piece in payload["pieces"] if piece["line"]} - {None}
    names = {payload["areas"][code]["en"] for code in crossed}
    found = page.evaluate(
        "[...document.querySelectorAll('.name.crossed')].map((one) => one.firstChild.data)"
    )
    assert set(found) == names
    sums = {"rail": 0.0, "gas": 0.0}
    kinds = {corridor["id"]: corridor["kind"] for corridor in payload["corridors"]}
    for piece in payload["pieces"]:
        kind = kinds[piece["corridor"]]
        ashore = kind == "rail" or piece["zone"] == "land"
        if piece["line"] and piece["country"] == "AZ" and ashore:
            sums[kind] += piece["length_km"]
    _look_at(page, 8, 40.4, 48)
    text = page.inner_text(".name.crossed:not([hidden]):has-text('Azerbaijan')")
    expected = [f"Gas pipeline {sums['gas']:,.0f} km"]
    if sums["rail"]:
        expected.insert(0, f"Railway {sums['rail']:,.0f} km")
    assert text.splitlines()[1:] == expected


def test_a_border_crossed_is_marked_with_its_kilometre(open_page: OpenPage) -> None:
    payload = sample.sample_payload()
    page = open_page(payload).page
    routes = {(s["corridor"], s["id"]): s["route"] for s in payload["sections"]}
    tap = [p for p in payload["pieces"] if routes[p["corridor"], p["section"]] == "tap"]
    albania = next(piece for piece in tap if piece["country"] == "AL")
    lon, lat = decode(albania["line"])[0].tolist()
    for zoom, km in ((6, ""), (8, f" · km {albania['from_km']:,.0f}")):
        _look_at(page, zoom, lat, lon)
        name = page.locator(".name.crossing:not([hidden])", has_text="GR | AL")
        shown = name.evaluate(
            """(one) => { const more = one.querySelector('.more');
              const before = getComputedStyle(more, '::before').content.slice(1, -1);
              return more.offsetWidth ? before + more.textContent : ''; }"""
        )
        assert shown == km


def test_the_map_fills_the_screen_and_gives_it_back(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    page.click(".map-tools button")
    page.wait_for_function(
        "() => document.fullscreenElement === document.getElementById('map-region')"
    )
    wide, screen = page.evaluate("[document.querySelector('.map').clientWidth, innerWidth]")
    assert wide == screen
    assert page.get_by_role("button", name="Leave the full screen").is_visible()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.fullscreenElement === null")
    assert page.get_by_role("button", name="Full screen").is_visible()


def test_no_button_where_no_full_screen_is(open_page: OpenPage) -> None:
    watched = open_page(sample.sample_payload())
    page = watched.page
    page.add_init_script("Object.defineProperty(document, 'fullscreenEnabled', {value: false})")
    page.reload()
    page.wait_for_function("() => document.querySelectorAll('path.hit').length > 0")
    assert page.locator(".map-tools button").count() == 0
    assert not page.is_visible(".map-tools")
    assert watched.said == []


def test_the_map_moves_and_zooms_by_keyboard(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    page.focus("#map_page")
    zoom = page.evaluate("map_page.getZoom()")
    page.keyboard.press("+")
    page.wait_for_function("zoom => map_page.getZoom() === zoom + 1", arg=zoom)
    page.keyboard.press("-")
    page.wait_for_function("zoom => map_page.getZoom() === zoom", arg=zoom)
    lat, lng = page.evaluate("[map_page.getCenter().lat, map_page.getCenter().lng]")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("lat => map_page.getCenter().lat > lat + 0.1", arg=lat)
    assert page.evaluate("map_page.getCenter().lng") > lng + 0.1


def test_a_closer_look_at_what_is_chosen(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    button = page.get_by_role("button", name="Zoom to what is chosen")
    assert not button.is_visible()
    page.evaluate("corridorPage.seePiece(corridorPage.drawn[0])")
    button.click()
    page.wait_for_function(
        """() => {
          const chosen = corridorPage.drawn[0].section;
          const line = corridorPage.drawn.filter((one) => one.section === chosen)
            .flatMap((one) => one.line);
          const [box, view] = [L.latLngBounds(line), map_page.getBounds()];
          const share = (one, other) => Math.max(one.getNorth() - one.getSouth(),
            one.getEast() - one.getWest()) / (other.getEast() - other.getWest());
          return view.contains(box) && share(box, view) > 0.15;
        }"""
    )
    page.keyboard.press("Escape")
    page.wait_for_function("() => corridorPage.view.see === ''")
    assert not button.is_visible()


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_of_several_lines_under_the_finger_one_is_chosen(open_page: OpenPage, size: str) -> None:
    payload = sample.sample_payload()
    routes = {(s["corridor"], s["id"]): s["route"] for s in payload["sections"]}
    drawn = sorted((p for p in payload["pieces"] if p["line"]), key=lambda p: p["length_km"])
    lines = {routes[piece["corridor"], piece["section"]]: piece for piece in drawn}
    lines["left-bank"]["line"] = lines["tap"]["line"]
    page = open_page(payload, size).page
    x, y = page.evaluate(
        """id => {
          const {line} = corridorPage.drawn.find((one) => one.id === id);
          const at = map_page.latLngToContainerPoint(line[Math.floor(line.length / 2)]);
          const box = document.getElementById('map_page').getBoundingClientRect();
          return [box.left + at.x, box.top + at.y];
        }""",
        lines["tap"]["id"],
    )
    if size == "phone":
        page.touchscreen.tap(x, y)
    else:
        page.mouse.click(x, y)
    page.wait_for_selector(f"{CARD} .choice")
    assert page.evaluate("document.activeElement.className") == "choice"
    choices = page.locator(f"{CARD} .choice")
    assert sorted(choices.locator(".small").all_inner_texts()) == [
        "Saratov – Krasny Kut – Verkhny Baskunchak",
        "Trans Adriatic Pipeline (TAP)",
    ]
    last = choices.last
    route = last.locator(".small").inner_text()
    last.press("Enter")
    page.wait_for_selector(f"{CARD} .eyebrow")
    assert route in page.inner_text(f"{CARD} .eyebrow")


def test_a_finger_finds_a_thin_line(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload(), "phone").page
    page.get_by_role("button", name="Gas pipeline").tap()
    page.wait_for_function("() => map_page.getZoom() > 3")
    x, y, title = page.evaluate(
        """() => {
          const piece = corridorPage.drawn.find((one) => one.route.id === 'tap');
          const at = map_page.latLngToContainerPoint(
            corridorPage.pointAt(piece, (piece.from_km + piece.to_km) / 2));
          const box = document.getElementById('map_page').getBoundingClientRect();
          return [box.left + at.x, box.top + at.y + 7, corridorPage.sectionTitle(piece.section)];
        }"""
    )
    page.touchscreen.tap(x, y)
    page.wait_for_selector(CARD)
    assert title in page.inner_text(CARD)
