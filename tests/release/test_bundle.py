"""A release is one folder: whole, described, the same bytes again, or not there at all."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from click.testing import CliRunner
from releases import awkward

from corridors import InputError
from corridors.cli import main
from corridors.release import formats
from corridors.release.bundle import Picture, write_bundle
from corridors.release.formats import FORMATS
from corridors.release.written import Written

if TYPE_CHECKING:
    from corridors.boundaries import Boundaries
    from corridors.release.rows import Release

FRICTIONLESS = Path(sys.executable).with_name("frictionless")


@pytest.fixture
def found(edit: Callable[[str, str, str], Path], squares: Boundaries) -> Release:
    return awkward(edit, squares)


def bad_writer(_: object, path: Path) -> Written:
    path.write_text("half", encoding="utf-8")
    return Written(1)


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_manifest_counts_and_sums_up_every_file(found: Release, tmp_path: Path) -> None:
    told = write_bundle(found, tmp_path / "out")
    files = files_of(tmp_path / "out")
    assert json.loads(files.pop("manifest.json")) == told
    assert [file["path"] for file in told["files"]] == [
        *dict.fromkeys(f["path"] for f in told["files"])
    ]
    assert {file["path"] for file in told["files"]} == files.keys()
    for file in told["files"]:
        content = files[file["path"]]
        assert file["bytes"] == len(content)
        assert file["sha256"] == hashlib.sha256(content).hexdigest()
    rows = [f["rows"] for f in told["files"] if f["path"].startswith("tiny.")]
    assert rows == [told["rows"]] * len(FORMATS)
    assert told["km"] == found.km()
    assert told["boundaries"]["name"] == "squares"
    assert told["boundaries"]["sha256"] == "0" * 64
    assert {"corridor-mapper", "GDAL", "GEOS", "PROJ"} <= told["versions"].keys()


def test_manifest_is_written_last(
    found: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    write_text = Path.write_text

    def noted(path: Path, *words: Any, **named: Any) -> int:  # noqa: ANN401  as Path has it
        written.append(path.name)
        return write_text(path, *words, **named)

    monkeypatch.setattr(Path, "write_text", noted)
    write_bundle(found, tmp_path / "out", ["csv"])
    assert written[-2:] == ["datapackage.json", "manifest.json"]


def test_data_package_is_valid(found: Release, tmp_path: Path) -> None:
    write_bundle(found, tmp_path / "out")
    words = [str(FRICTIONLESS), "validate", "datapackage.json", "--json"]
    done = subprocess.run(words, cwd=tmp_path / "out", capture_output=True, text=True, check=False)  # noqa: S603  our own
    report = json.loads(done.stdout)
    errors = [error for task in report["tasks"] for error in task["errors"]]
    assert (done.returncode, report["valid"], errors) == (0, True, [])
    tables = {t["name"]: t["stats"]["rows"] for t in report["tasks"] if t["type"] == "table"}
    assert tables["segments-csv"] == len(found.rows)
    assert tables.keys() == {"segments-csv", "dictionary", "sources"}


def test_data_package_notices_a_changed_cell(found: Release, tmp_path: Path) -> None:
    write_bundle(found, tmp_path / "out", ["csv"])
    path = tmp_path / "out" / "tiny.csv"
    text = path.read_text("utf-8")
    path.write_text(text.replace(",measured,", ",guessed,", 1), encoding="utf-8")
    words = [str(FRICTIONLESS), "validate", "datapackage.json", "--json"]
    done = subprocess.run(words, cwd=tmp_path / "out", capture_output=True, text=True, check=False)  # noqa: S603  our own
    kinds = {e["type"] for task in json.loads(done.stdout)["tasks"] for e in task["errors"]}
    assert {"hash-count", "constraint-error"} <= kinds


def test_descriptor_has_no_empty_list(found: Release, tmp_path: Path) -> None:
    write_bundle(found, tmp_path / "out", ["csv"])
    described = json.loads((tmp_path / "out" / "datapackage.json").read_text("utf-8"))
    assert "licenses" not in described  # the sources of tiny have no open one
    assert [source["title"] for source in described["sources"]] == ["Sheet 1", "Article"]


def test_citation_is_yaml_with_what_the_format_wants(found: Release, tmp_path: Path) -> None:
    write_bundle(found, tmp_path / "out", ["csv"])
    cited = yaml.safe_load((tmp_path / "out" / "CITATION.cff").read_text("utf-8"))
    assert cited["cff-version"] == "1.2.0"
    assert cited["authors"][0]["name"]
    assert str(cited["date-released"]) == "2026-01-01"
    titles = [reference["title"] for reference in cited["references"]]
    assert titles == ["Sheet 1", "Article"]
    assert all(reference["authors"] for reference in cited["references"])


def test_only_formats_asked_for_are_written(found: Release, tmp_path: Path) -> None:
    write_bundle(found, tmp_path / "out", ["csv", "gpkg"])
    assert {name for name in files_of(tmp_path / "out") if name.startswith("tiny.")} == {
        "tiny.csv",
        "tiny.gpkg",
    }


def test_pictures_go_in(found: Release, tmp_path: Path) -> None:
    picture = Picture(
        "Dot", ".png", "image/png", lambda path: Path.write_bytes(path, b"dot") and None
    )
    told = write_bundle(found, tmp_path / "out", ["csv"], [picture])
    assert files_of(tmp_path / "out")["tiny.png"] == b"dot"
    assert next(f for f in told["files"] if f["path"] == "tiny.png")["rows"] is None


REFUSED = "wants a folder of its own|without '!'|cannot be written"


@pytest.mark.parametrize("name", ["there", "a!b", "x" * 300, "tiny/sections.csv/out"])
def test_folder_that_cannot_be_is_refused(found: Release, tmp_path: Path, name: str) -> None:
    (tmp_path / "there").mkdir()
    with pytest.raises(InputError, match=REFUSED):
        write_bundle(found, tmp_path / name)
    assert [path.name for path in tmp_path.iterdir() if path.name != "tiny"] == ["there"]


def test_nothing_appears_where_a_format_falls_short(
    found: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = FORMATS["kml"]._replace(write=bad_writer)
    monkeypatch.setitem(formats.FORMATS, "kml", short)
    with pytest.raises(InputError, match=f"1 of {len(found.rows)} rows can be") as refused:
        write_bundle(found, tmp_path / "out")
    assert refused.value.problems[0].file == str(tmp_path / "out" / "tiny.kml")
    assert [path.name for path in tmp_path.iterdir()] == ["tiny"]


FULL = """
import resource, signal, sys
from pathlib import Path
from corridors import InputError, load_boundaries, read_corridor
from corridors.release.bundle import write_bundle
from corridors.release.formats import FORMATS
from corridors.release.rows import release
from corridors.survey import survey
corridor = read_corridor(sys.argv[1])
found = release(survey(corridor, load_boundaries("world"), corridor.read_on))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
for room in (100, 3000):
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    for name in FORMATS:
        try:
            write_bundle(found, Path(sys.argv[2]), [name])
        except InputError as error:
            print(error)
"""


def test_nothing_appears_where_a_disk_is_full(tiny: Path, tmp_path: Path) -> None:
    words = [sys.executable, "-c", FULL, str(tiny), str(tmp_path / "out")]
    done = subprocess.run(words, capture_output=True, text=True, check=True)  # noqa: S603  our own
    refused = [line for line in done.stdout.splitlines() if "[output]" in line]
    assert len(refused) == 2 * len(FORMATS)
    assert [path.name for path in tmp_path.iterdir()] == ["tiny"]


def test_same_bytes_in_another_folder_under_another_hash_seed(tiny: Path, tmp_path: Path) -> None:
    here = CliRunner().invoke(main, ["export", str(tiny), "-o", str(tmp_path / "a")])
    assert here.exit_code == 0, here.output
    words = [sys.executable, "-m", "corridors", "export", str(tiny), "-o", "b c/d"]
    env = {**os.environ, "PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo"}
    subprocess.run(words, cwd=tmp_path, env=env, check=True, capture_output=True)  # noqa: S603  our own
    found = files_of(tmp_path / "a")
    assert found == files_of(tmp_path / "b c" / "d")
    assert {"tiny.html", "tiny.png", "tiny.xlsx", "tiny.gpkg", "tiny.shp.zip"} <= found.keys()
