"""A corridor from a release of a pipeline tracker, as a user makes it."""

from __future__ import annotations

import csv
import shutil
import zipfile
from datetime import date
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
from click.testing import CliRunner, Result
from pipelines import ROWS, write_geojson, write_workbook

from corridors import read_corridor
from corridors.cli import main

ASKED = ("--where", "PipelineName=made gas pipeline")
FACTS = ("kind", "value", "since", "note")


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("tracker")
    done = run("new", folder / "made", "--from", write_geojson(folder), *ASKED)
    assert done.exit_code == 0, done.output
    return folder / "made", done.output


@pytest.fixture
def made(told: tuple[Path, str]) -> Path:
    return told[0]


def cells(folder: Path, file: str, *names: str) -> list[tuple[str, ...]]:
    rows = csv.DictReader((folder / file).read_text("utf-8").splitlines())
    return [tuple(row[name] for name in names) for row in rows]


def test_a_pipeline_is_a_route_and_a_row_a_section(made: Path) -> None:
    corridor = read_corridor(made)
    assert corridor.kind == "gas"
    assert [(route.name, len(route.sections)) for route in corridor.routes] == [
        ("Made Gas Pipeline", 2),
        ("Made Gas Pipeline, Branch", 1),
        ("Made Gas Pipeline, Extension", 1),
    ]
    (extension,) = corridor.routes[2].sections
    assert extension.line is None
    names = [corridor.places[one].name for one in corridor.routes[0].places]
    assert names in (["West", "Middle – town", "East"], ["East", "Middle – town", "West"])


def test_every_row_is_a_section_or_told(told: tuple[Path, str]) -> None:
    made, output = told
    assert "1 features left out: not asked for by --where (number 5)" in output
    assert "1 rows have no line; each is a section without one: P4" in output
    assert "P3: 110.6 km are drawn, 200.0 km published" in output
    assert len(list(read_corridor(made).sections)) + 1 == len(ROWS)


def test_sources_have_page_day_and_licence(made: Path) -> None:
    found = cells(made, "sources.csv", "id", "url", "published", "licence", "attribution")
    monitor = ("2025-11", "CC BY 4.0", "Global Energy Monitor")
    page = "https://www.gem.wiki/Made_Gas_Pipeline"
    assert found[0][0] == "file"
    assert "global-gas-infrastructure-tracker" in found[0][1]
    assert sorted(found[1:]) == [(f"gem-p{n}", page, *monitor) for n in (1, 2, 3, 4)]


def test_status_lengths_and_capacity_are_claims_of_the_rows(made: Path) -> None:
    corridor = read_corridor(made)
    status = {event.source: str(event.value) for event in corridor.events if event.kind == "status"}
    assert status == {
        "gem-p1": "operating", "gem-p2": "construction", "gem-p3": "proposed", "gem-p4": "shelved",
    }  # fmt: skip
    used = {one.source: one.length_km for one in corridor.lengths if one.used}
    assert used == {"gem-p1": 111.04, "gem-p2": 166.3, "gem-p3": 200, "gem-p4": 80}
    capacity = {e.source: e.value for e in corridor.events if e.kind == "capacity_bcm"}
    assert capacity == {"gem-p1": 10}
    since = {str(e.value): e.since for e in corridor.events if e.source == "gem-p1" and e.since}
    assert [str(since[w]) for w in ("proposed", "construction", "operating")] == [
        "2003", "2007", "2010",
    ]  # fmt: skip


def test_check_tells_what_to_fill_in_and_nothing_else(made: Path, tmp_path: Path) -> None:
    made = shutil.copytree(made, tmp_path / "made")
    done = run("check", made, "--format", "csv")
    errors = [line for line in done.output.splitlines() if line.startswith("error")]
    assert len(errors) == 1
    assert "length-beyond" in errors[0]
    path = made / "lengths.csv"
    told = path.read_text("utf-8").replace("200.000,,gem-p3,yes,,", "200.000,,gem-p3,yes,,a loop")
    path.write_text(told, "utf-8")
    assert run("check", made).exit_code == 0


@pytest.mark.filterwarnings("ignore:Normalized/laundered field name")
@pytest.mark.parametrize("form", ["xlsx", "gpkg", "shp", "zip"])
def test_other_forms_of_a_release_give_the_same_facts(
    tmp_path: Path, made: Path, form: str
) -> None:
    if form == "xlsx":
        source = write_workbook(tmp_path, with_lines=True)
    else:
        source = _converted(write_geojson(tmp_path), form)
    done = run("new", tmp_path / "other", "--from", source, *ASKED)
    assert done.exit_code == 0, done.output
    for file in ("events.csv", "lengths.csv", "places.csv", "sections.csv"):
        assert (tmp_path / "other" / file).read_text() == (made / file).read_text()


def _converted(source: Path, form: str) -> Path:
    """Write a release in another form beside it; as a zip file it has a Shapefile."""
    table = gpd.read_file(source)
    if form == "gpkg":
        table.to_file(source.with_suffix(".gpkg"), layer="pipelines")
        return source.with_suffix(".gpkg")
    drawn = table.set_geometry(table.geometry.where(~table.geometry.is_empty))
    pyogrio.write_dataframe(drawn, source.with_suffix(".shp"), encoding="UTF-8")
    if form == "shp":
        return source.with_suffix(".shp")
    packed = source.with_name(f"{source.stem}-shp.zip")
    with zipfile.ZipFile(packed, "w") as archive:
        for part in (".shp", ".shx", ".dbf", ".prj", ".cpg"):
            archive.write(source.with_suffix(part), f"{source.stem}{part}")
    return packed


def test_a_spreadsheet_without_lines_gives_sections_without_lines(
    tmp_path: Path, made: Path
) -> None:
    source = write_workbook(tmp_path, with_lines=False)
    done = run("new", tmp_path / "other", "--from", source, *ASKED)
    assert done.exit_code == 0, done.output
    corridor = read_corridor(tmp_path / "other")
    assert all(section.line is None for section in corridor.sections)
    assert sorted(cells(made, "events.csv", *FACTS)) == sorted(
        cells(tmp_path / "other", "events.csv", *FACTS)
    )
    assert "111.04" in run("lengths", tmp_path / "other", "--format", "csv").output
    assert run("check", tmp_path / "other").exit_code == 0


def test_hostile_texts_are_only_texts(tmp_path: Path) -> None:
    texts, line = ROWS[0]
    strange = "=cmd()|'\n\x1b[31m\"},{{7*7}}<script>"
    rows = [(texts | {"ProjectID": strange, "Owner": strange, "StartLocation": strange}, line)]
    done = run("new", tmp_path / "made", "--from", write_geojson(tmp_path, rows))
    assert done.exit_code == 0, done.output
    assert "\x1b" not in done.output
    (owner,) = [e for e in read_corridor(tmp_path / "made").events if e.kind == "owner"]
    assert str(owner.value) == " ".join(strange.split())


def test_a_release_of_this_month_is_not_of_the_future(tmp_path: Path) -> None:
    source = write_geojson(tmp_path)
    later = source.rename(source.with_name("GEM-GGIT-Gas-Pipelines-2099-01.geojson"))
    done = run("new", tmp_path / "made", "--from", later)
    assert done.exit_code == 0, done.output
    corridor = read_corridor(tmp_path / "made")
    assert {str(one.dated) for one in corridor.sources.values()} == {str(corridor.read_on)}
    assert corridor.read_on <= date.today()  # noqa: DTZ011  the same day as the command's, or later
