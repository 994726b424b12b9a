"""The page as a reader meets it: in Chromium, from a file, without a network."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


def _sample() -> ModuleType:
    name = "corridor_page_sample"
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name("sample.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


sample = _sample()
pytestmark = pytest.mark.browser

SIZES = ("desktop", "phone")
SCHEMES = ("light", "dark")
TABS = ("countries", "sections", "context", "sources", "about")
CARD = ".leaflet-popup .card"

OpenPage = Callable[..., Any]


def _open_layers(page: Any) -> None:
    page.focus(".leaflet-control-layers-toggle")
    page.keyboard.press("Enter")


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


def test_every_piece_opens_a_card_with_section_status_and_source(open_page: OpenPage) -> None:
    payload = sample.sample_payload()
    watched = open_page(payload)
    words = {"operating", "modernisation", "construction", "proposed", "unknown"}
    for piece in payload["pieces"]:
        watched.page.evaluate("id => corridorPage.pieces.get(id).open()", piece["id"])
        text = watched.page.inner_text(CARD)
        assert piece["title"] in text
        assert (piece["status"] or "unknown") in words & set(text.lower().split())
        if piece["status_source"]:
            source = payload["sources"][piece["corridor"]][piece["status_source"]]
            assert source["publisher"] in text
    assert watched.is_quiet()


def test_a_line_can_be_touched_beside_it(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    x, y = page.evaluate(
        """() => {
          const one = corridorPage.pieces.get("st-petersburg-iran-0");
          const at = map_page.latLngToContainerPoint(corridorPage.middle(one.piece.line));
          return [at.x + 6, at.y];
        }"""
    )
    page.mouse.move(x, y)
    page.wait_for_selector(".hover:has-text('Moscow')")
    page.mouse.click(x, y)
    assert "Moscow" in page.inner_text(CARD)


@pytest.mark.parametrize("size", SIZES)
def test_a_table_button_opens_the_card_and_takes_the_focus(
    open_page: OpenPage, size: str
) -> None:
    page = open_page(sample.sample_payload(), size).page
    page.click("#tab-sections")
    page.click("#panel-sections button.show >> nth=4")
    title = page.inner_text(f"{CARD} h2")
    assert page.evaluate("document.activeElement.className") == "card"
    page.keyboard.press("Escape")
    page.wait_for_selector(CARD, state="detached")
    assert page.evaluate("document.activeElement.textContent") == title


def test_the_card_stays_inside_the_map_on_a_phone(open_page: OpenPage) -> None:
    payload = sample.sample_payload()
    page = open_page(payload, "phone").page
    for piece in payload["pieces"]:
        page.evaluate("id => corridorPage.pieces.get(id).open()", piece["id"])
        card, room = page.evaluate(
            """() => [".leaflet-popup-content-wrapper", "#map-region"].map((one) => {
              const box = document.querySelector(one).getBoundingClientRect();
              return [box.left, box.top, box.right, box.bottom];
            })"""
        )
        assert card[0] >= room[0], piece["id"]
        assert card[1] >= room[1], piece["id"]
        assert card[2] <= room[2], piece["id"]
        assert card[3] <= room[3], piece["id"]


def test_the_layers_control_shows_and_hides(open_page: OpenPage) -> None:
    watched = open_page(sample.sample_payload())
    count = "document.querySelectorAll('path.hit').length"
    page = watched.page
    before = page.evaluate(count)
    _open_layers(page)
    boxes = page.locator(".leaflet-control-layers input")
    for index in range(boxes.count()):
        boxes.nth(index).uncheck()
    assert page.evaluate(count) == 0
    assert page.locator(".point").locator("visible=true").count() == 0
    for index in range(boxes.count()):
        boxes.nth(index).check()
    assert page.evaluate(count) == before
    names = page.locator(".leaflet-control-layers label").all_inner_texts()
    assert [name.strip() for name in names[:3]] == ["Main route", "Variants", "Branches"]
    assert watched.is_quiet()


def test_a_table_button_brings_a_hidden_layer_back(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    _open_layers(page)
    page.locator(".leaflet-control-layers input").first.uncheck()
    page.click("#tab-sections")
    page.click("#panel-sections button.show >> nth=0")
    assert page.locator(".leaflet-control-layers input").first.is_checked()


def test_fit_buttons_show_their_corridor(open_page: OpenPage) -> None:
    payload = sample.sample_payload()
    page = open_page(payload).page
    for index, corridor in enumerate(payload["corridors"], start=1):
        page.locator(".fit button").nth(index).click()
        inside = page.evaluate(
            """id => corridorPage.data.pieces.filter((piece) => piece.corridor === id)
              .every((piece) => piece.line.every(([lon, lat]) =>
                map_page.getBounds().contains([lat, lon])))""",
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
              const boxes = [...document.querySelectorAll(".name:not(.hidden)")]
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
    stops = page.evaluate("document.querySelectorAll('#map_page path[tabindex]').length")
    assert stops == 0
    page.focus("#tab-countries")
    for tab in TABS[1:]:
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.activeElement.id") == f"tab-{tab}"
        assert page.is_visible(f"#panel-{tab}")


def _violations(page: Any) -> str:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    results = axe.Axe().run(page)
    return "" if results.violations_count == 0 else str(results.generate_report())


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_no_violation(open_page: OpenPage, size: str, scheme: str) -> None:
    page = open_page(sample.sample_payload(), size, scheme).page
    for tab in TABS:
        page.click(f"#tab-{tab}")
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert _violations(page) == "", tab
    page.click("#tab-sections")
    page.click("#panel-sections button.show >> nth=4")
    assert _violations(page) == "", "card"
    page.keyboard.press("Escape")
    _open_layers(page)
    assert _violations(page) == "", "layers"


def _open_everything(page: Any, payload: dict[str, Any]) -> list[str]:
    """Open each tab, card and tooltip and return the texts seen."""
    seen = [page.inner_text("header")]
    for tab in TABS:
        page.click(f"#tab-{tab}")
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        seen.append(page.inner_text(f"#panel-{tab}"))
    for piece in payload["pieces"]:
        page.evaluate("id => corridorPage.pieces.get(id).open()", piece["id"])
        page.evaluate("id => corridorPage.pieces.get(id).hit.openTooltip()", piece["id"])
        seen.append(page.inner_text(CARD))
        seen.append(page.inner_text(".hover >> nth=0"))
        page.evaluate("id => corridorPage.pieces.get(id).hit.closeTooltip()", piece["id"])
    page.evaluate(
        "for (const one of [...corridorPage.data.places, ...corridorPage.data.crossings]) one.show()"
    )
    seen.append(page.inner_text(CARD))
    _open_layers(page)
    seen.append(page.inner_text(".leaflet-control-layers"))
    return seen


def _as_shown(text: str) -> str:
    return " ".join(text.replace("\ud800", "\ufffd").split())


@pytest.mark.parametrize("also_keys", [False, True], ids=["texts", "keys-too"])
@pytest.mark.parametrize("text", sample.HOSTILE, ids=range(len(sample.HOSTILE)))
def test_hostile_text_is_inert(open_page: OpenPage, text: str, also_keys: bool) -> None:  # noqa: FBT001
    payload = sample.hostile_payload(text, also_keys=also_keys)
    if also_keys:
        for number, piece in enumerate(payload["pieces"]):
            piece["id"] = f"p{number}"
    watched = open_page(payload)
    seen = _open_everything(watched.page, payload)
    assert watched.page.evaluate("window.hacked") is None
    assert watched.page.evaluate("document.querySelectorAll('img, svg[onload], #panel script').length") == 0
    assert watched.is_quiet(), watched.said
    assert all(_as_shown(text) in _as_shown(one) for one in seen)
    assert "1337" not in "".join(seen)
    hrefs = watched.page.evaluate("[...document.querySelectorAll('a')].map((a) => a.href)")
    assert not [href for href in hrefs if href.startswith("javascript:")]
