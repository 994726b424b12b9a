"""What is said of a file once it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Written"]


@dataclass(frozen=True)
class Written:
    """A file of a release.

    Attributes
    ----------
    rows
        How many it holds, counted in the file itself; None where it is no table.
    losses
        What the format does not keep, a sentence each; without any, all is kept exactly.
    renamed
        What columns are called that could not keep their names, by these.
    """

    rows: int | None = None
    losses: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
