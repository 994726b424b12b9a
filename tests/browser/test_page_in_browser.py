"""The page as a reader meets it: in Chromium, from a file, without a network."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from browser import sample
from browser.reading import CARD, TABS, open_details, open_layers

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SIZES = ("desktop", "phone")
SCHEMES = ("light", "dark")

OpenPage = Callable[..., Any]


@pytest.mark.parametrize("size", SIZES)
def test_asks_for_nothing_and_says_nothing(open_page: OpenPage, size: str) -> None:
    watched = open_page(sample.sample_payload(), size)
    for tab in TABS:
        watched.page.click(f"#tab-{tab}")
    watched.page.wait_for_timeout(300)
    assert watched.requests == [watched.address]
    assert watched.said == []


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_wider_than_the_screen(open_page: OpenPage, size: str) -> None:
    page = open_page(sample.sample_payload(), size).page
    for tab in TABS:
        page.click(f"#tab-{tab}")
        wide, shown = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert wide <= shown, tab
        inside, room = page.evaluate(
            "[document.querySelector('#panel').scrollWidth, "
            "document.querySelector('#panel').clientWidth]"
        )
        assert inside <= room, tab


_DRAWN = "corridorPage.drawn.map((one) => one.id)"
_OPEN = "id => corridorPage.seePiece(corridorPage.drawn.find((one) => one.id === id))"


def test_every_piece_opens_a_card_with_section_status_and_source(open_page: OpenPage) -> None:
    payload = sample.sample_payload()
    watched = open_page(payload)
    places = {(one["corridor"], one["id"]): one["name"] for one in payload["places"]}
    sections = {(one["corridor"], one["id"]): one for one in payload["sections"]}
    for piece in (one for one in payload["pieces"] if one["line"]):
        watched.page.evaluate(_OPEN, piece["id"])
        text = watched.page.inner_text(CARD)
        section = sections[piece["corridor"], piece["section"]]
        assert places[piece["corridor"], section["from"]] in text
        assert places[piece["corridor"], section["to"]] in text
        numbers = [number for _, number in piece["told"].get("status", [])]
        fact = payload["facts"][piece["corridor"]][numbers[-1]] if numbers else None
        assert (fact["value"] if fact else "unknown") in text.lower().split()
        if fact:
            source = payload["sources"][piece["corridor"]][fact["source"]]
            assert source["publisher"] in text
    assert watched.is_quiet()


def test_a_line_can_be_touched_beside_it(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    x, y = page.evaluate(
        """() => {
          const one = corridorPage.pieceAt("st-petersburg-iran/chabahar", 300);
          const at = map_page.latLngToContainerPoint(corridorPage.pointAt(one, 300));
          return [at.x + 6, at.y];
        }"""
    )
    page.mouse.move(x, y)
    page.wait_for_selector(".hover")
    title = page.inner_text(".hover strong")
    page.mouse.click(x, y)
    assert page.inner_text(f"{CARD} h2") == title


@pytest.mark.parametrize("size", SIZES)
def test_a_table_button_opens_the_card_and_takes_the_focus(open_page: OpenPage, size: str) -> None:
    page = open_page(sample.sample_payload(), size).page
    page.click("#tab-sections")
    page.click("#panel-sections button.show >> nth=4")
    title = page.inner_text(f"{CARD} h2")
    assert page.evaluate("document.activeElement.className") == "card"
    page.keyboard.press("Escape")
    page.wait_for_selector(CARD, state="detached")
    assert page.evaluate("document.activeElement.textContent") == title


def test_the_layers_control_shows_and_hides(open_page: OpenPage) -> None:
    payload = sample.sample_payload()
    watched = open_page(payload)
    count = "document.querySelectorAll('path.hit').length"
    page = watched.page
    before = page.evaluate(count)
    open_layers(page)
    boxes = page.locator(".layers input")
    for index in range(boxes.count()):
        boxes.nth(index).uncheck()
    assert page.evaluate(count) == 0
    assert page.locator(".point").locator("visible=true").count() == 0
    for index in range(boxes.count()):
        boxes.nth(index).check()
    assert page.evaluate(count) == before
    names = page.locator(".layers label").all_inner_texts()
    corridor = payload["corridors"][0]
    assert [name.strip() for name in names[:2]] == [corridor["name"], corridor["routes"][0]["name"]]
    assert watched.is_quiet()


def test_a_table_button_brings_a_hidden_layer_back(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    open_layers(page)
    page.locator(".layers input").first.uncheck()
    page.click("#tab-sections")
    page.click("#panel-sections button.show >> nth=0")
    assert page.locator(".layers input").nth(1).is_checked()


def test_fit_buttons_show_their_corridor(open_page: OpenPage) -> None:
    payload = sample.sample_payload()
    page = open_page(payload).page
    for index, corridor in enumerate(payload["corridors"], start=1):
        page.locator(".fit button").nth(index).click()
        inside = page.evaluate(
            """id => corridorPage.drawn.filter((piece) => piece.corridor === id).every(
              (piece) => piece.line.every((point) => map_page.getBounds().contains(point)))""",
            corridor["id"],
        )
        assert inside, corridor["id"]


def test_dashes_run_on_over_borders(open_page: OpenPage) -> None:
    payload = sample.sample_payload()
    page = open_page(payload).page
    runs = page.evaluate("document.querySelectorAll('path.run').length")
    assert runs < len(payload["pieces"])


def test_names_do_not_cover_each_other(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    for zoom in (4, 6, 8):
        page.evaluate("zoom => map_page.setView([40, 48], zoom, {animate: false})", zoom)
        page.wait_for_timeout(100)
        covered = page.evaluate(
            """() => {
              const boxes = [...document.querySelectorAll(".name:not([hidden])")]
                .map((node) => node.getBoundingClientRect());
              return boxes.some((a, i) => boxes.slice(i + 1).some((b) =>
                a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom));
            }"""
        )
        assert not covered, zoom


def test_everything_can_be_reached_by_keyboard(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator("#map_page path[tabindex]:not([tabindex='-1'])").count() == 0
    page.focus("#tab-countries")
    for tab in TABS[1:]:
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.activeElement.id") == f"tab-{tab}"
        assert page.is_visible(f"#panel-{tab}")


def _violations(page: Page) -> str:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    results = axe.Axe().run(page)
    return "" if results.violations_count == 0 else str(results.generate_report())


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_no_violation(open_page: OpenPage, size: str, scheme: str) -> None:
    page = open_page(sample.sample_payload(), size, scheme).page
    for tab in TABS:
        page.click(f"#tab-{tab}")
        open_details(page)
        assert _violations(page) == "", tab
    page.click("#tab-sections")
    page.click("#panel-sections button.show >> nth=4")
    assert _violations(page) == "", "card"
    page.keyboard.press("Escape")
    open_layers(page)
    assert _violations(page) == "", "layers"
