"""Rows in the shape of a pipeline tracker's release; made up, none is the tracker's own."""

from __future__ import annotations

import json
from pathlib import Path

from openpyxl import Workbook

__all__ = ["COLUMNS", "ROWS", "Row", "write_geojson", "write_workbook"]

RELEASE = "GEM-GGIT-Gas-Pipelines-2025-11"
Line = list[tuple[float, float]] | None
Row = tuple[dict[str, str], Line]

COLUMNS = (
    "ProjectID", "PipelineName", "SegmentName", "Status", "CountriesOrAreas", "Fuel", "Wiki",
    "Owner", "Parent", "ProposalYear", "ConstructionYear", "StartYear1", "ShelvedYear",
    "CancelledYear", "StopYear", "Capacity", "CapacityUnits", "CapacityBcm/y", "LengthKnown",
    "LengthKnownUnits", "LengthKnownKm", "LengthEstimateKm", "LengthMergedKm", "Diameter",
    "DiameterUnits", "StartLocation", "EndLocation", "RouteType", "RouteAccuracy",
)  # fmt: skip
_COMMON = {
    "CountriesOrAreas": "Gabon, Congo",
    "Fuel": "Gas",
    "Owner": "Made Pipelines [100%]",
    "Parent": "--",
    "RouteType": "Mapped route (at any accuracy)",
    "RouteAccuracy": "high",
    "Capacity": "967",
    "CapacityUnits": "MMcf/d",
    "CapacityBcm/y": "10.0",
    "Diameter": "48",
    "DiameterUnits": "in",
}


def _row(
    number: str, name: str, status: str, line: Line, **more: str
) -> tuple[dict[str, str], Line]:
    own = {"ProjectID": number, "PipelineName": name, "Status": status} | more
    wiki = {"Wiki": f"https://www.gem.wiki/{name.replace(' ', '_')}"}
    return dict.fromkeys(COLUMNS, "--") | _COMMON | wiki | own, line


#: Two stretches of a line, the second drawn against it; a branch; one without a line; another's.
ROWS = [
    _row(
        *("P1", "Made Gas Pipeline", "operating", [(11.0, 5.0), (12.0, 5.0)]),
        SegmentName="East",
        ProposalYear="2003",
        ConstructionYear="2007",
        StartYear1="2010",
        StartLocation="Middle – town",
        EndLocation="East",
        LengthKnown="69",
        LengthKnownUnits="mi",
        LengthKnownKm="111.04",
        LengthEstimateKm="110.9",
        LengthMergedKm="111.04",
    ),
    _row(
        *("P2", "Made Gas Pipeline", "construction", [(11.0, 5.0), (9.5, 5.0)]),
        SegmentName="West",
        ConstructionYear="2024",
        StartYear1="2028",
        StartLocation="Middle – town",
        EndLocation="West",
        LengthEstimateKm="166.3",
        LengthMergedKm="166.3",
    ),
    _row(
        *("P3", "Made Gas Pipeline", "proposed", [(11.0, 5.0), (11.0, 6.0)]),
        SegmentName="Branch",
        ProposalYear="2021",
        LengthKnownKm="200",
    ),
    _row(
        *("P4", "Made Gas Pipeline", "shelved", None),
        SegmentName="Extension",
        ProposalYear="2012",
        ShelvedYear="2019",
        StartYear1="2020",
        StartLocation="East",
        EndLocation="Port",
        LengthKnownKm="80",
        RouteAccuracy="no route",
    ),
    _row("P9", "Other Gas Pipeline", "Canceled", [(0.0, 0.0), (1.0, 1.0)], CancelledYear="2016"),
]


def write_geojson(folder: Path, rows: list[Row] = ROWS) -> Path:
    """Write rows as the GeoJSON of a release: those without a line as an empty collection."""
    features = [
        {
            "type": "Feature",
            "properties": texts,
            "geometry": {"type": "LineString", "coordinates": line}
            if line
            else {"type": "GeometryCollection", "geometries": []},
        }
        for texts, line in rows
    ]
    path = folder / f"{RELEASE}.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def write_workbook(folder: Path, *, with_lines: bool) -> Path:
    """Write rows as the spreadsheet of a release; with lines as releases had them until 2022."""
    book = Workbook()
    book.worksheets[0].title = "Data"
    book.worksheets[0].append([*COLUMNS, *(["WKTFormat"] if with_lines else [])])
    for texts, line in ROWS:
        cells = [_cell(texts[name]) for name in COLUMNS]
        points = ", ".join(f"{lon} {lat}" for lon, lat in line or [])
        wkt = f"LINESTRING ({points})" if line else "--"
        book.worksheets[0].append([*cells, *([wkt] if with_lines else [])])
    book.create_sheet("Data dictionary").append(["VariableName", "Definition"])
    book.create_sheet("Copyright").append(["CC BY 4.0"])
    path = folder / f"{RELEASE}.xlsx"
    book.save(path)
    return path


def _cell(text: str) -> str | float:
    return float(text) if text.replace(".", "", 1).isdecimal() else text
