"""Write `boundaries/names.csv`: countries in four languages from CLDR, other areas as translated.

Run as `python -m seeds.build.names`. CLDR comes with the pinned version of Babel.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from babel import Locale

from corridors.vocabulary import LANGUAGES
from seeds.build.storing import read_countries

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["TARGET", "AreaName", "area_names", "country_names"]

BUILD = Path(__file__).parent
TARGET = BUILD.parent / "boundaries" / "names.csv"


class AreaName(NamedTuple):
    """One line of `names.csv`: a country's code, or the English name of an area without one."""

    area: str
    lang: str
    name: str


def country_names() -> Iterator[AreaName]:
    """Names of all countries of `countries.csv`, as CLDR has them."""
    for country in read_countries(BUILD / "countries.csv"):
        for language in LANGUAGES:
            yield AreaName(country.code, language, Locale(language).territories[country.code])


def area_names() -> Iterator[AreaName]:
    """Names of the areas without a country, as the project translates them in `areas.csv`."""
    with (BUILD / "areas.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield from (AreaName(row["area"], language, row[language]) for language in LANGUAGES)


def main() -> None:
    """Write the names, sorted."""
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(AreaName._fields)
        writer.writerows(sorted([*country_names(), *area_names()]))


if __name__ == "__main__":
    main()
