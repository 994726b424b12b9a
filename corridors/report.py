"""Tables on the terminal, as CSV or as JSON; every text from data is made printable first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click
import pandas as pd

from corridors import tables
from corridors.comparing import compare
from corridors.errors import printable
from corridors.exchange import to_csv
from corridors.printing import areas_named, areas_used, print_json, print_table, records
from corridors.published import Comparison, compare_lengths

if TYPE_CHECKING:
    from corridors.model import Corridor
    from corridors.survey import Survey

__all__ = ["check", "comparison", "lengths", "progress", "show_routes"]

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
    print_table(
        pd.DataFrame(rows, columns=["corridor", "route", "role", "sections", "name"]), "Routes"
    )


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
        click.echo(to_csv(rows[[*extra, *_LENGTH_KEYS]]), nl=False)
    else:
        shown = rows if by == "status" else rows.drop(columns="status")
        print_table(shown.drop(columns="country"), "Kilometres")
        print_table(totals, "Routes: pieces against the whole")
        _foot(surveys)


def comparison(surveys: Sequence[Survey], others: Sequence[Survey], shape: str) -> None:
    """Print km per country by two sets of areas and their differences in the given shape."""
    rows = pd.concat([compare(a, b) for a, b in zip(surveys, others, strict=True)])
    sums = ["km", "compared_km", "difference_km"]
    totals = rows.groupby("corridor", sort=False)[sums].sum().reset_index()
    used, compared = surveys[0].boundaries, others[0].boundaries
    if shape == "json":
        sets = {"boundaries": areas_named(used), "compared": areas_named(compared)}
        print_json({**sets, "rows": records(rows), "totals": records(totals)})
    elif shape == "csv":
        click.echo(to_csv(rows), nl=False)
    else:
        title = f"km by {used.name} areas, compared_km by {compared.name} areas"
        print_table(rows.drop(columns="country"), printable(title))
        print_table(totals, "Corridors")
        click.echo(areas_used(used))
        click.echo(f"Compared: {areas_used(compared)}")


def progress(surveys: Sequence[Survey], shape: str) -> None:
    """Print status and progress per section and country in the given shape."""
    rows = pd.concat([tables.progress(s) for s in surveys], ignore_index=True)
    totals = pd.concat([tables.status_totals(s) for s in surveys], ignore_index=True)
    if shape == "json":
        columns = ["corridor", "country", "status", "length_km", "basis", "progress_pct"]
        _print_json(surveys, rows[_PROGRESS_KEYS], totals[columns])
    elif shape == "csv":
        click.echo(to_csv(rows[_PROGRESS_KEYS]), nl=False)
    else:
        print_table(rows[_PROGRESS_SHOWN], "Status, last known, per section and country")
        print_table(totals.drop(columns="country"), "Kilometres by status; progress weighted by km")
        _foot(surveys)


def check(surveys: Sequence[Survey]) -> int:
    """Print measured against published lengths; return the number of errors."""
    found = [(s, c) for s in surveys for c in compare_lengths(s.corridor, s.segments)]
    print_table(pd.DataFrame([_compared(c) for _, c in found]), "Measured against published")
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
    answer = {
        "as_of": max(survey.on for survey in surveys).isoformat(),
        "boundaries": areas_named(surveys[0].boundaries),
        "rows": records(rows),
        "totals": records(totals),
    }
    print_json(answer)


def _foot(surveys: Sequence[Survey]) -> None:
    day = max(survey.on for survey in surveys).isoformat()
    click.echo(f"As known on {day}. {areas_used(surveys[0].boundaries)}")
