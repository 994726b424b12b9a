"""``corridors split`` and ``corridors lengths --compare-boundaries`` as a user types them."""

from __future__ import annotations

import csv
import io
import json
import re
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from guard import readers
from networks import POINT, network, read, squares_file, write

from corridors.cli import main


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Result]:
    """Return a function that splits a small network with the squares as areas."""
    write(network(None, POINT), tmp_path, "gpkg")
    areas = squares_file(tmp_path)

    def invoke(*words: str) -> Result:
        fixed = ["split", f"{tmp_path}/network.gpkg", "-o", f"{tmp_path}/out.fgb"]
        return CliRunner().invoke(
            main, [*fixed, "--boundaries", str(areas), "--country-field", "code", *words]
        )

    return invoke


def test_json_closes(run: Callable[..., Result], tmp_path: Path) -> None:
    result = run("--format", "json", "--by", "name")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    total = found["totals"][0]
    assert sum(row["length_km"] for row in found["rows"]) == pytest.approx(total["length_km"])
    assert abs(total["residual_m"]) < 1e-6
    assert found["features"] == {
        "read": 6, "written": 4, "reported": 2, "pieces": 8, "with_z": 0,
    }  # fmt: skip
    assert found["reported"] == {"no geometry": [5], "not a line": [6]}
    assert found["boundaries"]["name"] == "squares.geojson"
    assert None in {row["name"] for row in found["rows"]}
    assert len(read(tmp_path / "out.fgb")) == 8


def test_table_tells_what_was_left_out_and_written(run: Callable[..., Result]) -> None:
    result = run()
    assert result.exit_code == 0, result.output
    assert "Left out, no geometry: 1, feature 5." in result.stdout
    assert "8 pieces on EPSG:4326" in result.stdout
    assert "residual_m" in result.stdout


def test_csv_is_rows_only_and_the_rest_on_stderr(run: Callable[..., Result]) -> None:
    result = run("--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["country"] for row in rows] == ["AA", "BB", ""]
    assert "Left out, not a line: 1, feature 6." in result.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--by", "colour"], "[by]"),
        (["--scheduler", "tcp://127.0.0.1:1"], "--engine dask"),
        (["--boundaries", "none.gpkg"], "file-missing"),
        (["-o", "out.csv"], "[suffix]"),
        (["--engine", "dask", "-o", "new"], "wants GeoParquet"),
        (["--engine", "spark"], "spark"),
    ],
)
def test_what_cannot_be_done_ends_with_2(
    run: Callable[..., Result],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    result = run(*words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert sorted(tmp_path.iterdir()) == before


def test_missing_dask_is_told_with_what_to_install(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = run("--engine", "dask", "-o", "new")
    assert result.exit_code == 2
    assert "pip install 'corridor-mapper[cluster]'" in result.stderr


def test_dask_is_imported_only_where_it_is_asked_for(tmp_path: Path) -> None:
    source = write(network(), tmp_path, "gpkg")
    words = ["split", str(source), "-o", str(tmp_path / "out.gpkg")]
    seen = f"""
import sys
from corridors.cli import main
main({words!r}, standalone_mode=False)
print([name for name in ("dask", "distributed", "folium") if name in sys.modules])
"""
    done = subprocess.run(  # noqa: S603  our own text
        [sys.executable, "-c", seen], capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("[]\n")


def test_two_sets_of_areas_side_by_side(tiny: Path, tmp_path: Path) -> None:
    areas = squares_file(tmp_path)
    words = ["lengths", str(tiny), "--boundaries", "world", "--compare-boundaries", str(areas)]
    words += ["--country-field", "code"]
    result = CliRunner().invoke(main, [*words, "--format", "json"])
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert (found["boundaries"]["name"], found["compared"]["name"]) == ("world", "squares.geojson")
    rows = {row["country"]: row for row in found["rows"] if row["basis"] == "measured"}
    assert {"NG", "CM", "AA", "BB"} <= set(rows)
    assert rows["AA"]["km"] == 0
    assert rows["AA"]["difference_km"] == pytest.approx(rows["AA"]["compared_km"])
    assert found["totals"][0]["difference_km"] == pytest.approx(0, abs=1e-6)
    table = CliRunner().invoke(main, words).stdout
    assert "Compared with squares.geojson" in table
    rows_of_csv = CliRunner().invoke(main, [*words, "--format", "csv"]).stdout.splitlines()
    assert len(rows_of_csv) == len(found["rows"]) + 1


def test_only_countries_are_compared() -> None:
    words = ["lengths", "--by", "status", "--compare-boundaries", "world"]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 2
    assert "by country" in result.stderr


def test_commands_of_the_readme_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    section = readme.split("## Any network")[1].split("\n## ")[0]
    commands = re.findall(r"^\$ \.venv/bin/corridors (.*)$", section, re.MULTILINE)
    monkeypatch.chdir(tmp_path)
    for suffix in ("gpkg", "parquet"):
        write(network(), tmp_path, suffix)
    for command in commands[:-1]:  # the last starts a cluster, as test_cluster does
        result = CliRunner().invoke(main, command.split())
        assert result.exit_code == 0, result.output
    assert commands[-1].endswith("--engine dask")


@pytest.mark.parametrize(
    ("end", "code"),
    [
        (readers.reads_nowhere, "reader-crashed"),
        (readers.breaks, "reader-failed"),
        (readers.eats, "reader-memory"),
        (readers.tells_and_ends, "reader-crashed"),
    ],
)
def test_what_ends_the_process_that_splits_is_one_error(
    run: Callable[..., Result],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    end: Callable[..., object],
    code: str,
) -> None:
    monkeypatch.setattr("corridors.bulk.elsewhere._split", end)
    before = sorted(tmp_path.rglob("*"))
    result = run()
    assert (result.exit_code, result.stderr.count(f"[{code}]")) == (2, 1)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_process_that_hangs_is_not_waited_for(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corridors.guard.working._SILENCE", 0.5)
    monkeypatch.setattr("corridors.bulk.elsewhere._split", readers.sleeps)
    result = run()
    assert (result.exit_code, result.stderr.count("[reader-time]")) == (2, 1)


def test_a_part_that_ends_its_reader_is_one_error_with_dask_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(network(), tmp_path, "parquet")
    monkeypatch.setattr("corridors.bulk.cluster._parts", readers.reads_nowhere)
    source = str(tmp_path / "network.parquet")
    with socket.socket() as other:
        with suppress(OSError):  # taken already
            other.bind(("127.0.0.1", 8787))  # where Dask looks first
            other.listen()
        result = CliRunner().invoke(main, ["split", source, "-o", "new", "--engine", "dask"])
    assert (result.exit_code, result.stderr.count("[reader-crashed]")) == (2, 1)
