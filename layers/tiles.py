"""Tiles from a server: only where somebody asked for them, and only once they are there."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from folium.template import Template

from corridors.errors import InputError, Problem
from layers.element import PageElement

__all__ = ["TileLayer", "Tiles"]

_PLACES = ("{z}", "{x}", "{y}")
#: What may stand in a content security policy as the source of pictures, and ends nothing there.
_ORIGIN = re.compile(r"https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?")
#: What an address is written with, and braces.
_PATH = re.compile(r"[A-Za-z0-9._~:/?@!$&'()*+,;=%{}-]+")


@dataclass(frozen=True)
class Tiles:
    """Tiles that the page offers where their server gives them.

    Attributes
    ----------
    url
        Address of a tile with its numbers left open: `https://tiles.example/{z}/{x}/{y}.png`.
    attribution
        Who made them; the page shows it as text.

    Raises
    ------
    InputError
        When the address is none of these, or nobody is named.
    """

    url: str
    attribution: str

    def __post_init__(self) -> None:
        """Check both."""
        problems = []
        if not self._is_address():
            wanted = (
                f"is no https or http address with {{z}}, {{x}} and {{y}} once each: {self.url}"
            )
            problems.append(Problem("tiles", 0, "", "tiles-url", wanted))
        if not self.attribution.strip():
            named = "names nobody; who makes tiles is to be named"
            problems.append(Problem("attribution", 0, "", "tiles-attribution", named))
        if problems:
            raise InputError(*problems)

    @property
    def origin(self) -> str:
        """Scheme, host and port, as a content security policy names them."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}".lower()

    @property
    def record(self) -> dict[str, str]:
        """Both as plain data, for the page."""
        return asdict(self)

    def _is_address(self) -> bool:
        try:
            path = self.url[len(self.origin) :]
        except ValueError:  # such as brackets that do not close
            return False
        return (
            _ORIGIN.fullmatch(self.origin) is not None
            and self.url.lower().startswith(self.origin)
            and _PATH.fullmatch(path) is not None
            and all(path.count(place) == 1 for place in _PLACES)
            and path.count("{") == len(_PLACES)
        )


class TileLayer(PageElement):
    """A layer of tiles over the backdrop, after one tile was asked for and came."""

    default_js = [("tiles", "tiles.js")]  # noqa: RUF012 - folium's
    _template = Template(
        """
        {% macro script(this, kwargs) %}
        corridorPage.offerTiles({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )
