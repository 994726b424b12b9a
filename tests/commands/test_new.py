"""A corridor of one's own from a file of lines, as a user makes it."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lobito import STRETCHES, TOWNS, write_lobito
from shapely.geometry import mapping

from corridors import read_corridor
from corridors.cli import main
from corridors.geodesy import distance_km


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = write_lobito(tmp_path / "lobito.geojson")
    done = run(
        *("new", tmp_path / "lobito", "--from", source, "--name", "Lobito corridor"),
        *("--route-field", "line", "--section-field", "part"),
    )
    assert done.exit_code == 0, done.output
    return tmp_path / "lobito"


def test_scattered_stretches_become_one_route_in_order(folder: Path) -> None:
    (route,) = read_corridor(folder).routes
    kept = list(TOWNS)
    ends = [tuple(round(x, 2) for x in s.line.coords[0]) for s in route.sections if s.line]
    assert route.name == "Lobito–Ndola"
    assert ends in ([TOWNS[name] for name in kept[:-1]], [TOWNS[name] for name in kept[:0:-1]])
    whole = sum(distance_km(TOWNS[a], TOWNS[b]) for a, b in pairwise(kept))
    assert route.alignment.length_km == pytest.approx(whole, abs=1e-6)


def test_statuses_of_the_file_are_claims(folder: Path) -> None:
    corridor = read_corridor(folder)
    said = sorted(str(event.value) for event in corridor.events)
    assert said == sorted(status for *_, status in STRETCHES)


def test_countries_are_cut_out_of_the_line(folder: Path) -> None:
    done = run("lengths", folder, "--format", "csv")
    countries = [row.split(",")[2] for row in done.output.splitlines()[1:] if "measured" in row]
    assert {"AO", "CD", "ZM"} <= set(countries)


def test_the_map_takes_the_folder(folder: Path, tmp_path: Path) -> None:
    done = run("map", folder, "-o", tmp_path / "lobito.html")
    assert done.exit_code == 0, done.output
    assert "Lobito corridor" in (tmp_path / "lobito.html").read_text("utf-8")


def test_a_missing_stretch_is_a_section_without_a_line(tmp_path: Path) -> None:
    source = write_lobito(tmp_path / "lobito.geojson", leaving_out="Luau")
    done = run("new", tmp_path / "gap", "--from", source)
    gap = distance_km(TOWNS["Luau"], TOWNS["Kolwezi"])
    assert f"gap of {gap:,.3f} km" in done.output
    (route,) = read_corridor(tmp_path / "gap").routes
    (missing,) = [section for section in route.sections if section.line is None]
    assert f"{gap:.1f} km apart" in missing.note


def test_what_hangs_off_the_line_is_told(tmp_path: Path) -> None:
    source = tmp_path / "branch.csv"
    source.write_text(
        'name,wkt\ntrunk,"LINESTRING (0 0, 3 0)"\nbranch,"LINESTRING (3 0, 3 1)"\n'
        'rest,"LINESTRING (3 0, 6 0)"\npoint,POINT (1 1)\nnothing,\n'
    )
    done = run("new", tmp_path / "made", "--from", source, "--kind", "gas")
    assert "110.6 km are beside the line and not in it: features 2" in done.output
    assert "1 features left out: not a line (number 4)" in done.output
    assert "1 features left out: no geometry (number 5)" in done.output


def test_an_unknown_field_is_refused_with_those_there_are(tmp_path: Path) -> None:
    source = write_lobito(tmp_path / "lobito.geojson")
    done = run("new", tmp_path / "made", "--from", source, "--route-field", "route")
    assert done.exit_code == 2
    assert "line, part, status" in done.output
    assert not (tmp_path / "made").exists()


def test_a_folder_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    source = write_lobito(tmp_path / "lobito.geojson")
    (tmp_path / "made").mkdir()
    done = run("new", tmp_path / "made", "--from", source)
    assert done.exit_code == 2
    assert list((tmp_path / "made").iterdir()) == []


def test_hostile_texts_are_only_names(tmp_path: Path) -> None:
    name = '"]\n[x]\n=cmd()|{{7*7}}\x7f'
    done = run(
        "new", tmp_path / "made", "--from", write_lobito(tmp_path / "a.geojson"), "--name", name
    )
    assert done.exit_code == 0, done.output
    assert read_corridor(tmp_path / "made").name == name
    assert "\x1b" not in done.output


def test_a_way_over_a_network_of_another_continent(tmp_path: Path) -> None:
    source = write_lobito(tmp_path / "africa.geojson")
    lobito, ndola = (" ".join(map(str, TOWNS[name])) for name in ("Lobito", "Ndola"))
    luau = "Luau – Kolwezi"  # the id of a line: where it begins
    done = run("new", tmp_path / "way", "--network", source, "--via", f"{lobito}, {luau}, {ndola}")
    assert done.exit_code == 0, done.output
    (route,) = read_corridor(tmp_path / "way").routes
    kept = list(TOWNS)
    whole = sum(distance_km(TOWNS[a], TOWNS[b]) for a, b in pairwise(kept))
    assert route.alignment.length_km == pytest.approx(whole, abs=0.01)
    assert [section.quality for section in route.sections] == ["schematic", "schematic"]


def test_the_trans_iranian_railway_over_the_lines_of_the_shipped_corridor(tmp_path: Path) -> None:
    railway = read_corridor("st-petersburg-iran")
    features = [
        {"type": "Feature", "properties": {"id": s.id}, "geometry": mapping(s.line)}
        for s in railway.sections
        if s.line is not None
    ]
    source = tmp_path / "iran.geojson"
    source.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    places = [railway.places[name] for name in ("bandar-imam-khomeini", "arak", "tehran")]
    via = ", ".join(f"{place.lon} {place.lat}" for place in places)
    done = run("new", tmp_path / "way", "--network", source, "--via", via)
    assert done.exit_code == 0, done.output
    (route,) = read_corridor(tmp_path / "way").routes
    branch = next(route for route in railway.routes if route.id == "bandar-imam-khomeini")
    found = route.alignment.length_km
    assert found > branch.alignment.length_km
    assert len(route.sections) == 2
    assert "breaks" not in done.output


@pytest.mark.parametrize(
    "words", [[], ["--network", "x.geojson"], ["--from", "x.geojson", "--via", "a,b"]]
)
def test_options_that_do_not_go_together_are_refused(tmp_path: Path, words: list[str]) -> None:
    done = run("new", tmp_path / "made", *words)
    assert done.exit_code == 2
    assert "--network FILE with --via" in done.output
