"""What a rule is, what it is asked about, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corridors.errors import Problem
    from corridors.model import Corridor
    from corridors.record import Record
    from corridors.records import Row
    from corridors.survey import Survey

__all__ = ["Finding", "Found", "Rule", "Severity", "Subject", "named"]

#: A record that breaks a rule, and how.
Found = Iterator[tuple["Row[Any]", str]]

#: What names a record that has no id, by its file.
_NAMES = {
    "lengths.csv": ("route", "from_place", "to_place", "country", "zone", "length_km", "source"),
    "posts.csv": ("chainage", "route", "place"),
    "events.csv": ("route", "begin", "end", "country", "direction", "kind", "value", "source"),
    "explained.csv": ("code", "file", "record"),
}


class Severity(StrEnum):
    """How much a finding matters, worst first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Subject:
    """A surveyed corridor as the rules see it: its records with file and line."""

    survey: Survey

    @property
    def corridor(self) -> Corridor:
        """The corridor that was surveyed."""
        return self.survey.corridor

    def rows(self, *files: str) -> Iterator[Row[Any]]:
        """Return the records of files, in their order; without any, of all files."""
        return (row for row in self.corridor.rows if not files or row.file in files)

    def row(self, record: Record) -> Row[Any]:
        """Return where a record of the corridor stands."""
        return self._rows[id(record)]

    @cached_property
    def _rows(self) -> dict[int, Row[Any]]:
        return {id(row.record): row for row in self.corridor.rows}


@dataclass(frozen=True)
class Rule:
    """A rule, as documented and as applied.

    Attributes
    ----------
    code
        Stable.
    severity
        How much it matters that the rule is broken.
    meaning
        What is wrong where it is, in a few words.
    example
        A file and a line of it that break the rule.
    broken
        Returns the records that break the rule; None where reading refuses them.
    """

    code: str
    severity: Severity
    meaning: str
    example: str
    broken: Callable[[Subject], Found] | None = None


@dataclass(frozen=True)
class Finding:
    """A broken rule: how much it matters, where it is broken, and the reason the seeds give."""

    severity: Severity
    problem: Problem
    reason: str = ""


def named(row: Row[Any]) -> str:
    """Return the words by which a finding names a record: its id, else what tells it from others.

    They read from the general to the particular, so that the first of them name several records.
    """
    keys = _NAMES.get(row.file, ("id",))
    words = (getattr(row.record, key) for key in keys)
    return " ".join(_word(word) for word in words if word not in {None, ""})


def _word(value: object) -> str:
    return f"{value:.10g}" if isinstance(value, float) else str(value)
