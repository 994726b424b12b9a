"""Rows of text as a ruled table, no wider than it may be: long cells go on in further lines."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from unicodedata import combining, east_asian_width

__all__ = ["ruled"]

#: First, line, between and last of the rules above and below the head, and below all.
_ABOVE, _BELOW, _LAST = ("┏", "━", "┳", "┓"), ("┡", "━", "╇", "┩"), ("└", "─", "┴", "┘")


def ruled(rows: Sequence[Sequence[str]], right: Sequence[bool], width: int) -> Iterator[str]:
    """Yield the lines of a table.

    Parameters
    ----------
    rows
        Cells, as many in each row; the first row is the head.
    right
        Which columns are set to the right.
    width
        Characters in a line at most, but a column keeps one.

    Examples
    --------
    >>> rows = [["country", "km"], ["AZ", "9.5"], ["IR", "12.0"]]
    >>> for line in ruled(rows, [False, True], 80):
    ...     print(line)
    ┏━━━━━━━━━┳━━━━━━┓
    ┃ country ┃   km ┃
    ┡━━━━━━━━━╇━━━━━━┩
    │ AZ      │  9.5 │
    │ IR      │ 12.0 │
    └─────────┴──────┘
    """
    natural = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    widths = _fitted(natural, width - 3 * len(natural) - 1)
    lines = [_lines(row, widths, right) for row in rows]
    yield _rule(_ABOVE, widths)
    yield from _walled(lines[0], "┃")
    yield _rule(_BELOW, widths)
    for row in lines[1:]:
        yield from _walled(row, "│")
    yield _rule(_LAST, widths)


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def _fitted(widths: Sequence[int], room: int) -> list[int]:
    """Return the widths, the widest made narrower until all fit."""
    fitted = list(widths)
    while sum(fitted) > room and max(fitted) > 1:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted


def _lines(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> list[list[str]]:
    """Return the row as lines of cells, each filled up to its width."""
    cells = [
        [cell] if _width(cell) <= width else textwrap.wrap(cell, width) or [""]
        for cell, width in zip(row, widths, strict=True)
    ]
    return [
        [_filled(*cell) for cell in zip(line, widths, right, strict=True)]
        for line in zip_longest(*cells, fillvalue="")
    ]


def _filled(text: str, width: int, to_right: bool) -> str:  # noqa: FBT001  of a column
    blanks = " " * (width - _width(text))
    return blanks + text if to_right else text + blanks


def _walled(lines: list[list[str]], wall: str) -> Iterator[str]:
    return (f"{wall} {f' {wall} '.join(cells)} {wall}" for cells in lines)


def _rule(parts: tuple[str, str, str, str], widths: Sequence[int]) -> str:
    first, line, between, last = parts
    return first + between.join(line * (width + 2) for width in widths) + last
