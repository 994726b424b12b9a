"""What a reader does on the page, for several tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["CARD", "TABS", "open_layers"]

TABS = ("countries", "sections", "context", "sources", "about")
CARD = ".leaflet-popup .card"


def open_layers(page: Page) -> None:
    """Open the layers control by keyboard and go into it with the mouse."""
    page.focus(".leaflet-control-layers-toggle")
    page.keyboard.press("Enter")
    page.hover(".leaflet-control-layers-list")
    page.wait_for_timeout(50)  # Leaflet ignores clicks in the moment of opening
