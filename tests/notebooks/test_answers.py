"""What the notebooks answer stands in their outputs, and is so by the seeds or by other means."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import pytest
from shapely.geometry import shape

from corridors import lengths_by_country, load_boundaries
from notebooks.articles import answer, displayed, figures, shown
from notebooks.canonical import NOTEBOOKS

SEEDS = Path(__file__).parents[2] / "seeds"
NUMBERS = range(1, len(NOTEBOOKS) + 1)


def rows(corridor: str, file: str) -> Iterator[dict[str, str]]:
    with (SEEDS / corridor / file).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def drawn(corridor: str, route: str) -> gpd.GeoSeries:
    """Return the lines of a route as its files have them."""
    files = SEEDS / corridor / "lines"
    ids = [s["id"] for s in rows(corridor, "sections.csv") if s["route"] == route]
    kept = [files / f"{name}.geojson" for name in ids if (files / f"{name}.geojson").exists()]
    return gpd.GeoSeries([shape(json.loads(f.read_text("utf-8"))) for f in kept], crs=4326)


def km_by_country(corridor: str, route: str, areas: str = "fine") -> dict[str, float]:
    found = lengths_by_country(drawn(corridor, route), load_boundaries(areas))
    sums = found.groupby("country_name")["length_km"].sum()
    return {str(name): float(km) for name, km in sums.items()}


@pytest.mark.parametrize("number", NUMBERS)
def test_every_figure_of_an_answer_is_in_what_the_cells_show(number: int) -> None:
    told = figures(answer(number))
    assert told, "an answer has figures"
    assert told <= figures(shown(number))


@pytest.mark.parametrize("number", NUMBERS)
def test_a_notebook_has_a_picture(number: int) -> None:
    assert any("image/png" in kinds for kinds in displayed(number))


@pytest.mark.parametrize("number", [1])
def test_a_map_shows_itself_without_a_network(number: int) -> None:
    maps = [k["text/html"] for k in displayed(number) if "AloneMap" in k.get("text/plain", "")]
    assert maps
    assert all("corridorPage.explored" in text and "src=&quot;http" not in text for text in maps)


def test_lengths_per_country() -> None:
    said = answer(1)
    main = km_by_country("st-petersburg-iran", "main")
    assert f"measures {sum(main.values()):,.1f} km: {main['Russia']:,.1f} in Russia" in said
    assert f"{main['Azerbaijan']:,.1f} in Azerbaijan and {main['Iran']:,.1f} in Iran" in said
    for route, country in (("scp", "Azerbaijan"), ("tanap", "Türkiye"), ("tap", "Greece")):
        assert f"{km_by_country('southern-gas', route)[country]:,.1f} km in {country}" in said


def test_lengths_per_country_by_other_boundaries() -> None:
    drawn_only = (s for s in rows("southern-gas", "sections.csv") if s["quality"] != "unknown")
    routes = {section["route"] for section in drawn_only}
    fine, world = (
        [km_by_country("southern-gas", route, areas) for route in routes]
        for areas in ("fine", "world")
    )

    def lost(country: str) -> float:
        return sum(km.get(country, 0) for km in fine) - sum(km.get(country, 0) for km in world)

    said = answer(1)
    assert f"Albania loses {lost('Albania'):.1f} km of pipeline" in said
    assert f"Türkiye {lost('Türkiye'):.1f} and Italy {lost('Italy'):.1f}" in said
    assert f"international waters grows by {-lost('International waters'):.1f}" in said


def test_published_lengths_that_differ_have_a_reason() -> None:
    corridors = ("southern-gas", "st-petersburg-iran")
    lengths = [record for name in corridors for record in rows(name, "lengths.csv")]
    beyond = [float(record["length_km"]) for record in lengths if record["difference"]]
    assert f"each of the {len(beyond)} that do not has its reason" in answer(1)
    assert figures(shown(1, "reasons")) >= set(beyond)
