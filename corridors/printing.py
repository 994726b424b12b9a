"""Tables and JSON on the terminal; every text from data is made printable first."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from shutil import get_terminal_size
from threading import Timer
from typing import TYPE_CHECKING

import click

from corridors.errors import printable
from corridors.exchange import to_csv
from corridors.ruled import ruled

if TYPE_CHECKING:
    from rich.progress import Progress

    from corridors.boundaries import Boundaries
    from corridors.sums import Table

__all__ = [
    "age_words",
    "areas_named",
    "areas_used",
    "circumstances",
    "patience",
    "print_answer",
    "print_foot",
    "print_json",
    "print_table",
    "print_tables",
]

_PIPE_WIDTH = 160
_PATIENCE_S = 1.0


@contextmanager
def patience(work: str) -> Iterator[None]:
    """Show a bar on stderr, where that is a terminal, as soon as work has taken a second."""
    bars: list[Progress] = []
    timer = Timer(_PATIENCE_S, lambda: bars.append(_started(work)))
    if sys.stderr.isatty():
        timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if timer.ident is not None:
            timer.join()
        for bar in bars:
            bar.stop()


def _started(work: str) -> Progress:
    from rich.console import Console  # noqa: PLC0415  quick work does without
    from rich.progress import Progress  # noqa: PLC0415

    bar = Progress(console=Console(stderr=True), transient=True)
    bar.add_task(work, total=None)
    bar.start()
    return bar


def print_json(answer: Mapping[str, object]) -> None:
    """Print an answer as JSON; dates and decimals as text."""
    click.echo(json.dumps(answer, ensure_ascii=False, allow_nan=False, indent=1, default=str))


def print_answer(
    rows: Sequence[Mapping[str, object]], title: str, shape: str, about: Mapping[str, object]
) -> None:
    """Print rows in the shape ``table``, ``csv`` or ``json``.

    Parameters
    ----------
    rows
        The same keys in each.
    title
        Of the table.
    shape
        One of the three.
    about
        What holds for all rows: keys of their own beside ``rows`` in JSON, columns of each row
        in CSV, left out of the table.
    """
    if shape == "json":
        print_json({**about, "rows": rows})
    elif shape == "csv":
        click.echo(to_csv([{**row, **about} for row in rows]), nl=False)
    else:
        print_table(rows, title)


def age_words(row: Mapping[str, object]) -> str | None:
    """Return the words for age_months and, where the row has them, stale and suggested.

    Examples
    --------
    >>> age_words({"age_months": 26, "stale": True, "suggested": "shelved"})
    '26 months, stale, shelved?'
    """
    months = row["age_months"]
    if months is None:
        return None
    told = [f"{months} month{'' if months == 1 else 's'}"]
    told += ["stale"] if row.get("stale") else []
    told += [f"{row['suggested']}?"] if row.get("suggested") else []
    return ", ".join(told)


def print_tables(tables: Sequence[Table], shape: str, about: Mapping[str, object]) -> None:
    """Print an answer of several tables in the shape ``table``, ``csv`` or ``json``.

    Parameters
    ----------
    tables
        In JSON each is a key; in CSV all are one table, told apart by the column ``table``, with
        the columns of all, blank where they are another's. As tables, those without rows and
        columns without a value are left out.
    shape
        One of the three.
    about
        As of :func:`print_answer`.
    """
    if shape == "json":
        print_json({**about, **{table.name: table.rows for table in tables}})
    elif shape == "csv":
        columns = dict.fromkeys(key for table in tables for row in table.rows for key in row)
        rows = (({"table": table.name}, row) for table in tables for row in table.rows)
        blank = dict.fromkeys(columns)
        click.echo(to_csv([{**name, **blank, **row, **about} for name, row in rows]), nl=False)
    else:
        for table in (table for table in tables if table.rows):
            print_table(_filled(table.rows), table.title)


def _filled(rows: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
    """Return rows without the columns in which none of them has a value."""
    blank = {None, ""}
    filled = {key for row in rows for key, cell in row.items() if cell not in blank}
    return [{key: cell for key, cell in row.items() if key in filled} for row in rows]


def areas_named(boundaries: Boundaries) -> dict[str, object]:
    """Return what JSON says of the areas that lines were cut by."""
    keys = ("name", "version", "date", "licence", "sha256")
    return {key: getattr(boundaries, key) for key in keys}


def areas_used(boundaries: Boundaries) -> str:
    """Return the words for the areas that lines were cut by, which go with every table."""
    version = f" {boundaries.version}" if boundaries.version else ""
    dated = f" of {boundaries.date}" if boundaries.date else ""
    name = printable(f"{boundaries.name}{version}{dated}")
    return f"{name} ({printable(boundaries.licence)}; SHA-256 {boundaries.sha256})"


def circumstances(day: date, boundaries: Boundaries, shape: str) -> dict[str, object]:
    """Return the day and the areas that rows hold for, as JSON and as CSV name them."""
    if shape == "json":
        return {"as_of": day.isoformat(), "boundaries": areas_named(boundaries)}
    return {"known_on": day.isoformat(), "boundaries": areas_used(boundaries)}


def print_foot(day: date, boundaries: Boundaries) -> None:
    """Print for which day, and cut by which areas, the tables above hold."""
    areas = areas_used(boundaries)
    click.echo(f"As known on {day.isoformat()}. Geodesic km on WGS 84, cut by the areas {areas}.")


def print_table(rows: Sequence[Mapping[str, object]], title: str) -> None:
    """Print rows as a table, as wide as the terminal or, into a pipe, wide enough to be read."""
    click.echo(title)
    if not rows:
        return
    names = [*rows[0]]
    numbers = [any(isinstance(row[name], (int, float)) for row in rows) for name in names]
    cells = [names, *([_cell(value) for value in row.values()] for row in rows)]
    width = get_terminal_size().columns if sys.stdout.isatty() else _PIPE_WIDTH
    click.echo("\n".join(ruled(cells, numbers, width)))


def _cell(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:,.1f}" if value == 0 or abs(value) >= 0.05 else f"{value:.1e}"  # noqa: PLR2004
    return printable(value)
