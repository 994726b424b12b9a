"""RESULTS.md by sections: each torture puts its own into the place where it stood."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

__all__ = ["head", "put"]

_RESULTS = Path(__file__).with_name("RESULTS.md")


def head(lines: Iterable[str]) -> None:
    """Write what stands before all sections."""
    _, mark, rest = _RESULTS.read_text(encoding="utf-8").partition("\n## ")
    _write("\n".join(lines), f"{mark}{rest}".strip())


def put(title: str, lines: Iterable[str]) -> None:
    """Write a section in the place of the one of its title, else at the end."""
    text = _RESULTS.read_text(encoding="utf-8")
    before, _, rest = text.partition(f"## {title}\n")
    after = "".join(rest.partition("\n## ")[1:])
    _write(before, "\n".join([f"## {title}", "", *lines]), after)


def _write(*parts: str) -> None:
    text = "\n\n".join(filter(None, (part.strip() for part in parts)))
    _RESULTS.write_text(f"{text}\n", encoding="utf-8")
