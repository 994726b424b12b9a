"""The tables beside the map: filtered, sorted, and each row and its line find each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from browser import sample

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]

#: Ids of the pieces whose line is drawn in full colour: its first edge is one of a bright run.
_BRIGHT = """() => {
  const edge = ([a, b]) => `${a.lat ?? a[0]} ${a.lng ?? a[1]} ${b.lat ?? b[0]} ${b.lng ?? b[1]}`;
  const bright = new Set();
  for (const { runs } of corridorPage.routeLayers.values()) {
    for (const run of runs.getLayers()) {
      const { classList } = run.getElement();
      if (!classList.contains("run") || classList.contains("faded")) continue;
      run.getLatLngs().forEach((one, i, all) => i && bright.add(edge([all[i - 1], one])));
    }
  }
  return corridorPage.drawn.filter((piece) => bright.has(edge(piece.line)))
    .map((piece) => piece.id).sort();
}"""


def _status(payload: dict[str, Any], piece: dict[str, Any], day: str = "9999") -> str:
    """Return the status of a piece on a day as the payload's change lists have it."""
    known = [number for since, number in piece["told"].get("status", []) if since <= day]
    if not known or known[-1] is None:
        return "unknown"
    return str(payload["facts"][piece["corridor"]][known[-1]]["value"])


def _ids(pieces: list[dict[str, Any]]) -> list[str]:
    return sorted(piece["id"] for piece in pieces if piece["line"])


def _told(page: Page) -> str:
    return page.inner_text("#filter-told")


def _amount(pieces: list[dict[str, Any]], basis: str) -> str:
    return f"{sum(p['length_km'] or 0 for p in pieces if p['basis'] == basis):,.0f}"


def _choose_status(page: Page, *words: str) -> None:
    page.click("#filter-status summary")
    for word in words:
        page.click(f"#filter-status label:has-text('{word}')")
    page.keyboard.press("Escape")


def test_all_is_told_before_anything_is_filtered(open_page: OpenPage) -> None:
    payload = sample.sample_payload()
    page = open_page(payload).page
    pieces = payload["pieces"]
    sections = len({(piece["corridor"], piece["section"]) for piece in pieces})
    assert _told(page) == (
        f"{sections} sections · {_amount(pieces, 'measured')} km measured"
        f" · {_amount(pieces, 'published')} km published"
    )
    assert page.is_hidden("#filter-clear")
    assert page.evaluate(_BRIGHT) == _ids(pieces)


def test_statuses_filter_tables_map_and_count(open_page: OpenPage) -> None:
    payload = sample.sample_payload()
    watched = open_page(payload)
    page = watched.page
    page.click("#tab-sections")
    _choose_status(page, "Construction", "Proposed")
    asked = [p for p in payload["pieces"] if _status(payload, p) in {"construction", "proposed"}]
    assert 0 < len(_ids(asked)) < len(_ids(payload["pieces"]))
    assert page.evaluate(_BRIGHT) == _ids(asked)
    sections = len({(piece["corridor"], piece["section"]) for piece in asked})
    assert _told(page).startswith(f"{sections} of ")
    assert f" · {_amount(asked, 'measured')} of {_amount(payload['pieces'], 'measured')} km" in (
        _told(page)
    )
    words = set(page.locator("#panel-sections td .chip").all_inner_texts())
    assert {word.strip() for word in words} == {"Construction", "Proposed"}
    assert page.inner_text("#filter-status summary") == "2 statuses"
    assert page.evaluate("location.hash").endswith("status=construction,proposed")
    page.go_back()
    assert page.inner_text("#filter-status summary") == "Construction"
    page.click("#filter-clear")
    assert page.evaluate("document.activeElement.id") == "filter-text"
    assert page.evaluate(_BRIGHT) == _ids(payload["pieces"])
    assert watched.is_quiet(), watched.said


def test_the_legend_is_a_filter_too(open_page: OpenPage) -> None:
    payload = sample.sample_payload()
    page = open_page(payload).page
    button = page.locator("#legend button", has_text="Construction")
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    asked = [p for p in payload["pieces"] if _status(payload, p) == "construction"]
    assert page.evaluate(_BRIGHT) == _ids(asked)
    assert page.inner_text("#filter-status summary") == "Construction"
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-pressed") == "false"
    assert page.evaluate(_BRIGHT) == _ids(payload["pieces"])


def test_corridor_and_country_are_chosen_from_lists(open_page: OpenPage) -> None:
    payload = sample.sample_payload()
    page = open_page(payload).page
    page.select_option("#filter-corridor", label="Southern Gas Corridor")
    page.select_option("#filter-country", label="Azerbaijan")
    asked = [
        p for p in payload["pieces"] if p["corridor"] == "southern-gas" and p["country"] == "AZ"
    ]
    assert page.evaluate(_BRIGHT) == _ids(asked)
    headings = page.locator("#panel-countries .table-block h2").all_inner_texts()
    assert headings == ["Southern Gas Corridor"]
    names = page.locator("#panel-countries .countries tbody tr:not(.group) th").all_inner_texts()
    assert {name.split("\n")[0] for name in names} == {"Azerbaijan"}
    page.reload()
    assert page.input_value("#filter-country") == "AZ"
    assert page.evaluate(_BRIGHT) == _ids(asked)


@pytest.mark.parametrize("typed", ["chabahar", "CHABAHAR", "Chábahar ", "construction chab"])
def test_words_find_sections_in_any_case_and_accent(open_page: OpenPage, typed: str) -> None:
    payload = sample.sample_payload()
    page = open_page(payload).page
    page.click("#tab-sections")
    steps = page.evaluate("history.length")
    page.locator("#filter-text").press_sequentially(typed)
    names = {(p["corridor"], p["id"]): p["name"] for p in payload["places"]}
    routes = {(c["id"], r["id"]): r["name"] for c in payload["corridors"] for r in c["routes"]}
    sections = {(s["corridor"], s["id"]): s for s in payload["sections"]}

    def says(piece: dict[str, Any]) -> bool:
        section = sections[piece["corridor"], piece["section"]]
        ends = [names[piece["corridor"], section[end]] for end in ("from", "to")]
        said = " ".join([*ends, routes[piece["corridor"], section["route"]]]).lower()
        return "chab" in said and (
            typed != "construction chab" or _status(payload, piece) == "construction"
        )

    asked = [piece for piece in payload["pieces"] if says(piece)]
    assert asked
    assert page.evaluate(_BRIGHT) == _ids(asked)
    assert page.evaluate("history.length") == steps
    assert page.input_value("#filter-text") == typed


def test_points_of_what_is_not_asked_for_fade(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    page.select_option("#filter-corridor", label="Southern Gas Corridor")
    faded = page.evaluate(
        """() => {
          const fades = (name) => corridorPage.marks.find((mark) => mark.of.name === name)
            .node.classList.contains("faded");
          return Object.fromEntries(
            ["St Petersburg (Moskovsky)", "Sangachal terminal"].map((name) => [name, fades(name)]));
        }"""
    )
    assert faded == {"St Petersburg (Moskovsky)": True, "Sangachal terminal": False}


def test_nothing_found_says_so(open_page: OpenPage) -> None:
    watched = open_page(sample.sample_payload())
    page = watched.page
    page.fill("#filter-text", "no such place")
    assert _told(page).startswith("0 of ")
    assert "Nothing here is what is asked for." in page.inner_text("#panel-countries")
    page.click("#tab-sections")
    assert "Nothing here is what is asked for." in page.inner_text("#panel-sections")
    assert page.locator("#filter-told[role=status]").count() == 1
    assert watched.is_quiet(), watched.said


def test_a_menu_closes_when_one_goes_elsewhere(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    page.click("#filter-status summary")
    assert page.is_visible("#filter-status input >> nth=0")
    page.keyboard.press("Escape")
    assert page.is_hidden("#filter-status input >> nth=0")
    assert page.evaluate("document.activeElement.parentElement.id") == "filter-status"
    page.keyboard.press("Enter")
    assert page.is_visible("#filter-status input >> nth=0")
    page.click("#panel-countries h2 >> nth=0", force=True)
    assert page.is_hidden("#filter-status input >> nth=0")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_bar_fits_the_panel(open_page: OpenPage, size: str) -> None:
    page = open_page(sample.sample_payload(), size).page
    inside, room = page.evaluate(
        "['scrollWidth', 'clientWidth'].map((w) => document.querySelector('#panel')[w])"
    )
    assert inside <= room
    page.click("#filter-status summary")
    box = page.locator("#filter-status .dropdown-box").bounding_box()
    assert box is not None
    assert box["x"] >= page.evaluate("document.querySelector('#panel').getBoundingClientRect().x")
    assert box["x"] + box["width"] <= page.evaluate("innerWidth")
