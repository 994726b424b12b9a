"""The command that tells how ready a way is, where its kind changes and where it chokes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from corridors.commands import options
from corridors.commands.opening import surveyed

if TYPE_CHECKING:
    from corridors.survey import Survey

__all__ = ["readiness"]


@click.command(
    epilog=options.examples(
        "corridors readiness st-petersburg-iran",
        "corridors readiness southern-gas --from mozdok --to melendugno --expanded",
    )
)
@surveyed
@click.option("--from", "begin", metavar="PLACE", help="Default: where the main routes begin.")
@click.option("--to", "end", metavar="PLACE", help="Default: where the main routes end.")
@options.via
@click.option("--expanded", is_flag=True, help="Gas: as if proposed expansions were built, too.")
@options.shape
def readiness(
    survey: Survey,
    begin: str | None,
    end: str | None,
    via: tuple[str, ...],
    *,
    expanded: bool,
    shape: str,
) -> None:
    """Print how much of a way is open, what is missing, and when all of it might be open.

    The way keeps to the main routes where it can. For a railway, breaks of gauge and changes of
    electrification follow; for a gas pipeline, what can pass from FROM to TO, and where it chokes.
    """
    from corridors.paths import main_ends, path  # noqa: PLC0415  heavy
    from corridors.printing import circumstances, print_foot, print_tables  # noqa: PLC0415
    from corridors.readiness_report import tables  # noqa: PLC0415

    first, last = main_ends(survey.corridor)
    way = path(survey, begin or first, end or last, via)
    about = circumstances(survey.on, survey.boundaries, shape)
    print_tables(tables(survey, way, expanded=expanded), shape, about)
    if shape == "table":
        print_foot(survey.on, survey.boundaries)
