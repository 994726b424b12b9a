"""A folder becomes a corridor, or every broken rule is named by file, line, record and code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import CORRIDOR

from corridors import InputError, UnknownCorridorError, read_corridor
from corridors.errors import Problem
from corridors.vocabulary import Quality

Edit = Callable[[str, str, str], Path]


def test_valid_folder_is_read_whole(tiny: Path) -> None:
    corridor = read_corridor(tiny)
    assert corridor.id == "tiny"
    assert [r.id for r in corridor.routes] == ["main", "unbuilt"]
    assert corridor.routes[0].places == ("west", "middle", "east")
    assert [s.quality for s in corridor.sections] == ["network", "sketch", Quality.UNKNOWN]
    assert len(corridor.events) == 7
    assert corridor.sources["paper"].url == "https://example.org/a"


def test_only_ends_of_lines_end_a_row(edit: Callable[[str, str, str], Path]) -> None:
    corridor = read_corridor(edit("places.csv", "West,AA", "We\u2028st\x85,AA"))
    assert corridor.places["west"].name == "We\u2028st\x85"


BAD = {
    "header": ("places.csv", "id,name", "id,label", "places.csv", 1, "", "csv-header"),
    "fields": ("places.csv", "8,5,1,atlas,", "8,5,1,atlas", "places.csv", 2, "west", "csv-fields"),
    "quote": ("places.csv", "West,AA", '"West,AA', "places.csv", 6, "", "csv-syntax"),
    "value": ("events.csv", "operating", "open", "events.csv", 2, "main", "record-field"),
    "latitude": ("places.csv", "8,5,1", "8,95,1", "places.csv", 2, "west", "record-field"),
    "toml": ("corridor.toml", 'id = "tiny"', "id = tiny", "corridor.toml", 0, "", "toml-syntax"),
    "toml deep": ("corridor.toml", "id =", f"a = {'[' * 9999}", "corridor.toml", 0, "",
                  "toml-syntax"),
    "toml long": ("corridor.toml", "id =", f"a = {'9' * 9999}\nid =", "corridor.toml", 0, "",
                  "toml-syntax"),
    "no kind": ("corridor.toml", '"rail"', '"road"', "corridor.toml", 0, "tiny", "record-field"),
    "no day": ("corridor.toml", "2026-01-01", '"soon"', "corridor.toml", 0, "tiny", "record-field"),
    "an hour": ("corridor.toml", "2026-01-01", "2026-01-01T10:00:00", "corridor.toml", 0, "tiny",
                "record-field"),
    "a year": ("corridor.toml", "2026-01-01", "2026", "corridor.toml", 0, "tiny", "record-field"),
    "id twice": ("sources.csv", "paper,Paper", "atlas,Paper", "sources.csv", 3, "atlas",
                 "id-twice"),
    "source": ("events.csv", ",paper,", ",press,", "events.csv", 2, "main", "unknown-source"),
    "place": ("sections.csv", "main,west", "main,vest", "sections.csv", 2, "west-middle",
              "unknown-place"),
    "event's route": ("events.csv", "unbuilt,", "built,", "events.csv", 8, "built",
                      "unknown-route"),
    "event's place": ("events.csv", "main,west", "main,vest", "events.csv", 2, "main",
                      "unknown-place"),
    "event's chainage": ("events.csv", "middle,count", "middle,score", "events.csv", 7, "main",
                         "unknown-chainage"),
    "post's place": ("posts.csv", "halt", "halter", "posts.csv", 4, "main", "unknown-place"),
    "route": ("sections.csv", "middle-east,main", "middle-east,side", "sections.csv", 3,
              "middle-east", "unknown-route"),
    "broken route": ("sections.csv", "main,middle,east", "main,nowhere,east", "sections.csv", 3,
                     "middle-east", "route-broken"),
    "gap": ("lines/middle-east.geojson", "[12, 5]", "[12.005, 5]", "sections.csv", 3,
            "middle-east", "join-gap"),
    "far place": ("lines/middle-east.geojson", "[14, 5]", "[14.1, 5]", "sections.csv", 3,
                  "middle-east", "place-far"),
    "stretch": ("lengths.csv", "main,west,middle", "main,middle,west", "lengths.csv", 2, "main",
                "length-stretch"),
    "two used": ("lengths.csv", "main,middle,east", "main,west,middle", "lengths.csv", 3, "main",
                 "length-used"),
    "none used": ("lengths.csv", "yes,the only one", ",the only one", "lengths.csv", 2, "main",
                  "length-used"),
    "idle reason": ("lengths.csv", "yes,the only one,", ",the only one,because", "lengths.csv", 2,
                    "main", "length-difference"),
    "beyond": ("events.csv", "main,494", "main,645", "events.csv", 7, "main", "km-range"),
    "beyond the line": ("events.csv", "main,494,middle,count", "main,666,middle,", "events.csv", 7,
                        "main", "km-range"),
    "nan": ("lines/west-middle.geojson", "[8, 5]", "[NaN, 5]", "lines/west-middle.geojson", 0,
            "west-middle", "json-syntax"),
    "key twice": ("lines/west-middle.geojson", '{"type"', '{"type": "LineString", "type"',
                  "lines/west-middle.geojson", 0, "west-middle", "json-syntax"),
    "text vertex": ("lines/west-middle.geojson", "[12, 5]", '["12", 5]',
                    "lines/west-middle.geojson", 3, "west-middle", "line-geometry"),
    "three numbers": ("lines/west-middle.geojson", "[12, 5]", "[12, 5, 0]",
                      "lines/west-middle.geojson", 3, "west-middle", "line-geometry"),
    "polygon": ("lines/west-middle.geojson", "LineString", "Polygon",
                "lines/west-middle.geojson", 1, "west-middle", "line-geometry"),
    "no length": ("lines/west-middle.geojson", "[12, 5]", "[8, 5]",
                  "lines/west-middle.geojson", 2, "west-middle", "line-geometry"),
    "cut off": ("lines/west-middle.geojson", "]}", "]", "lines/west-middle.geojson", 5,
                "west-middle", "json-syntax"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_broken_rule_is_named(edit: Edit, case: str) -> None:
    file, old, new, in_file, line, record, code = BAD[case]
    folder = edit(file, old, new)
    with pytest.raises(InputError) as error:
        read_corridor(folder)
    found = [(p.file, p.line, p.record, p.code) for p in error.value.problems]
    assert (str(folder / in_file), line, record, code) in found
    assert f"[{code}]" in str(error.value)


def test_all_problems_are_told_at_once(edit: Edit) -> None:
    edit("events.csv", "operating", "open")
    folder = edit("places.csv", "8,5,1", "8,95,1")
    with pytest.raises(InputError) as error:
        read_corridor(folder)
    assert {Path(p.file).name for p in error.value.problems} >= {"events.csv", "places.csv"}


@pytest.mark.parametrize("file", CORRIDOR)
def test_missing_file_is_named(tiny: Path, file: str) -> None:
    (tiny / file).unlink()
    with pytest.raises(InputError) as error:
        read_corridor(tiny)
    assert Problem(str(tiny / file), 0, "", "file-missing", "there is no such regular file") in (
        error.value.problems
    )


NAMES = """\
what,id,lang,name,source
corridor,tiny,tr,Küçük koridor,atlas
place,west,az,Qərb,atlas
place,west,tr,Batı,atlas
route,main,tr,Batı – Doğu,atlas
"""


@pytest.fixture
def named(tiny: Path) -> Path:
    (tiny / "names.csv").write_text(NAMES, encoding="utf-8")
    return tiny


def test_names_may_be_absent_or_few(tiny: Path, named: Path) -> None:
    names = read_corridor(named).names
    assert names["place", "west", "az"] == "Qərb"
    assert len(names) == NAMES.count("\n") - 1
    (tiny / "names.csv").unlink()
    assert read_corridor(tiny).names == {}


BAD_NAMES = {
    "place": ("place,west,az", "place,vest,az", 3, "vest", "unknown-named"),
    "other kind": ("place,west,tr", "route,west,tr", 4, "west", "unknown-named"),
    "other corridor": ("corridor,tiny", "corridor,huge", 2, "huge", "unknown-named"),
    "kind": ("route,main", "road,main", 5, "main", "record-field"),
    "language": ("west,az", "west,de", 3, "west", "record-field"),
    "English": ("west,az", "west,en", 3, "west", "record-field"),
    "no name": ("Qərb", "  ", 3, "west", "record-field"),
    "two names": ("place,west,az", "place,west,tr", 4, "west", "id-twice"),
    "source": ("Batı,atlas", "Batı,dictionary", 4, "west", "unknown-source"),
    "header": ("lang,name", "name,lang", 1, "", "csv-header"),
}


@pytest.mark.parametrize("case", BAD_NAMES)
def test_broken_rule_of_names_is_told(named: Path, edit: Edit, case: str) -> None:
    old, new, line, record, code = BAD_NAMES[case]
    edit("names.csv", old, new)
    with pytest.raises(InputError) as error:
        read_corridor(named)
    found = [(p.file, p.line, p.record, p.code) for p in error.value.problems]
    assert found == [(str(named / "names.csv"), line, record, code)]


def test_folder_for_names_is_refused(tiny: Path) -> None:
    (tiny / "names.csv").mkdir()
    with pytest.raises(InputError, match=r"names.csv: \[file-missing\]"):
        read_corridor(tiny)


def test_line_file_missing_or_stray(tiny: Path) -> None:
    lines = tiny / "lines"
    (lines / "west-middle.geojson").rename(lines / "elsewhere.geojson")
    with pytest.raises(InputError) as error:
        read_corridor(tiny)
    assert {p.code for p in error.value.problems} == {"file-missing", "line-stray"}


def test_latin_1_is_refused_and_a_byte_order_mark_is_not(tiny: Path) -> None:
    places = tiny / "places.csv"
    text = places.read_text(encoding="utf-8")
    places.write_text(text, encoding="utf-8-sig")
    assert read_corridor(tiny).places["west"].name == "West"
    places.write_bytes(text.replace("West", "Wést").encode("latin-1"))
    with pytest.raises(InputError, match="text-encoding"):
        read_corridor(tiny)


def test_join_of_less_than_500_m_adds_no_length(edit: Edit) -> None:
    folder = edit("lines/middle-east.geojson", "[12, 5]", "[12.004, 5]")
    assert read_corridor(folder).routes[0].id == "main"


def test_message_keeps_the_terminal_safe(edit: Edit) -> None:
    folder = edit("events.csv", "operating", "open\x1b[31m")
    with pytest.raises(InputError) as error:
        read_corridor(folder)
    assert "\x1b" not in str(error.value)


def test_unknown_corridor_is_told_what_there_is() -> None:
    with pytest.raises(UnknownCorridorError, match="st-petersburg-iran, southern-gas"):
        read_corridor("silk-road")


def test_same_fact_twice_is_refused(edit: Edit) -> None:
    fact = "unbuilt,,,,,,status,proposed,,2019,paper,\n"
    with pytest.raises(InputError, match=r"events.csv:9: unbuilt: \[event-twice\]"):
        read_corridor(edit("events.csv", fact, fact + fact))
