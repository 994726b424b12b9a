"""The command that releases: what it prints, and what it refuses."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corridors import read_corridor
from corridors.cli import main
from corridors.commands.export import export
from corridors.release.formats import FORMATS


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["export", *map(str, words)])


def test_release_of_a_shipped_corridor(tmp_path: Path) -> None:
    result = run("southern-gas", "-o", tmp_path / "out", "--formats", "gpkg,csv")
    assert result.exit_code == 0, result.output
    told = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    paths = [file["path"] for file in told["files"]]
    assert all(path in result.stdout for path in paths)
    assert {"southern-gas.gpkg", "southern-gas.csv", "CITATION.cff"} <= set(paths)
    assert not {"southern-gas.html", "southern-gas.kml"} & set(paths)
    assert "cut by the areas fine" in result.stdout


def test_day_and_areas_are_those_asked_for(tiny: Path, tmp_path: Path) -> None:
    words = ("--formats", "csv", "--on", "2020-06-01", "--boundaries", "world")
    assert run(tiny, "-o", tmp_path / "out", *words).exit_code == 0
    told = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert (told["known_on"], told["boundaries"]["name"]) == ("2020-06-01", "world")


@pytest.mark.parametrize("formats", ["gpkg,dwg", "", ","])
def test_unknown_format_is_refused(tiny: Path, tmp_path: Path, formats: str) -> None:
    result = run(tiny, "-o", tmp_path / "out", "--formats", formats)
    assert result.exit_code == 2
    assert "is none of gpkg, parquet" in re.sub(r"\s+", " ", result.output)
    assert not (tmp_path / "out").exists()


def test_folder_that_is_there_is_refused(tiny: Path, tmp_path: Path) -> None:
    result = run(tiny, "-o", tmp_path)
    assert result.exit_code == 2
    assert "it is there already" in result.output


def test_help_names_all_formats() -> None:
    option = next(option for option in export.params if option.name == "formats")
    assert option.default == ",".join([*FORMATS, "html", "png"])


def test_what_draws_is_imported_only_where_something_is_drawn(tiny: Path, tmp_path: Path) -> None:
    words = f"""
import sys
from corridors import read_corridor
from corridors.cli import main
main(["export", {str(tiny)!r}, "-o", {str(tmp_path / "out")!r}, "--formats", "csv"],
     standalone_mode=False)
print([name for name in ("layers", "folium", "matplotlib") if name in sys.modules])
"""
    done = subprocess.run(  # noqa: S603  our own
        [sys.executable, "-c", words], capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("[]\n")


@pytest.mark.parametrize("name", ["gpkg", "parquet", "geojson", "fgb", "kml", "shp"])
def test_what_is_exported_makes_the_same_routes_again(
    tiny: Path, tmp_path: Path, name: str
) -> None:
    assert run(tiny, "-o", tmp_path / "out", "--formats", name).exit_code == 0
    source = tmp_path / "out" / f"tiny{FORMATS[name].suffix}"
    words = ["--from", str(source), "--route-field", "route", "--section-field", "section"]
    made = CliRunner().invoke(main, ["new", str(tmp_path / "again"), *words])
    assert made.exit_code == 0, made.output
    first, second = read_corridor(tiny), read_corridor(tmp_path / "again")
    drawn = [route for route in first.routes if route.drawn]
    assert [route.id for route in second.routes] == [route.id for route in drawn]
    for before, after in zip(drawn, second.routes, strict=True):
        assert after.alignment.length_km == pytest.approx(before.alignment.length_km, abs=1e-3)
