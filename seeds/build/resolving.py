"""Decide to whom every patch of the noded source belongs: claims, slivers and gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyproj import Geod

from seeds.build.coverage import is_narrow, shared_lengths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry import Polygon

    from seeds.build.policy import Policy, Ruling

__all__ = ["Owner", "Patch", "UnnamedAreaError", "resolve", "small_seas_to_land"]

GEOD = Geod(ellps="WGS84")


class UnnamedAreaError(ValueError):
    """Areas wider than a sliver are claimed twice, or by nobody, and the policy names them not."""


@dataclass(frozen=True)
class Patch:
    """A connected area of the source with the same holders all over, wholly land or wholly sea."""

    polygon: Polygon
    held: tuple[str, ...]
    on_land: bool


@dataclass(frozen=True, order=True)
class Owner:
    """What identifies one row of a boundary set; `country` is empty for a disputed area."""

    country: str
    zone: str
    name: str
    claimants: tuple[str, ...]

    def may_take(self, held: tuple[str, ...]) -> bool:
        """Whether a sliver with these holders may go here; a gap may go anywhere."""
        return not held or self.country in held or not set(held).isdisjoint(self.claimants)


def resolve(
    patches: Sequence[Patch], policy: Policy, *, sliver_width_m: float
) -> list[Owner | None]:
    """Find the owner of every patch.

    Parameters
    ----------
    patches
        Patches that share their edges vertex by vertex.
    policy
        The areas that may be claimed by several or by none.
    sliver_width_m
        A patch with several holders or none that is narrower than this is an error of drawing and
        goes to the neighbour it shares the longest border with.

    Returns
    -------
    owners
        One for each patch; None is outside of all countries.
    """
    slivers = [i for i, patch in enumerate(patches) if _is_sliver(patch, sliver_width_m)]
    pending = set(slivers)
    wide = [(i, patch) for i, patch in enumerate(patches) if i not in pending]
    _check_named([patch for _, patch in wide], policy)
    owners: list[Owner | None] = [None] * len(patches)
    for i, patch in wide:
        owners[i] = _wide_owner(patch, policy)
    _give_slivers(patches, slivers, owners)
    return owners


def _is_sliver(patch: Patch, width_m: float) -> bool:
    return len(patch.held) != 1 and is_narrow(patch.polygon, width_m)


def _check_named(patches: Sequence[Patch], policy: Policy) -> None:
    unnamed = [patch for patch in patches if _needs_name(patch) and not _ruling(patch, policy)]
    if unnamed:
        lines = sorted(_describe(patch) for patch in unnamed)
        raise UnnamedAreaError("\n".join(["areas that policy.toml does not name:", *lines]))


def _needs_name(patch: Patch) -> bool:
    return len(patch.held) > 1 or (not patch.held and patch.on_land)


def _describe(patch: Patch) -> str:
    area_km2 = _area_km2(patch.polygon)
    corners = ", ".join(f"{value:.3f}" for value in patch.polygon.bounds)
    return f"{'+'.join(patch.held) or 'nobody'}: {area_km2:.4f} km2 in [{corners}]"


def _area_km2(polygon: Polygon) -> float:
    return abs(float(GEOD.geometry_area_perimeter(polygon)[0])) / 1e6


def _ruling(patch: Patch, policy: Policy) -> Ruling | None:
    if not patch.held and not patch.on_land:
        return None
    west, south, east, north = patch.polygon.bounds
    return policy.for_overlap(patch.held, (west, south, east, north))


def _wide_owner(patch: Patch, policy: Policy) -> Owner | None:
    ruling = _ruling(patch, policy)
    if ruling is not None and ruling.country is None:
        return Owner("", "disputed", ruling.name, ruling.claimants)
    if ruling is not None and ruling.country is not None:
        return _country(ruling.country, on_land=patch.on_land)
    return _country(patch.held[0], on_land=patch.on_land) if patch.held else None


def _country(code: str, *, on_land: bool) -> Owner:
    return Owner(code, "land" if on_land else "territorial-sea", "", ())


def _give_slivers(
    patches: Sequence[Patch], slivers: Sequence[int], owners: list[Owner | None]
) -> None:
    """Fill in the owners of slivers, beginning with those that touch a decided patch."""
    lengths = shared_lengths([patch.polygon for patch in patches])
    waiting = list(slivers)
    while waiting:
        found = {i: _longest_neighbour(patches[i], lengths.get(i, {}), owners) for i in waiting}
        settled = {i: owner for i, owner in found.items() if owner is not None}
        for i, owner in settled.items():
            owners[i] = owner
        if not settled:
            break
        waiting = [i for i in waiting if i not in settled]
    for i in waiting:
        held = patches[i].held
        owners[i] = _country(held[0], on_land=patches[i].on_land) if held else None


def _longest_neighbour(
    patch: Patch, lengths: dict[int, float], owners: Sequence[Owner | None]
) -> Owner | None:
    totals: dict[Owner, float] = {}
    for neighbour, metres in lengths.items():
        owner = owners[neighbour]
        if owner is not None and owner.may_take(patch.held):
            whole = _country(owner.country, on_land=patch.on_land) if owner.country else owner
            totals[whole] = totals.get(whole, 0.0) + metres
    return min(totals, key=lambda owner: (-totals[owner], owner), default=None)


def small_seas_to_land(
    parts: dict[Owner, list[Polygon]], *, area_km2: float
) -> list[tuple[Owner, Polygon]]:
    """Give a country's small enclosed waters to its land, such as a river mouth drawn wide.

    Parameters
    ----------
    parts
        The connected parts of each owner.
    area_km2
        A part of the territorial sea smaller than this becomes land.

    Returns
    -------
    owned
        Every part with its owner after the rule.
    """
    owned = []
    for owner, polygons in parts.items():
        land = Owner(owner.country, "land", owner.name, owner.claimants)
        for polygon in polygons:
            small = owner.zone == "territorial-sea" and _area_km2(polygon) < area_km2
            owned.append((land if small and land in parts else owner, polygon))
    return owned
