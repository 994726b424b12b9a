"""The browser for the tests of the page: Chromium without a network, watched for every request."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from layers.page import write

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

SIZES = {"desktop": (1280, 800), "phone": (390, 844)}
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with api.sync_playwright() as playwright:
        try:
            found = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        except api.Error as error:
            pytest.skip(f"no Chromium to open the page with: {error.message.splitlines()[0]}")
        yield found
        found.close()


class Watched:
    """An open page and everything it said or asked for."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.requests: list[str] = []
        self.said: list[str] = []
        page.set_default_timeout(5_000)
        page.set_default_navigation_timeout(30_000)  # a busy machine loads a page slowly
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        page.on("dialog", self._dialog)
        page.goto(address)
        page.wait_for_function("() => document.querySelectorAll('path.hit').length > 0")

    def _dialog(self, dialog: Dialog) -> None:
        self.said.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def is_quiet(self) -> bool:
        """Tell whether the page asked for nothing but itself and said nothing."""
        return self.requests == [self.address] and self.said == []


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Watched]]:
    contexts = []

    def open_one(
        payload: dict[str, Any], size: str = "desktop", scheme: str = "light", language: str = "en"
    ) -> Watched:
        width, height = SIZES[size]
        phone = size == "phone"
        context = browser.new_context(
            viewport={"width": width, "height": height},
            device_scale_factor=2 if phone else 1,
            has_touch=phone,
            is_mobile=phone,
            color_scheme=scheme,  # type: ignore[arg-type]
            reduced_motion="reduce",
            offline=True,
        )
        contexts.append(context)
        file = tmp_path / "page.html"
        write(payload, file, language=language)
        return Watched(context.new_page(), file.as_uri())

    yield open_one
    for context in contexts:
        context.close()
