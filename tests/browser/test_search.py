"""The search field: what is typed is found, by names of any language and by any count of km."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from browser import sample

from corridors import read_corridor
from corridors.referencing import RouteReference

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]

HITS = "#search-hits [role=option]"
NOTE = "#search-note"


def _reference(corridor: str, route: str) -> RouteReference:
    found = read_corridor(corridor)
    return RouteReference(found, next(one for one in found.routes if one.id == route))


def _type(page: Page, query: str) -> list[str]:
    """Search as a reader does, in place of what was searched before; return the hits as texts."""
    if page.evaluate("document.activeElement.id") != "search":
        page.keyboard.press("/")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(query)
    return [" ".join(one.split()) for one in page.locator(HITS).all_inner_texts()]


def _kms(text: str) -> list[float]:
    return [float(km.replace(",", "")) for km in re.findall(r"km ([\d,.]*\d)", text)]


@pytest.fixture(scope="module")
def payload() -> dict[str, Any]:
    return sample.whole_payload()


@pytest.fixture
def page(open_page: OpenPage, payload: dict[str, Any]) -> Page:
    found: Page = open_page(payload).page
    return found


#: What is typed, and how the first hit begins.
BEST = {
    "Astara": "Astara (Azerbaijan) Place",
    "TANAP": "Trans-Anatolian Natural Gas Pipeline (TANAP) Route",
    "tap": "Trans Adriatic Pipeline (TAP) Route",
    "Iran": "Iran Country",
    "kazakhstan border": "Russia | Kazakhstan Border",
    "RU AZ": "Russia | Azerbaijan Border",
    "astara rasht": "Astara (Iran) – Rasht Section",
    "rasht – astara": "Astara (Iran) – Rasht Section",
    "southern gas": "Southern Gas Corridor Corridor",
    "bandarabbas": "Bandar Abbas Place",
    "cs5": "TANAP CS5 and MS2 Place",
}
#: Names of other languages, in spellings of other keyboards.
SPELLINGS = {
    "астара": "Astara",
    "آستارا": "Astara",
    "Həştərxan": "Astrakhan",
    "HESTERXAN": "Astrakhan",
    "mahackale": "Makhachkala",
    "ماخاچ قلعه": "Makhachkala",
    "ماخاچ\u200cقلعه": "Makhachkala",  # noqa: RUF001 - a letter
    "IĞDIR": "Iğdır",
    "igdir": "Iğdır",
    "İĞDIR": "Iğdır",
    "turkgozu": "Türkgözü",
    "КИЗЛЯР": "Kizlyar",
    "Кізляр": None,
    "كرمان": "Kerman",
    "کرمان": "Kerman",
    "قزوين": "Qazvin",
    "Влера": "Vlora",
    "Влёра": "Vlora",
    "korce": "Korçë",
}


def test_the_best_hit_is_first(page: Page) -> None:
    for query, best in BEST.items():
        assert _type(page, query)[0].startswith(best), query


def test_names_of_all_languages_and_spellings(page: Page) -> None:
    for query, name in SPELLINGS.items():
        hits = _type(page, query)
        assert hits[0].startswith(name) if name else hits == [], query


def test_a_km_is_offered_as_measured_and_in_each_count(page: Page) -> None:
    calibration = _reference("southern-gas", "tap").calibrations["tap-km"]
    measured, counted = _type(page, "TAP km 547")
    assert measured.startswith("km 547 of TAP, measured Kilometre")
    assert counted.startswith("km 547 of TAP kilometres, TAP Kilometre")
    assert _kms(measured)[1] == round(calibration.to_chainage(547.0), 1)
    assert _kms(counted)[1] == round(calibration.to_measure(547.0), 1)


def test_a_km_of_a_count_alone(page: Page) -> None:
    reference = _reference("st-petersburg-iran", "main")
    [hit] = _type(page, "baku yalama 120")
    assert hit.startswith("km 120 of Baku–Yalama count")
    measure_km = reference.calibrations["baku-yalama"].to_measure(120.0)
    kurskaya = reference.chainages(measure_km)["moscow-kurskaya"]
    assert _kms(hit)[1:] == [round(measure_km, 1), round(kurskaya, 1)]


def test_a_km_in_any_spelling(page: Page) -> None:
    for query in ("main 3000", "main km 3,000", "km3000 main", "main ۳۰۰۰"):
        hits = _type(page, query)
        assert len(hits) == 1, query
        assert _kms(hits[0])[0] == 3000, query


def test_a_km_in_pickets(page: Page) -> None:
    reference = _reference("st-petersburg-iran", "main")
    [hit] = _type(page, "kurskaya 2454+454")
    measure_km = reference.calibrations["moscow-kurskaya"].to_measure(2454.454)
    assert _kms(hit)[:2] == [2454.454, round(measure_km, 1)]


def test_a_km_outside_is_told_with_the_range(page: Page) -> None:
    reference = _reference("southern-gas", "scp")
    assert _type(page, "SCP 5000") == []
    note = page.inner_text(NOTE)
    assert "Nothing found." in note
    end = round(reference.route.alignment.length_km, 1)
    assert f"South Caucasus Pipeline has measured km 0.0 to {end}." in note
    assert "SCP kilometre posts: km 0.0 to 692.0." in note
    assert _type(page, "IAP 20") == []
    assert "not drawn" in page.inner_text(NOTE)


def test_at_most_eight_and_all_counted(page: Page, payload: dict[str, Any]) -> None:
    hits = _type(page, "a")
    assert len(hits) == 8
    count = int(page.inner_text(NOTE).split()[0])
    begins = [place for place in payload["places"] if place["name"].startswith("A")]
    assert count > len(begins) > 8
    assert page.get_attribute(NOTE, "role") == "status"


def test_by_keyboard_alone(page: Page) -> None:
    _type(page, "Astara")
    field = page.locator("#search")
    assert field.get_attribute("role") == "combobox"
    assert field.get_attribute("aria-expanded") == "true"
    assert field.get_attribute("aria-activedescendant") == "search-hit-0"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.locator("[aria-selected=true][role=option]").get_attribute("id") == "search-hit-1"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") == "search-hit-7"
    page.keyboard.press("Escape")
    assert page.locator(HITS).count() == 0
    assert field.get_attribute("aria-expanded") == "false"
    assert field.input_value() == "Astara"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector(".card h2:has-text('Astara (Iran)')")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("a/b")
    assert field.input_value() == "a/b"


def test_choosing_a_km_goes_there(page: Page) -> None:
    reference = _reference("southern-gas", "tap")
    _type(page, "tap km 547")
    page.keyboard.press("Enter")
    page.wait_for_selector(".card")
    lon, lat = reference.route.alignment.point_at(547.0)
    shown = page.evaluate(
        "({lon, lat}) => map_page.getBounds().contains([lat, lon]) && map_page.getZoom()",
        {"lon": lon, "lat": lat},
    )
    assert shown >= 7
    assert "southern-gas/tap/547" in page.url


def test_choosing_by_touch_and_what_it_fits(open_page: OpenPage, payload: dict[str, Any]) -> None:
    page = open_page(payload, "phone").page
    page.tap("#search")
    page.keyboard.type("georgia")
    page.tap(f"{HITS} >> nth=0")
    page.wait_for_function(
        "map_page.getBounds().contains([41.5, 45.0]) && map_page.getZoom() >= 5.5"
    )
    assert page.locator(HITS).count() == 0


def test_choosing_a_route_shows_it_on_the_strip(page: Page) -> None:
    _type(page, "igb")
    page.keyboard.press("Enter")
    page.wait_for_function("map_page.getZoom() >= 7")
    assert "route=southern-gas/igb" in page.url


def test_hits_are_in_the_language_of_the_page(open_page: OpenPage, payload: dict[str, Any]) -> None:
    watched = open_page(payload)
    page = watched.page
    page.evaluate("corridorPage.change({lang: 'ru'})")
    assert _type(page, "astara")[0].startswith("Астара")
    assert watched.is_quiet(), watched.said
