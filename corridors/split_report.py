"""What a split network came to: km per country, the ledger, and the features left out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pandas as pd
from rich.console import Console
from rich.progress import Progress as Bar

from corridors.errors import printable
from corridors.exchange import to_csv
from corridors.printing import areas_named, areas_used, print_json, print_table, records

if TYPE_CHECKING:
    from corridors.ledger import Ledger
    from corridors.network_files import Progress
    from corridors.portions import Job

__all__ = ["progress_bar", "show"]

_MOST_NUMBERS = 20


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Show a bar on stderr, and yield what moves it."""
    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Cutting at borders", total=None)

        def move(done: int, count: int) -> None:
            bar.update(task, completed=done, total=count if count >= 0 else None)

        yield move


def show(ledger: Ledger, job: Job, target: Path, shape: str) -> None:
    """Print the ledger in the shape ``table``, ``csv`` or ``json``."""
    rows = ledger.table(job.by)
    if shape == "json":
        print_json(_answer(ledger, job, rows))
        return
    if shape == "csv":
        click.echo(to_csv(rows), nl=False)
    else:
        print_table(rows.drop(columns="country"), "Kilometres")
        print_table(_totals(ledger), "Pieces against the whole")
        print_table(pd.DataFrame([_features(ledger)]), "Features")
        click.echo(areas_used(job.boundaries))
    for line in _notes(ledger, target):
        click.echo(line, err=shape == "csv")


def _answer(ledger: Ledger, job: Job, rows: pd.DataFrame) -> dict[str, object]:
    return {
        "boundaries": areas_named(job.boundaries),
        "crs": "EPSG:4326",
        "rows": records(rows),
        "totals": records(_totals(ledger)),
        "features": _features(ledger),
        "reported": ledger.reported,
    }


def _totals(ledger: Ledger) -> pd.DataFrame:
    whole, parts = ledger.total_km, ledger.parts_km
    return pd.DataFrame(
        {"length_km": [whole], "pieces_km": [parts], "residual_m": [ledger.residual_m]}
    )


def _features(ledger: Ledger) -> dict[str, object]:
    return {
        "read": ledger.read,
        "written": ledger.written,
        "reported": ledger.left_out,
        "pieces": ledger.pieces,
        "with_z": ledger.with_z,
    }


def _notes(ledger: Ledger, target: Path) -> Iterator[str]:
    """Yield a line on each kind of feature left out, on heights, and on what was written."""
    for reason, numbers in ledger.reported.items():
        shown = ", ".join(map(str, numbers[:_MOST_NUMBERS]))
        more = "" if len(numbers) <= _MOST_NUMBERS else f" and {len(numbers) - _MOST_NUMBERS} more"
        yield f"Left out, {reason}: {len(numbers)}, feature {shown}{more}."
    if ledger.with_z:
        yield f"Heights were ignored in {ledger.with_z} features; lengths are on the ellipsoid."
    yield f"wrote {printable(target)}: {ledger.pieces} pieces on EPSG:4326"
