"""The dictionary says what is in the rows, and is itself said in words in one place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from shapely import from_wkb

from corridors import read_corridor
from corridors.geodesy import length_km
from corridors.release.dictionary import columns, dictionary_rows, table_schema
from corridors.release.rows import GEOMETRY, Release, release
from corridors.survey import survey
from corridors.vocabulary import Quality, Status

if TYPE_CHECKING:
    from corridors.boundaries import Boundaries

SEEDS = Path(__file__).parents[2] / "seeds" / "README.md"
TYPES = {"integer": int, "number": float, "string": str, "boolean": bool}


@pytest.fixture
def today(tiny: Path, squares: Boundaries) -> Release:
    corridor = read_corridor(tiny)
    return release(survey(corridor, squares, corridor.read_on))


def test_rows_are_what_the_dictionary_says(today: Release) -> None:
    for row in today.rows:
        assert [*row] == [column.name for column in columns()]
        for column in columns():
            cell = row[column.name]
            if cell is None:
                assert not column.required, column.name
                continue
            assert column.type not in TYPES or type(cell) is TYPES[column.type], column.name
            assert not column.values or cell in column.values, column.name


def test_rows_are_numbered_in_order_and_carry_day_and_areas(today: Release) -> None:
    assert [row["segment"] for row in today.rows] == [*range(1, len(today.rows) + 1)]
    assert {(str(row["known_on"]), row["boundaries"]) for row in today.rows} == {
        ("2026-01-01", "squares 1")
    }


def test_table_holds_the_rows_and_lines_of_their_length(today: Release) -> None:
    assert today.table.drop_columns(GEOMETRY).to_pylist() == today.rows
    lines = today.table.column(GEOMETRY).to_pylist()
    assert [line is None for line in lines] == [row["basis"] == "published" for row in today.rows]
    for line, row in zip(lines, today.rows, strict=True):
        if line is not None:
            assert length_km(from_wkb(line)) == pytest.approx(row["length_km"], abs=1e-9)


def test_kilometres_are_summed_by_what_they_are(today: Release) -> None:
    # Tiny: 8 to 14 degrees east at 5 north is drawn; 100 km are published.
    assert today.km()["published"] == 100
    assert today.km()["measured"] == pytest.approx(6 * 110.9, rel=1e-3)


def test_closed_words_are_those_of_the_vocabulary() -> None:
    words = {column.name: column.values for column in columns() if column.values}
    assert words["status"] == tuple(map(str, Status))
    assert words["quality"] == tuple(map(str, Quality))


def test_schema_has_units_and_a_key() -> None:
    schema = table_schema()
    fields = {field["name"]: field for field in schema["fields"]}
    assert fields["from_km"]["unit"] == "km"
    assert "unit" not in fields["title"]
    assert fields["basis"]["constraints"] == {"required": True, "enum": ["measured", "published"]}
    assert schema["primaryKey"] == ["segment"]


def test_dictionary_of_the_seeds_has_the_same_table() -> None:
    chapter = SEEDS.read_text("utf-8").partition("## Columns of an export\n")[2]
    found = re.findall(r"^\| `(\w+)` \| (\w+) \| (\S*) ?\| (.*) \|$", chapter, re.MULTILINE)
    rows = dictionary_rows()
    assert found == [(r["name"], r["type"], r["unit"] or "", r["description"]) for r in rows]
