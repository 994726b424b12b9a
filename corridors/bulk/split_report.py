"""What a split network came to: km per country, the ledger, and the features left out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import Progress as Bar

from corridors.errors import printable
from corridors.exchange import to_csv
from corridors.printing import areas_named, areas_used, print_json, print_table

if TYPE_CHECKING:
    from corridors.bulk.ledger import Ledger
    from corridors.bulk.network_files import Progress
    from corridors.bulk.portions import Job
    from corridors.sums import Rows

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
        shown = [{k: v for k, v in row.items() if k != "country"} for row in rows]
        print_table(shown, "Kilometres")
        print_table(_totals(ledger), "Pieces against the whole")
        print_table([_features(ledger)], "Features")
        click.echo(f"Geodesic km on WGS 84, cut by the areas {areas_used(job.boundaries)}.")
    for line in _notes(ledger, target):
        click.echo(line, err=shape == "csv")


def _answer(ledger: Ledger, job: Job, rows: Rows) -> dict[str, object]:
    return {
        "boundaries": areas_named(job.boundaries),
        "crs": "EPSG:4326",
        "rows": rows,
        "totals": _totals(ledger),
        "features": _features(ledger),
        "reported": ledger.reported,
        "renamed": ledger.renamed,
    }


def _totals(ledger: Ledger) -> Rows:
    whole, parts = ledger.total_km, ledger.parts_km
    return [{"length_km": whole, "pieces_km": parts, "residual_m": ledger.residual_m}]


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
    if ledger.renamed:
        pairs = (f"{printable(name)} is {short}" for name, short in ledger.renamed.items())
        yield f"Names were shortened: {', '.join(pairs)}."
    yield f"wrote {printable(target)}: {ledger.pieces} pieces on EPSG:4326"
