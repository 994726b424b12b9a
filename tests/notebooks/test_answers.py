"""What the notebooks answer stands in their outputs, and is so by the seeds or by other means."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyproj
import pytest
import shapely
from shapely.geometry import shape

from corridors import lengths_by_country, load_boundaries, split_by_country
from notebooks.articles import answer, displayed, figures, shown, source
from notebooks.canonical import NOTEBOOKS

SEEDS = Path(__file__).parents[2] / "seeds"
GAS, RAILWAY = "southern-gas", "st-petersburg-iran"
NUMBERS = range(1, len(NOTEBOOKS) + 1)


def rows(corridor: str, file: str) -> Iterator[dict[str, str]]:
    with (SEEDS / corridor / file).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def sections(corridor: str, route: str) -> list[str]:
    """Return the ids of the drawn sections of a route."""
    of_route = (s for s in rows(corridor, "sections.csv") if s["route"] == route)
    return [section["id"] for section in of_route if section["quality"] != "unknown"]


def km_by_country(corridor: str, ids: Iterable[str], areas: str = "fine") -> dict[str, float]:
    """Return the km of sections by country, of the lines as their files have them."""
    files = [SEEDS / corridor / "lines" / f"{name}.geojson" for name in ids]
    lines = gpd.GeoSeries([shape(json.loads(f.read_text("utf-8"))) for f in files], crs=4326)
    found = lengths_by_country(lines, load_boundaries(areas))
    sums = found.groupby("country_name")["length_km"].sum()
    return {str(name): float(km) for name, km in sums.items()}


def claims(corridor: str, kind: str, begin: str, end: str) -> list[str]:
    """Return the values claimed of a stretch, as they follow each other in the file."""
    stretch = (kind, begin, end)
    events = rows(corridor, "events.csv")
    return [e["value"] for e in events if (e["kind"], e["from"], e["to"]) == stretch]


@pytest.mark.parametrize("number", NUMBERS)
def test_every_figure_of_an_answer_is_in_what_the_cells_show(number: int) -> None:
    told = figures(answer(number))
    assert told, "an answer has figures"
    assert told <= figures(shown(number))


@pytest.mark.parametrize("number", NUMBERS)
def test_a_notebook_has_a_picture(number: int) -> None:
    assert any("image/png" in kinds for kinds in displayed(number))


@pytest.mark.parametrize("number", NUMBERS)
def test_a_map_shows_itself_without_a_network(number: int) -> None:
    maps = [k["text/html"] for k in displayed(number) if "AloneMap" in k.get("text/plain", "")]
    assert maps
    assert all("corridorPage.explored" in text and "src=&quot;http" not in text for text in maps)


def test_lengths_per_country() -> None:
    said = answer(1)
    main = km_by_country(RAILWAY, sections(RAILWAY, "main"))
    assert f"measures {sum(main.values()):,.1f} km: {main['Russia']:,.1f} in Russia" in said
    assert f"{main['Azerbaijan']:,.1f} in Azerbaijan and {main['Iran']:,.1f} in Iran" in said
    for route, country in (("scp", "Azerbaijan"), ("tanap", "Türkiye"), ("tap", "Greece")):
        km = km_by_country(GAS, sections(GAS, route))[country]
        assert f"{km:,.1f} km in {country}" in said


def test_lengths_per_country_by_other_boundaries() -> None:
    ids = [s["id"] for s in rows(GAS, "sections.csv") if s["quality"] != "unknown"]
    fine, world = (km_by_country(GAS, ids, areas) for areas in ("fine", "world"))

    def lost(country: str) -> float:
        return fine[country] - world[country]

    said = answer(1)
    assert f"Albania loses {lost('Albania'):.1f} km of pipeline" in said
    assert f"Türkiye {lost('Türkiye'):.1f} and Italy {lost('Italy'):.1f}" in said
    assert f"international waters grows by {-lost('International waters'):.1f}" in said


def test_published_lengths_that_differ_have_a_reason() -> None:
    lengths = [record for name in (GAS, RAILWAY) for record in rows(name, "lengths.csv")]
    beyond = [float(record["length_km"]) for record in lengths if record["difference"]]
    assert f"each of the {len(beyond)} that do not has its reason" in answer(1)
    assert figures(shown(1, "reasons")) >= set(beyond)


def test_missing_link() -> None:
    said = answer(2)
    whole = sum(km_by_country(RAILWAY, sections(RAILWAY, "main")).values())
    missing = sum(km_by_country(RAILWAY, ["astara-rasht"]).values())
    assert f"Of {whole:,.1f} km from St Petersburg to Bandar Abbas {whole - missing:,.1f}" in said
    assert f"open to traffic, {100 * (1 - missing / whole):.1f} %" in said
    assert f"Astara–Rasht, {missing:.1f} km as sketched" in said
    land = claims(RAILWAY, "land_km", "astara", "rasht")
    assert f"its land is {max(map(float, land)):g} km" in said


def test_missing_link_promises() -> None:
    said = answer(2)
    begins = claims(RAILWAY, "begins", "astara", "rasht")
    ends = [pd.Period(value).end_time for value in begins]
    passed = sum(end < pd.Timestamp(2026, 11, 23) for end in ends)
    assert f"Of {len(begins)} dates on which they were to begin {passed} have passed" in said
    assert claims(RAILWAY, "opens", "astara", "rasht") == ["2028"]
    assert "the one date for trains, 2028" in said


def test_works_in_azerbaijan() -> None:
    said = answer(2)
    works = (
        "derbent-yalama", "yalama-gilgilchay", "gilgilchay-sumgait", "alat-osmanli",
        "osmanli-astara-az",
    )  # fmt: skip
    under_works = km_by_country(RAILWAY, works)["Azerbaijan"]
    whole = km_by_country(RAILWAY, sections(RAILWAY, "main"))["Azerbaijan"]
    assert f"Of Azerbaijan's {whole:.1f} km {under_works:.1f} are known" in said
    for begin, end in (("yalama", "sumgait"), ("alat", "osmanli")):
        (percent,) = claims(RAILWAY, "works_pct", begin, end)
        assert f"{percent} % from {begin.title()} to {end.title()}" in said


def bcm(kind: str, begin: str, end: str) -> list[float]:
    return [float(value) for value in claims(GAS, kind, begin, end)]


def test_gas_that_could_reach_italy() -> None:
    said = answer(3)
    tap, mozdok = bcm("capacity_bcm", "kipoi", "melendugno"), ("mozdok", "kazi-magomed")
    most, least = bcm("capacity_bcm", *mozdok)
    assert f"at most {max(tap)} bcm a year could reach Italy: TAP" in said
    assert f"before Mozdok with {most}, unless the {least} that another source" in said
    assert max(tap) < most
    assert claims(GAS, "capacity_bcm", "kazi-magomed", "sangachal") == []


def test_gas_that_is_free() -> None:
    said = answer(3)
    (can,), (sold,) = (
        bcm(kind, "turkgozu", "seyitgazi") for kind in ("capacity_bcm", "contracted_bcm")
    )
    assert f"can pass {can} bcm, and {sold} are sold: {can - sold} are left" in said
    scp = max(bcm("capacity_bcm", "sangachal", "turkgozu")) - sold
    (entering,) = bcm("contracted_bcm", "kipoi", "melendugno")
    tap = max(bcm("capacity_bcm", "kipoi", "melendugno")) - entering
    assert f"SCP before it has {scp:.1f} and TAP after it {tap:.1f}" in said


def test_gas_if_expansions_were_built() -> None:
    said = answer(3)
    steps = bcm("expansion_bcm", "turkgozu", "ipsala")
    (tap,) = bcm("expansion_bcm", "kipoi", "melendugno")
    assert (
        f"TANAP could pass {min(steps)} bcm, by the boldest plan {max(steps)}, and TAP {tap}"
        in said
    )
    most = max(bcm("capacity_bcm", "mozdok", "kazi-magomed"))
    assert most < min(*steps, tap)
    assert f"from Mozdok itself, with {most} bcm at most" in said


def names_of(number: int, *cells: str) -> dict[str, Any]:
    """Return what some cells of a notebook, run here, give names to."""
    names: dict[str, Any] = {}
    for cell in cells:
        exec(source(number, cell), names)  # noqa: S102  our own text
    return names


def test_own_corridor() -> None:
    said = answer(4)
    names = names_of(4, "towns", "geojson")
    names["temporary"].cleanup()
    lines = gpd.GeoDataFrame.from_features(names["features"], crs=4326)
    km = lengths_by_country(lines, load_boundaries("world")).join(lines["line"])
    main, zambia = (km[km["line"] == line] for line in ("main line", "Zambia line"))
    by_country = main.groupby("country")["length_km"].sum()
    assert f"measures {by_country.sum():,.1f} km as drawn, {by_country['AO']:,.1f}" in said
    assert f"{by_country['CD']:,.1f} in the Democratic Republic of the Congo" in said
    assert f"to Chingola {zambia['length_km'].sum():,.1f}" in said
    assert f"{zambia.set_index('country')['length_km']['ZM']:,.1f} in Zambia" in said


def test_own_corridor_takes_a_claim_and_is_checked() -> None:
    changed = next(line for line in shown(4, "claim").splitlines() if "Luau – Kolwezi" in line)
    assert "modernisation" in changed
    assert "40.0" in changed
    assert re.search(r"\n0 errors, ", shown(4, "check"))


def test_a_continents_network() -> None:
    said = answer(5)
    lines = names_of(5, "size", "network")["lines"]
    geod = pyproj.Geod(ellps="WGS84")
    km = sum(geod.line_length(*line.xy) for line in lines.geometry) / 1000
    plane_km = shapely.length(lines.geometry.to_crs(3857).to_numpy()).sum() / 1000
    assert f"The {len(lines):,} lines, {km:,.0f} km" in said
    assert f"they would have been {100 * (plane_km / km - 1):.0f} % too long" in said
    pieces = split_by_country(lines, load_boundaries("world"))
    assert f"cut into {len(pieces):,} pieces in {pieces['country'].nunique()} countries" in said
    assert "million vertices a second" in shown(5, "cut")
