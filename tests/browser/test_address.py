"""The address is the view: it can be mailed, gone back to, and written by hand, well or badly."""

from __future__ import annotations

import html
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import sample
from browser.reading import CARD

from layers.page import render

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]

#: What a reader sees of the view.
_SEEN = """() => {
  const text = (selector) => {
    const node = document.querySelector(selector);
    return node && node.checkVisibility() ? node.innerText : null;
  };
  const at = map_page.project(map_page.getCenter());
  return {
    map: [map_page.getZoom(), at.x, at.y],
    card: text(".dock .card"), heading: text("h1"), day: text("#as-of"),
    tab: text("[role=tab][aria-selected=true]"), panel: text("[role=tabpanel]:not([hidden])"),
    filters: [...document.querySelectorAll("#filters select")].map((one) => one.value),
    words: document.querySelector("#filter-text").value,
    lang: document.documentElement.lang, dir: document.documentElement.dir,
    spot: document.querySelector("path.spot") !== null,
    runs: [...document.querySelectorAll("path.run")].map((one) => one.getAttribute("class")).sort(),
  };
}"""

#: Fragments that say nothing or nothing that is.
NONSENSE = (
    "map=a/b/c",
    "map=5/99999/10",
    "map=NaN/NaN/NaN",
    "map=1e9/40/50",
    "map=5/40",
    "map=//",
    "day=2024-02-31",
    "day=9999-99-99",
    "day=yesterday",
    "lang=xx",
    "lang=__proto__",
    "lang=constructor",
    "tab=__proto__",
    "tab=nowhere",
    "route=southern-gas/none",
    "corridor=none",
    "status=none,operating",
    "country=ZZ",
    "country=constructor",
    "see=piece:southern-gas/tap/99999",
    "see=piece:southern-gas/tap/-1",
    "see=piece:southern-gas/tap/abc",
    "see=piece:southern-gas/tap/",
    "see=piece:",
    "see=piece:///",
    "see=place:southern-gas/nowhere",
    "see=section:x/y",
    "see=border:southern-gas/tap/12345.6",
    "see=constructor:a/b/1",
    "see=__proto__:x",
    "see=" + "x" * 5000,
    "off=none,none//none",
    "sort=none:none",
    "count=none",
    "strip=none",
    "%",
    "%E0%A4%A",
    "map=%zz&day=%&see=%E0%A4%A",
    "&&&===",
    "a=b&see",
)


def _alike(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Tell whether two views are the same; rows that come and go shift the map by a pixel."""
    near = one["map"] == pytest.approx(other["map"], abs=2.01)
    return near and {**one, "map": None} == {**other, "map": None}


def _seen(page: Page) -> dict[str, Any]:
    """Return what a reader sees, once the map stands still."""
    page.wait_for_function("!map_page._animatingZoom")
    found: dict[str, Any] = page.evaluate(_SEEN)
    return found


def _settled(page: Page, expected: dict[str, Any]) -> None:
    """Wait until the page shows what is expected, and say what differs if it does not."""
    for _ in range(20):
        if _alike(found := _seen(page), expected):
            return
        page.wait_for_timeout(50)
    assert found == expected


def _click_line(page: Page, route: str, km: float) -> None:
    x, y = page.evaluate(
        """([route, km]) => {
          const at = map_page.latLngToContainerPoint(
            corridorPage.pointAt(corridorPage.pieceAt(route, km), km));
          const box = map_page.getContainer().getBoundingClientRect();
          return [box.left + at.x, box.top + at.y];
        }""",
        [route, km],
    )
    page.mouse.click(x, y)
    page.wait_for_selector(f"{CARD} .status-line")


def _walk(page: Page) -> list[dict[str, Any]]:
    """Do what a reader does, each a step; return what is seen before and after each."""
    steps: list[Callable[[], object]] = [
        lambda: _click_line(page, "st-petersburg-iran/chabahar", 1000),
        lambda: page.click("#tab-sections"),
        lambda: page.click("#time-previous"),
        lambda: page.select_option("#filter-country", "IR"),
        lambda: page.click("#panel-sections .show:visible >> nth=1"),
        lambda: page.select_option("select.language", "ru"),
        lambda: page.click(".dock-close"),
    ]
    seen = [_seen(page)]
    for step in steps:
        step()
        page.wait_for_timeout(300)  # a reader looks; the map's position is written
        seen.append(_seen(page))
    return seen


def test_back_and_forward_through_all_that_was_seen(open_page: OpenPage) -> None:
    watched = open_page(sample.sample_payload())
    page = watched.page
    seen = _walk(page)
    assert all(before != after for before, after in pairwise(seen))
    cards = [one["card"] is not None for one in seen]
    assert cards == [False, True, True, True, True, True, True, False]
    assert [one["lang"] for one in seen] == ["en"] * 6 + ["ru"] * 2
    for expected in reversed(seen[:-1]):
        page.go_back()
        _settled(page, expected)
    assert "#" not in page.url or page.url.endswith("#")
    for expected in seen[1:]:
        page.go_forward()
        _settled(page, expected)
    assert watched.said == []


def test_a_mailed_link_opens_the_same_view(open_page: OpenPage, browser: Browser) -> None:
    page = open_page(sample.sample_payload()).page
    _walk(page)
    page.go_back()
    page.wait_for_selector(CARD)
    page.mouse.move(5, 300)
    expected = _seen(page)
    href = page.locator(".this-view").evaluate("node => node.href")
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, reduced_motion="reduce", offline=True
    )
    said: list[str] = []
    other = context.new_page()
    other.on("console", lambda message: said.append(message.text))
    other.on("pageerror", lambda error: said.append(str(error)))
    other.goto(href)
    other.wait_for_selector(CARD)
    _settled(other, expected)
    assert said == []
    assert other.evaluate("location.href") == href
    context.close()


def test_nonsense_is_as_if_nothing_were_said(open_page: OpenPage) -> None:
    watched = open_page(sample.sample_payload())
    page = watched.page
    plain = _seen(page)
    for fragment in NONSENSE:
        page.evaluate("text => { location.hash = text; }", fragment)
        page.wait_for_timeout(30)
        assert _alike(_seen(page), plain), fragment
    assert watched.said == []
    for fragment in NONSENSE[::6]:
        page.goto("about:blank")
        page.goto(f"{watched.address}#{fragment}")
        page.wait_for_function("document.querySelectorAll('path.hit').length > 0")
        _settled(page, plain)
    assert watched.said == []


def test_long_words_of_a_filter_are_kept(open_page: OpenPage) -> None:
    watched = open_page(sample.sample_payload())
    page = watched.page
    text = "ə ё & = # % + / ? 😀 " * 40
    page.fill("#filter-text", text.strip())
    page.wait_for_function("location.hash.includes('text=')")
    page.wait_for_timeout(300)
    page.reload()
    page.wait_for_selector("#filter-text")
    assert page.input_value("#filter-text") == text.strip()
    assert watched.said == []


def test_a_move_just_before_a_step_belongs_to_what_was_left(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    page.evaluate("void map_page.setView([36, 57], 6, {animate: false})")
    page.evaluate("map_page.panBy([40, 0], {animate: false}); corridorPage.change({tab: 'about'})")
    there = _seen(page)
    page.evaluate("void map_page.setView([50, 40], 4, {animate: false})")
    page.go_back()
    page.wait_for_selector("#tab-countries[aria-selected=true]")
    assert _seen(page)["map"] == pytest.approx(there["map"], abs=2.01)


def test_the_skip_link_leaves_the_view(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    _click_line(page, "st-petersburg-iran/chabahar", 1000)
    expected = _seen(page)
    page.evaluate("document.querySelector('.skip').focus()")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#panel') !== null")
    assert _alike(_seen(page), expected)
    assert "see=piece:" in page.url


def test_inside_another_page_without_an_address(browser: Browser, tmp_path: Path) -> None:
    inner = html.escape(render(sample.sample_payload()), quote=True)
    file = tmp_path / "outer.html"
    file.write_text(
        f'<!DOCTYPE html><title>notebook</title><iframe srcdoc="{inner}" '
        'width="1200" height="760"></iframe>',
        encoding="utf-8",
    )
    page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.as_uri())
    frame = page.frames[1]
    frame.wait_for_selector("path.hit", state="attached")
    frame.click("#tab-sections")
    frame.click("#panel-sections .show:visible >> nth=1")
    frame.wait_for_selector(CARD)
    assert frame.locator(".this-view").count() == 0
    frame.click(".dock-close")
    frame.wait_for_selector(CARD, state="detached")
    frame.select_option("select.language", "tr")
    assert frame.evaluate("document.documentElement.lang") == "tr"
    assert said == []
    page.close()
