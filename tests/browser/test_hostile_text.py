"""Text from data shows as it was typed and does nothing, wherever it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from browser import sample
from browser.reading import CARD, TABS, open_layers

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]


def _open_everything(page: Page, payload: dict[str, Any]) -> list[str]:
    """Open each tab, card and tooltip and return the texts seen."""
    seen = [page.inner_text("header")]
    for tab in TABS:
        page.click(f"#tab-{tab}")
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        seen.append(page.inner_text(f"#panel-{tab}"))
    for piece in payload["pieces"]:
        page.evaluate("id => corridorPage.pieces.get(id).open()", piece["id"])
        page.evaluate("id => { corridorPage.pieces.get(id).hit.openTooltip(); }", piece["id"])
        seen.append(page.inner_text(CARD))
        seen.append(page.inner_text(".hover >> nth=0"))
        page.evaluate("id => { corridorPage.pieces.get(id).hit.closeTooltip(); }", piece["id"])
    page.evaluate(
        "[...corridorPage.data.places, ...corridorPage.data.crossings].forEach((one) => one.show())"
    )
    seen.append(page.inner_text(CARD))
    open_layers(page)
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
    assert (
        watched.page.evaluate("document.querySelectorAll('img, svg[onload], aside script').length")
        == 0
    )
    assert watched.is_quiet(), watched.said
    assert all(_as_shown(text) in _as_shown(one) for one in seen)
    assert "1337" not in "".join(seen)
    hrefs = watched.page.evaluate("[...document.querySelectorAll('a')].map((a) => a.href)")
    assert not [href for href in hrefs if href.startswith("javascript:")]
