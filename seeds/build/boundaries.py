"""Build the committed boundary sets: `python -m seeds.build.boundaries [fine] [world]`.

Both are built if none is named. The packages come through `npm pack`, or from a folder of tarballs
given by `--tarballs`. The policy is `seeds/boundaries/policy.toml`.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from seeds.build.fine import BOX, FINE_OUTLINES, build_fine, read_coast, read_outlines
from seeds.build.npm import PackageError, read_members
from seeds.build.policy import read_policy
from seeds.build.resolving import UnnamedAreaError
from seeds.build.storing import SetRecord, read_countries, write_records, write_rows
from seeds.build.world import WORLD_ATLAS, build_world, read_world

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

    from seeds.build.storing import Country

__all__ = ["main"]

FOLDER = Path(__file__).parent.parent / "boundaries"
COUNTRIES = Path(__file__).parent / "countries.csv"
FINE = SetRecord(
    name="fine",
    version="1",
    date="2026-11-23",
    licence="ODbL-1.0",
    attribution="© OpenStreetMap contributors; coast: Natural Earth",
    file="fine.parquet",
    box=BOX,
    max_from_source_m=None,
    max_to_source_m=None,
    sources=(FINE_OUTLINES, WORLD_ATLAS),
)
WORLD = SetRecord(
    name="world",
    version="1",
    date="2026-11-23",
    licence="public domain",
    attribution="Made with Natural Earth",
    file="world.parquet",
    box=None,
    max_from_source_m=None,
    max_to_source_m=None,
    sources=(WORLD_ATLAS,),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the sets named on the command line; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m seeds.build.boundaries", description=__doc__)
    parser.add_argument("sets", nargs="*", metavar="SET", help="fine or world; both if none")
    parser.add_argument("--tarballs", type=Path, help="folder of tarballs already downloaded")
    options = parser.parse_args(arguments)
    unknown = set(options.sets) - {FINE.name, WORLD.name}
    if unknown:
        parser.error(f"no such set: {', '.join(sorted(unknown))}")
    try:
        build(options.sets or [FINE.name, WORLD.name], options.tarballs)
    except (PackageError, UnnamedAreaError) as error:
        print(error, file=sys.stderr)  # noqa: T201 - the command's answer
        return 1
    return 0


def build(names: Sequence[str], tarballs: Path | None) -> None:
    """Build the named sets and record them; the other set's record is kept."""
    countries = read_countries(COUNTRIES)
    records = _kept_records()
    if FINE.name in names:
        records[FINE.name] = _build_fine(countries, tarballs)
    if WORLD.name in names:
        records[WORLD.name] = _build_world(countries, tarballs)
    write_records([records[name] for name in sorted(records)], FOLDER)


def _kept_records() -> dict[str, SetRecord]:
    """Read the records of the sets on disk, with the figures that only a build can measure."""
    path = FOLDER / "boundaries.toml"
    known = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return {
        record.name: replace(
            record,
            max_from_source_m=known[record.name].get("max_from_source_m"),
            max_to_source_m=known[record.name].get("max_to_source_m"),
        )
        for record in (FINE, WORLD)
        if record.name in known
    }


def _build_fine(countries: Sequence[Country], tarballs: Path | None) -> SetRecord:
    outlines = read_members(FINE_OUTLINES, ("borders.geo.json",), tarballs=tarballs)
    coast = read_members(WORLD_ATLAS, ("land-10m.json",), tarballs=tarballs)
    made = build_fine(
        read_outlines(outlines["borders.geo.json"]),
        read_coast(coast["land-10m.json"]),
        read_policy(FOLDER / "policy.toml"),
    )
    _report(write_rows(made.rows, _names(countries), FOLDER / FINE.file), FINE.name)
    return replace(
        FINE,
        max_from_source_m=round(made.from_source_m, 1),
        max_to_source_m=round(made.to_source_m, 1),
    )


def _build_world(countries: Sequence[Country], tarballs: Path | None) -> SetRecord:
    document = read_members(WORLD_ATLAS, ("countries-10m.json",), tarballs=tarballs)
    codes = {country.numeric: country.code for country in countries if country.numeric}
    features = read_world(document["countries-10m.json"])
    rows = build_world(features, read_policy(FOLDER / "policy.toml"), codes)
    _report(write_rows(rows, _names(countries), FOLDER / WORLD.file), WORLD.name)
    return WORLD


def _names(countries: Sequence[Country]) -> dict[str, str]:
    return {country.code: country.name for country in countries}


def _report(frame: gpd.GeoDataFrame, name: str) -> None:
    vertices = int(frame.geometry.count_coordinates().sum())
    print(f"{name}: {len(frame)} rows, {vertices} vertices")  # noqa: T201 - the command's answer


if __name__ == "__main__":
    sys.exit(main())
