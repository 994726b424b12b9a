"""Answers to the commands on a survey: as tables, as CSV or as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from corridors import sums
from corridors.errors import printable
from corridors.exchange import to_csv
from corridors.printing import (
    age_words,
    areas_named,
    areas_used,
    circumstances,
    print_foot,
    print_json,
    print_table,
)

if TYPE_CHECKING:
    from corridors.model import Corridor
    from corridors.sums import Rows
    from corridors.survey import Survey

__all__ = ["comparison", "lengths", "progress", "shares", "show_routes"]

_LENGTH_KEYS = ["corridor", "route", "country", "zone", "status", "length_km", "basis"]
_LENGTH_SHOWN = ["corridor", "route", "country_name", "zone", "basis", "length_km"]
_PROGRESS_KEYS = [
    "corridor", "route", "section", "country", "from_km", "to_km", "length_km", "basis", "status",
    "progress_pct", "since", "as_of", "source", "age_months", "stale", "suggested",
    "progress_as_of", "progress_source",
]  # fmt: skip
_PROGRESS_SHOWN = [
    "route", "section", "country", "from_km", "to_km", "length_km", "status", "since", "as_of",
    "age", "source", "progress_pct",
]  # fmt: skip
_FIGURES_SHOWN = [
    "route", "section", "country", "from_km", "to_km", "label", "value", "unit", "as_of", "age",
    "source", "rule",
]  # fmt: skip
_SHARES = ["status", "basis", "length_km", "share_pct", "progress_pct", "progress_km"]
_TOTAL_KEYS = ["corridor", "country", *_SHARES]
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
        day = {"as_of": _day(surveys).isoformat()}
        print_json(day | sets | {"rows": rows, "totals": totals})
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
    """Print status and progress per section and country, and their sums, in the given shape."""
    rows = [row for s in surveys for row in sums.progress(s)]
    figures = [row for s in surveys for row in sums.figures(s)]
    by = {key: _shares(surveys, key) for key in ("section", "country", "corridor")}
    if shape == "json":
        more = {"sections": by["section"], "corridors": by["corridor"], "figures": figures}
        totals = _keep(by["country"], _TOTAL_KEYS)
        _print_json(surveys, _keep(rows, _PROGRESS_KEYS), totals, more)
    elif shape == "csv":
        _print_csv(surveys, _keep(rows, _PROGRESS_KEYS))
    else:
        title = "Status, last known, per section and country"
        print_table(_keep(_aged(rows), _PROGRESS_SHOWN), title)
        if figures:
            print_table(_keep(_aged(figures), _FIGURES_SHOWN), "Progress, of each thing by itself")
        print_table(_without(by["country"], "country"), _SHARES_TITLE)
        print_table(by["corridor"], "The same per corridor")
        _foot(surveys)


def shares(surveys: Sequence[Survey], by: str, shape: str) -> None:
    """Print km by status per section, route, country or corridor in the given shape."""
    rows = _shares(surveys, by)
    if shape == "json":
        _print_json(surveys, rows, [])
    elif shape == "csv":
        _print_csv(surveys, rows)
    else:
        print_table(rows, _SHARES_TITLE)
        _foot(surveys)


_SHARES_TITLE = "Kilometres by status; progress of works weighted by the km on which it is told"


def _shares(surveys: Sequence[Survey], by: str) -> Rows:
    return [row for s in surveys for row in sums.status_totals(s, by)]


def _aged(rows: Rows) -> Rows:
    return [row | {"age": age_words(row)} for row in rows]


def _without(rows: Rows, column: str) -> Rows:
    return [{key: value for key, value in row.items() if key != column} for row in rows]


def _keep(rows: Rows, keys: Sequence[str]) -> Rows:
    return [{key: row[key] for key in keys} for row in rows]


def _print_json(
    surveys: Sequence[Survey], rows: Rows, totals: Rows, more: Mapping[str, Rows] | None = None
) -> None:
    about = circumstances(_day(surveys), surveys[0].boundaries, "json")
    print_json(about | {"rows": rows, "totals": totals, **(more or {})})


def _print_csv(surveys: Sequence[Survey], rows: Rows) -> None:
    """Print rows as CSV; each tells the day and the set of areas."""
    about = circumstances(_day(surveys), surveys[0].boundaries, "csv")
    click.echo(to_csv([row | about for row in rows]), nl=False)


def _day(surveys: Sequence[Survey]) -> date:
    return max(survey.on for survey in surveys)


def _foot(surveys: Sequence[Survey]) -> None:
    print_foot(_day(surveys), surveys[0].boundaries)
