"""What all parts of the page have in common: a fixed name, a fixed template, files of their own."""

from __future__ import annotations

from folium.elements import JSCSSMixin

__all__ = ["PageElement"]


class PageElement(JSCSSMixin):
    """A folium element without data: its template only calls functions of its scripts.

    The data is parsed in the browser from the page's JSON block, because folium runs every
    template twice and would execute `{{ … }}` inside data.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = type(self).__name__

    @classmethod
    def _generate_id(cls) -> str:
        """Return a fixed id in place of folium's random one; each element stands on a page once."""
        return "page"
