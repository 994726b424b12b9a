"""Compose the map and write it as one HTML file; the only place that renders."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from corridors.errors import OptionError
from corridors.exchange import write_whole
from layers import style
from layers.assets import read_asset, read_backdrop
from layers.backdrop import Backdrop
from layers.card import Card
from layers.controls import Controls
from layers.frame import CorridorMap, PageFigure
from layers.heading import Heading, Opening
from layers.inert import json_text, markup_text, source_hash
from layers.language import LanguageChoice
from layers.output import Output
from layers.packing import packed
from layers.panel import Panel
from layers.places import Places
from layers.search import Search
from layers.sections import Sections
from layers.sheet import stylesheet
from layers.strip import Strip
from layers.tiles import TileLayer, Tiles
from layers.timebar import TimeBar
from layers.words import PAGE_LANGUAGES, word_lists

__all__ = ["render", "write"]

#: By this comment Chromium compiles all of a script at once, sooner than what it calls one by one.
_AT_ONCE = "//# allFunctionsCalledOnLoad"
#: What the first sight of a page does not call: compiled when it is called.
_LATER = frozenset(
    f"{name}.js"
    for name in (
        *("card", "chooser", "claims", "downloads", "facts", "finding", "ink", "kmfinding"),
        *("lengths", "notes", "picture", "print", "progress", "records", "search", "seen", "stops"),
    )
)
_MARK = re.compile(r"@@([a-z-]+)@@")


def render(payload: Mapping[str, Any], *, language: str = "en", tiles: Tiles | None = None) -> str:
    """Render the page of some corridors.

    Parameters
    ----------
    payload
        What the page shows, as plain data; see `layers.payload`.
    language
        Language of the page at first, one of `PAGE_LANGUAGES`; the reader may choose another.
    tiles
        Tiles to offer where the reader's network has them; none by default.

    Returns
    -------
    page
        One HTML document that loads nothing but tiles; the same text for the same payload.

    Examples
    --------
    >>> from corridors import read_corridor
    >>> from corridors.survey import survey
    >>> from layers.payload import TIMED, payload
    >>> page = render(payload([survey(read_corridor("southern-gas"), kinds=TIMED)]), language="tr")
    >>> page[:15], "Southern Gas Corridor" in page
    ('<!DOCTYPE html>', True)
    """
    frame, style_names, script_names = (figure := _figure(tiles)).render_once()
    styles = [*map(read_asset, style_names), stylesheet()]
    scripts = [*_definitions(script_names), f"\n{figure.calls()}\n"]
    return _fill(
        frame,
        {
            "as-of": markup_text(payload["as_of"]),
            "backdrop": json_text(json.loads(read_backdrop())),
            "catalogue": json_text(style.catalogue()),
            "data": json_text(packed(payload)),
            "heading": markup_text(payload["title"]).replace(" · ", "\u00a0· "),
            "language": _known_language(language),
            "policy": _policy(styles, scripts, tiles),
            "scripts": "\n".join(f"<script>{script}</script>" for script in scripts),
            "styles": "\n".join(f"<style>{sheet}</style>" for sheet in styles),
            "tiles": _tiles_block(tiles),
            "words": json_text(word_lists()),
            "title": markup_text(payload["title"]),
        },
    )


def write(
    payload: Mapping[str, Any],
    path: str | os.PathLike[str],
    *,
    language: str = "en",
    tiles: Tiles | None = None,
) -> None:
    """Render the page and write it; the old file stays whole until the new one is.

    Parameters
    ----------
    payload
        What the page shows.
    path
        The file to write.
    language
        Language of the page at first, one of `PAGE_LANGUAGES`.
    tiles
        Tiles to offer; none by default.

    Raises
    ------
    InputError
        When it cannot be written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from corridors import read_corridor
    >>> from corridors.survey import survey
    >>> from layers.payload import TIMED, payload
    >>> railway = payload([survey(read_corridor("st-petersburg-iran"), kinds=TIMED)])
    >>> with TemporaryDirectory() as folder:
    ...     write(railway, Path(folder) / "railway.html")
    ...     [file.name for file in Path(folder).iterdir()]
    ['railway.html']
    """
    write_whole(Path(path), render(payload, language=language, tiles=tiles))


def _figure(tiles: Tiles | None = None) -> PageFigure:
    figure = PageFigure()
    corridor_map = CorridorMap()
    figure.add_child(corridor_map)
    for element in (
        *(Heading(), Search(), LanguageChoice()),
        *(Backdrop(), Card(), Sections(), Places(), Controls(), TimeBar(), Panel(), Strip()),
        *(Output(), Opening()),
        *((TileLayer(),) if tiles else ()),
    ):
        corridor_map.add_child(element)
    return figure


def _definitions(names: Iterable[str]) -> list[str]:
    """Return blocks of script: Leaflet, what is called at once, what is called later if at all."""
    library, *own = names
    at_once = [read_asset(name) for name in own if name not in _LATER]
    later = [read_asset(name) for name in own if name in _LATER]
    return [read_asset(library), "\n".join([_AT_ONCE, *at_once]), "\n".join(["", *later])]


def _fill(frame: str, texts: Mapping[str, str]) -> str:
    """Put the texts in the place of their marks, in one pass: what is put in is not read again."""
    return _MARK.sub(lambda mark: texts[mark[1]], frame)


def _tiles_block(tiles: Tiles | None) -> str:
    if tiles is None:
        return ""
    record = json_text(tiles.record)
    return f'<script type="application/json" id="corridor-tiles">{record}</script>'


def _known_language(language: str) -> str:
    if language not in PAGE_LANGUAGES:
        message = f"{language!r} is none of {', '.join(PAGE_LANGUAGES)}"
        raise OptionError(message)
    return language


def _policy(styles: Iterable[str], scripts: Iterable[str], tiles: Tiles | None) -> str:
    """Return a content security policy that admits exactly these blocks, and asked-for tiles."""
    pictures = (
        f"img-src data: {tiles.origin}; connect-src {tiles.origin}" if tiles else "img-src data:"
    )
    return (
        "default-src 'none'; "
        f"script-src {' '.join(map(source_hash, scripts))}; "
        f"style-src {' '.join(map(source_hash, styles))}; "
        f"{pictures}; base-uri 'none'; form-action 'none'"
    )
