"""A million vertices: the page stays small, its lines are few enough, and it can be used."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import shapely
from benchmarks.large import DAY, ROUTES, large_corridor
from browser.reading import CARD
from shapely import LineString

from corridors import load_boundaries
from corridors.survey import survey
from layers.encoding import decode, simplified
from layers.page import render
from layers.payload import TIMED, payload

OpenPage = Callable[..., Any]
MOST_BYTES = 3_000_000
MOST_VERTICES = 150_000


@pytest.fixture(scope="module")
def large() -> dict[str, Any]:
    found = survey(large_corridor(), load_boundaries("world"), DAY, kinds=TIMED)
    lines = [segment.line for segment in found.segments]
    assert shapely.get_num_coordinates(lines).sum() >= 1_000_000
    plain: dict[str, Any] = json.loads(json.dumps(payload([found])))
    return plain


def test_the_page_stays_under_three_megabytes(large: dict[str, Any]) -> None:
    assert len(render(large).encode()) < MOST_BYTES
    assert sum(len(decode(piece["line"])) for piece in large["pieces"]) < MOST_VERTICES


def test_jagged_lines_are_simplified_until_they_are_few_enough() -> None:
    rng = np.random.default_rng(5)
    steps = rng.normal(0.0, 0.01, (4, 40_000, 2))
    lines = [LineString(line) for line in (steps.cumsum(axis=1) + 40.0)]
    drawn, tolerance = simplified(lines)
    assert tolerance > 0.0004
    assert shapely.get_num_coordinates(drawn).sum() <= MOST_VERTICES
    for line, whole in zip(drawn, lines, strict=True):
        assert line.coords[0] == whole.coords[0]
        assert line.coords[-1] == whole.coords[-1]
        some = shapely.points(shapely.get_coordinates(whole)[::600])
        assert shapely.distance(some, line).max() <= tolerance * (1 + 1e-9)


@pytest.mark.browser
def test_a_million_vertices_are_drawn_and_answer(
    open_page: OpenPage, large: dict[str, Any]
) -> None:
    watched = open_page(large)
    page = watched.page
    assert page.locator("path.hit").count() == len(large["pieces"])
    assert page.evaluate("corridorPage.routeLayers.size") == ROUTES
    page.evaluate("corridorPage.seePiece(corridorPage.drawn[0])")
    page.wait_for_selector(CARD)
    page.evaluate("map_page.setView([42, 45], 8, {animate: false})")
    assert page.locator("path.run[d*='L']").count() > 0
    assert watched.is_quiet(), watched.said
