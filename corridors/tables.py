"""What people ask of a corridor, as DataFrames; a survey's rows are those of `sums`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

from corridors import readiness_report, sums
from corridors.boundaries import load_boundaries
from corridors.history import history as claims
from corridors.paths import main_ends, path
from corridors.published import compared
from corridors.segmentation import stretches
from corridors.survey import bounds_of
from corridors.survey import survey as make_survey
from corridors.vocabulary import EVENT_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from corridors.boundaries import Boundaries
    from corridors.fields import Value
    from corridors.model import Corridor
    from corridors.survey import Survey

__all__ = [
    "compare", "country_statuses", "figures", "history", "lengths", "progress", "published",
    "readiness", "segments", "status_totals", "surveyed", "totals",
]  # fmt: skip


def segments(
    corridor: Corridor,
    route: str,
    by: Sequence[str],
    *,
    on: date | None = None,
    boundaries: Boundaries | None = None,
) -> gpd.GeoDataFrame:
    """Cut a route into the fewest stretches on which every layer of facts is the same.

    Parameters
    ----------
    corridor
        As read from its seeds.
    route
        Id of one of its routes.
    by
        Names of layers: ``section``, ``country``, ``zone``, ``quality``, or a kind of event,
        where ``gauge`` is enough for ``gauge_mm``.
    on
        The day for which facts are told, as then known; by default the corridor's own.
    boundaries
        The areas that tell the country; by default the shipped ones that hold the lines.

    Returns
    -------
    GeoDataFrame
        A row a stretch, in order along the drawn route: ``from_km``, ``to_km``, ``length_km``
        (geodesic), a column for each layer, and its line in longitude and latitude on WGS 84.

    Raises
    ------
    InputError
        When there is no such route or layer.

    Examples
    --------
    >>> from corridors import read_corridor
    >>> found = segments(read_corridor("southern-gas"), "tanap", ["country"])
    >>> found["country"].tolist()
    ['GE', 'TR', 'GR']
    """
    line = corridor.route(route)
    areas = boundaries or load_boundaries(bounds=bounds_of([corridor]))
    found = stretches(corridor, line, by, areas, on or corridor.read_on)
    rows = [(s.from_km, s.to_km, s.to_km - s.from_km, *map(_plain, s.values)) for s in found]
    columns = ["from_km", "to_km", "length_km", *by]
    lines = [line.alignment.slice(s.from_km, s.to_km) for s in found]
    return gpd.GeoDataFrame(pd.DataFrame(rows, columns=columns), geometry=lines, crs=4326)


def _plain(value: Value | None) -> float | str | None:
    return value if value is None or isinstance(value, float) else str(value)


def surveyed(survey: Survey) -> gpd.GeoDataFrame:
    """Return a survey's segments with their lines; see :class:`corridors.survey.Segment`.

    Examples
    --------
    >>> from corridors import read_corridor
    >>> from corridors.survey import survey
    >>> gas = survey(read_corridor("southern-gas"))
    >>> found = surveyed(gas)
    >>> found.loc[0, ["route", "country"]].tolist(), found.crs.to_epsg()
    (['scp', 'AZ'], 4326)
    """
    lines = [segment.line for segment in survey.segments]
    return gpd.GeoDataFrame(pd.DataFrame(sums.segments(survey)), geometry=lines, crs=4326)


def lengths(survey: Survey, by: str = "country") -> pd.DataFrame:
    """Return km per route, country and zone; with ``by`` also per ``section`` or ``status``.

    Measured and published km are rows of their own, told by ``basis``.

    Examples
    --------
    >>> from corridors import read_corridor
    >>> from corridors.survey import survey
    >>> gas = survey(read_corridor("southern-gas"))
    >>> scp = lengths(gas).query("route == 'scp'")
    >>> scp.set_index("country")["length_km"].round(1).to_dict()
    {'AZ': 447.2, 'GE': 248.5, 'TR': 1.8}
    """
    return pd.DataFrame(sums.lengths(survey, by))


def status_totals(survey: Survey, by: str = "country") -> pd.DataFrame:
    """Return km and per cent of km per status, and the progress of works weighted by km.

    Parameters
    ----------
    survey
        A corridor as known on a day.
    by
        What is summed up: ``section``, ``route``, ``country`` or ``corridor``.

    Examples
    --------
    >>> from corridors import read_corridor
    >>> from corridors.survey import survey
    >>> railway = survey(read_corridor("st-petersburg-iran"))
    >>> shares = status_totals(railway, "corridor").query("basis == 'measured'")
    >>> shares.set_index("status")["share_pct"].round().to_dict()
    {'operating': 85.0, 'modernisation': 9.0, 'proposed': 2.0, 'construction': 5.0}
    """
    return pd.DataFrame(sums.status_totals(survey, by))


def compare(survey: Survey, other: Survey) -> pd.DataFrame:
    """Return km per country by the areas of both surveys, and by how much the other's differ.

    Examples
    --------
    >>> from corridors import load_boundaries
    >>> from corridors import read_corridor
    >>> from corridors.survey import survey
    >>> gas = survey(read_corridor("southern-gas"))
    >>> world = survey(gas.corridor, load_boundaries("world"))
    >>> italy = compare(gas, world).query("country == 'IT'")
    >>> italy["difference_km"].round(1).tolist()  # without its territorial sea
    [-23.5]
    """
    return pd.DataFrame(sums.compare(survey, other))


def published(survey: Survey) -> pd.DataFrame:
    """Return each published length beside the measured one, with its source.

    Examples
    --------
    >>> from corridors import read_corridor
    >>> from corridors.survey import survey
    >>> found = published(survey(read_corridor("southern-gas"))).query("part == 'AL land'")
    >>> found[["route", "published_km", "verdict"]].to_dict("records")
    [{'route': 'tap', 'published_km': 215.0, 'verdict': 'within'}]
    """
    return pd.DataFrame(compared(survey))


def history(survey: Survey, section: str | None = None, kind: str | None = None) -> pd.DataFrame:
    """Return every claim known on the survey's day, oldest first.

    Parameters
    ----------
    survey
        A corridor as known on a day.
    section, kind
        Keep to the claims that hold on this section, to those of this kind.

    Returns
    -------
    DataFrame
        As of :func:`corridors.history.history`; ``counts_from`` as timestamps.

    Examples
    --------
    >>> from corridors import read_corridor
    >>> from corridors.survey import survey
    >>> known = survey(read_corridor("st-petersburg-iran"))
    >>> history(known, "astara-rasht", "land_km")["value"].tolist()[-1]
    125.0
    """
    cut = make_survey(survey.corridor, survey.boundaries, survey.on, kinds=EVENT_KINDS)
    found = pd.DataFrame(claims(cut, section=section, kind=kind))
    return found.assign(counts_from=pd.to_datetime(found["counts_from"])) if len(found) else found


def readiness(
    survey: Survey,
    begin: str | None = None,
    end: str | None = None,
    via: Sequence[str] = (),
    *,
    expanded: bool = False,
) -> dict[str, pd.DataFrame]:
    """Return how ready a way is, what is missing of it and what its kind asks of it.

    Parameters
    ----------
    survey
        A corridor as known on a day.
    begin, end
        Ids of places; by default the ends of the main routes.
    via
        Ids of places to be passed in this order.
    expanded
        Of gas, tell also what proposed expansions would change.

    Returns
    -------
    dict of DataFrame
        ``summary``, ``opening``, ``missing`` and ``claims``; of a railway also ``gauge``,
        ``gauge_breaks``, ``electrification`` and ``electrification_changes``; of gas ``links``,
        ``expansions``, ``bottleneck`` and ``capacity_claims``. They are those that
        ``corridors readiness`` prints.

    Raises
    ------
    InputError
        When there is no such place, or no way.

    Examples
    --------
    >>> from corridors import read_corridor
    >>> from corridors.survey import survey
    >>> ready = readiness(survey(read_corridor("southern-gas")), "mozdok", "melendugno")
    >>> ready["bottleneck"].loc[:0, ["of", "bcm", "set_by"]].to_dict("records")
    [{'of': 'capacity', 'bcm': 11.2, 'set_by': 'kipoi – melendugno'}]
    """
    first, last = main_ends(survey.corridor)
    way = path(survey, begin or first, end or last, via)
    found = readiness_report.tables(survey, way, expanded=expanded)
    return {table.name: pd.DataFrame(table.rows) for table in found}


def country_statuses(survey: Survey, *, zones: bool = True) -> pd.DataFrame:
    """Return km per country, and with ``zones`` per zone, with a column of km for each status.

    Examples
    --------
    >>> from corridors import read_corridor
    >>> from corridors.survey import survey
    >>> railway = survey(read_corridor("st-petersburg-iran"))
    >>> azerbaijan = country_statuses(railway, zones=False).query("country == 'AZ'")
    >>> azerbaijan[["operating", "modernisation"]].round(1).to_dict("records")
    [{'operating': 129.0, 'modernisation': 406.8}]
    """
    return pd.DataFrame(sums.country_statuses(survey, zones=zones))


def progress(survey: Survey) -> pd.DataFrame:
    """Return status and progress of works, in per cent: one row per section, country and claim.

    Examples
    --------
    >>> from corridors import read_corridor
    >>> from corridors.survey import survey
    >>> railway = survey(read_corridor("st-petersburg-iran"))
    >>> works = progress(railway).query("section == 'alat-osmanli'")
    >>> works[["status", "progress_pct", "progress_as_of"]].to_dict("records")
    [{'status': 'modernisation', 'progress_pct': 37.0, 'progress_as_of': '2025-11-06'}]
    """
    return pd.DataFrame(sums.progress(survey))


def figures(survey: Survey) -> pd.DataFrame:
    """Return every kind of progress, with its unit: one row per section, country and figure.

    Examples
    --------
    >>> from corridors import read_corridor
    >>> from corridors.survey import survey
    >>> railway = survey(read_corridor("st-petersburg-iran"))
    >>> found = figures(railway).query("section == 'alat-osmanli'")
    >>> found.set_index("kind")["value"].to_dict()
    {'works_pct': 37.0, 'design_pct': 55.0}
    """
    return pd.DataFrame(sums.figures(survey))


def totals(survey: Survey) -> pd.DataFrame:
    """Return the length of each route in km, and by how many metres its pieces fall short of it.

    Examples
    --------
    >>> from corridors import read_corridor
    >>> from corridors.survey import survey
    >>> gas = survey(read_corridor("southern-gas"))
    >>> tap = totals(gas).query("route == 'tap'")
    >>> tap["length_km"].round(1).tolist(), tap["residual_m"].abs().round(6).tolist()
    ([866.6], [0.0])
    """
    return pd.DataFrame(sums.totals(survey))
