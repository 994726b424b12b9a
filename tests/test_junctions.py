"""Joints of lines made by hand, and those of the corridors that ship."""

from __future__ import annotations

from itertools import groupby, pairwise
from pathlib import Path

import pytest
from made import make_corridor

from corridors import InputError, read_corridor
from corridors.geodesy import distance_km
from corridors.junctions import MAX_MEET_KM, junctions
from corridors.reading import BUILT_IN

KM_OF_LATITUDE = 110.57  # a degree, near the equator
LINE = {"a": (2.0, 1.0), "b": (4.0, 1.0)}


def branch_from(lon: float, off_km: float) -> list[tuple[str, str]]:
    """Return the links where a branch to c begins so far north of the line a-b."""
    start = (lon, 1 + off_km / KM_OF_LATITUDE)
    points = LINE | {"x": start, "c": (3.0, 3.0)}
    corridor = make_corridor({"main": "a b", "branch": "x c"}, points)
    found = junctions(corridor)
    return [(link.begin, link.end) for link in found.links] + list(found.same)


def test_end_beside_a_line_cuts_it_up_to_a_kilometre_off() -> None:
    cut = [("a", "x"), ("x", "b"), ("x", "c")]
    assert branch_from(3, 0) == cut
    assert branch_from(3, MAX_MEET_KM * 0.98) == cut
    assert branch_from(3, MAX_MEET_KM * 1.02) == [("a", "b"), ("x", "c")]


def test_end_near_an_end_is_the_same_joint() -> None:
    *links, one, other = branch_from(4 - 0.5 / 111.3, 0.5)
    assert links == [("a", "b"), ("x", "c")]
    assert {one, other} == {("x", "b"), ("b", "x")}


def test_lines_that_cross_do_not_meet() -> None:
    points = LINE | {"n": (3.0, 2.0), "s": (3.0, 0.5)}
    found = junctions(make_corridor({"main": "a b", "branch": "n s"}, points))
    assert [(link.begin, link.end) for link in found.links] == [("a", "b"), ("n", "s")]
    assert found.same == ()


def test_place_of_a_post_is_a_joint_without_coordinates(tiny: Path) -> None:
    # The post of the halt, km 544, is half-way between those of middle and east.
    for file in (tiny / "sections.csv", tiny / "lengths.csv"):
        text = file.read_text("utf-8").replace("unbuilt,east,", "unbuilt,halt,")
        file.write_text(text, "utf-8")
    links = [link for link in junctions(read_corridor(tiny)).links if "halt" in link[1:3]]
    assert [(link.begin, link.end) for link in links] == [
        ("middle", "halt"), ("halt", "east"), ("halt", "nowhere"),
    ]  # fmt: skip
    west, east = distance_km((8, 5), (12, 5)), distance_km((12, 5), (14, 5))
    assert links[0].to_km == pytest.approx(west + east / 2, abs=1e-6)
    assert links[2].from_km == links[2].to_km


def test_any_place_on_a_line_may_be_a_stop(tiny: Path) -> None:
    found = junctions(read_corridor(tiny), ["halt", "west"])
    assert [(link.begin, link.end) for link in found.links][1:3] == [
        ("middle", "halt"), ("halt", "east"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("stop", "message"),
    [
        ("halta", r"tiny: halta: \[place-unknown\].*'halt'"),
        ("hill", r"tiny: hill: \[place-unplaced\] lies on no line"),
    ],
)
def test_stop_that_is_nowhere_is_refused(tiny: Path, stop: str, message: str) -> None:
    places = tiny / "places.csv"
    places.write_text(places.read_text("utf-8") + "hill,Hill,AA,town,9,5.5,2,atlas,\n", "utf-8")
    with pytest.raises(InputError, match=message):
        junctions(read_corridor(tiny), [stop])


@pytest.mark.parametrize("name", BUILT_IN)
def test_links_of_a_section_make_it_up(name: str) -> None:
    corridor = read_corridor(name)
    sections = {section.id: section for section in corridor.sections}
    found = groupby(junctions(corridor).links, key=lambda link: link.section)
    for section, links in ((sections[name], list(group)) for name, group in found):
        assert (links[0].begin, links[-1].end) == (section.from_place, section.to_place)
        assert all((a.end, a.to_km) == (b.begin, b.from_km) for a, b in pairwise(links))


@pytest.mark.parametrize(
    ("name", "place", "sections"),
    [
        ("st-petersburg-iran", "saratov", {"rtishchevo-saratov", "saratov-volgograd"}),
        ("st-petersburg-iran", "ensheab", {"bafq-bandar-abbas", "ensheab-shahid-rajaee"}),
        ("southern-gas", "komotini", {"kipoi-bilisht", "komotini-stara-zagora"}),
        ("southern-gas", "loop-start", {"sangachal-loop-start", "scpx-loop-start-loop-end"}),
    ],
)
def test_branches_of_what_ships_leave_at_joints(name: str, place: str, sections: set[str]) -> None:
    links = junctions(read_corridor(name)).links
    assert sections <= {link.section for link in links if place in {link.begin, link.end}}


def test_no_joint_is_made_up_where_the_trace_to_azerbaijan_passes_sangachal() -> None:
    # The hand-drawn trace from Mozdok runs past Sangachal, 3.5 km off, on its way to Hajigabul.
    links = junctions(read_corridor("southern-gas")).links
    trace = [link for link in links if link.section == "mozdok-kazi-magomed"]
    assert [(link.begin, link.end) for link in trace] == [("mozdok", "kazi-magomed")]
