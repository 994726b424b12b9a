"""What the commands read first: corridors by name, and surveys of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from corridors.commands import options
from corridors.printing import patience

if TYPE_CHECKING:
    from corridors.boundaries import Boundaries
    from corridors.model import Corridor
    from corridors.survey import Survey

__all__ = ["areas", "read", "surveyed", "surveys"]

_Words = ParamSpec("_Words")


def read(names: Sequence[str]) -> list[Corridor]:
    """Return the corridors of these names or folders; without any, the built-in ones."""
    from corridors.reading import BUILT_IN, read_corridor  # noqa: PLC0415  heavy

    return [read_corridor(name) for name in names or BUILT_IN]


def areas(corridors: Sequence[Corridor], choice: str | None, country_field: str) -> Boundaries:
    """Return the set of areas to cut corridors by: the chosen, else the best that holds them."""
    from corridors.boundaries import load_boundaries  # noqa: PLC0415  heavy
    from corridors.survey import bounds_of  # noqa: PLC0415

    return load_boundaries(choice, bounds=bounds_of(corridors), country_field=country_field)


def surveys(
    corridors: Sequence[Corridor],
    on: datetime | None,
    choice: str | None,
    country_field: str,
    *,
    kinds: Collection[str] | None = None,
) -> list[Survey]:
    """Return the corridors cut by a set of areas, for a day; without one, for their own.

    Segments end at the ends of events of these kinds; without any, of those that tell progress.
    """
    from corridors.survey import TOLD, survey  # noqa: PLC0415  heavy

    with patience("Cutting at borders"):
        used, ends = areas(corridors, choice, country_field), kinds or TOLD
        days = [on.date() if on else corridor.read_on for corridor in corridors]
        pairs = zip(corridors, days, strict=True)
        return [survey(corridor, used, day, kinds=ends) for corridor, day in pairs]


def surveyed(command: Callable[Concatenate[Survey, _Words], None]) -> Callable[..., None]:
    """Give a command the argument CORRIDOR and the options of a survey, and it that survey."""

    @options.corridor
    @options.on
    @options.boundaries
    @options.country_field
    @wraps(command)
    def read_first(
        corridor: str,
        on: datetime | None,
        boundaries: str | None,
        country_field: str,
        *words: _Words.args,
        **named: _Words.kwargs,
    ) -> None:
        survey = surveys(read((corridor,)), on, boundaries, country_field)[0]
        command(survey, *words, **named)

    return read_first
