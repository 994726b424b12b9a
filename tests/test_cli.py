"""The commands as a user types them: what they print, and how they end."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corridors.cli import main

KEYS = {"corridor", "route", "country", "zone", "status", "length_km"}
PROGRESS_KEYS = {
    "corridor", "route", "section", "country", "from_km", "to_km", "status", "progress_pct",
    "since", "source",
}  # fmt: skip


@pytest.fixture
def run() -> Callable[..., Result]:
    """Return a function that runs a command in this process."""

    def invoke(*words: str | Path) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words])

    return invoke


def answer(result: Result) -> dict[str, list[dict[str, object]]]:
    assert result.exit_code == 0, result.output
    return dict(json.loads(result.stdout))


def test_module_and_command_are_one() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "corridors", "--help"], capture_output=True, text=True, check=True
    )
    for command in ("list", "lengths", "progress", "check", "map"):
        assert command in done.stdout


def test_list_names_every_route(run: Callable[..., Result]) -> None:
    result = run("list")
    assert result.exit_code == 0
    assert "shahid-rajaee" in result.stdout
    assert "mozdok-kazi-magomed" in result.stdout


def test_lengths_as_json(run: Callable[..., Result]) -> None:
    found = answer(run("lengths", "--format", "json"))
    assert found["boundaries"]["name"] == "fine"
    assert len(found["boundaries"]["sha256"]) == 64
    assert all(row.keys() >= KEYS and row["status"] is None for row in found["rows"])
    for total in found["totals"]:
        keys = ("corridor", "route", "basis")
        rows = [r for r in found["rows"] if all(r[k] == total[k] for k in keys)]
        assert sum(r["length_km"] for r in rows) == pytest.approx(total["length_km"], abs=1e-6)
        assert abs(total["residual_m"]) < 1e-3
    sea = [r for r in found["rows"] if r["zone"] == "international"]
    assert [(r["route"], r["country"]) for r in sea] == [("tap", None)]


def test_lengths_by_status_have_a_status(run: Callable[..., Result]) -> None:
    found = answer(run("lengths", "st-petersburg-iran", "--by", "status", "--format", "json"))
    assert {row["status"] for row in found["rows"]} == {
        "operating",
        "modernisation",
        "construction",
        "proposed",
    }


def test_lengths_of_a_day_long_ago_have_no_status(run: Callable[..., Result]) -> None:
    words = ("lengths", "southern-gas", "--by", "status", "--on", "1900-01-01", "--format", "json")
    found = answer(run(*words))
    assert found["as_of"] == "1900-01-01"
    assert {row["status"] for row in found["rows"]} == {None}


def test_progress_as_json(run: Callable[..., Result]) -> None:
    found = answer(run("progress", "--format", "json"))
    assert all(row.keys() >= PROGRESS_KEYS for row in found["rows"])
    gap = [row for row in found["rows"] if row["section"] == "astara-rasht"]
    assert {row["status"] for row in gap} == {"proposed"}
    assert all(t.keys() >= {"corridor", "country", "status", "length_km"} for t in found["totals"])
    listed = {row["route"] for row in found["rows"]}
    assert {"iap", "trans-caspian", "vlora", "solidarity-ring"} <= listed


def test_progress_marks_its_age_and_sums_by_section_and_corridor(
    run: Callable[..., Result],
) -> None:
    found = answer(run("progress", "--format", "json"))
    ages = {"age_months", "stale", "suggested"}
    assert all(row.keys() >= ages for row in found["rows"])
    for rows, key in (("sections", "section"), ("totals", "country"), ("corridors", "corridor")):
        measured = [row for row in found[rows] if row["basis"] == "measured"]
        km = sum(row["length_km"] for row in found["rows"] if row["basis"] == "measured")
        assert sum(row["length_km"] for row in measured) == pytest.approx(km)
        assert all(key in row and 0 < row["share_pct"] <= 100.000001 for row in measured)
    assert {row["kind"] for row in found["figures"]} >= {"works_pct", "design_pct", "land_km"}
    assert all(row["source"] and row["as_of"] for row in found["figures"])


@pytest.mark.parametrize("by", ["section", "route", "country", "corridor"])
def test_progress_by_anything(run: Callable[..., Result], by: str) -> None:
    rows = answer(run("progress", "--by", by, "--format", "json"))["rows"]
    lines = list(csv.DictReader(io.StringIO(run("progress", "--by", by, "--format", "csv").stdout)))
    assert [line[by] for line in lines] == [row[by] or "" for row in rows]
    assert "share_pct" in run("progress", "--by", by).stdout


def test_progress_in_a_table_says_what_is_stale(run: Callable[..., Result], tiny: Path) -> None:
    shown = run("progress", tiny, "--boundaries", "world").stdout
    assert "72 months, stale, cancelled?" in " ".join(shown.replace("│", " ").split())


@pytest.mark.parametrize("command", ["lengths", "progress"])
def test_csv_has_the_rows_of_json(run: Callable[..., Result], command: str) -> None:
    rows = answer(run(command, "--format", "json"))["rows"]
    lines = list(csv.DictReader(io.StringIO(run(command, "--format", "csv").stdout)))
    assert all("fine" in line["boundaries"] and "SHA-256" in line["boundaries"] for line in lines)
    assert [line["route"] for line in lines] == [row["route"] for row in rows]
    numbers = [float(line["length_km"]) for line in lines if line["length_km"]]
    assert numbers == pytest.approx([r["length_km"] for r in rows if r["length_km"] is not None])


@pytest.mark.parametrize("command", ["lengths", "progress"])
def test_tables_say_the_set_of_areas_and_the_day(run: Callable[..., Result], command: str) -> None:
    result = run(command, "--on", "2024-08-19")
    assert result.exit_code == 0
    assert "As known on 2024-08-19" in result.stdout
    assert "areas fine" in result.stdout
    assert "SHA-256" in result.stdout


def test_folder_is_a_corridor_and_world_its_areas(run: Callable[..., Result], tiny: Path) -> None:
    found = answer(run("lengths", tiny, "--format", "json"))
    assert found["boundaries"]["name"] == "world"
    assert {row["corridor"] for row in found["rows"]} == {"tiny"}


def test_bad_seeds_end_other_commands_with_2_and_nothing_written(
    run: Callable[..., Result], edit: Callable[..., Path], tmp_path: Path
) -> None:
    folder = edit("events.csv", "operating", "open")
    page = tmp_path / "page.html"
    result = run("map", folder, "-o", page)
    assert result.exit_code == 2
    assert "events.csv:2" in result.stderr
    assert result.stdout == ""
    assert not page.exists()


@pytest.mark.parametrize(
    "words",
    [
        ("lengths", "silk-road"),
        ("lengths", "--boundaries", "none.gpkg"),
        ("lengths", "--on", "yesterday"),
        ("lengths", "--by", "colour"),
        ("progress", "--format", "xml"),
        ("map", "--lang", "en-GB"),
        ("map", "--tiles", "https://tiles.example/{z}/{x}/{y}.png"),
        ("map", "--attribution", "somebody"),
        ("map", "--tiles", "https://tiles.example/", "--attribution", "somebody"),
        ("fly",),
    ],
)
def test_what_cannot_be_done_ends_with_2(run: Callable[..., Result], words: tuple[str]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert result.stderr
    assert "Traceback" not in result.output


def test_map_opens_in_the_language_asked_for(
    run: Callable[..., Result], tiny: Path, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    assert run("map", tiny, "--lang", "fa", "-o", page).exit_code == 0
    assert '<html lang="fa" data-lang="fa">' in page.read_text(encoding="utf-8")


def test_map_is_the_same_bytes_twice(run: Callable[..., Result], tmp_path: Path) -> None:
    pages = [tmp_path / "one.html", tmp_path / "two.html"]
    for page in pages:
        assert run("map", "-o", page).exit_code == 0
    assert pages[0].read_bytes() == pages[1].read_bytes()
