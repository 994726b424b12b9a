"""Names of countries and other areas in four languages, as built from CLDR."""

from __future__ import annotations

import csv

import pytest
from scripts import is_written_in

from corridors.boundaries import area_names, load_boundaries
from corridors.vocabulary import LANGUAGES
from seeds.build import names
from seeds.build.storing import read_countries


def test_file_is_what_the_build_makes() -> None:
    with names.TARGET.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    built = sorted([*names.country_names(), *names.area_names()])
    assert rows == [list(names.AreaName._fields), *map(list, built)]
    assert len({row[:2] for row in built}) == len(built)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_area_of_the_shipped_sets_has_a_name(language: str) -> None:
    known = area_names(language)
    for areas in (load_boundaries("fine").areas, load_boundaries("world").areas):
        assert {area.country or area.name for area in areas} <= set(known)
    assert {country.code for country in read_countries(names.BUILD / "countries.csv")} <= set(known)


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_areas_are_in_the_script_of_their_language(language: str) -> None:
    assert [n for n in area_names(language).values() if not is_written_in(language, n)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_countries_share_a_name(language: str) -> None:
    known = {code: name for code, name in area_names(language).items() if len(code) == 2}
    assert len(set(known.values())) == len(known)
