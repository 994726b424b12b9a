"""Tables on the terminal, as CSV or as JSON; every text from data is made printable first."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click
import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text

from corridors import tables
from corridors.errors import printable
from corridors.exchange import to_csv
from corridors.published import Comparison, compare_lengths

if TYPE_CHECKING:
    from corridors.model import Corridor
    from corridors.survey import Survey

__all__ = ["check", "lengths", "progress", "show_routes"]

_PIPE_WIDTH = 160

_LENGTH_KEYS = ["corridor", "route", "country", "zone", "status", "length_km", "basis"]
_PROGRESS_KEYS = [
    "corridor", "route", "section", "country", "from_km", "to_km", "length_km", "basis", "status",
    "progress_pct", "since", "as_of", "source", "progress_as_of", "progress_source",
]  # fmt: skip

_PROGRESS_SHOWN = [
    "route", "section", "country", "from_km", "to_km", "length_km", "status", "since", "as_of",
    "source", "progress_pct", "progress_as_of", "progress_source",
]  # fmt: skip


def show_routes(corridors: Iterable[Corridor]) -> None:
    """Print each corridor's routes with their number of sections."""
    rows = [
        (corridor.id, route.id, route.role, len(route.sections), route.name)
        for corridor in corridors
        for route in corridor.routes
    ]
    _print(pd.DataFrame(rows, columns=["corridor", "route", "role", "sections", "name"]), "Routes")


def lengths(surveys: Sequence[Survey], by: str, shape: str) -> None:
    """Print km per route and country in the shape ``table``, ``csv`` or ``json``."""
    rows = pd.concat([tables.lengths(s, by) for s in surveys], ignore_index=True)
    if "status" not in rows:
        rows["status"] = None
    totals = pd.concat([tables.totals(s) for s in surveys], ignore_index=True)
    extra = ["section"] if by == "section" else []
    if shape == "json":
        _print_json(surveys, rows[[*_LENGTH_KEYS, *extra]], totals)
    elif shape == "csv":
        _print_csv(surveys, rows[[*extra, *_LENGTH_KEYS]])
    else:
        shown = rows if by == "status" else rows.drop(columns="status")
        _print(shown.drop(columns="country"), "Kilometres")
        _print(totals, "Routes: pieces against the whole")
        _foot(surveys)


def progress(surveys: Sequence[Survey], shape: str) -> None:
    """Print status and progress per section and country in the given shape."""
    rows = pd.concat([tables.progress(s) for s in surveys], ignore_index=True)
    totals = pd.concat([tables.status_totals(s) for s in surveys], ignore_index=True)
    if shape == "json":
        columns = ["corridor", "country", "status", "length_km", "basis", "progress_pct"]
        _print_json(surveys, rows[_PROGRESS_KEYS], totals[columns])
    elif shape == "csv":
        _print_csv(surveys, rows[_PROGRESS_KEYS])
    else:
        _print(rows[_PROGRESS_SHOWN], "Status, last known, per section and country")
        _print(totals.drop(columns="country"), "Kilometres by status; progress weighted by km")
        _foot(surveys)


def check(surveys: Sequence[Survey]) -> int:
    """Print measured against published lengths; return the number of errors."""
    found = [(s, c) for s in surveys for c in compare_lengths(s.corridor, s.segments)]
    _print(pd.DataFrame([_compared(c) for _, c in found]), "Measured against published")
    for _, comparison in found:
        if comparison.verdict == "explained":
            click.echo(f"{_stretch(comparison)}: {printable(comparison.length.difference)}")
    faults = [(s, c) for s, c in found if c.verdict == "beyond"]
    for survey, comparison in faults:
        place = f"{survey.corridor.id}: lengths.csv: {_stretch(comparison)}"
        click.echo(f"{place}: [length-beyond] differs beyond the tolerance without a reason")
    residual_m = max(float(tables.totals(s)["residual_m"].abs().max()) for s in surveys)
    click.echo(f"Pieces against the whole: at most {residual_m:.1e} m off.")
    _foot(surveys)
    click.echo(f"{len(faults)} errors")
    return len(faults)


def _stretch(comparison: Comparison) -> str:
    return printable(" ".join(filter(None, comparison.length.stretch)))


def _compared(comparison: Comparison) -> dict[str, object]:
    record = comparison.length
    return {
        "route": record.route,
        "from": record.from_place,
        "to": record.to_place,
        "part": " ".join(filter(None, (record.country, record.zone))),
        "published_km": record.length_km,
        "measured_km": comparison.measured_km,
        "difference_pct": comparison.difference_pct,
        "quality": str(comparison.quality),
        "verdict": comparison.verdict,
    }


def _print_json(surveys: Sequence[Survey], rows: pd.DataFrame, totals: pd.DataFrame) -> None:
    used = surveys[0].boundaries
    keys = ("name", "version", "date", "licence", "sha256")
    answer = {
        "as_of": _day(surveys),
        "boundaries": {key: getattr(used, key) for key in keys},
        "rows": _records(rows),
        "totals": _records(totals),
    }
    click.echo(json.dumps(answer, ensure_ascii=False, allow_nan=False, indent=1))


def _print_csv(surveys: Sequence[Survey], rows: pd.DataFrame) -> None:
    """Print rows as CSV; each tells the day and the set of areas."""
    used = surveys[0].boundaries
    areas = f"{_areas(surveys)}, {used.licence}, SHA-256 {used.sha256}"
    click.echo(to_csv(rows.assign(known_on=_day(surveys), boundaries=areas)), nl=False)


def _day(surveys: Sequence[Survey]) -> str:
    return max(survey.on for survey in surveys).isoformat()


def _areas(surveys: Sequence[Survey]) -> str:
    """Return name, version and date of the set of areas, as far as they are known."""
    used = surveys[0].boundaries
    version = f" {used.version}" if used.version else ""
    return printable(f"{used.name}{version} of {used.date}" if used.date else used.name + version)


def _records(table: pd.DataFrame) -> list[dict[str, object]]:
    rows = table.to_dict("records")
    return [{str(key): _null(cell) for key, cell in row.items()} for row in rows]


def _null(cell: object) -> object:
    return None if isinstance(cell, float) and math.isnan(cell) else cell


def _print(table: pd.DataFrame, title: str) -> None:
    console = Console()
    if not console.is_terminal:
        console = Console(width=_PIPE_WIDTH)
    shown = Table(title=title, title_justify="left")
    for column in table.columns:
        numbers = pd.api.types.is_numeric_dtype(table[column])
        shown.add_column(str(column), justify="right" if numbers else "left")
    for row in table.itertuples(index=False):
        shown.add_row(*(Text(_cell(value)) for value in row))
    console.print(shown)


def _cell(value: object) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "–"
    if isinstance(value, float):
        return f"{value:,.1f}" if value == 0 or abs(value) >= 0.05 else f"{value:.1e}"  # noqa: PLR2004
    return printable(value)


def _foot(surveys: Sequence[Survey]) -> None:
    used = surveys[0].boundaries
    click.echo(
        f"As known on {_day(surveys)}. Lengths on the WGS 84 ellipsoid, cut by the areas "
        f"{_areas(surveys)} ({printable(used.licence)}; SHA-256 {used.sha256})."
    )
