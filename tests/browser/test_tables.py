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


def _fact(payload: dict[str, Any], piece: dict[str, Any]) -> dict[str, Any] | None:
    """Return the last claim of the status of a piece, as the payload's change lists have it."""
    known = [number for _, number in piece["told"].get("status", [])]
    if not known or known[-1] is None:
        return None
    fact: dict[str, Any] = payload["facts"][piece["corridor"]][known[-1]]
    return fact


def _status(payload: dict[str, Any], piece: dict[str, Any]) -> str:
    fact = _fact(payload, piece)
    return str(fact["value"]) if fact else "unknown"


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


def _cells(page: Page, selector: str) -> list[str]:
    return [text.split("\n")[0].strip() for text in page.locator(selector).all_inner_texts()]


def _figures(texts: list[str]) -> list[float]:
    return [float(text.replace(",", "")) for text in texts if text != "–"]


def _parts(page: Page, row: str) -> list[float]:
    """Return the km by status of a row, as they are printed; none where one status is all."""
    text = page.inner_text(f"{row} td:last-child .small")
    return [
        float(part.split()[-1].replace(",", "")) for part in text.split(" · ") if part[-1].isdigit()
    ]


@pytest.mark.parametrize("fragment", ["", "#day=2019-06-30", "#country=AZ", "#sort=countries:-km"])
def test_printed_kilometres_add_up(open_page: OpenPage, fragment: str) -> None:
    page = open_page(sample.sample_payload()).page
    page.goto(page.url + fragment)
    page.wait_for_selector("#panel-countries .countries")
    bodies = page.locator("#panel-countries .countries tbody")
    for number in range(bodies.count()):
        page.evaluate(
            "n => document.querySelectorAll('.countries tbody')[n].id = 'now' + n", number
        )
        total, *rows = _figures(_cells(page, f"#now{number} td.num"))
        assert round(sum(rows), 1) == total
        for row in range(len(rows) + 1):
            parts = _parts(page, f"#now{number} tr:nth-child({row + 1})")
            assert not parts or round(sum(parts), 1) == [total, *rows][row]


def test_largest_remainders_get_what_rounding_leaves(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    rounded = "([values, whole]) => corridorPage.rounded(values, whole)"
    thirds = [[100 / 3] * 3, 100.0]
    assert page.evaluate(rounded, thirds) == [33.4, 33.3, 33.3]
    assert page.evaluate(rounded, [[0.04, 0.04, 0.04], 0.12]) == [0.1, 0.0, 0.0]
    assert page.evaluate(rounded, [[1.26, 2.27, 0.0], 3.53]) == [1.2, 2.3, 0.0]
    assert page.evaluate(rounded, [[], 0.0]) == []


def test_countries_sort_by_name_and_by_km(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    first = "#panel-countries .countries >> nth=0"
    names = page.locator(first).locator("tbody").first.locator("tr:not(.group) th")

    def shown() -> list[str]:
        return [text.split("\n")[0] for text in names.all_inner_texts()]

    def kms() -> list[float]:
        cells = page.locator(first).locator("tbody").first.locator("tr:not(.group) td.num")
        return _figures(cells.all_inner_texts())

    along = shown()
    assert along != sorted(along)
    page.locator(first).locator("th button").first.click()
    assert shown() == sorted(along)
    assert page.evaluate("document.activeElement.textContent") == "Country"
    head = page.locator(first).locator("thead th")
    assert head.first.get_attribute("aria-sort") == "ascending"
    page.keyboard.press("Enter")
    assert shown() == sorted(along, reverse=True)
    page.keyboard.press("Enter")
    assert shown() == along
    assert head.first.get_attribute("aria-sort") is None
    page.locator(first).locator("th button").nth(1).click()
    assert kms() == sorted(kms(), reverse=True)
    assert head.nth(1).get_attribute("aria-sort") == "descending"
    page.reload()
    assert kms() == sorted(kms(), reverse=True)
    assert len(kms()) > 2


def _values(page: Page) -> list[dict[str, Any]]:
    """Return what each row of the sections shows, as text."""
    rows: list[dict[str, Any]] = page.evaluate(
        """() => [...document.querySelectorAll(".progress tbody tr:not(.group)")].map((row) => ({
          name: row.querySelector("th").firstChild.textContent,
          km: row.querySelector(".num").firstChild.textContent,
          status: row.querySelector(".chip").textContent,
          works: (/Works done ([\\d.]+)%/.exec(row.textContent) || [])[1] || null,
        }))"""
    )
    return rows


def test_sections_sort_as_python_sorts(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    page.click("#tab-sections")
    before = _values(page)
    groups = page.locator(".progress tr.group").count()
    assert groups > 3

    def km(row: dict[str, Any]) -> tuple[bool, float]:
        return row["km"] == "–", -float(row["km"].replace(",", "").replace("–", "0"))

    page.select_option("#sort", label="Kilometres")
    assert page.locator(".progress tr.group").count() == 0
    assert [km(row) for row in _values(page)] == sorted(map(km, before))
    page.select_option("#sort", label="Name")
    names = [row["name"] for row in _values(page)]
    assert names == sorted((row["name"] for row in before), key=str.casefold)
    page.click(".turn")
    assert [row["name"] for row in _values(page)] == names[::-1]
    assert page.locator(".progress th[aria-sort=descending]").inner_text() == "Section"
    order = ["Operating", "Modernisation", "Construction", "Proposed", "Unknown"]
    page.select_option("#sort", label="Status")
    assert [row["status"] for row in _values(page)] == sorted(
        (row["status"] for row in before), key=order.index
    )
    page.select_option("#sort", label="Works done")
    works = [row["works"] for row in _values(page)]
    told = [float(one) for one in works if one is not None]
    assert told == sorted((float(r["works"]) for r in before if r["works"]), reverse=True)
    assert works[len(told) :] == [None] * (len(works) - len(told))
    page.select_option("#sort", label="Along the route")
    assert _values(page) == before


def test_sections_sort_by_dates(open_page: OpenPage) -> None:
    payload = sample.sample_payload()
    page = open_page(payload).page
    page.click("#tab-sections")
    for label, key in (("In this state since", "since"), ("Last stated", "as_of")):
        page.select_option("#sort", label=label)
        pieces = page.evaluate(
            """() => [...document.querySelectorAll(".progress tbody tr")].map((row) =>
              [...corridorPage.links.find((one) => one.row === row).pieces][0].id)"""
        )
        by_id = {piece["id"]: piece for piece in payload["pieces"]}
        facts = [_fact(payload, by_id[one]) for one in pieces]
        dates = [fact[key] if fact else None for fact in facts]
        known = [date for date in dates if date]
        assert len(known) > 3
        assert known == sorted(known)
        assert dates == [*known, *[None] * (len(dates) - len(known))]


def test_a_row_marks_its_line_and_a_line_its_rows(open_page: OpenPage) -> None:
    payload = sample.sample_payload()
    watched = open_page(payload)
    page = watched.page
    page.click("#tab-sections")
    row = page.locator(".progress tr:not(.group)", has_text="Khash – Chabahar").first
    row.hover()
    glow = page.locator("path.glow")
    assert "status-construction" in (glow.get_attribute("class") or "")
    assert (glow.get_attribute("d") or "").count("L") > 0
    page.hover("#map_page", position={"x": 400, "y": 20})
    assert (glow.get_attribute("d") or "").count("L") == 0
    _point_at(page, "chabahar", 1000)
    assert page.locator("tr.pointed").count() == 2  # the section, and Iran in the other tab
    assert "Khash – Chabahar" in page.inner_text(".progress tr.pointed")
    row.locator("button").focus()
    assert "status-construction" in (glow.get_attribute("class") or "")
    page.focus("#tab-sections")
    assert (glow.get_attribute("d") or "").count("L") == 0
    assert watched.is_quiet(), watched.said


def _point_at(page: Page, route: str, km: float) -> None:
    x, y = page.evaluate(
        """([route, km]) => {
          const piece = corridorPage.pieceAt(route, km);
          const at = corridorPage.map.latLngToContainerPoint(corridorPage.pointAt(piece, km));
          const box = corridorPage.map.getContainer().getBoundingClientRect();
          return [box.x + at.x, box.y + at.y];
        }""",
        [f"st-petersburg-iran/{route}", km],
    )
    page.mouse.move(x, y)


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_row_of_the_chosen_piece_comes_into_sight(open_page: OpenPage, size: str) -> None:
    page = open_page(sample.sample_payload(), size).page
    page.click("#tab-sections")
    page.evaluate("window.scrollTo(0, 0)")
    page.evaluate("corridorPage.seePiece(corridorPage.pieceAt('southern-gas/tap', 100))")
    current = page.locator(".progress tr[aria-current=true]")
    assert current.count() == 1
    assert "TAP" in page.inner_text(".card .eyebrow")
    assert page.evaluate("[scrollX, scrollY, document.body.scrollTop]") == [0, 0, 0]
    if size == "desktop":
        box = current.bounding_box()
        stuck = page.locator(".stuck").bounding_box()
        assert box is not None
        assert stuck is not None
        assert stuck["y"] + stuck["height"] <= box["y"]
        assert box["y"] + box["height"] <= 800
    page.keyboard.press("Escape")
    page.wait_for_selector("tr[aria-current]", state="detached")


def test_a_country_shows_all_its_lines(open_page: OpenPage) -> None:
    payload = sample.sample_payload()
    page = open_page(payload).page
    page.click("#panel-countries tr:has-text('Iran') button.show >> nth=0")
    inside = page.evaluate(
        """() => corridorPage.drawn.filter((piece) => piece.country === "IR").every((piece) =>
          piece.line.every((point) => corridorPage.map.getBounds().contains(point)))"""
    )
    assert inside
    lines = [p for p in payload["pieces"] if p["country"] == "IR" and p["line"]]
    page.hover("#map_page", position={"x": 300, "y": 20})
    assert page.evaluate("corridorPage.glow.getLatLngs().length") == len(lines)


def test_unfolded_tables_follow_the_filters_and_stay_unfolded(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    page.locator("#panel-countries summary").first.click()
    borders = page.locator("#panel-countries details").first
    assert borders.locator("tbody tr").count() > 4
    page.select_option("#filter-country", label="Albania")
    assert borders.get_attribute("open") is not None
    texts = borders.locator("tbody th").all_inner_texts()
    assert texts
    assert all("AL" in text for text in texts)
    page.locator("#panel-countries summary").nth(1).click()
    places = page.locator("#panel-countries details").nth(1).locator("tbody tr")
    assert all("Albania" in text for text in places.all_inner_texts())
    assert page.evaluate("document.activeElement.dataset.keep") == "places"


def test_what_is_not_drawn_is_listed_as_such(open_page: OpenPage) -> None:
    payload = sample.sample_payload()
    page = open_page(payload).page
    page.click("#tab-sections")
    missing = {(p["corridor"], p["section"]) for p in payload["pieces"] if p["line"] is None}
    assert missing
    rows = page.locator(".progress tr:has-text('not drawn')")
    assert rows.count() >= len(missing)
    assert rows.locator("button").count() == 0


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "light"), ("phone", "dark")])
def test_axe_finds_no_violation_in_any_state(open_page: OpenPage, size: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = open_page(sample.sample_payload(), size, scheme).page

    def violations() -> str:
        found = axe.Axe().run(page, context="#panel")
        return str(found.generate_report()) if found.violations_count else ""

    page.click("#legend button:has-text('Construction')")
    page.click("#filter-status summary")
    assert violations() == "", "statuses"
    page.keyboard.press("Escape")
    page.click("#download summary")
    page.click("#download-countries")
    assert violations() == "", "download"
    page.keyboard.press("Escape")
    page.click("#panel-countries th button >> nth=1")
    assert violations() == "", "countries"
    page.click("#tab-sections")
    page.select_option("#sort", label="Works done")
    page.locator(".progress tbody button").first.click()
    page.wait_for_selector(".progress tr[aria-current=true]")
    assert violations() == "", "chosen"
