"""``corridors diff`` as a user types it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from networks import squares_file

from corridors.cli import main


@pytest.fixture
def run(tiny: Path, tmp_path: Path) -> Callable[..., Result]:
    """Return a function that asks what changed of the tiny corridor in 2022 and 2023."""

    areas = ["--boundaries", str(squares_file(tmp_path)), "--country-field", "code"]

    def invoke(*words: str, days: tuple[str, str] = ("2021-12-31", "2023-12-31")) -> Result:
        return CliRunner().invoke(main, ["diff", str(tiny), *days, *areas, *words])

    return invoke


def test_json_has_all(run: Callable[..., Result]) -> None:
    found = json.loads(run("--format", "json").stdout)
    assert (found["before"], found["as_of"]) == ("2021-12-31", "2023-12-31")
    assert len(found["changes"]) == len(found["evidence"]) == 2
    for rows in ("kilometres", "totals"):
        assert sum(row["difference_km"] for row in found[rows]) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(
    ("words", "column", "count"),
    [
        ((), "difference_km", 5),
        (("--only", "totals"), "before_km", 5),
        (("--only", "changes"), "after", 2),
        (("--only", "evidence"), "publisher", 2),
    ],
)
def test_csv_is_one_table(
    run: Callable[..., Result], words: tuple[str, ...], column: str, count: int
) -> None:
    rows = list(csv.DictReader(io.StringIO(run("--format", "csv", *words).stdout)))
    assert len(rows) == count
    assert all(row[column] and row["before"] for row in rows if column != "after")
    assert {row["known_on"] for row in rows} == {"2023-12-31"}


def test_table_tells_what_changed_and_why(run: Callable[..., Result]) -> None:
    result = run()
    assert result.exit_code == 0, result.output
    for words in ("before_km", "The same of the whole", "construction", "Works done", "newest"):
        assert words in result.stdout
    only = run("--only", "changes").stdout
    assert "before_km" not in only
    assert "As known on 2023-12-31" in only


@pytest.mark.parametrize("days", [("2024-01-01", "2023-01-01"), ("2024", "2025-01-01")])
def test_days_that_are_none_end_with_2(run: Callable[..., Result], days: tuple[str, str]) -> None:
    result = run(days=days)
    assert result.exit_code == 2
    assert result.stderr
