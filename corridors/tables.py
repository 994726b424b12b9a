"""What people ask of a survey, as DataFrames; the rows are those of :mod:`corridors.sums`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

from corridors import sums

if TYPE_CHECKING:
    from corridors.survey import Survey

__all__ = ["country_statuses", "lengths", "progress", "segments", "status_totals", "totals"]


def segments(survey: Survey) -> gpd.GeoDataFrame:
    """Return the segments with their lines on WGS 84; see :class:`corridors.survey.Segment`."""
    lines = [segment.line for segment in survey.segments]
    return gpd.GeoDataFrame(pd.DataFrame(sums.segments(survey)), geometry=lines, crs=4326)


def lengths(survey: Survey, by: str = "country") -> pd.DataFrame:
    """Return km per route, country and zone; with ``by`` also per ``section`` or ``status``."""
    return pd.DataFrame(sums.lengths(survey, by))


def status_totals(survey: Survey) -> pd.DataFrame:
    """Return km per country and status, and the progress of works weighted by km."""
    return pd.DataFrame(sums.status_totals(survey))


def country_statuses(survey: Survey, *, zones: bool = True) -> pd.DataFrame:
    """Return km per country, and with ``zones`` per zone, with a column of km for each status."""
    return pd.DataFrame(sums.country_statuses(survey, zones=zones))


def progress(survey: Survey) -> pd.DataFrame:
    """Return status and progress: one row per section, country and claim."""
    return pd.DataFrame(sums.progress(survey))


def totals(survey: Survey) -> pd.DataFrame:
    """Return the length of each route, and by how many metres its pieces fall short of it."""
    return pd.DataFrame(sums.totals(survey))
