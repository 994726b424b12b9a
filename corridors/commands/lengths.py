"""The command that prints kilometres by country, by one set of areas or by two."""

from __future__ import annotations

from datetime import datetime

import click

from corridors.commands import options
from corridors.commands.opening import read, surveys

__all__ = ["lengths"]


@click.command(
    epilog=options.examples(
        "corridors lengths southern-gas",
        "corridors lengths --by status --on 2024-08-19 --format csv",
        "corridors lengths st-petersburg-iran --compare-boundaries world",
    )
)
@options.corridors
@click.option("--by", type=click.Choice(["country", "section", "status"]), default="country")
@options.on
@options.boundaries
@options.country_field
@click.option(
    "--compare-boundaries",
    "compared",
    metavar="fine|world|FILE",
    help="Cut by these areas, too, and print both km per country with the differences.",
)
@options.shape
def lengths(
    corridors: tuple[str, ...],
    by: str,
    on: datetime | None,
    boundaries: str | None,
    country_field: str,
    compared: str | None,
    shape: str,
) -> None:
    """Print km per route and country, as measured on the geodesic."""
    from corridors import report  # noqa: PLC0415  heavy

    if compared is not None and by != "country":
        message = "--compare-boundaries compares km by country"
        raise click.UsageError(message)
    known = read(corridors)
    found = surveys(known, on, boundaries, country_field)
    if compared is None:
        report.lengths(found, by, shape)
    else:
        report.comparison(found, surveys(known, on, compared, country_field), shape)
