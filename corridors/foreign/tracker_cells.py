"""The cells of a tracker's row, as texts, numbers, years and months."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["NOTHING", "NUMBER", "Cells"]

#: What stands in a cell of which nothing is known.
NOTHING = frozenset({"", "--"})

#: A number without a sign, thousands with or without commas between.
NUMBER = re.compile(r"\d+(\.\d+)?|\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)

_YEARS = range(1800, 2101)


class Cells:
    """The cells of a row; what cannot be read as its column wants it is added to the doubts."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self.doubts: list[str] = []

    def text(self, *names: str) -> str:
        """Return the texts of columns with a blank between, in one line."""
        texts = (self._texts.get(name, "") for name in names)
        return " ".join(" ".join(text.split()) for text in texts if text.strip() not in NOTHING)

    def number(self, name: str) -> float | None:
        """Return a number of none or more; None where there is none."""
        text = self.text(name)
        if text and not NUMBER.fullmatch(text):
            self.doubts.append(f"{name} {text!r} is no number")
            return None
        return float(text.replace(",", "")) if text else None

    def when(self, name: str) -> str:
        """Return a year, with its month where a column has that; "" where there is none."""
        text = self.text(name).removesuffix(".0")
        if text and not (text.isdecimal() and int(text) in _YEARS):
            self.doubts.append(f"{name} {text!r} is no year")
            return ""
        month = self.text(name.replace("Year", "Month")).removesuffix(".0")
        is_month = text and month.isdecimal() and 1 <= int(month) <= 12  # noqa: PLR2004
        return f"{text}-{int(month):02d}" if is_month else text
