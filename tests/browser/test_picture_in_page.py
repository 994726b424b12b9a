"""The picture that the page saves: whole, alone, of what is seen; as SVG and as PNG."""

from __future__ import annotations

import io
import math
import re
from collections import Counter
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from browser import sample
from PIL import Image

from layers.style import STATUSES

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]
SVG = "{http://www.w3.org/2000/svg}"
COLOURS = {status.word: status.colour for status in STATUSES}
KINDS = ("png", "svg")


def saved(page: Page, kind: str) -> bytes:
    """Save by mouse and return the bytes of the file."""
    page.click(".tool-menu summary")
    with page.expect_download() as waiting:
        page.click(f".tool-list button >> nth={KINDS.index(kind)}")
    assert waiting.value.suggested_filename.endswith(f"_2026-11-23.{kind}")
    return Path(waiting.value.path()).read_bytes()


def texts(picture: ET.Element) -> list[str]:
    return [node.text or "" for node in picture.iter(f"{SVG}text")]


def rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))})"


def runs(payload: dict[str, Any]) -> Counter[str]:
    """Count the lines that neighbouring pieces of one look make, by colour, from the data alone."""
    sections = {(one["corridor"], one["id"]): one for one in payload["sections"]}

    def look(piece: dict[str, Any]) -> tuple[Any, ...]:
        section = sections[piece["corridor"], piece["section"]]
        stale = piece["ages"][-1][1] if piece["ages"] else False
        status = sample.status_of(payload, piece)
        line = (section["kind"], section["quality"])
        return (piece["corridor"], section["route"], status, line, stale)

    drawn = [piece for piece in payload["pieces"] if piece["line"]]
    return Counter(rgb(COLOURS[key[2]]) for key, _ in groupby(drawn, key=look))


def test_svg_holds_every_line_in_the_colour_of_its_status(open_page: OpenPage) -> None:
    payload = sample.sample_payload()
    picture = ET.fromstring(saved(open_page(payload).page, "svg"))  # noqa: S314 - of our own making
    lines = [path for path in picture.iter(f"{SVG}path") if "stroke-opacity" not in path.attrib]
    colours = Counter(path.get("stroke", "") for path in lines)
    expected = runs(payload)
    assert {colour: colours[colour] for colour in expected} == dict(expected)


def test_svg_says_what_of_which_day_and_who_is_named(open_page: OpenPage) -> None:
    payload = sample.sample_payload()
    picture = ET.fromstring(saved(open_page(payload).page, "svg"))  # noqa: S314
    said = texts(picture)
    whole = " ".join(said)
    assert payload["title"] in whole
    assert "As of 23 Nov 2026" in whole
    for words in ("Operating", "Construction", "Gas pipeline", "Border crossings", "Stations"):
        assert words in said, words
    for words in ("Saratov", "Sangachal terminal", "IRAN", "500 km"):
        assert words in said, words
    for one in payload["attributions"]:
        assert " ".join(one["text"].split()) in whole


def test_svg_stands_alone(open_page: OpenPage) -> None:
    watched = open_page(sample.sample_payload())
    text = saved(watched.page, "svg").decode("utf-8")
    picture = ET.fromstring(text)  # noqa: S314
    drawn = {node.tag.removeprefix(SVG) for node in picture.iter()}
    assert drawn <= {
        *("svg", "title", "g", "defs", "pattern"),
        *("path", "line", "rect", "circle", "polygon", "text", "tspan"),
    }
    names = {name for node in picture.iter() for name in node.attrib}
    assert not [name for name in names if re.match(r"class|style|on|data-|\{|href|src", name)]
    assert set(re.findall(r"https?://[^\"' ]*", text)) == {"http://www.w3.org/2000/svg"}
    assert all(f'id="{name}"' in text for name in re.findall(r"url\(#([^)]*)\)", text))
    assert "url(" not in re.sub(r"url\(#[\w-]+\)", "", text)
    assert watched.said == []


def _at(page: Page, piece: str) -> list[float]:
    """Return where the middle of a piece is on the map, in px."""
    found: list[float] = page.evaluate(
        """id => {
          const piece = corridorPage.drawn.find((one) => one.id === id);
          const at = corridorPage.pointAt(piece, (piece.from_km + piece.to_km) / 2);
          const point = map_page.latLngToContainerPoint(at);
          return [point.x, point.y];
        }""",
        piece,
    )
    return found


def _longest(payload: dict[str, Any], corridor: str) -> str:
    pieces = [p for p in payload["pieces"] if p["line"] and p["corridor"] == corridor]
    piece: str = max(pieces, key=lambda one: one["length_km"])["id"]
    return piece


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_png_has_twice_the_pixels_and_the_lines_where_they_are(
    open_page: OpenPage, size: str
) -> None:
    payload = sample.sample_payload()
    page = open_page(payload, size).page
    svg = ET.fromstring(saved(page, "svg"))  # noqa: S314
    image = Image.open(io.BytesIO(saved(page, "png"))).convert("RGB")
    assert image.size == (2 * int(svg.attrib["width"]), 2 * int(svg.attrib["height"]))
    parts = svg.findall(f"{SVG}svg")
    of_the_map = next(one for one in parts if one.find(f".//{SVG}path") is not None)
    left, top = float(of_the_map.get("x", 0)), float(of_the_map.get("y", 0))
    operating = tuple(int(COLOURS["operating"][i : i + 2], 16) for i in (1, 3, 5))
    for corridor in ("st-petersburg-iran", "southern-gas"):
        x, y = _at(page, _longest(payload, corridor))
        x, y = round(2 * (left + x)), round(2 * (top + y))
        near = image.crop((x - 6, y - 6, x + 7, y + 7))
        found = [near.getpixel((i, j)) for i in range(13) for j in range(13)]
        assert min(math.dist(pixel, operating) for pixel in found) < 40, corridor  # type: ignore[arg-type]
        away = image.crop((x - 40, y - 40, x + 41, y + 41))
        assert len(away.getcolors(81 * 81) or []) > 10


def test_dark_page_makes_a_dark_picture(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload(), scheme="dark").page
    image = Image.open(io.BytesIO(saved(page, "png"))).convert("L")
    assert image.getpixel((2, 2)) < 60  # type: ignore[operator]


def test_menu_works_by_keyboard_and_closes(open_page: OpenPage) -> None:
    page = open_page(sample.sample_payload()).page
    page.focus(".tool-menu summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename.endswith(".svg")
    assert not page.is_visible(".tool-list")
    page.keyboard.press("Enter")
    assert page.is_visible(".tool-list")
    page.keyboard.press("Escape")
    assert not page.is_visible(".tool-list")
    assert page.evaluate("document.activeElement.matches('.tool-menu summary')")


def test_hostile_text_is_text_of_the_picture(open_page: OpenPage) -> None:
    text = " ".join([*sample.HOSTILE, "bell\x07", "none\ufffe"])
    watched = open_page(sample.hostile_payload(text))
    picture = ET.fromstring(saved(watched.page, "svg"))  # noqa: S314
    shown = re.sub("[\ud800\x07\ufffe]", "\ufffd", text)
    assert " ".join(shown.split()) in " ".join(texts(picture))
    assert {node.tag for node in picture.iter()}.isdisjoint({f"{SVG}script", f"{SVG}image"})
    assert watched.page.evaluate("window.hacked") is None
    assert watched.said == []
