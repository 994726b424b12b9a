"""Write a boundary set as GeoParquet, and its record in `boundaries.toml`."""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry import MultiPolygon

    from seeds.build.npm import NpmPackage
    from seeds.build.resolving import Owner

__all__ = ["Country", "SetRecord", "read_countries", "write_records", "write_rows"]

COMPRESSION_LEVEL = 19


@dataclass(frozen=True)
class Country:
    """One line of `countries.csv`: codes and English short name."""

    code: str
    numeric: str
    name: str


@dataclass(frozen=True)
class SetRecord:
    """What `boundaries.toml` says about one set."""

    name: str
    version: str
    date: str
    licence: str
    attribution: str
    file: str
    box: tuple[float, float, float, float] | None
    max_from_source_m: float | None
    max_to_source_m: float | None
    sources: tuple[NpmPackage, ...]


def read_countries(path: Path) -> list[Country]:
    """Read the table of country codes and names."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Country(r["country"], r["numeric"], r["name"]) for r in csv.DictReader(file)]


def write_rows(
    rows: dict[Owner, MultiPolygon], names: dict[str, str], path: Path
) -> gpd.GeoDataFrame:
    """Write the rows of a set, countries first by code and zone, then disputed areas by name.

    Parameters
    ----------
    rows
        Geometry of each owner.
    names
        English name of each country code.
    path
        The parquet file; the same rows and library versions give the same bytes.

    Returns
    -------
    frame
        The table as written.
    """
    owners = sorted(rows, key=lambda owner: (not owner.country, owner))
    columns = {
        "country": [owner.country or None for owner in owners],
        "zone": [owner.zone for owner in owners],
        "name": [names[o.country] if o.country else o.name for o in owners],
        "claimants": [";".join(owner.claimants) for owner in owners],
    }
    frame = gpd.GeoDataFrame(columns, geometry=[rows[o] for o in owners], crs="EPSG:4326")
    frame.to_parquet(
        path,
        index=False,
        compression="zstd",
        compression_level=COMPRESSION_LEVEL,
        geometry_encoding="WKB",
        schema_version="1.1.0",
        write_covering_bbox=False,
    )
    return frame


def write_records(records: list[SetRecord], folder: Path) -> None:
    """Write `boundaries.toml`, with the checksum of every set's file as it is on disk."""
    head = "# Written by `python -m seeds.build.boundaries`; do not edit.\n"
    text = "\n".join([head, *(_record_text(record, folder) for record in records)])
    (folder / "boundaries.toml").write_text(text, encoding="utf-8")


def _record_text(record: SetRecord, folder: Path) -> str:
    digest = hashlib.sha256((folder / record.file).read_bytes()).hexdigest()
    fields: list[tuple[str, object]] = [
        ("name", record.name),
        ("version", record.version),
        ("date", record.date),
        ("licence", record.licence),
        ("attribution", record.attribution),
        ("file", record.file),
        ("sha256", digest),
        ("box", list(record.box) if record.box else None),
        ("max_from_source_m", record.max_from_source_m),
        ("max_to_source_m", record.max_to_source_m),
    ]
    lines = [f"{key} = {_toml(value)}" for key, value in fields if value is not None]
    sources = [_source_text(record.name, source) for source in record.sources]
    return "\n".join([f"[{record.name}]", *lines, *sources, ""])


def _source_text(name: str, source: NpmPackage) -> str:
    fields = [
        ("package", source.name),
        ("version", source.version),
        ("integrity", source.integrity),
        ("licence", source.licence),
    ]
    return "\n".join([f"\n[[{name}.sources]]", *(f"{key} = {_toml(v)}" for key, v in fields)])


def _toml(value: object) -> str:
    """Write a string, number or list of numbers in TOML, which for these is as in JSON."""
    return json.dumps(value, ensure_ascii=False)
