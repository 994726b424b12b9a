"""Read the scripts and style sheets that go into the page, ours and Leaflet's."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from corridors.errors import AssetError

__all__ = ["leaflet_picture", "read_asset", "read_backdrop"]

LEAFLET_SHA256 = {
    "leaflet.css": "a7837102824184820dfa198d1ebcd109ff6d0ff9a2672a074b9a1b4d147d04c6",
    "leaflet.js": "db49d009c841f5ca34a888c96511ae936fd9f5533e90d8b2c4d57596f4e5641a",
}
_LEAFLET = files("js_lib_leaflet") / "static" / "js_lib_leaflet"
_FACTORY = "(this,function(t){"
_NAMESPACES = "document.namespaces = { add() {} };"
_NAME = re.compile(r"[a-z]+\.(css|js)")
#: What would end an inline block early, or hide the end of it.
_BREAKS_OUT = re.compile(r"</(script|style)|<!--", re.IGNORECASE)
#: Indentation, blank lines and lines of comment in our own files: a page has no use for them.
_SPARED = re.compile(r"^\s*(//.*)?\n|^[ \t]+", re.MULTILINE)
#: Pictures that Leaflet's style sheet would load; `page.css` draws its own.
_PICTURE = re.compile(r"url\([^)]*\)")


@cache
def read_asset(name: str) -> str:
    """Read one script or style sheet as text that is safe inside its element.

    Lines of comment, blank ones and indentation are left out of our own, so no text in them may
    run over the end of a line.

    Parameters
    ----------
    name
        File name, such as `leaflet.js` or `page.css`; an address is refused.
    """
    if not _NAME.fullmatch(name):
        message = f"{name!r} is no asset of this page; nothing is loaded from elsewhere"
        raise AssetError(message)
    text = _leaflet(name) if name in LEAFLET_SHA256 else _SPARED.sub("", _text(_static(name)))
    if _BREAKS_OUT.search(text):
        message = f"{name} holds a piece of markup that would end its block"
        raise AssetError(message)
    return text.replace("\r\n", "\n")


@cache
def read_backdrop() -> str:
    """Return the backdrop as JSON text."""
    return _text(_static("backdrop.json"))


@cache
def leaflet_picture(name: str) -> str:
    """Return a picture of Leaflet's, such as `marker-icon.png`, as an address that holds it."""
    file = _LEAFLET / "images" / name
    return f"data:image/png;base64,{base64.b64encode(file.read_bytes()).decode('ascii')}"


def _static(name: str) -> Traversable:
    return files("layers") / "static" / name


def _text(file: Traversable) -> str:
    if not file.is_file():
        message = f"the package has no file {file.name}"
        raise AssetError(message)
    return file.read_text(encoding="utf-8")


def _leaflet(name: str) -> str:
    file = _LEAFLET / name
    text = _text(file)
    found = hashlib.sha256(file.read_bytes()).hexdigest()
    if found != LEAFLET_SHA256[name]:
        message = f"{name}: sha256 {found} is not that of Leaflet 1.9.4"
        raise AssetError(message)
    return _PICTURE.sub("none", text) if name.endswith(".css") else _quick(text)


def _quick(leaflet: str) -> str:
    """Return Leaflet's script so that Chromium has it running sooner, on a phone by 60 ms.

    The brackets around its one large function say that it is called at once: it is parsed once, not
    twice. Leaflet asks Internet Explorer's `namespaces` and catches the error of all others, for
    which each function that runs would be parsed again; the answer it gets instead is never used.
    """
    head, body = leaflet.split(_FACTORY, maxsplit=1)
    body, _ = body.rsplit("});", maxsplit=1)
    return f"{_NAMESPACES}\n{head}(this,(function(t){{{body}}}));\n"
