"""The command that prints status and progress of sections, and their sums."""

from __future__ import annotations

from datetime import datetime

import click

from corridors.commands import options
from corridors.commands.opening import read, surveys

__all__ = ["progress"]


@click.command(
    epilog=options.examples(
        "corridors progress st-petersburg-iran --on 2024-08-19",
        "corridors progress southern-gas --by country",
    )
)
@options.corridors
@click.option(
    "--by",
    type=click.Choice(["section", "route", "country", "corridor"]),
    help="Print only the km by status of each.",
)
@options.on
@options.boundaries
@options.country_field
@options.shape
def progress(
    corridors: tuple[str, ...],
    by: str | None,
    on: datetime | None,
    boundaries: str | None,
    country_field: str,
    shape: str,
) -> None:
    """Print status and progress per section and country, and km by status."""
    from corridors import report  # noqa: PLC0415  heavy

    found = surveys(read(corridors), on, boundaries, country_field)
    if by is None:
        report.progress(found, shape)
    else:
        report.shares(found, by, shape)
