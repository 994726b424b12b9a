"""The strip diagram as a reader meets it, held against the segments that Python tells."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pytest
from browser import sample
from browser.reading import CARD

from corridors import read_corridor, segments
from corridors.referencing import RouteReference

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from corridors.model import Corridor, Route

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]
MARGIN = 9  # px from either end of the strip to that of the route
STOP = "#strip .stretch[tabindex='0']"


@cache
def _corridor(name: str) -> Corridor:
    return read_corridor(name)


def _route(key: str) -> tuple[Corridor, Route]:
    corridor_id, route_id = key.split("/")
    corridor = _corridor(corridor_id)
    return corridor, next(route for route in corridor.routes if route.id == route_id)


def _runs(key: str, layer: str, on: date | None = None) -> list[tuple[float, float, Any]]:
    """Return from km, to km and value of the stretches of a layer, as Python tells them."""
    corridor, route = _route(key)
    found = segments(corridor, route.id, [layer], on=on)
    rows = zip(found["from_km"], found["to_km"], found[layer], strict=True)
    return [(a, b, None if value is None or value != value else value) for a, b, value in rows]  # noqa: PLR0124 - not a number


def _length(key: str) -> float:
    length = _route(key)[1].alignment.length_km
    assert length is not None
    return float(length)


def _x(page: Page, key: str, km: float) -> float:
    """Return the px along the strip at which a km of the route must stand."""
    width = float(page.get_attribute(".strip-diagram", "width") or "nan")
    return MARGIN + km / _length(key) * (width - 2 * MARGIN)


def _spot(page: Page, key: str, km: float) -> tuple[float, float]:
    """Return where on the screen a km of the strip is."""
    box = page.locator(".strip-diagram").bounding_box()
    assert box is not None
    return box["x"] + _x(page, key, km), box["y"] + box["height"] / 2


def _list(page: Page, name: str) -> Locator:
    return page.locator("#strip").get_by_role("combobox", name=name, exact=True)


def _choose(page: Page, key: str) -> None:
    _list(page, "Route").select_option(key)


def _cells(page: Page, band: str) -> list[tuple[float, float, str]]:
    """Return x, width and title of the cells of a band."""
    found = page.evaluate(
        """band => [...document.querySelectorAll(`.band-of-${band} title`)].map((title) => {
          const box = title.parentNode.querySelector("rect");
          const [x, width] = ["x", "width"].map((name) => Number(box.getAttribute(name)));
          return [x, width, title.textContent];
        })""",
        band,
    )
    return [(x, width, title) for x, width, title in found]


def _on_map(page: Page, key: str, km: float) -> tuple[float, float]:
    """Return where on the screen a km of the route is on the map."""
    lon, lat = _route(key)[1].point_at(km)
    x, y = page.evaluate(
        """([lat, lon]) => {
          const at = map_page.latLngToContainerPoint([lat, lon]);
          const box = map_page.getContainer().getBoundingClientRect();
          return [box.left + at.x, box.top + at.y];
        }""",
        [lat, lon],
    )
    return float(x), float(y)


def _open(open_page: OpenPage, key: str, size: str = "desktop") -> Page:
    page: Page = open_page(sample.sample_payload(), size).page
    _choose(page, key)
    return page


BANDS = [
    ("southern-gas/tap", "country", "country"),
    ("southern-gas/tap", "diameter_in", "diameter_in"),
    ("southern-gas/tap", "capacity_bcm", "capacity_bcm"),
    ("st-petersburg-iran/left-bank", "country", "country"),
    ("st-petersburg-iran/left-bank", "electrification", "electrification"),
    ("st-petersburg-iran/chabahar", "status", "status"),
    ("st-petersburg-iran/chabahar", "gauge_mm", "gauge_mm"),
    ("st-petersburg-iran/chabahar", "works_pct", "works_pct"),
]


def test_cells_stand_at_their_kilometres(open_page: OpenPage) -> None:
    watched = open_page(sample.sample_payload())
    page = watched.page
    for key, band, layer in BANDS:
        _choose(page, key)
        runs = _runs(key, layer)
        cells = _cells(page, band)
        assert len(cells) == len(runs), (key, band)
        for (from_km, to_km, value), (x, width, title) in zip(runs, cells, strict=True):
            assert x == pytest.approx(_x(page, key, from_km), abs=0.05)
            assert x + width == pytest.approx(_x(page, key, to_km), abs=0.05)
            assert f"km {from_km:,.1f} – {to_km:,.1f}" in title
            if isinstance(value, float):
                assert f"{value:,g}" in title
            assert ("nothing is told" in title) == (value is None and band != "country"), title
    assert watched.is_quiet(), watched.said


def test_a_share_of_works_fills_its_cell_from_below(open_page: OpenPage) -> None:
    key = "st-petersburg-iran/chabahar"
    page = _open(open_page, key)
    told = [value for *_, value in _runs(key, "works_pct") if value is not None]
    boxes = page.evaluate(
        """() => [...document.querySelectorAll(".done")].map((done) => {
          const [inner, outer] = [done, done.parentNode.querySelector(".value")].map(
            (box) => ["y", "height"].map((name) => Number(box.getAttribute(name))));
          return [inner[1] / outer[1], inner[0] + inner[1] - outer[0] - outer[1]];
        })"""
    )
    assert [share for share, _ in boxes] == pytest.approx([value / 100 for value in told])
    assert [off for _, off in boxes] == pytest.approx([0] * len(told))


def test_countries_are_named_as_far_as_there_is_room(open_page: OpenPage) -> None:
    page = _open(open_page, "southern-gas/tap")
    greece, albania, *_ = _runs("southern-gas/tap", "country")
    names = page.locator(".band-of-country text").all_text_contents()
    assert names[0] == f"Greece {greece[1]:,.0f} km"
    assert names[1] == f"Albania {albania[1] - albania[0]:,.0f} km"
    assert names[-1] == "Italy"
    _choose(page, "st-petersburg-iran/left-bank")
    fits = page.evaluate(
        """() => [...document.querySelectorAll(".strip-band g")].every((cell) => {
          const [text, box] = ["text", "rect"].map((name) => cell.querySelector(name));
          if (!text) return true;
          const [inner, outer] = [text, box].map((node) => node.getBoundingClientRect());
          return inner.left >= outer.left && inner.right <= outer.right;
        })"""
    )
    assert fits


def test_status_looks_as_on_the_map(open_page: OpenPage) -> None:
    key = "st-petersburg-iran/chabahar"
    page = _open(open_page, key)
    looks = page.evaluate(
        """() => [...document.querySelectorAll(".band-of-status line.run")].map((line) => {
          const word = /status-([a-z]+)/.exec(line.getAttribute("class"))[1];
          const same = document.querySelector(`#map_page path.run.status-${word}`);
          const look = ({stroke, strokeDasharray}) => [stroke, strokeDasharray];
          return [word, ...[line, same].map((node) => look(getComputedStyle(node)))];
        })"""
    )
    assert [word for word, *_ in looks] == [value for *_, value in _runs(key, "status")]
    assert all(here == there for _, here, there in looks)
    assert page.locator(".band-of-status rect[fill='url(#hatch)']").count() == 1
    assert "not heard of" not in _cells(page, "status")[0][2]
    assert "Stale" in _cells(page, "status")[-1][2]


def _axis(page: Page) -> dict[str, float]:
    """Return the text and the middle of the labels of the axis."""
    found = page.evaluate(
        """() => [...document.querySelectorAll(".strip-axis text")].map(
          (text) => [text.textContent, Number(text.getAttribute("x"))])"""
    )
    return {text.replace(",", ""): x for text, x in found}


def test_the_axis_shows_measured_or_official_kilometres(open_page: OpenPage) -> None:
    key = "st-petersburg-iran/chabahar"
    page = _open(open_page, key)
    measured = {text: _x(page, key, float(text)) for text in _axis(page)}
    assert list(measured) == [f"{km}" for km in range(0, 1223, 100)]
    assert _axis(page) == pytest.approx(measured, abs=0.05)
    _list(page, "Km").select_option("badrud")
    reference = RouteReference(*_route(key))
    calibration = reference.calibrations["badrud"]
    counted = _axis(page)
    assert list(counted)[:2] == ["428", "888"]
    for text, x in counted.items():
        km = calibration.to_measure(float(text))
        assert x == pytest.approx(_x(page, key, km), abs=3 if text == "428" else 0.05)
    ends = page.locator(".strip-axis line").first.evaluate(
        "line => ['x1', 'x2'].map((x) => Number(line.getAttribute(x)))"
    )
    assert ends == pytest.approx([_x(page, key, km) for km in calibration.span], abs=0.05)
    page.wait_for_function("() => location.hash.includes('count=badrud')")
    _choose(page, "southern-gas/scp")
    assert "count" not in page.url


def test_names_of_places_do_not_cover_each_other(open_page: OpenPage) -> None:
    payload = sample.sample_payload()
    page = open_page(payload).page
    for corridor in payload["corridors"]:
        for route in (one for one in corridor["routes"] if one["length_km"]):
            page.evaluate(
                "key => corridorPage.change({route: key})", f"{corridor['id']}/{route['id']}"
            )
            boxes = page.evaluate(
                """() => [...document.querySelectorAll(".strip-places text")].map((node) => {
                  const box = node.getBoundingClientRect();
                  return [box.left, box.right, box.top + 2, box.bottom - 2];
                })"""
            )
            assert len(boxes) >= min(2, len(route["stops"])), route["id"]
            frame = page.locator(".strip-diagram").bounding_box()
            assert all(frame["x"] <= a and b <= frame["x"] + frame["width"] for a, b, *_ in boxes)
            assert not any(
                a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]
                for number, a in enumerate(boxes)
                for b in boxes[number + 1 :]
            ), route["id"]


def test_the_strip_shows_its_kilometre_on_the_map(open_page: OpenPage) -> None:
    key = "southern-gas/tap"
    page = _open(open_page, key)
    for km in (100.0, 600.0):
        page.mouse.move(*_spot(page, key, km))
        page.wait_for_selector(".here-mark")
        box = page.locator(".here-mark").bounding_box()
        assert box is not None
        middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        assert math.dist(middle, _on_map(page, key, km)) < 4
        shown = float(page.inner_text(".strip-readout b").removeprefix("km "))
        assert shown == pytest.approx(km, abs=1.2)
        counted = RouteReference(*_route(key)).chainages(shown)["tap-km"]
        assert f"TAP kilometres: km {counted:,.1f}" in page.inner_text(".strip-readout")
        assert page.text_content(".here-km") == f"{shown:.1f}"
    page.mouse.move(400, 200)
    page.wait_for_selector(".here-mark", state="detached")
    assert page.locator(".here-km").is_hidden()


def test_the_map_shows_its_kilometre_on_the_strip(open_page: OpenPage) -> None:
    key = "southern-gas/tap"
    page = _open(open_page, key)
    page.evaluate("void map_page.setView([40.9, 23.5], 7, {animate: false})")
    page.mouse.move(*_on_map(page, key, 300.0))
    page.wait_for_selector(".here-km")
    assert float(page.text_content(".here-km") or "nan") == pytest.approx(300, abs=3)
    x = float(page.get_attribute(".here-line", "x1") or "nan")
    assert x == pytest.approx(_x(page, key, 300), abs=3)
    page.evaluate("void map_page.setView([40.5, 48], 7, {animate: false})")
    page.mouse.move(*_on_map(page, "southern-gas/scp", 200.0))
    page.wait_for_selector(".hover")
    assert page.locator(".here-km").is_hidden()
    assert _list(page, "Route").input_value() == key
    page.mouse.click(*_on_map(page, "southern-gas/scp", 200.0))
    page.wait_for_selector(CARD)
    assert _list(page, "Route").input_value() == "southern-gas/scp"
    page.mouse.move(600, 20)
    assert float(page.text_content(".here-km") or "nan") == pytest.approx(200, abs=3)


def _shown_on_map(page: Page, key: str, km: float) -> bool:
    lon, lat = _route(key)[1].point_at(km)
    return bool(page.evaluate("at => map_page.getBounds().pad(0.02).contains(at)", [lat, lon]))


def test_a_click_zooms_to_the_stretch_and_opens_its_card(open_page: OpenPage) -> None:
    key = "southern-gas/tap"
    page = _open(open_page, key)
    before = page.evaluate("map_page.getZoom()")
    from_km, to_km, section = next(run for run in _runs(key, "section") if run[0] > 1)
    page.mouse.click(*_spot(page, key, from_km + 10))
    page.wait_for_selector(CARD)
    corridor, route = _route(key)
    ends = next((one.from_place, one.to_place) for one in route.sections if one.id == section)
    assert page.inner_text(f"{CARD} h2") == " – ".join(corridor.places[end].name for end in ends)
    assert f"see=piece:{key}/{from_km + 10:.0f}"[:-1] in page.url
    assert page.evaluate("map_page.getZoom()") > before
    assert _shown_on_map(page, key, from_km + 10)
    assert to_km > from_km + 10
    page.keyboard.press("Escape")
    page.wait_for_selector(CARD, state="detached")
    assert page.evaluate("document.activeElement.getAttribute('class')") == "stretch"


def test_a_drag_zooms_to_what_it_passed(open_page: OpenPage) -> None:
    key = "southern-gas/tap"
    page = _open(open_page, key)
    page.mouse.move(*_spot(page, key, 150.0))
    page.mouse.down()
    page.mouse.move(*_spot(page, key, 200.0), steps=4)
    page.mouse.move(*_spot(page, key, 250.0), steps=4)
    assert float(page.get_attribute(".here-range", "x") or "nan") == pytest.approx(
        _x(page, key, 150), abs=1.5
    )
    page.mouse.up()
    assert _shown_on_map(page, key, 150)
    assert _shown_on_map(page, key, 250)
    assert not _shown_on_map(page, key, 20)
    assert not _shown_on_map(page, key, 500)
    assert page.locator(CARD).count() == 0


def _names(key: str) -> Iterator[str]:
    """Return what the stretches of a route without works are called, from Python's segments."""
    corridor, route = _route(key)
    by = ["section", "country", "status"]
    found = segments(corridor, route.id, by)
    rows = found[["from_km", "to_km", *by]].itertuples(index=False)
    places = {one.id: (one.from_place, one.to_place) for one in route.sections}
    words = {"AZ": "Azerbaijan", "GE": "Georgia", "TR": "Türkiye"}
    for (section, country, status), group in groupby(rows, key=lambda row: row[2:]):
        stretch = list(group)
        title = " – ".join(corridor.places[place].name for place in places[section])
        where = f"km {stretch[0].from_km:,.1f} – {stretch[-1].to_km:,.1f}"
        yield f"{title}, {words[country]}, {status.capitalize()}, {where}"


def test_the_keyboard_goes_along_the_stretches(open_page: OpenPage) -> None:
    key = "southern-gas/scp"
    page = _open(open_page, key)
    expected = list(_names(key))
    bar = page.get_by_role("toolbar")
    names = [one.get_attribute("aria-label") for one in bar.get_by_role("button").all()]
    assert names == expected
    focused = "document.activeElement.getAttribute('aria-label')"
    _list(page, "Km").focus()
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == expected[0]
    page.wait_for_selector(".here-mark")
    for press, number in (
        ("ArrowRight", 1),
        ("End", -1),
        ("ArrowRight", -1),
        ("ArrowLeft", -2),
        ("Home", 0),
    ):
        page.keyboard.press(press)
        assert page.evaluate(focused) == expected[number], press
        assert page.locator(STOP).get_attribute("aria-label") == expected[number]
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.wait_for_selector(CARD)
    page.keyboard.press("Escape")
    page.wait_for_selector(CARD, state="detached")
    assert page.evaluate(focused) == expected[-1]
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.value") == key
    page.wait_for_selector(".here-mark", state="detached")


def test_shift_and_arrows_zoom_to_all_between(open_page: OpenPage) -> None:
    key = "southern-gas/scp"
    page = _open(open_page, key)
    page.focus(STOP)
    page.keyboard.press("Shift+ArrowRight")
    ends = [run[1] for run in _runs(key, "section")]
    assert _shown_on_map(page, key, 0)
    assert _shown_on_map(page, key, ends[0])
    width = float(page.get_attribute(".here-range", "width") or "nan")
    page.keyboard.press("Shift+ArrowRight")
    assert float(page.get_attribute(".here-range", "width") or "nan") > width
    assert page.get_attribute(".here-range", "x") == str(MARGIN)


def test_another_day_draws_what_counted_then(open_page: OpenPage) -> None:
    key = "st-petersburg-iran/chabahar"
    page = _open(open_page, key)
    day = date(2015, 6, 1)
    now = [title for *_, title in _cells(page, "status")]
    page.evaluate("day => corridorPage.change({day})", day.isoformat())
    then = _runs(key, "status", day)
    cells = _cells(page, "status")
    assert [title for *_, title in cells] != now
    assert [x for x, *_ in cells] == pytest.approx([_x(page, key, a) for a, *_ in then], abs=0.05)
    untold = [value is None for *_, value in then]
    assert ["nothing is told" in title for *_, title in cells] == untold
    rows = page.locator(".strip-names text").all_text_contents()
    page.go_back()
    assert page.locator(".strip-names text").all_text_contents() == rows


def test_another_language_keeps_the_axis_from_left_to_right(open_page: OpenPage) -> None:
    key = "st-petersburg-iran/chabahar"
    page = _open(open_page, key)
    cells = [cell[:2] for cell in _cells(page, "status")]
    page.evaluate("corridorPage.change({lang: 'fa'})")
    width = page.get_attribute(".strip-diagram", "width")
    assert width is not None
    assert len(_cells(page, "status")) == len(cells)
    text = page.text_content(".band-of-country text") or ""
    assert "ایران" in text
    assert "\u06f1\u066c\u06f2\u06f2\u06f2" in text  # 1,222 in Persian figures
    ticks = page.locator(".strip-axis text").evaluate_all(
        "texts => texts.map((text) => text.getBoundingClientRect().left)"
    )
    assert ticks == sorted(ticks)
    names, diagram = (
        page.locator(one).bounding_box() for one in (".strip-names", ".strip-diagram")
    )
    assert names is not None
    assert diagram is not None
    assert names["x"] >= diagram["x"] + diagram["width"] - 1
    page.mouse.move(*_spot(page, key, 400.0))
    assert float(page.get_attribute(".here-line", "x1") or "nan") == pytest.approx(
        _x(page, key, 400), abs=1
    )


def test_a_route_without_a_line_says_so(open_page: OpenPage) -> None:
    watched = open_page(sample.sample_payload())
    _choose(watched.page, "southern-gas/iap")
    assert "No line of this route is known" in watched.page.inner_text("#strip")
    assert watched.page.locator(".strip-diagram").count() == 0
    _choose(watched.page, "southern-gas/tap")
    assert watched.page.locator(".strip-diagram").count() == 1
    assert watched.is_quiet(), watched.said


def test_folded_away_it_leaves_its_room_to_the_map(open_page: OpenPage) -> None:
    page = _open(open_page, "southern-gas/tap")
    height = "document.querySelector('#map_page').clientHeight"
    before = page.evaluate(height)
    button = page.get_by_role("button", name="Strip diagram")
    assert button.get_attribute("aria-expanded") == "true"
    button.click()
    assert button.get_attribute("aria-expanded") == "false"
    assert page.evaluate(height) > before + 100
    page.wait_for_function("() => map_page.getSize().y === map_page.getContainer().clientHeight")
    page.wait_for_function("() => location.hash.includes('strip=folded')")
    page.reload()
    assert page.locator(".strip-diagram").count() == 0
    page.get_by_role("button", name="Strip diagram").click()
    assert page.locator(".strip-diagram").is_visible()


def test_it_leaves_the_map_most_of_the_screen(open_page: OpenPage) -> None:
    page = _open(open_page, "st-petersburg-iran/chabahar")
    box = page.locator("#strip").bounding_box()
    assert box is not None
    assert box["height"] <= 180
    assert box["y"] + box["height"] <= 800
    inside = page.evaluate(
        """() => corridorPage.drawn.flatMap((piece) => piece.line)
          .every((at) => map_page.getBounds().contains(at))"""
    )
    assert inside, "the map was fitted before the strip took its room"


def test_on_a_phone_it_scrolls_inside_itself(open_page: OpenPage) -> None:
    key = "southern-gas/scp"
    page = _open(open_page, key, "phone")
    widths = "[document.documentElement.scrollWidth, innerWidth]"
    assert page.evaluate(widths) == [390, 390]
    scroller = page.locator(".strip-scroll")
    room, whole = scroller.evaluate("one => [one.clientWidth, one.scrollWidth]")
    assert whole >= 2 * room
    names = page.locator(".strip-names").bounding_box()
    scroller.evaluate("one => { one.scrollLeft = 300; }")
    assert page.locator(".strip-names").bounding_box() == names
    assert page.evaluate(widths) == [390, 390]
    page.wait_for_function(  # the name of a country in view follows, once the page has scrolled
        """() => {
          const [text, room] = [".band-of-country text", ".strip-scroll"].map(
            (one) => document.querySelector(one).getBoundingClientRect());
          return text.left >= room.left && text.right <= room.right;
        }"""
    )
    page.locator(".strip-diagram").scroll_into_view_if_needed()
    page.touchscreen.tap(*_spot(page, key, 350.0))
    page.wait_for_selector(CARD)
    assert f"see=piece:{key}/" in page.url


def test_on_paper_it_is_as_wide_as_the_paper(open_page: OpenPage) -> None:
    page = _open(open_page, "southern-gas/tap")
    page.set_viewport_size({"width": 1900, "height": 900})
    width = "Number(document.querySelector('.strip-diagram').getAttribute('width'))"
    page.wait_for_function(f"() => {width} > 1100")
    before = page.evaluate(width)
    page.evaluate(f"addEventListener('beforeprint', () => {{ window.printed = {width}; }})")
    page.pdf(format="A4", landscape=True)
    assert page.evaluate("window.printed") == 900
    assert page.evaluate(width) == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_the_strip(open_page: OpenPage, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = open_page(sample.sample_payload(), "desktop", scheme).page

    def check(state: str) -> None:
        found = axe.Axe().run(page, context="#strip")
        assert found.violations_count == 0, f"{state}: {found.generate_report()}"

    _choose(page, "st-petersburg-iran/chabahar")
    check("drawn")
    page.focus(STOP)
    page.keyboard.press("End")
    check("a stretch in focus")
    _choose(page, "southern-gas/iap")
    check("not drawn")
    page.get_by_role("button", name="Strip diagram").click()
    check("folded")
