"""Any lines on a map in a notebook: cut at borders, a colour a country."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from corridors.boundaries import area_names
from corridors.networks import split_by_country
from layers.encoding import PER_DEGREE, encode, simplified
from layers.exploring.layer import CorridorLayer
from layers.exploring.record import bounds_of, known_words
from layers.exploring.target import check_choice, fit, free_name, target_map
from layers.words import PAGE_LANGUAGES

if TYPE_CHECKING:
    import folium
    import geopandas as gpd

    from corridors.boundaries import Boundaries

__all__ = ["explore_lines"]

Json = dict[str, Any]

#: Told apart by whoever does not see all colours, too (after Okabe and Ito).
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8a6d00", "#56b4e9", "#5b3a8e", "#7f2704")
_NOBODYS = "#6b7075"
_LOOK = {"dash": "", "weight": 3.6, "cap": "butt"}


def explore_lines(  # noqa: PLR0913  as geopandas has it: every option by its name
    lines: gpd.GeoSeries | gpd.GeoDataFrame,
    m: folium.Map | None = None,
    *,
    boundaries: Boundaries | None = None,
    name: str = "lines",
    lang: str = "en",
    legend: bool = True,
    tooltip: bool = True,
    popup: bool = True,
    width: float | str = "100%",
    height: float | str | None = None,
) -> folium.Map:
    """Show lines, cut at borders, on an interactive map that needs no network.

    Parameters
    ----------
    lines
        LineStrings and MultiLineStrings in any CRS. A line is called by its column ``name``, else
        by its index.
    m
        A map to add to. Without one, a new map over land and borders.
    boundaries
        As of :func:`corridors.split_by_country`.
    name
        Of all of them, in the legend and in a control of layers.
    lang, legend, tooltip, popup, width, height
        As of :func:`layers.explore`.

    Returns
    -------
    m
        The map.

    Raises
    ------
    InputError
        As of :func:`corridors.split_by_country`.
    OptionError
        When an option has no such value.

    Examples
    --------
    >>> import geopandas as gpd
    >>> spur = shapely.LineString([(48.85, 38.47), (48.85, 38.40)])
    >>> m = explore_lines(gpd.GeoSeries([spur], crs=4326), name="Over the Astarachay")
    >>> [round(lat, 2) for lat, _ in m.get_bounds()]
    [38.4, 38.47]
    """
    check_choice("lang", [lang], PAGE_LANGUAGES)
    pieces = split_by_country(lines, boundaries)
    pieces = pieces[pieces.geometry.notna()]
    target = target_map(m, [name], lang, width, height)
    options = {"legend": legend, "tooltip": tooltip, "popup": popup}
    data = _record(pieces, name, lang) | {"options": options}
    bounds = bounds_of(pieces.geometry.to_list())
    target.add_child(CorridorLayer(data, bounds, free_name(target, name)))
    if m is None:
        fit(target)
    return target


def _record(pieces: gpd.GeoDataFrame, name: str, lang: str) -> Json:
    """Return what `static/explored.js` draws: countries stand where a corridor has statuses."""
    found = list(_pieces(pieces, {} if lang == "en" else area_names(lang)))
    return {
        "name": name,
        "day": None,
        "lang": lang,
        "words": {"en": known_words("en"), lang: known_words("en") | known_words(lang)},
        "per_degree": PER_DEGREE,
        "is_gas": False,
        "statuses": _looks(pieces, found),
        "pieces": found,
        "runs": [
            {"pieces": [number], "status": piece["status"], "band": 0, "width": 1}
            for number, piece in enumerate(found)
        ],
        "places": [],
        "credits": [],
    }


def _pieces(pieces: gpd.GeoDataFrame, areas: dict[str, str]) -> Iterator[Json]:
    drawn, _ = simplified(pieces.geometry.to_list()) if len(pieces) else ([], 0.0)
    titles = pieces.get("name", pieces.index)
    columns = ("country", "country_name", "from_km", "to_km", "length_km")
    rows = zip(drawn, titles, *(pieces[column] for column in columns), strict=True)
    for line, title, country, area, from_km, to_km, length_km in rows:
        code = country if isinstance(country, str) else area
        yield {
            "title": str(title),
            "route": "",
            "area": areas.get(code, area),
            "from_km": float(from_km),
            "to_km": float(to_km),
            "length_km": float(length_km),
            "status": code,
            **dict.fromkeys(("since", "as_of", "progress_pct", "source")),
            "line": encode(shapely.get_coordinates(line)),
        }


def _looks(pieces: gpd.GeoDataFrame, found: list[Json]) -> list[Json]:
    """Return a look for each area, the one with most kilometres first."""
    labels = {piece["status"]: piece["area"] for piece in found}
    codes = np.array([piece["status"] for piece in found], dtype=object)
    km = pieces["length_km"].groupby(codes).sum().sort_values(ascending=False, kind="stable")
    countries = set(pieces["country"].dropna())
    colours = cycle(_COLOURS)
    return [
        {"word": code, "label": labels[code], **_LOOK}
        | {"colour": next(colours) if code in countries else _NOBODYS}
        for code in km.index
    ]
