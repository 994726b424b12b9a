"""The page in each language: chosen in the page or before, whole, laid out the right way."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from babel.dates import format_skeleton
from babel.numbers import format_decimal
from browser import sample
from browser.reading import CARD, TABS

from corridors.vocabulary import LANGUAGES
from layers.assets import read_backdrop
from layers.words import PAGE_LANGUAGES, words

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]

_PERSIAN = str.maketrans("0123456789,.", "۰۱۲۳۴۵۶۷۸۹\u066c\u066b")
#: What is written in Latin letters in every language, besides names: who made the data, codes.
_CREDIT = {"OpenStreetMap", "GEM", "Natural", "Earth", "SHA"}
#: Texts that a reader sees or hears and that are not marked as those of the data, with their place.
_TEXTS = """() => {
  const found = [];
  const isData = (node) => node.closest("script, style, noscript, [lang]:not(html)");
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!isData(parent)) found.push(walker.currentNode.textContent.trim());
  }
  for (const name of ["title", "aria-label", "placeholder", "aria-valuetext"]) {
    for (const node of document.querySelectorAll(`[${name}]`)) {
      if (!isData(node)) found.push(node.getAttribute(name));
    }
  }
  return [...new Set(found)].filter(Boolean);
}"""


def _number(value: float, language: str, digits: int = 1) -> str:
    text = format_decimal(value, "#,##0." + "0" * digits, locale=language)
    return text.translate(_PERSIAN) if language == "fa" else text


def _day(text: str, language: str) -> str:
    told = format_skeleton("yMMMd", date.fromisoformat(text), locale=language)
    return _spaced(told.translate(_PERSIAN) if language == "fa" else told)


def _spaced(text: str) -> str:
    """Return a text with plain spaces only: which kind separates what changes with the CLDR."""
    return " ".join(text.split())


def _named(payload: dict[str, Any]) -> list[dict[str, Any]]:
    corridors = payload["corridors"]
    routes = [route for corridor in corridors for route in corridor["routes"]]
    counts = [chainage for route in routes for chainage in route["chainages"]]
    return [*corridors, *routes, *counts, *payload["places"]]


def _names(payload: dict[str, Any], language: str) -> set[str]:
    """Return what corridors, routes, places and areas are called in a language."""
    records = {one["names"].get(language, one["name"]) for one in _named(payload)}
    english = {code: name for code, name, *_ in json.loads(read_backdrop())["labels"]}
    return records | {
        names.get(language, english.get(area, area)) for area, names in payload["areas"].items()
    }


def _cards(payload: dict[str, Any]) -> list[str]:
    """Return what the cards of each kind, one a corridor, are called in the address."""
    places = {one["corridor"]: one["id"] for one in payload["places"] if one["lon"] is not None}
    return [
        *(f"place:{corridor}/{place}" for corridor, place in places.items()),
        *("piece:southern-gas/scp/300", "piece:st-petersburg-iran/chabahar/900"),
    ]


def _texts(page: Page, payload: dict[str, Any]) -> set[str]:
    """Return the texts of the whole page, and of cards and tooltips."""
    found = set(page.evaluate(_TEXTS))
    for see in _cards(payload):
        page.evaluate("see => corridorPage.change({ see })", see)
        page.wait_for_selector(CARD)
        found |= set(page.evaluate(_TEXTS))
    return found


def _codes(payload: dict[str, Any]) -> set[str]:
    return {one["country"] for one in payload["pieces"] if one["country"]}


def _latin(text: str) -> set[str]:
    return set(re.findall(r"\b[A-Za-z]\w+", text))


def test_a_reader_chooses_a_language_and_goes_back(open_page: OpenPage) -> None:
    payload = sample.sample_payload()
    watched = open_page(payload)
    page = watched.page
    names = page.locator("select.language option").all_inner_texts()
    assert names[0] == "English"
    assert sorted(names) == sorted(words(language)["language.name"] for language in PAGE_LANGUAGES)
    for language in LANGUAGES:
        page.select_option("select.language", language)
        title = " · ".join(one["names"][language] for one in payload["corridors"])
        root = page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
        assert root == [language, "rtl" if language == "fa" else "ltr"]
        assert page.title() == page.inner_text("h1") == title
        assert _day(payload["as_of"], language) in _spaced(page.inner_text("#as-of"))
        assert page.inner_text("#tab-countries") == words(language)["tab.countries"]
        assert f"lang={language}" in page.evaluate("location.hash")
        label = page.get_attribute("select.language", "aria-label")
        assert label == words(language)["language.label"]
    page.go_back()
    page.wait_for_selector("html[lang=tr]")
    assert page.input_value("select.language") == "tr"
    assert watched.said == []


def test_a_language_is_chosen_by_keyboard(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    page.evaluate("corridorPage.change({ see: 'piece:southern-gas/scp/300' })")
    page.focus("select.language")
    page.keyboard.type("Türk")
    page.keyboard.press("Enter")
    page.wait_for_selector("html[lang=tr]")
    assert page.evaluate("document.activeElement.className") == "language"
    assert words("tr")["card.kms"] in page.inner_text(CARD)


@pytest.mark.parametrize("language", ["ru", "fa"])
def test_latin_letters_are_those_of_names(open_page: OpenPage, language: str) -> None:
    payload = sample.sample_payload()
    page = open_page(payload, language=language).page
    told = {*words(language).values(), *_names(payload, language)}
    known = _CREDIT | _codes(payload) | set().union(*map(_latin, told))
    found = {text: rest for text in _texts(page, payload) if (rest := _latin(text) - known)}
    assert found == {}


@pytest.mark.parametrize("language", ["az", "tr"])
def test_what_reads_as_in_english_is_the_same_word(open_page: OpenPage, language: str) -> None:
    payload = sample.sample_payload()
    english, told = words("en"), words(language)
    same = {text for key, text in english.items() if told.get(key) == text}
    same |= _names(payload, language) & _names(payload, "en")
    texts = [_texts(open_page(payload, language=one).page, payload) for one in ("en", language)]
    both = {text for text in texts[0] & texts[1] if len("".join(_latin(text))) > 3}
    known = _CREDIT | _codes(payload) | set().union(*map(_latin, same))
    known |= set().union(*map(_latin, _names(payload, language)))  # also without their brackets
    assert {text for text in both if not _latin(text) <= known} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_opens_in_the_language_it_was_made_in_with_its_numbers_and_dates(
    open_page: OpenPage, language: str
) -> None:
    payload = sample.sample_payload()
    page = open_page(payload, language=language).page
    assert page.evaluate("document.documentElement.lang") == language
    assert "lang" not in page.evaluate("location.hash")
    for number, corridor in enumerate(payload["corridors"]):
        measured = sum(
            piece["length_km"]
            for piece in payload["pieces"]
            if piece["corridor"] == corridor["id"] and piece["basis"] == "measured"
        )
        table = page.locator("table.countries").nth(number)
        assert table.locator("tr.group .num").first.inner_text() == _number(measured, language)
    page.click("#tab-sources")
    read = payload["sources"]["southern-gas"]["g01"]["accessed"]
    assert _day(read, language) in _spaced(page.inner_text("#panel-sources"))
    page.select_option("select.language", "en")
    assert page.inner_text("#tab-sections") == words("en")["tab.sections"]
    assert "lang=en" in page.evaluate("location.hash")


def _boxes(page: Page, *selectors: str) -> list[dict[str, float]]:
    return [page.locator(one).first.bounding_box() or {} for one in selectors]


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_panel_stands_where_reading_begins_or_ends(open_page: OpenPage, language: str) -> None:
    page = open_page(sample.sample_payload(), language=language).page
    tools, panel, head = _boxes(page, "#map-region", "#panel", ".masthead")
    assert (panel["x"] < tools["x"]) == (language == "fa")
    assert panel["x"] == head["x"]
    first, second = _boxes(page, "#tab-countries", "#tab-sections")
    assert (first["x"] > second["x"]) == (language == "fa")
    name, km = _boxes(page, "table.countries tbody th", "table.countries tbody .num")
    assert (name["x"] > km["x"]) == (language == "fa")


def test_tabs_follow_the_arrows_as_they_are_seen(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload(), language="fa").page
    page.focus("#tab-countries")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.id") == "tab-sections"


def test_kilometres_do_not_turn_round_in_persian(open_page: OpenPage) -> None:
    """Read from the right: the word, where it begins, where it ends."""
    payload = sample.sample_payload()
    page = open_page(payload, language="fa").page
    page.click("#tab-sections")
    lefts = page.evaluate(
        """() => {
          const range = document.createRange();
          return [...document.querySelectorAll("#panel-sections .unbroken")].map((node) => {
            const text = node.firstChild;
            return [...text.data.matchAll(/[^ ]+/g)].map((word) => {
              range.setStart(text, word.index);
              range.setEnd(text, word.index + word[0].length);
              return range.getBoundingClientRect().left;
            });
          });
        }"""
    )
    assert len(lefts) > len(payload["sections"]) / 2
    assert all(len(words) == 4 for words in lefts)
    assert all(words == sorted(words, reverse=True) for words in lefts)


def test_texts_of_the_data_say_that_they_are_english(open_page: OpenPage) -> None:
    payload = sample.sample_payload()
    page = open_page(payload, language="fa").page
    for tab in page.get_by_role("tab").all():
        tab.click()
    marked = set(page.locator("[lang=en]").all_text_contents())
    notes = {r["note"] for c in payload["corridors"] for r in c["routes"] if r["note"]}
    statements = {one["statement"] for c in payload["corridors"] for one in c["context"]}
    assert notes | statements | {c["summary"] for c in payload["corridors"]} <= marked
    assert set(
        page.evaluate("[...document.querySelectorAll('.context [lang]')].map((n) => n.dir)")
    ) == {"auto"}


_OPEN = """(open) => {
  for (const one of document.querySelectorAll("details:not(#legend)")) one.open = open;
}"""
_CUT = """() => {
  const what = "button, label, select, th, td, dt, dd, summary, li, h1, h2";
  const isSeen = (node) => node.checkVisibility() && node.clientWidth > 0;
  const seen = [...document.querySelectorAll(what)].filter(isSeen);
  const cut = (node) => node.scrollWidth > node.clientWidth + 1;
  return seen.filter(cut).map((node) => `${node.tagName} ${node.className}: ${node.textContent}`);
}"""


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_long_words_fit(open_page: OpenPage, language: str, size: str) -> None:
    payload = sample.sample_payload()
    page = open_page(payload, size, language=language).page
    for tab in TABS:
        page.click(f"#tab-{tab}")
        page.evaluate(_OPEN, True)
        for what in ("html", "#panel"):
            assert page.locator(what).evaluate("one => one.scrollWidth <= one.clientWidth"), tab
        assert page.evaluate(_CUT) == [], tab
        page.evaluate(_OPEN, False)
    for see in _cards(payload):
        page.evaluate("see => corridorPage.change({ see })", see)
        page.wait_for_selector(CARD)
        assert page.evaluate(_CUT) == [], see


def test_names_on_the_map_and_an_open_card_follow(open_page: OpenPage) -> None:
    payload = sample.sample_payload()
    page = open_page(payload).page
    page.evaluate("corridorPage.change({ see: 'piece:southern-gas/scp/300' })")
    page.wait_for_selector(CARD)
    scp = next(r for r in payload["corridors"][1]["routes"] if r["id"] == "scp")
    labelled = [code for code, *_ in json.loads(read_backdrop())["labels"]]
    for language in LANGUAGES:
        page.select_option("select.language", language)
        page.wait_for_selector(f"{CARD} :text({scp['names'][language]!r})")
        assert "see=piece" in page.evaluate("location.hash")
        shown = page.locator(".name.country").all_text_contents()
        names = [payload["areas"][code][language] for code in labelled]
        assert [name for name in names if not any(text.startswith(name) for text in shown)] == []
        assert [text for text in shown if not text.startswith(tuple(names))] == []
