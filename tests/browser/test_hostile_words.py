"""Hostile text in every text of every language file, and naughty ones in all that is shown."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import sample
from browser.reading import CARD, TABS
from naughty import naughty_texts

from layers.words import PAGE_LANGUAGES, words

if TYPE_CHECKING:
    from browser.conftest import Watched
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]

_SEES = (
    "piece:southern-gas/scp/300",
    "piece:st-petersburg-iran/chabahar/900",
    "place:southern-gas/sangachal",
)
#: Which of some texts stand nowhere on the page exactly as they were typed.
_NOT_SHOWN = """(texts) => {
  const shown = new Set();
  const what = NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT;
  const walker = document.createTreeWalker(document.body, what);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.TEXT_NODE) {
      if (!node.parentElement.closest("script, style")) shown.add(node.data.toWellFormed());
    } else {
      for (const { value } of node.attributes) shown.add(value.toWellFormed());
    }
  }
  return texts.filter((text) => !shown.has(text));
}"""


def _change(page: Page, view: dict[str, str]) -> None:
    page.evaluate("view => corridorPage.change(view)", view)


def _visit(page: Page) -> None:
    """Open each tab, list and card, go to another day, search and filter."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    for tab in TABS:
        _change(page, {"tab": tab})
    for see in _SEES:
        _change(page, {"see": see})
        page.wait_for_selector(CARD)
    page.evaluate("corridorPage.seeBorder(corridorPage.crossings[0])")
    for changes in ({"day": "2017-06-30"}, {"country": "TR"}, {"text": "none"}):
        _change(page, changes)
    page.fill("#search", "ba")
    page.fill("#search", "")
    _change(page, {"see": "", "country": "", "text": "", "day": sample.sample_payload()["as_of"]})


def _is_inert(watched: Watched) -> None:
    page = watched.page
    assert page.evaluate("window.hacked") is None
    made = "img, iframe, object, embed, form, body script:not([type]), svg[onload], [onerror]"
    ours = page.evaluate("document.querySelectorAll('script:not([type])').length")
    assert page.locator(made).count() == ours
    hrefs = page.evaluate("[...document.querySelectorAll('a')].map((one) => one.protocol)")
    assert set(hrefs) <= {"file:", "http:", "https:"}
    assert watched.is_quiet(), watched.said


def _put_into_words(monkeypatch: pytest.MonkeyPatch, texts: Iterator[str]) -> None:
    """Replace every text of every language file by the next one."""
    hostile = {one: {key: next(texts) for key in words("en")} for one in PAGE_LANGUAGES}
    monkeypatch.setattr("layers.words.words", hostile.__getitem__)


@pytest.mark.parametrize("shift", range(0, len(sample.HOSTILE), len(PAGE_LANGUAGES)))
def test_hostile_words_are_inert(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, shift: int
) -> None:
    """Over the three pages and five languages every word is every hostile text once."""
    starts = range(shift, shift + len(PAGE_LANGUAGES))
    keys = range(len(words("en")))
    hostile = sample.HOSTILE
    _put_into_words(monkeypatch, (hostile[(s + k) % len(hostile)] for s in starts for k in keys))
    watched = open_page(sample.sample_payload())
    shown = [text.replace("\ud800", "\ufffd") for text in sample.HOSTILE]
    for language in PAGE_LANGUAGES:
        _change(watched.page, {"lang": language})
        _visit(watched.page)
        assert watched.page.evaluate(_NOT_SHOWN, shown) == []
    _is_inert(watched)


@pytest.fixture
def naughty() -> list[str]:
    """Our own, and those of the big list where that is at hand."""
    file = Path(__file__).parents[3] / "shared" / "corpus" / "naughty-strings" / "blns.json"
    listed: list[str] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else []
    return [*naughty_texts(), *(text for text in listed if text.strip())]


def test_naughty_words_are_inert(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, naughty: list[str]
) -> None:
    _put_into_words(monkeypatch, itertools.cycle(naughty))
    watched = open_page(sample.sample_payload())
    for language in PAGE_LANGUAGES:
        _change(watched.page, {"lang": language})
        _visit(watched.page)
    _is_inert(watched)


def test_naughty_data_is_shown_as_typed(open_page: OpenPage, naughty: list[str]) -> None:
    """Every text field has some of them, and the sources have them all, as they were typed."""
    texts = itertools.cycle(naughty)
    payload = sample.hostile_payload(lambda: next(texts))
    source = next(iter(payload["sources"]["southern-gas"].values()))
    payload["sources"]["southern-gas"] |= {
        f"naughty-{number}": source | {"title": text, "publisher": text, "url": None}
        for number, text in enumerate(naughty)
    }
    watched = open_page(payload)
    for language in ("en", "fa"):
        _change(watched.page, {"lang": language})
        _visit(watched.page)
    assert watched.page.evaluate(_NOT_SHOWN, naughty) == []
    _is_inert(watched)
