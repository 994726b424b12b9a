"""Tiles from a server on this machine that gives them, refuses them, or is not there."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from browser import sample

from layers.page import write
from layers.tiles import Tiles

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

HOSTILE = "<b>Tiles</b> by {{7*191}} & sons"


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


#: One red pixel.
PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\x00\xff\x00\x00"))
    + _chunk(b"IEND", b"")
)


class Server:
    """A server of tiles that answers one code and kind, and remembers what it was asked for."""

    def __init__(self, code: int, kind: str) -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            answer: ClassVar[tuple[int, str]] = (code, kind)

            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_response(self.answer[0])
                for name, value in (
                    ("Access-Control-Allow-Origin", "*"),
                    ("Content-Type", self.answer[1]),
                    ("Content-Length", str(len(PNG))),
                ):
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(PNG)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/{{z}}/{{x}}/{{y}}.png"
        Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def served() -> Iterator[Callable[[int, str], Server]]:
    servers = []

    def serve(code: int, kind: str) -> Server:
        servers.append(Server(code, kind))
        return servers[-1]

    yield serve
    for server in servers:
        server.close()


@pytest.fixture
def open_with(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., tuple[Page, list[str]]]]:
    contexts = []

    def open_one(url: str, ends: str = "requestfinished") -> tuple[Page, list[str]]:
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        contexts.append(context)
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"error: {error}"))
        file = tmp_path / "page.html"
        write(sample.sample_payload(), file, tiles=Tiles(url, HOSTILE))
        with page.expect_event(ends, lambda request: request.url.startswith("http:")):
            page.goto(file.as_uri())
        page.wait_for_function("() => document.querySelectorAll('path.hit').length > 0")
        return page, said

    yield open_one
    for context in contexts:
        context.close()


def test_tiles_that_come_are_drawn_under_the_lines(
    served: Callable[[int, str], Server], open_with: Callable[..., Any]
) -> None:
    server = served(200, "image/png")
    page, said = open_with(server.url)
    page.wait_for_selector("img.leaflet-tile-loaded")
    assert HOSTILE in page.inner_text(".credit")
    assert page.locator(".credit b").count() == 0
    page.click(".layers summary")
    box = page.get_by_label("Tiles from a server")
    assert box.is_checked()
    box.uncheck()
    assert page.locator("img.leaflet-tile").count() == 0
    page.wait_for_function("() => location.hash === '#off=tiles'")
    box.check()
    page.wait_for_selector("img.leaflet-tile-loaded")
    assert said == []


@pytest.mark.parametrize(("code", "kind"), [(403, "image/png"), (200, "text/html")])
def test_a_refusal_is_not_painted_even_as_a_picture(
    served: Callable[[int, str], Server], open_with: Callable[..., Any], code: int, kind: str
) -> None:
    server = served(code, kind)
    page, said = open_with(server.url)
    assert len(server.asked) == 1
    _assert_plain(page)
    assert [one for one in said if "Failed to load resource" not in one] == []


def test_a_server_that_is_not_there_leaves_the_page_as_it_is(
    served: Callable[[int, str], Server], open_with: Callable[..., Any]
) -> None:
    server = served(200, "image/png")
    server.close()
    page, said = open_with(server.url, "requestfailed")
    _assert_plain(page)
    assert [one for one in said if "Failed to load resource" not in one] == []


def _assert_plain(page: Page) -> None:
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    assert page.locator("img").count() == 0
    assert page.locator("path.land").count() > 0
    assert HOSTILE not in page.inner_text(".credit")
    page.click(".layers summary")
    assert page.get_by_label("Tiles from a server").count() == 0
