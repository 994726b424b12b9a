"""``corridors paths`` as a user types it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corridors.cli import main


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["paths", *map(str, words)])


def test_parts_of_a_way_sum_to_it() -> None:
    result = run("st-petersburg-iran", "--format", "json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert [way["routes"] for way in found["ways"]] == ["main left-bank main", "main"]
    for way in found["ways"]:
        parts = [row for row in found["parts"] if row["way"] == way["way"]]
        assert sum(row["measured_km"] for row in parts) == pytest.approx(way["measured_km"])
    assert {r["way"] for r in found["parts"] if r["country"] == "KZ"} == {1}
    assert found["boundaries"]["name"] == "fine"


def test_table_sets_the_ways_side_by_side() -> None:
    result = run("st-petersburg-iran", "saratov", "astrakhan")
    assert result.exit_code == 0
    assert "Kazakhstan" in result.stdout
    assert "2 measured_km" in result.stdout
    assert "published_km" not in result.stdout
    assert "As known on" in result.stdout


def test_csv_is_one_table_of_both() -> None:
    result = run("southern-gas", "mozdok", "melendugno", "--most", "2", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert {row["table"] for row in rows} == {"ways", "parts"}
    ways = [row for row in rows if row["table"] == "ways"]
    assert len(ways) == 2
    for way in ways:
        parts = [r for r in rows if r["table"] == "parts" and r["way"] == way["way"]]
        for basis in ("measured_km", "published_km"):
            total = sum(float(row[basis] or 0) for row in parts)
            assert total == pytest.approx(float(way[basis]))


def test_way_by_a_place(tiny: Path) -> None:
    result = run(tiny, "west", "east", "--via", "middle", "--format", "json")
    assert [way["way"] for way in json.loads(result.stdout)["ways"]] == [1]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["west", "ouest"], "[place-unknown]"),
        (["west", "west"], "[path-none]"),
        (["west", "east", "--via", "nowhere"], "by way of nowhere"),
        (["west", "east", "--most", "0"], "--most"),
    ],
)
def test_what_cannot_be_done_ends_with_2(tiny: Path, words: list[str], message: str) -> None:
    result = run(tiny, *words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""
