"""Texts that programs stumble over, made by kind."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, product

__all__ = ["naughty_texts"]

_DOES = "window.hacked=1"
_TAGS = (
    "img",
    "svg",
    "video",
    "body",
    "iframe",
    "math",
    "details",
    "input",
    "a",
    "style",
    "object",
)
_HANDLERS = ("onerror", "onload", "onfocus", "ontoggle", "onpointerover")
_CLOSERS = ("", '">', "'>", "</title>", "</style>", "</script>", "-->", "]]>", "*/", "`")
_TEMPLATES = (
    "{{7*191}}", "{%raw%}", "{#", "${7*191}", "#{7*191}", "<%=7*191%>", "[[7*191]]", "@{7*191}",
    "%s%n%x", "{0.__class__}", "$(id)", "`id`", "%7B%7B7*191%7D%7D", "@@data@@", "\\u007b\\u007b",
)  # fmt: skip
_ADDRESSES = (
    "javascript:", "JaVaScRiPt:", "java\tscript:", "\x01javascript:", " javascript:", "vbscript:",
    "data:text/html,<script>", "&#106;avascript:", "//evil.example/", "file:///etc/passwd",
)  # fmt: skip
_WORDS = (
    "null", "undefined", "NaN", "-Infinity", "true", "0", "-0.0", "1e309", "007", "0x10", "1,000",
    "constructor", "__proto__", "toString", "hasOwnProperty", "NO", "NA", "None", "", "=1+1", "@A1",
    "' OR 1=1 --", '"); DROP TABLE x;--', "../../etc/passwd", "CON", "LPT1", "a" * 2_000,
)  # fmt: skip
_SCRIPTS = (
    "Санкт-Петербург", "بندر امام خمینی", "Ağdam – Xankəndi", "田中さん", "사회과학원",
    "Ünye İzmir ıİ", "ﷺ",
    "בראשית", "n\u0303o\u0308", "👩‍👩‍👧‍👦", "🇦🇿🇮🇷", "Ω≈ç√∫", "e" + "\u0301" * 60, "ﬁﬂ",
    "\U0001d54a\U0001d54c", "ẞß",
)  # fmt: skip
#: Controls, directions, joiners, marks of order and places of Unicode that are no characters.
_ODD = (
    *range(0x01, 0x20), *range(0x7F, 0xA1), 0xAD, *range(0x200B, 0x2010), *range(0x2028, 0x2030),
    *range(0x2060, 0x2070), 0xFEFF, *range(0xFFF9, 0xFFFE), 0xE000, 0xFDD0, 0x1F3FB, 0xE0001,
    0xE0100, 0x10FFFF,
)  # fmt: skip


def naughty_texts() -> list[str]:
    """Return some hundreds of texts, each once, none of blanks alone."""
    return [text for text in dict.fromkeys(_texts()) if text.strip()]


def _texts() -> Iterator[str]:
    for (tag, closer), handler in zip(product(_TAGS, _CLOSERS), cycle(_HANDLERS), strict=False):
        yield f"{closer}<{tag} src=x open autofocus {handler}={_DOES}>"
    for closer, address in product(_CLOSERS, _ADDRESSES):
        yield f"{closer}<a href={address}{_DOES}>"
        yield f"{address}{_DOES}//{closer}"
    yield from (f"{closer}<script>{_DOES}</script>" for closer in _CLOSERS)
    yield from _TEMPLATES
    yield from _WORDS
    yield from _SCRIPTS
    yield from (f"a{chr(code)}b" for code in _ODD)
