"""Text from data shows as it was typed and does nothing, wherever it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from browser import sample
from browser.reading import CARD, TABS, open_details

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]


def _open_everything(page: Page) -> list[str]:
    """Open each tab, the cards of each section, place and border, and return the texts seen."""
    seen = [page.inner_text("header")]
    for tab in TABS:
        page.click(f"#tab-{tab}")
        open_details(page)
        seen.append(page.inner_text(f"#panel-{tab}"))
    pieces = page.evaluate(
        "[...new Map(corridorPage.drawn.map((one) => [one.section, one.id])).values()]"
    )
    for piece in pieces:
        page.evaluate(
            "id => corridorPage.seePiece(corridorPage.drawn.find((one) => one.id === id))", piece
        )
        page.evaluate("id => { corridorPage.hits.get(id).openTooltip(); }", piece)
        seen.append(page.inner_text(CARD))
        seen.append(page.inner_text(".hover >> nth=0"))
        page.evaluate("id => { corridorPage.hits.get(id).closeTooltip(); }", piece)
    for what in ("seePlace(corridorPage.data.places.find((one) => one.lon !== null))",):
        page.evaluate(f"corridorPage.{what}")
        seen.append(page.inner_text(CARD))
    seen.append(page.inner_text(".layers-list"))
    return seen


def _as_shown(text: str) -> str:
    return " ".join(text.replace("\ud800", "\ufffd").split())


@pytest.mark.parametrize(
    "spared", [sample.KEYS, sample.KEYS - sample.OWN_WORDS], ids=["texts", "own-words-too"]
)
@pytest.mark.parametrize("text", sample.HOSTILE, ids=range(len(sample.HOSTILE)))
def test_hostile_text_is_inert(open_page: OpenPage, text: str, spared: set[str]) -> None:
    watched = open_page(sample.hostile_payload(text, spared))
    seen = _open_everything(watched.page)
    assert watched.page.evaluate("window.hacked") is None
    assert (
        watched.page.evaluate("document.querySelectorAll('img, svg[onload], aside script').length")
        == 0
    )
    assert watched.is_quiet(), watched.said
    assert all(_as_shown(text) in _as_shown(one) for one in seen)
    assert "1337" not in "".join(seen)
    hrefs = watched.page.evaluate("[...document.querySelectorAll('a')].map((a) => a.href)")
    assert not [href for href in hrefs if href.startswith("javascript:")]
