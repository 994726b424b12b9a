"""The card: kilometres and lengths as Python has them, claims and which counts, focus, the link."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from browser import sample
from browser.reading import CARD

from corridors import load_boundaries, read_corridor
from corridors.history import history
from corridors.published import compare_lengths
from corridors.referencing import RouteReference
from corridors.survey import Survey, survey
from corridors.vocabulary import EVENT_KINDS
from layers.payload import TIMED

if TYPE_CHECKING:
    from playwright.sync_api import FloatRect, Locator, Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]

RAIL, GAS = "st-petersburg-iran", "southern-gas"


@pytest.fixture(scope="module")
def payload() -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(sample.whole_payload()))
    return plain


@pytest.fixture(scope="module")
def surveys() -> dict[str, Survey]:
    areas = load_boundaries("fine")
    corridors = [read_corridor(name) for name in (RAIL, GAS)]
    return {one.id: survey(one, areas, one.read_on, kinds=TIMED) for one in corridors}


@pytest.fixture
def page(open_page: OpenPage, payload: dict[str, Any]) -> Page:
    found: Page = open_page(payload).page
    return found


def _see(page: Page, what: str) -> str:
    """Write into the address what is to be seen; return what the card says."""
    page.evaluate("what => { location.hash = what; }", f"see={what}")
    page.wait_for_function("what => corridorPage.view.see === what", arg=what)
    return page.inner_text(CARD)


def _rows(page: Page, table: int) -> dict[str, list[float | None]]:
    """Return the cells of a small table of the card as numbers, by the name of the row."""
    rows = page.locator(f"{CARD} table").nth(table).locator("tbody tr").all_inner_texts()
    told = [row.replace("\n", "\t").split("\t") for row in rows]
    return {name: [_number(cell) for cell in cells if cell] for name, *cells in told}


def _number(text: str) -> float | None:
    return None if text == "–" else float(text.replace(",", ""))


def _reference(surveys: dict[str, Survey], corridor: str, route: str) -> RouteReference:
    found = surveys[corridor].corridor
    return RouteReference(found, next(one for one in found.routes if one.id == route))


def test_kilometres_in_each_chainage(page: Page, surveys: dict[str, Survey]) -> None:
    for corridor, route, km in [
        (RAIL, "main", 3000.0),
        (RAIL, "main", 3014.0),
        (RAIL, "main", 5100.0),
        (RAIL, "bandar-imam-khomeini", 137.0),
        (GAS, "tap", 547.0),
        (GAS, "scpx", 450.0),
        (GAS, "mozdok-kazi-magomed", 500.0),
    ]:
        reference = _reference(surveys, corridor, route)
        sections = {section.id for section in reference.route.sections}
        [piece] = [
            (segment.from_km, segment.to_km)
            for segment in surveys[corridor].segments
            if segment.section in sections
            and segment.from_km is not None
            and segment.to_km is not None
            and segment.from_km <= km <= segment.to_km
        ]
        _see(page, f"piece:{corridor}/{route}/{km:g}")
        rows = _rows(page, 0)
        spots = (km, *piece)
        assert rows.pop("Measured") == pytest.approx(spots, abs=0.0501)
        counted = [reference.chainages(spot) for spot in spots]
        names = {name for one in counted for name in one}
        assert set(rows) == {reference.corridor.chainages[name].name for name in names}
        for name in names:
            cells = rows[reference.corridor.chainages[name].name]
            for cell, one in zip(cells, counted, strict=True):
                assert (cell is None) == (name not in one), (route, km, name)
                assert cell is None or cell == pytest.approx(one[name], abs=0.0501)


def test_lengths_measured_published_and_calibrated(page: Page, surveys: dict[str, Survey]) -> None:
    told = 0
    for corridor, found in surveys.items():
        sections = {(s.route, s.from_place, s.to_place): s.id for s in found.corridor.sections}
        for one in compare_lengths(found):
            section = sections.get(one.length.stretch[:3])
            if one.length.country or one.length.zone or section is None:
                continue
            _see(page, f"section:{corridor}/{section}")
            rows = _rows(page, 0 if one.measured_km is None else 1)
            row = rows.get("Whole section") or rows["This piece, the whole section"]
            expected = [one.measured_km, one.length.length_km, one.calibrated_km]
            assert [cell is None for cell in row] == [km is None for km in expected], section
            assert [c for c in row if c is not None] == pytest.approx(
                [km for km in expected if km is not None], abs=0.0501
            )
            told += 1
    assert told > 20


def test_lengths_of_the_whole_route(page: Page, surveys: dict[str, Survey]) -> None:
    [whole] = [
        one
        for one in compare_lengths(surveys[GAS])
        if one.length.stretch[:3] == ("tap", "kipoi", "melendugno")
        and not (one.length.country or one.length.zone)
    ]
    _see(page, f"piece:{GAS}/tap/547")
    assert _rows(page, 1)["Whole route"] == pytest.approx(
        [whole.measured_km, whole.length.length_km, whole.calibrated_km], abs=0.0501
    )


def test_lengths_per_country(page: Page, surveys: dict[str, Survey]) -> None:
    expected = {
        f"In {'Azerbaijan' if one.length.country == 'AZ' else 'Russia'}": one
        for one in compare_lengths(surveys[GAS])
        if one.length.route == "mozdok-kazi-magomed" and one.length.country
    }
    assert len(expected) == 2
    _see(page, f"piece:{GAS}/mozdok-kazi-magomed/500")
    rows = _rows(page, 1)
    for name, one in expected.items():
        assert one.measured_km is not None
        assert rows[name][:2] == pytest.approx([one.measured_km, one.length.length_km], abs=0.0501)


def test_length_of_a_country_on_several_sections(page: Page, surveys: dict[str, Survey]) -> None:
    [greece] = [
        one
        for one in compare_lengths(surveys[GAS])
        if one.length.stretch[:3] == ("tap", "kipoi", "melendugno") and one.length.country == "GR"
    ]
    _see(page, f"piece:{GAS}/tap/300")
    expected = [greece.measured_km, greece.length.length_km, None]
    assert _rows(page, 1)["In Greece"] == pytest.approx(expected, abs=0.0501)
    _see(page, f"piece:{GAS}/tap/700")
    assert "In Greece" not in _rows(page, 1)


def _claims(corridor: str, section: str, kind: str, on: date) -> list[dict[str, Any]]:
    found = survey(read_corridor(corridor), load_boundaries("fine"), on, kinds=EVENT_KINDS)
    return history(found, section=section, kind=kind)


def test_differing_claims_side_by_side_and_which_counts(page: Page) -> None:
    rows = _claims(GAS, "kipoi-bilisht", "diameter_in", date(2026, 11, 23))
    _see(page, f"piece:{GAS}/tap/300")
    box = page.locator(f"{CARD} .rivals", has=page.locator("h4:text-is('Diameter')"))
    values = sorted(text.split()[0] for text in box.locator("li > b").all_inner_texts())
    assert values == sorted(f"{row['value']:g}" for row in rows)
    [used] = [row for row in rows if row["used"] != "no"]
    counts = box.locator("li.counts")
    assert counts.count() == 1
    text = counts.inner_text()
    assert text.startswith(f"{used['value']:g} inch")
    assert "counts" in text
    assert used["publisher"] in text
    others = box.locator("li:not(.counts) .tag").all_inner_texts()
    assert sorted(others) == ["counted until 23 Nov 2026", "does not count"]
    tops = [one["y"] for one in map(_box, box.locator("li").all())]
    assert tops[0] == tops[1]


def _box(locator: Locator) -> FloatRect:
    found = locator.bounding_box()
    assert found is not None
    return found


def test_history_of_status_as_known_on_a_day(page: Page) -> None:
    on = date(2018, 6, 12)
    rows = _claims(GAS, "kipoi-bilisht", "status", on)
    assert [row["value"] for row in rows] == ["construction"]
    page.evaluate("location.hash = 'day=2018-06-12&see=piece:southern-gas/tap/300'")
    page.wait_for_selector(f"{CARD} .history")
    assert page.locator(f"{CARD} .history li").count() == 1
    assert "nothing known → Construction" in page.inner_text(f"{CARD} .history")
    page.click(f"{CARD} .claims summary")
    text = page.inner_text(f"{CARD} .claims")
    found = survey(read_corridor(GAS), load_boundaries("fine"), on, kinds=TIMED)
    [segment] = [
        one
        for one in found.segments
        if one.section == "kipoi-bilisht" and one.from_km is not None and one.from_km < 1
    ]
    known = [e for e in segment.events + segment.points if found.corridor.dated(e) <= on]
    assert f"Every claim ({len(known)})" in text
    assert "Claims dated later, not shown: " in text
    page.click("#time-today")
    page.wait_for_function("document.querySelectorAll('.history li').length === 2")
    latest = page.locator(f"{CARD} .history li").first.inner_text()
    assert "Construction → Operating" in latest
    assert "15 Nov 2020" in latest
    assert "MENAFN" in latest
    assert page.locator(f"{CARD} .claims").get_attribute("open") is not None


def test_every_claim_has_its_source_and_date(page: Page, payload: dict[str, Any]) -> None:
    _see(page, f"piece:{GAS}/tap/300")
    page.click(f"{CARD} .claims summary")
    [piece] = [
        one
        for one in payload["pieces"]
        if one["section"] == "kipoi-bilisht" and one["from_km"] == 0
    ]
    lines = page.locator(f"{CARD} .claims .claim")
    assert lines.count() == len(piece["facts"])
    for line in lines.all():
        evidence = line.locator(".evidence")
        assert any(letter.isdigit() for letter in evidence.inner_text())
        link = evidence.locator("a")
        assert link.count() == 0 or str(link.get_attribute("href")).startswith("http")
    points = page.locator(f"{CARD} .claims h4:text-is('At single points')")
    assert points.count() == 1
    assert "GCS00 Kipoi" in page.inner_text(f"{CARD} .claims")


def test_a_card_of_a_section_that_is_not_drawn(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.insert_text("igdir sederek")
    page.keyboard.press("Enter")
    text = page.inner_text(CARD)
    assert "not drawn" in text
    rows = _rows(page, 0)
    assert rows["This piece, the whole section"] == [None, 97.5, None]
    assert rows["In Türkiye"] == [None, 80.0, None]


def test_a_place_its_km_neighbours_and_facts(page: Page, surveys: dict[str, Survey]) -> None:
    reference = _reference(surveys, RAIL, "main")
    _see(page, f"place:{RAIL}/gilgilchay")
    km = reference.measure("gilgilchay")
    rows = _rows(page, 0)
    assert rows.pop("Measured") == pytest.approx([km], abs=0.0501)
    names = reference.corridor.chainages
    assert {name: cell for name, [cell] in rows.items()} == pytest.approx(
        {names[one].name: at for one, at in reference.chainages(km).items()}, abs=0.0501
    )
    # By the operator's count, which falls here: Shabran at 129.0, Qizil-Burun at 116.0.
    for button, name in ((0, "Shabran"), (1, "Gilgilchay"), (1, "Qizil-Burun")):
        page.locator(f"{CARD} .next button").nth(button).click()
        page.wait_for_selector(f"{CARD} h2:text-is('{name}')")
    text = _see(page, f"place:{RAIL}/astara-terminal")
    assert "lease of 25 years" in text
    text = _see(page, f"place:{RAIL}/lajat")
    assert "Drawn at its official kilometre" in text
    assert page.locator("path.spot").count() == 1


def test_a_border_leads_to_both_sides(page: Page, surveys: dict[str, Survey]) -> None:
    reference = _reference(surveys, RAIL, "main")
    km = next(
        segment.to_km
        for segment in surveys[RAIL].segments
        if segment.section == "derbent-yalama" and segment.country == "RU" and segment.to_km
        if segment.to_km > 3008
    )
    _see(page, f"border:{RAIL}/main/{km:.3f}")
    rows = _rows(page, 0)
    assert rows["Measured"] == pytest.approx([km], abs=0.0501)
    kurskaya = reference.chainages(km)["moscow-kurskaya"]
    assert rows["Moscow count (Kurskaya)"] == pytest.approx([kurskaya], abs=0.0501)
    page.click(f"{CARD} .links button >> nth=1")
    page.wait_for_selector(f"{CARD} .status-line")
    assert "Azerbaijan" in page.inner_text(CARD)


def test_closing_clears_what_is_seen_and_gives_the_focus_back(page: Page) -> None:
    page.click("#tab-sections")
    button = page.locator("#panel-sections .show:visible >> nth=2")
    for close in ("Escape", "x"):
        button.click()
        page.wait_for_selector(CARD)
        assert page.evaluate("document.activeElement.className") == "card"
        assert page.get_by_role("dialog").get_attribute("aria-label") == button.inner_text()
        assert page.locator(f"{CARD} h2").inner_text() == button.inner_text()
        if close == "Escape":
            page.keyboard.press("Escape")
        else:
            page.click(".dock-close")
        page.wait_for_selector(CARD, state="detached")
        assert "see=" not in page.url
        focused = page.evaluate("document.activeElement.textContent")
        assert focused == button.inner_text()


def test_the_same_line_twice_is_one_step(page: Page) -> None:
    _see(page, f"piece:{GAS}/tap/300")
    steps = page.evaluate("history.length")
    at = page.locator("path.spot").bounding_box()
    assert at is not None
    for _ in range(2):
        page.mouse.click(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
        page.wait_for_selector(CARD)
        page.wait_for_timeout(400)  # two clicks, not a double click
    assert page.evaluate("history.length") <= steps + 1
    assert page.locator(CARD).count() == 1


def test_the_link_to_this_view_is_copied_or_stands_selected(page: Page) -> None:
    _see(page, f"piece:{GAS}/tap/300")
    page.click("#tab-sections")
    href = page.get_by_role("link", name="Link to this view").evaluate("node => node.href")
    assert "tab=sections" in href
    assert f"see=piece:{GAS}/tap/300" in href
    page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined, configurable: true})"
    )
    page.get_by_role("button", name="Copy").click()
    field = page.locator(f"{CARD} .copied input")
    field.wait_for()
    chosen = field.evaluate("node => node.value.slice(node.selectionStart, node.selectionEnd)")
    assert chosen == href
    page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', "
        "{value: {writeText: async (text) => { window.copied = text; }}})"
    )
    page.get_by_role("button", name="Copy").click()
    page.wait_for_selector(f"{CARD} .copied:text-is('Copied')")
    assert page.evaluate("copied") == href


def test_to_the_row_of_the_table_past_filters(page: Page) -> None:
    page.evaluate(f"location.hash = 'country=GR&see=piece:{RAIL}/main/3600'")
    page.wait_for_selector(CARD)
    page.get_by_role("button", name="Show in the table").click()
    row = page.locator("tr:has(:focus)")
    assert row.get_attribute("aria-current") == "true"
    assert "Astara (Iran) – Rasht" in row.inner_text()
    assert page.input_value("#filter-country") == ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_card_and_line_are_both_in_sight(
    open_page: OpenPage, payload: dict[str, Any], scheme: str
) -> None:
    page = open_page(payload, "phone", scheme).page
    for what in (f"piece:{RAIL}/main/5100", f"piece:{GAS}/tap/10", f"place:{RAIL}/kizlyar"):
        page.keyboard.press("Escape")
        page.evaluate("window.scrollTo(0, 0)")
        kind, _, rest = what.partition(":")
        if kind == "piece":
            route, _, km = rest.rpartition("/")
            page.evaluate(
                "([route, km]) => corridorPage.seePiece(corridorPage.pieceAt(route, km), km)",
                [route, float(km)],
            )
        else:
            page.evaluate("id => corridorPage.seePlace(corridorPage.placesById.get(id))", rest)
        dock, spot = _box(page.locator(".dock")), _box(page.locator("path.spot"))
        region = _box(page.locator("#map_page"))
        assert dock["x"] == 0
        assert dock["width"] == 390
        assert dock["y"] + dock["height"] <= 844
        assert spot["y"] > max(0, region["y"]), what
        assert spot["y"] + spot["height"] < dock["y"], what
        assert page.evaluate(
            "document.querySelector('.card').scrollWidth <= "
            "document.querySelector('.card').clientWidth"
        )
        smallest = page.evaluate(
            "Math.min(...[...document.querySelectorAll('.dock button')]"
            ".map((one) => one.getBoundingClientRect().height))"
        )
        assert smallest >= 24
