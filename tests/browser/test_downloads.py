"""What the page downloads is what it shows: compared with Python's tables of the same day."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
from browser import sample
from pandas.testing import assert_frame_equal

from corridors import Corridor, load_boundaries, read_corridor, tables
from corridors.survey import Survey, survey
from layers.payload import TIMED, payload

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]
Rows = list[dict[str, str]]

_AREAS = load_boundaries("fine")
_DAY = date(2023, 6, 30)
_GAUGES = ("gauge_mm", "electrification", "tracks", "diameter_in", "capacity_bcm_with")


@cache
def _surveys(on: date | None = None) -> list[Survey]:
    corridors = map(read_corridor, ("st-petersburg-iran", "southern-gas"))
    return [survey(one, _AREAS, on or one.read_on, kinds=TIMED) for one in corridors]


@pytest.fixture(scope="module")
def whole() -> dict[str, Any]:
    return json.loads(json.dumps(payload(_surveys())))  # type: ignore[no-any-return]


def _download(page: Page, what: str, folder: Path) -> Path:
    if page.locator("#download[open]").count() == 0:
        page.click("#download summary")
    with page.expect_download() as waiting:
        page.click(f"#download-{what}")
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert file.name in page.inner_text("#download-told")
    return file


def _rows(file: Path) -> Rows:
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    assert text.count("\n") == text.count("\r\n")
    return list(csv.DictReader(text.splitlines(keepends=True), strict=True))


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _same_km(text: str, km: float | None) -> bool:
    return text == "" if km is None else math.isclose(float(text), km, abs_tol=1e-6)


def _assert_row_is(row: dict[str, str], segment: Any, corridor: Corridor) -> None:  # noqa: ANN401
    for key in ("corridor", "route", "section", "country", "country_name", "zone", "basis"):
        assert row[key] == _text(getattr(segment, key)), key
    for key in ("from_km", "to_km", "length_km"):
        assert _same_km(row[key], getattr(segment, key)), key
    assert row["status"] == _text(segment.status or "unknown")
    assert (row["since"], row["as_of"]) == (_text(segment.since), _text(segment.as_of))
    source = corridor.sources[segment.source] if segment.source else None
    assert (row["source"], row["source_url"]) == (
        (source.publisher, source.url or "") if source else ("", "")
    )
    assert row["stale"] == ("true" if segment.stale else "false")
    assert row["suggested"] == _text(segment.suggested)
    assert row["quality"] == segment.quality
    assert f"{row['from_place']} – {row['to_place']}" == segment.title
    if segment.progress_pct is not None:
        assert float(row["works_pct"]) == segment.progress_pct
        assert row["works_as_of"] == segment.progress_as_of
        assert row["works_source"] == corridor.sources[segment.progress_source].publisher


def test_the_sections_of_a_day_are_those_of_the_survey(
    open_page: OpenPage, whole: dict[str, Any], tmp_path: Path
) -> None:
    watched = open_page(whole)
    page = watched.page
    page.goto(f"{watched.address}#day={_DAY}&lang=ru")
    page.wait_for_function("document.documentElement.lang === 'ru'")
    file = _download(page, "sections", tmp_path)
    assert file.name == "st-petersburg-iran_southern-gas_2023-06-30_sections.csv"
    rows = iter(_rows(file))
    for one in _surveys(_DAY):
        for segment in one.segments:
            _assert_row_is(next(rows), segment, one.corridor)
    assert next(rows, None) is None
    row = _rows(file)[0]
    assert row["view_day"] == "2023-06-30"
    assert row["boundary_set"] == _AREAS.name
    assert (row["boundary_version"], row["boundary_sha256"]) == (_AREAS.version, _AREAS.sha256)
    assert row["title"] == whole["title"]
    assert "© OpenStreetMap contributors" in row["attribution"]
    assert [r for r in watched.requests if not r.startswith(("blob:", watched.address))] == []
    assert watched.said == []


def test_facts_of_lines_stand_in_columns_of_their_own(
    open_page: OpenPage, whole: dict[str, Any], tmp_path: Path
) -> None:
    rows = _rows(_download(open_page(whole).page, "sections", tmp_path))
    for one in _surveys():
        own = [row for row in rows if row["corridor"] == one.corridor.id]
        for row, segment in zip(own, one.segments, strict=True):
            for column in _GAUGES:
                kind, _, direction = column.partition("_with")
                told = {
                    str(e.value).removesuffix(".0")
                    for e in segment.events
                    if e.kind == kind and (not direction or e.direction == "with")
                }
                assert row[column] in (told or {""}), column
    assert {row["gauge_mm"] for row in rows} == {"", "1520", "1435"}
    assert "48" in {row["diameter_in"] for row in rows}


def test_lines_are_geojson_of_what_the_filters_leave(
    open_page: OpenPage, whole: dict[str, Any], tmp_path: Path
) -> None:
    page = open_page(whole).page
    page.select_option("#filter-corridor", label="Southern Gas Corridor")
    page.select_option("#filter-country", label="Azerbaijan")
    file = _download(page, "lines", tmp_path)
    assert file.name == f"southern-gas_{whole['as_of']}_sections.geojson"
    collection = json.loads(file.read_text(encoding="utf-8"))
    assert collection["attributions"] == whole["attributions"]
    assert collection["boundaries"] == whole["boundaries"]
    assert {feature["type"] for feature in collection["features"]} == {"Feature"}
    segments = [s for s in _surveys()[1].segments if s.country == "AZ"]
    assert len(collection["features"]) == len(segments)
    found = gpd.read_file(file)
    assert found.crs == "EPSG:4326"
    assert found["section"].tolist() == [s.section for s in segments]
    near = whole["simplified_degrees"] + 2e-5
    for line, segment in zip(found.geometry, segments, strict=True):
        if segment.line is None:
            assert line is None
        else:
            assert line.hausdorff_distance(segment.line) < near
            assert line.coords[0] == pytest.approx(segment.line.coords[0], abs=2e-5)
    same = _rows(_download(page, "sections", tmp_path))
    for feature, row in zip(collection["features"], same, strict=True):
        assert list(feature["properties"]) == list(row)
        assert feature["properties"]["route"] == row["route"]


def test_countries_are_those_of_the_tables(
    open_page: OpenPage, whole: dict[str, Any], tmp_path: Path
) -> None:
    page = open_page(whole).page
    page.click("#panel-countries th button >> nth=1")
    rows = _rows(_download(page, "countries", tmp_path))
    for one, zones in zip(_surveys(), (False, True), strict=True):
        own = [row for row in rows if row["corridor"] == one.corridor.id]
        expected = tables.country_statuses(one, zones=zones)
        keys = ["basis", "country_name", "zone"]
        words = list(expected.columns[6:])
        wanted = expected[[*keys, "length_km", *words]].fillna({"zone": ""})
        got = type(expected)(own)[[*keys, "length_km", *words]]
        got[["length_km", *words]] = got[["length_km", *words]].astype(float)
        assert_frame_equal(
            got.sort_values(keys, ignore_index=True),
            wanted.sort_values(keys, ignore_index=True),
            check_dtype=False,
            atol=1e-5,
        )
        km = [float(row["length_km"]) for row in own]
        assert km == sorted(km, reverse=True)
    cells = page.locator("#panel-countries .countries tr:not(.group) td.num").all_inner_texts()
    printed = sorted(float(cell.replace(",", "")) for cell in cells)
    assert printed == pytest.approx(sorted(float(row["length_km"]) for row in rows), abs=0.1)


def test_statuses_and_words_filter_what_is_downloaded(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(sample.sample_payload()).page
    page.click("#legend button:has-text('Construction')")
    rows = _rows(_download(page, "sections", tmp_path))
    assert rows
    assert {row["status"] for row in rows} == {"construction"}
    page.fill("#filter-text", "no such place")
    assert _rows(_download(page, "sections", tmp_path)) == []
    lines = json.loads(_download(page, "lines", tmp_path).read_text(encoding="utf-8"))
    assert lines["features"] == []


def test_cells_that_would_be_computed_are_text(open_page: OpenPage, tmp_path: Path) -> None:
    hostile = sample.sample_payload()
    computed = ['=HYPERLINK("http://evil.example","x")', "+1", "-1+1", "@SUM(A1)"]
    computed += ["\t=1", "\r=1", "  =1", "\uff1d1"]
    texts = [*computed, 'say "so", then;\r\nbreak', "a - b = c"]
    sections = {(s["corridor"], s["id"]): s for s in hostile["sections"]}
    ends = [sections[piece["corridor"], piece["section"]] for piece in hostile["pieces"]]
    starts = dict.fromkeys((end["corridor"], end["from"]) for end in ends)
    names = dict(zip(starts, cycle(texts)))
    for place in hostile["places"]:
        place["name"] = names.get((place["corridor"], place["id"]), "")
    typed = [names[end["corridor"], end["from"]] for end in ends]
    assert set(typed) == set(texts)
    watched = open_page(hostile)
    with _download(watched.page, "sections", tmp_path).open(
        encoding="utf-8-sig", newline=""
    ) as lines:
        rows = list(csv.DictReader(lines, strict=True))
    assert [row["from_place"] for row in rows] == [
        f"'{text}" if text in computed else text for text in typed
    ]
    collection = json.loads(_download(watched.page, "lines", tmp_path).read_text(encoding="utf-8"))
    found = [feature["properties"]["from_place"] for feature in collection["features"]]
    assert found == typed
    assert watched.said == []
