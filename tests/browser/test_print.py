"""The page on paper: A4 held sideways, whole, black on white, with all that it rests on."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import unquote

import numpy as np
import pypdfium2
import pytest
from browser import sample
from browser.conftest import SIZES

from layers.encoding import decode
from layers.page import write
from layers.style import STATUSES

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from playwright.sync_api import Browser, Page

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


class Paper:
    """The page of the sample, printed, and what stands in it once all its tabs are filled."""

    def __init__(self, page: Page) -> None:
        self.document = printed(page)
        self.sheets = sheets(self.document)
        self.rows = self._texts(
            page, "#panel-countries .countries tr, #panel-sections tr", "th, td"
        )
        self.sources = self._texts(page, ".sources li", "b, a, .small")
        self.controls = self._texts(page, "#tools, .filters", "option, button, summary")

    @staticmethod
    def _texts(page: Page, whole: str, part: str) -> list[list[str]]:
        found: list[list[str]] = page.evaluate(
            "([whole, part]) => [...document.querySelectorAll(whole)].map("
            "(one) => [...one.querySelectorAll(part)].map((node) => node.textContent))",
            [whole, part],
        )
        return found


@pytest.fixture(scope="module")
def paper(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Paper]:
    """Print the sample from a screen of a size and a scheme, each once."""
    file = tmp_path_factory.mktemp("print") / "page.html"
    write(sample.sample_payload(), file)

    @cache
    def print_once(size: str = "desktop", scheme: Literal["light", "dark"] = "light") -> Paper:
        width, height = SIZES[size]
        page = browser.new_page(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            reduced_motion="reduce",
            offline=True,
        )
        page.goto(file.as_uri())
        try:
            return Paper(page)
        finally:
            page.close()

    return print_once


def test_every_sheet_is_a4_sideways_and_says_of_what_and_which_day(
    paper: Callable[..., Paper],
) -> None:
    texts = paper().sheets
    title = packed(sample.sample_payload()["title"])
    for number, (sheet, text) in enumerate(zip(paper().document, texts, strict=True), start=1):
        assert sheet.get_size() == pytest.approx(A4, abs=1)
        assert title in text
        assert packed("As of 23 Nov 2026") in text
        assert f"{number}/{len(texts)}" in text
    for words in ("Operating", "Construction", "Schematic", "Border crossings", "Saratov"):
        assert packed(words) in texts[0], words


def test_sources_are_printed_with_their_addresses_and_licences(
    paper: Callable[..., Paper],
) -> None:
    payload = sample.sample_payload()
    whole = unquote("".join(paper().sheets))
    for sources in payload["sources"].values():
        for source in sources.values():
            assert packed(source["title"]) in whole, source
            assert packed(unquote(source["url"] or "")) in whole, source
    for one in payload["attributions"]:
        assert packed(one["text"]) in whole
        assert packed(one["licence"] or "") in whole


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_no_row_is_cut(paper: Callable[..., Paper], size: str) -> None:
    found = paper(size)
    assert len(found.rows) > 60
    assert len(found.sources) > 60
    for parts in found.rows + found.sources:
        whole = re.compile(".*".join(re.escape(packed(part)) for part in parts))
        assert any(whole.search(text) for text in found.sheets), parts


def test_heads_of_tables_come_again_and_controls_do_not(paper: Callable[..., Paper]) -> None:
    # Two columns a sheet, and the sections of the sample fill more than one.
    assert max(text.count("SectionkmStatus") for text in paper().sheets) >= 2
    controls = {one for row in paper().controls for one in row}
    assert {"All corridors", "Save picture", "Azərbaycanca"} <= controls
    for one in ("All corridors", "All countries", "Save picture", "Azərbaycanca"):
        assert packed(one) not in "".join(paper().sheets), one


def _mercator(lat: float) -> float:
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)))


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_map_shows_all_lines_in_their_shape(paper: Callable[..., Paper], size: str) -> None:
    payload = sample.sample_payload()
    image = pixels(paper(size).document[0])
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


def test_dark_page_prints_as_the_light_one(paper: Callable[..., Paper]) -> None:
    light, dark = paper().document, paper("desktop", "dark").document
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
