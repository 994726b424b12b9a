"""The world set: land of all countries from Natural Earth 1:10m."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from shapely.geometry import MultiPolygon, Point

from seeds.build.coverage import dissolve, faces_of, holders_of, is_narrow, simplify
from seeds.build.npm import NpmPackage
from seeds.build.resolving import Owner, Patch, resolve
from seeds.build.topojson import read_features

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from seeds.build.policy import Policy, Ruling

__all__ = ["WORLD_ATLAS", "WorldFeature", "build_world", "read_world"]

GRID_DEGREES = 1e-6
TOLERANCE_DEGREES = 0.001
SLIVER_WIDTH_M = 500.0
WORLD_ATLAS = NpmPackage(
    name="world-atlas",
    version="2.0.2",
    integrity=(
        "sha512-IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcP"
        "BoXnyTU5lFHcYa5ChG0LQ=="
    ),
    licence="ISC; data of Natural Earth 4.1.0, public domain",
)

WorldFeature = tuple[str, str, MultiPolygon]


class UnknownFeatureError(ValueError):
    """A feature has no ISO code and the policy does not name it."""


def read_world(document: bytes) -> list[WorldFeature]:
    """Numeric ISO code (or empty), name and planar geometry of every feature."""
    return read_features(json.loads(document), "countries")


def build_world(
    features: Sequence[WorldFeature], policy: Policy, codes: Mapping[str, str]
) -> dict[Owner, MultiPolygon]:
    """Build the rows of the world set.

    Parameters
    ----------
    features
        Numeric id, name and geometry of each feature.
    policy
        What is done with features, or parts of them, that are not simply a country's.
    codes
        Alpha-2 code of each numeric id.

    Returns
    -------
    rows
        A valid coverage of countries' land and disputed areas.
    """
    areas = [area for feature in features for area in _named_areas(feature, policy, codes)]
    patches = _patches(areas)
    owners = resolve(patches, policy, sliver_width_m=SLIVER_WIDTH_M)
    disputed = {ruling.name: ruling for ruling in policy.rulings if ruling.country is None}
    owned = [
        (_world_owner(owner, disputed), patch.polygon)
        for owner, patch in zip(owners, patches, strict=True)
        if owner is not None
    ]
    parts = dissolve([polygon for _, polygon in owned], [owner for owner, _ in owned])
    ordered = {owner: parts[owner] for owner in sorted(parts)}
    return simplify(ordered, tolerance_degrees=TOLERANCE_DEGREES)


def _named_areas(
    feature: WorldFeature, policy: Policy, codes: Mapping[str, str]
) -> list[tuple[str, MultiPolygon]]:
    """Split a feature into what the rulings take of it, by name or code, and the country's rest."""
    numeric, name, geometry = feature
    rest = list(geometry.geoms)
    areas = []
    for ruling, match in policy.for_feature(name):
        taken = [p for p in rest if match.at is None or p.contains(Point(match.at))]
        rest = [p for p in rest if p not in taken]
        areas.append((ruling.country or ruling.name, MultiPolygon(taken)))
    if rest and numeric not in codes:
        message = f"{name!r} has no ISO code and policy.toml does not name it"
        raise UnknownFeatureError(message)
    return [*areas, (codes[numeric], MultiPolygon(rest))] if rest else areas


def _patches(areas: Sequence[tuple[str, MultiPolygon]]) -> list[Patch]:
    """Cut the areas by each other; what no area covers is water, or a joint that is land."""
    faces = faces_of([area for _, area in areas], grid_degrees=GRID_DEGREES)
    parts = dissolve(faces, holders_of(faces, areas))
    return [
        Patch(p, held, on_land=bool(held) or is_narrow(p, SLIVER_WIDTH_M))
        for held, ps in parts.items()
        for p in ps
    ]


def _world_owner(owner: Owner, disputed: Mapping[str, Ruling]) -> Owner:
    """Turn the name of a disputed area, carried as if it were a country, into its row."""
    ruling = disputed.get(owner.country)
    return Owner("", "disputed", ruling.name, ruling.claimants) if ruling else owner
