"""The command that sets the ways from one place to another side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

import click

from corridors.commands import options
from corridors.commands.opening import surveyed

if TYPE_CHECKING:
    from corridors.paths import Way
    from corridors.runs import Km, Leg
    from corridors.sums import Rows
    from corridors.survey import Survey

__all__ = ["paths"]

_Value = TypeVar("_Value")


@click.command(
    epilog=options.examples(
        "corridors paths st-petersburg-iran",
        "corridors paths st-petersburg-iran st-petersburg tehran --most 2",
    )
)
@surveyed
@click.argument("begin", metavar="[FROM", required=False)
@click.argument("end", metavar="TO]", required=False)
@options.via
@click.option("--most", type=click.IntRange(1), default=5, show_default=True, help="Ways to tell.")
@options.shape
def paths(
    survey: Survey,
    begin: str | None,
    end: str | None,
    via: tuple[str, ...],
    most: int,
    shape: str,
) -> None:
    """Print the ways from one place to another side by side: km per country and status of each.

    FROM and TO are ids of places; without them, the first and the last of the main routes. Ways
    stand in order of length.
    """
    from corridors.paths import main_ends  # noqa: PLC0415  heavy
    from corridors.paths import paths as ways  # noqa: PLC0415
    from corridors.printing import circumstances, print_foot, print_tables  # noqa: PLC0415
    from corridors.sums import Table  # noqa: PLC0415

    first, last = main_ends(survey.corridor)
    found = ways(survey, begin or first, end or last, via)[:most]
    whole = Table("ways", "Ways, the shortest first", _whole(found))
    if shape == "table":
        by_country = Table(
            "countries", "Kilometres by country", _beside(found, "country", _country)
        )
        by_status = Table("statuses", "Kilometres by status", _beside(found, "status", _status))
        print_tables([whole, by_country, by_status], shape, {})
        print_foot(survey.on, survey.boundaries)
    else:
        about = circumstances(survey.on, survey.boundaries, shape)
        print_tables([whole, Table("parts", "", _parts(found))], shape, about)


def _whole(found: Sequence[Way]) -> Rows:
    return [
        {"way": number, "routes": " ".join(way.routes)} | way.km.cells
        for number, way in enumerate(found, 1)
    ]


def _country(leg: Leg) -> str:
    return leg.segment.country_name


def _status(leg: Leg) -> str:
    return leg.segment.status or "unknown"


def _parts(found: Sequence[Way]) -> Rows:
    """Return the km of each way by country and status, a row each."""
    return [
        {"way": number, "country": country, "country_name": name, "status": status} | km.cells
        for number, way in enumerate(found, 1)
        for (country, name, status), km in _sums(
            way, lambda leg: (leg.segment.country, _country(leg), _status(leg))
        ).items()
    ]


def _sums(way: Way, value: Callable[[Leg], _Value]) -> dict[_Value, Km]:
    """Return the km of a way by a value of its legs, in order of appearance."""
    from corridors.runs import sum_km  # noqa: PLC0415

    values = dict.fromkeys(map(value, way.legs))
    return {v: sum_km(leg for leg in way.legs if value(leg) == v) for v in values}


def _beside(found: Sequence[Way], name: str, value: Callable[[Leg], str]) -> Rows:
    """Return a row for each value, with columns for each way."""
    from corridors.runs import Km  # noqa: PLC0415

    sums = [_sums(way, value) for way in found]
    return [
        {name: word}
        | {
            f"{number} {column}": cell
            for number, of_way in enumerate(sums, 1)
            for column, cell in of_way.get(word, Km()).cells.items()
        }
        for word in dict.fromkeys(word for of_way in sums for word in of_way)
    ]
