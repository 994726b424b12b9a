"""Tables and JSON on the terminal; every text from data is made printable first."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click
import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text

from corridors.errors import printable

if TYPE_CHECKING:
    from corridors.boundaries import Boundaries

__all__ = ["areas_named", "areas_used", "print_json", "print_table", "records"]

_PIPE_WIDTH = 160


def print_json(answer: Mapping[str, object]) -> None:
    """Print an answer as JSON; dates and decimals as text."""
    click.echo(json.dumps(answer, ensure_ascii=False, allow_nan=False, indent=1, default=str))


def areas_named(boundaries: Boundaries) -> dict[str, object]:
    """Return what JSON says of the areas that lines were cut by."""
    return {
        "name": boundaries.name,
        "version": boundaries.version,
        "sha256": boundaries.sha256,
    }


def areas_used(boundaries: Boundaries) -> str:
    """Return the sentence that stands under tables, on the areas that lines were cut by."""
    version = f" {boundaries.version}" if boundaries.version else ""
    dated = f" of {boundaries.date}" if boundaries.date else ""
    return (
        f"Lengths on the WGS 84 ellipsoid, cut by the areas "
        f"{printable(boundaries.name)}{version}{dated} (SHA-256 {boundaries.sha256[:12]}…)."
    )


def records(table: pd.DataFrame) -> list[dict[str, object]]:
    """Return the rows of a table as JSON has them; what is not known is null."""
    rows = table.to_dict("records")
    return [{str(key): _null(cell) for key, cell in row.items()} for row in rows]


def _null(cell: object) -> object:
    return None if isinstance(cell, float) and math.isnan(cell) else cell


def print_table(table: pd.DataFrame, title: str) -> None:
    """Print a table, as wide as the terminal or, into a pipe, wide enough to be read."""
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
