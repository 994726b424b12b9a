"""The ledger of a split network: km per country against the whole, features in against out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corridors.sums import Rows

__all__ = ["KEYS", "Ledger"]

#: What kilometres are summed by, after the value of the column that was asked for.
KEYS = ["country", "country_name", "zone"]

_M_PER_KM = 1000.0


@dataclass
class Ledger:
    """What came in, what went out and what was left out; grows batch by batch.

    Attributes
    ----------
    read, written, pieces
        Features read, features that were cut, and the pieces that came of them.
    with_z
        Features whose heights were ignored.
    total_km
        Length of all lines, measured before they are cut.
    km
        Length of the pieces by value of the column asked for, country, its name and zone.
    reported
        Features left out: by reason, their numbers in the file, counted from 1.
    renamed
        What columns are called that could not keep their names, by these.
    """

    read: int = 0
    written: int = 0
    pieces: int = 0
    with_z: int = 0
    total_km: float = 0.0
    km: dict[tuple[object, ...], float] = field(default_factory=dict)
    reported: dict[str, list[int]] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)

    def add(self, other: Ledger) -> None:
        """Take in what another part of the same network came to."""
        self.read += other.read
        self.written += other.written
        self.pieces += other.pieces
        self.with_z += other.with_z
        self.total_km += other.total_km
        for key, km in other.km.items():
            self.km[key] = self.km.get(key, 0.0) + km
        for reason, numbers in other.reported.items():
            self.reported.setdefault(reason, []).extend(numbers)
        self.renamed |= other.renamed

    @property
    def left_out(self) -> int:
        """Number of features that were reported instead of written."""
        return sum(len(numbers) for numbers in self.reported.values())

    @property
    def parts_km(self) -> float:
        """Sum of all pieces."""
        return sum(self.km.values())

    @property
    def residual_m(self) -> float:
        """By how many metres the pieces fall short of the whole."""
        return (self.total_km - self.parts_km) * _M_PER_KM

    def table(self, by: str | None) -> Rows:
        """Return km per country and zone, and per value of the column ``by``, in that order."""
        names = [*([by] if by else []), *KEYS]
        ordered = sorted(self.km.items(), key=lambda item: [str(value) for value in item[0]])
        return [dict(zip(names, key, strict=True)) | {"length_km": km} for key, km in ordered]
