"""Read `policy.toml`: which areas are disputed, dependent or leased, and what is done with them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FineMatch", "Policy", "Ruling", "WorldMatch", "read_policy"]

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class FineMatch:
    """An area of the fine source: what these countries hold together within a box."""

    held: tuple[str, ...]
    box: Box

    def takes(self, held: tuple[str, ...], bounds: Box) -> bool:
        """Whether an area with these holders and bounds is meant."""
        west, south, east, north = self.box
        inside = west <= bounds[0] and south <= bounds[1] and bounds[2] <= east
        return held == self.held and inside and bounds[3] <= north


@dataclass(frozen=True)
class WorldMatch:
    """A feature of the world source, or only the part of it that holds a point."""

    feature: str
    at: tuple[float, float] | None


@dataclass(frozen=True)
class Ruling:
    """One area and its treatment: a country's own, or disputed if `country` is None."""

    name: str
    country: str | None
    claimants: tuple[str, ...]
    fine: tuple[FineMatch, ...]
    world: tuple[WorldMatch, ...]


@dataclass(frozen=True)
class Policy:
    """All rulings, in the order of the file."""

    rulings: tuple[Ruling, ...]

    def for_overlap(self, held: tuple[str, ...], bounds: Box) -> Ruling | None:
        """Find the first ruling that names an area of the fine source."""
        found = (r for r in self.rulings if any(m.takes(held, bounds) for m in r.fine))
        return next(found, None)

    def for_feature(self, feature: str) -> list[tuple[Ruling, WorldMatch]]:
        """Rulings about a feature of the world source or a part of it."""
        return [(r, m) for r in self.rulings for m in r.world if m.feature == feature]


def read_policy(path: Path) -> Policy:
    """Read the policy file; a record under `assigned` has a country, one under `disputed` none."""
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    records = [*document.get("disputed", []), *document.get("assigned", [])]
    return Policy(tuple(_ruling(record) for record in records))


def _ruling(record: dict[str, Any]) -> Ruling:
    return Ruling(
        name=record["name"],
        country=record.get("country"),
        claimants=tuple(sorted(record.get("claimants", []))),
        fine=tuple(
            FineMatch(tuple(sorted(match["held"])), tuple(match["box"]))
            for match in record.get("fine", [])
        ),
        world=tuple(
            WorldMatch(match["feature"], tuple(match["at"]) if "at" in match else None)
            for match in record.get("world", [])
        ),
    )
