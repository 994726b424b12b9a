"""The page on paper: A4 held sideways, whole, black on white, with all that it rests on."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import numpy as np
import pypdfium2
import pytest
from browser import sample

from layers.encoding import decode
from layers.style import STATUSES

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]
A4 = (297 / 25.4 * 72, 210 / 25.4 * 72)
DOTS = 2.0


def printed(page: Page) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))


def packed(text: str) -> str:
    """Return a text without spaces; a hyphen at the end of a line is no other one."""
    return "".join(text.replace("\ufffe", "-").split())


def sheets(document: pypdfium2.PdfDocument) -> list[str]:
    return [packed(page.get_textpage().get_text_range()) for page in document]


def pixels(page: pypdfium2.PdfPage) -> NDArray[np.int_]:
    return page.render(scale=DOTS).to_numpy()[..., :3][..., ::-1].astype(int)


def test_every_sheet_is_a4_sideways_and_says_of_what_and_which_day(open_page: OpenPage) -> None:
    payload = sample.sample_payload()
    document = printed(open_page(payload).page)
    texts = sheets(document)
    for number, (sheet, text) in enumerate(zip(document, texts, strict=True), start=1):
        assert sheet.get_size() == pytest.approx(A4, abs=1)
        assert packed(payload["title"]) in text
        assert packed("As of 23 Nov 2026") in text
        assert f"{number}/{len(document)}" in text
    for words in ("Operating", "Construction", "Schematic", "Border crossings", "Saratov"):
        assert packed(words) in texts[0], words
    assert not [text for text in texts if "Savepicture" in text or "Skiptothetables" in text]


def test_sources_are_printed_with_their_addresses_and_licences(open_page: OpenPage) -> None:
    payload = sample.sample_payload()
    whole = unquote("".join(sheets(printed(open_page(payload).page))))
    for sources in payload["sources"].values():
        for source in sources.values():
            assert packed(source["title"]) in whole, source
            assert packed(unquote(source["url"] or "")) in whole, source
    for one in payload["attributions"]:
        assert packed(one["text"]) in whole
        assert packed(one["licence"] or "") in whole


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_no_row_is_cut(open_page: OpenPage, size: str) -> None:
    page = open_page(sample.sample_payload(), size).page
    tables = "#panel-countries .countries tr, #panel-sections tr"
    rows, items = (
        page.evaluate(
            "([all, part]) => [...document.querySelectorAll(all)]"
            ".map((one) => (part ? [...one.querySelectorAll(part)] : [one])"
            ".map((node) => node.textContent))",
            found,
        )
        for found in ((tables, None), (".sources li", "b, a, .small"))
    )
    texts = sheets(printed(page))
    assert len(rows) > 60
    assert len(items) > 60
    for parts in rows + items:
        whole = re.compile(".*".join(re.escape(packed(part)) for part in parts))
        assert any(whole.search(text) for text in texts), parts


def test_heads_of_tables_come_again_and_controls_do_not(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    seen = page.evaluate(
        """() => [...document.querySelectorAll("option, #tools button, .filters summary")]
          .map((one) => one.textContent).filter((text) => text.includes(" "))"""
    )
    texts = sheets(printed(page))
    # Two columns a sheet, and the sections of the sample fill more than one.
    assert max(text.count("SectionkmStatus") for text in texts) >= 2
    assert "All corridors" in seen
    assert not [
        one
        for one in seen
        if one.startswith(("All", "Save", "Every")) and packed(one) in "".join(texts)
    ]


def _mercator(lat: float) -> float:
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)))


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_map_shows_all_lines_in_their_shape(open_page: OpenPage, size: str) -> None:
    payload = sample.sample_payload()
    image = pixels(printed(open_page(payload, size).page)[0])
    operating = next(status.colour for status in STATUSES if status.word == "operating")
    colour = np.array([int(operating[i : i + 2], 16) for i in (1, 3, 5)])
    of_the_map = image[: round(0.66 * image.shape[0]), : round(0.74 * image.shape[1])]
    rows, columns = np.nonzero(np.abs(of_the_map - colour).max(axis=2) < 24)
    drawn = [piece for piece in payload["pieces"] if piece["line"]]
    lines = [decode(p["line"]) for p in drawn if sample.status_of(payload, p) == "operating"]
    lon, lat = np.concatenate(lines).T
    expected = (lon.max() - lon.min()) / (_mercator(lat.max()) - _mercator(lat.min()))
    height, width = rows.max() - rows.min(), columns.max() - columns.min()
    assert width / height == pytest.approx(expected, rel=0.06)
    assert width > 0.5 * of_the_map.shape[1] or height > 0.5 * of_the_map.shape[0]


def test_dark_page_prints_as_the_light_one(open_page: OpenPage) -> None:
    payload = sample.sample_payload()
    light, dark = (printed(open_page(payload, scheme=s).page) for s in ("light", "dark"))
    assert len(light) == len(dark)
    for one, other in ((light[n], dark[n]) for n in (0, 1, len(light) - 1)):
        assert (pixels(one) == pixels(other)).all()
    last = pixels(dark[len(dark) - 1])
    assert last[2:5, 2:5].min() == 255
    assert last.min() < 20


def test_only_what_the_filters_leave_is_printed(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    page.evaluate("corridorPage.change({country: 'AL'})")
    first, *others = sheets(printed(page))
    whole = "".join(others)
    assert packed("Only Albania:") in first
    assert "Albania" in whole
    assert "Kazakhstan" not in whole.partition("Sources")[0]


def test_after_printing_all_is_as_before(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    page.evaluate("corridorPage.change({map: '6/40.500/48.250'})")
    before = """() => [
      map_page.getZoom(), map_page.getCenter().lat.toFixed(6), map_page.getSize(),
      map_page.options.zoomSnap, document.querySelectorAll("details[open]").length,
      location.hash]"""
    seen = page.evaluate(before)
    printed(page)
    page.wait_for_timeout(250)  # longer than a move of the map waits before it is written down
    assert page.evaluate(before) == seen


def test_print_button_prints(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    page.evaluate("window.print = () => { window.wasPrinted = true; }")
    page.get_by_role("button", name="Print", exact=True).click()
    assert page.evaluate("window.wasPrinted") is True
