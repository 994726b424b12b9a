"""What a reader does on the page, for several tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["CARD", "TABS", "open_details", "open_layers"]

TABS = ("countries", "sections", "context", "sources", "about")
CARD = ".dock .card"


def open_layers(page: Page) -> None:
    """Open the layers control by keyboard, where it is closed."""
    page.focus(".layers summary")
    if not page.is_visible(".layers-list"):
        page.keyboard.press("Enter")
    page.wait_for_selector(".layers-list")


def open_details(page: Page) -> None:
    """Open all that is folded but the menus, which would lie over what is under them."""
    page.evaluate(
        """() => {
          const all = document.querySelectorAll("details:not(.dropdown)");
          all.forEach((one) => { one.open = true; });
        }"""
    )
