"""Answers to the commands on a survey: as tables, as CSV or as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from corridors import sums
from corridors.errors import printable
from corridors.exchange import to_csv
from corridors.printing import areas_named, areas_used, print_json, print_table

if TYPE_CHECKING:
    from corridors.model import Corridor
    from corridors.sums import Rows
    from corridors.survey import Survey

__all__ = ["comparison", "lengths", "progress", "show_routes"]

_LENGTH_KEYS = ["corridor", "route", "country", "zone", "status", "length_km", "basis"]
_LENGTH_SHOWN = ["corridor", "route", "country_name", "zone", "basis", "length_km"]
_PROGRESS_KEYS = [
    "corridor", "route", "section", "country", "from_km", "to_km", "length_km", "basis", "status",
    "progress_pct", "since", "as_of", "source", "progress_as_of", "progress_source",
]  # fmt: skip
_PROGRESS_SHOWN = [
    "route", "section", "country", "from_km", "to_km", "length_km", "status", "since", "as_of",
    "source", "progress_pct", "progress_as_of", "progress_source",
]  # fmt: skip
_TOTAL_KEYS = ["corridor", "country", "status", "length_km", "basis", "progress_pct"]
_TOTAL_SHOWN = ["corridor", "country_name", "status", "basis", "length_km", "progress_pct"]
_COMPARED = ["corridor", "country_name", "basis", "km", "compared_km", "difference_km"]


def show_routes(corridors: Iterable[Corridor]) -> None:
    """Print each corridor's routes with their number of sections."""
    rows = [
        {
            "corridor": corridor.id,
            "route": route.id,
            "role": route.role,
            "sections": len(route.sections),
            "name": route.name,
        }
        for corridor in corridors
        for route in corridor.routes
    ]
    print_table(rows, "Routes")


def lengths(surveys: Sequence[Survey], by: str, shape: str) -> None:
    """Print km per route and country in the shape ``table``, ``csv`` or ``json``."""
    rows = [{"status": None} | row for s in surveys for row in sums.lengths(s, by)]
    totals = [row for s in surveys for row in sums.totals(s)]
    extra = ["section"] if by == "section" else []
    if shape == "json":
        _print_json(surveys, _keep(rows, [*_LENGTH_KEYS, *extra]), totals)
    elif shape == "csv":
        _print_csv(surveys, _keep(rows, [*extra, *_LENGTH_KEYS]))
    else:
        shown = _LENGTH_SHOWN if by == "country" else [*_LENGTH_SHOWN[:2], by, *_LENGTH_SHOWN[2:]]
        print_table(_keep(rows, shown), "Kilometres")
        print_table(totals, "Routes: pieces against the whole")
        _foot(surveys)


def comparison(surveys: Sequence[Survey], others: Sequence[Survey], shape: str) -> None:
    """Print km per country by two sets of areas and their differences in the given shape."""
    pairs = zip(surveys, others, strict=True)
    rows = [row for survey, other in pairs for row in sums.compare(survey, other)]
    totals = [
        {"corridor": s.corridor.id} | {key: _total(rows, s, key) for key in _COMPARED[3:]}
        for s in surveys
    ]
    used, compared = surveys[0].boundaries, others[0].boundaries
    if shape == "json":
        sets = {"boundaries": areas_named(used), "compared": areas_named(compared)}
        print_json({"as_of": _day(surveys)} | sets | {"rows": rows, "totals": totals})
    elif shape == "csv":
        about = {"boundaries": areas_used(used), "compared": areas_used(compared)}
        click.echo(to_csv([row | about for row in rows]), nl=False)
    else:
        title = f"km by {used.name} areas, compared_km by {compared.name} areas"
        print_table(_keep(rows, _COMPARED), printable(title))
        print_table(totals, "Corridors")
        _foot(surveys)
        click.echo(f"Compared with {areas_used(compared)}.")


def _total(rows: Rows, survey: Survey, key: str) -> float:
    return sum(float(row[key]) for row in rows if row["corridor"] == survey.corridor.id)


def progress(surveys: Sequence[Survey], shape: str) -> None:
    """Print status and progress per section and country in the given shape."""
    rows = [row for s in surveys for row in sums.progress(s)]
    totals = [row for s in surveys for row in sums.status_totals(s)]
    if shape == "json":
        _print_json(surveys, _keep(rows, _PROGRESS_KEYS), _keep(totals, _TOTAL_KEYS))
    elif shape == "csv":
        _print_csv(surveys, _keep(rows, _PROGRESS_KEYS))
    else:
        print_table(_keep(rows, _PROGRESS_SHOWN), "Status, last known, per section and country")
        title = "Kilometres by status; progress weighted by km"
        print_table(_keep(totals, _TOTAL_SHOWN), title)
        _foot(surveys)


def _keep(rows: Rows, keys: Sequence[str]) -> Rows:
    return [{key: row[key] for key in keys} for row in rows]


def _print_json(surveys: Sequence[Survey], rows: Rows, totals: Rows) -> None:
    about = {"as_of": _day(surveys), "boundaries": areas_named(surveys[0].boundaries)}
    print_json(about | {"rows": rows, "totals": totals})


def _print_csv(surveys: Sequence[Survey], rows: Rows) -> None:
    """Print rows as CSV; each tells the day and the set of areas."""
    about = {"known_on": _day(surveys), "boundaries": areas_used(surveys[0].boundaries)}
    click.echo(to_csv([row | about for row in rows]), nl=False)


def _day(surveys: Sequence[Survey]) -> str:
    return max(survey.on for survey in surveys).isoformat()


def _foot(surveys: Sequence[Survey]) -> None:
    areas = areas_used(surveys[0].boundaries)
    click.echo(f"As known on {_day(surveys)}. Geodesic km on WGS 84, cut by the areas {areas}.")
