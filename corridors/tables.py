"""What people ask of a survey, as DataFrames: km per country, progress per section, totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from corridors.geodesy import length_km
from corridors.model import Route, Status

if TYPE_CHECKING:
    from corridors.survey import Survey

__all__ = ["country_statuses", "lengths", "progress", "status_totals", "totals"]

_BY = {"country": [], "section": ["section"], "status": ["status"]}
_CLAIM = [
    "status", "since", "as_of", "source", "progress_pct", "progress_as_of", "progress_source",
]  # fmt: skip
_M_PER_KM = 1000


def lengths(survey: Survey, by: str = "country") -> pd.DataFrame:
    """Return km per route, country and zone; with ``by`` also per ``section`` or ``status``."""
    keys = ["corridor", "route", *_BY[by], "country", "country_name", "zone", "basis"]
    return _sum_km(survey, keys)


def status_totals(survey: Survey) -> pd.DataFrame:
    """Return km per country and status, and the progress of works weighted by km.

    The mean is over the stretches whose progress is known; where none is, it is empty.
    """
    keys = ["corridor", "country", "country_name", "status", "basis"]
    table = _sum_km(survey, keys)
    known = pd.DataFrame(survey.segments.dropna(subset=["progress_pct", "length_km"]))
    known["done_km"] = known["length_km"] * known["progress_pct"]
    sums = known.groupby(keys, dropna=False)[["done_km", "length_km"]].sum().reset_index()
    sums["progress_pct"] = sums["done_km"] / sums["length_km"]
    return table.merge(sums[[*keys, "progress_pct"]], on=keys, how="left")


def _sum_km(survey: Survey, keys: list[str]) -> pd.DataFrame:
    known = pd.DataFrame(survey.segments[survey.segments["length_km"].notna()])
    return known.groupby(keys, sort=False, dropna=False)["length_km"].sum().reset_index()


def country_statuses(survey: Survey, *, zones: bool = True) -> pd.DataFrame:
    """Return km per country with a column of km for each status, ``unknown`` last.

    With ``zones`` land and sea are rows of their own; without, a country is one row, its zone
    empty. Measured and published km stay apart.
    """
    keys = ["corridor", "country", "country_name", "zone", "basis"]
    table = _sum_km(survey, [*keys, "status"])
    table["status"] = table["status"].fillna("unknown")
    table["zone"] = table["zone"] if zones else None
    wide = table.pivot_table(
        index=keys, columns="status", values="length_km", aggfunc="sum", sort=False, dropna=False
    )
    wide = wide.reindex(columns=[*map(str, Status), "unknown"]).fillna(0.0)
    wide.insert(0, "length_km", wide.sum(axis=1))
    return wide[wide["length_km"] > 0].rename_axis(columns=None).reset_index()


def progress(survey: Survey) -> pd.DataFrame:
    """Return one row per section, country and claim: neighbours that differ in zone only are one.

    ``from_km`` and ``to_km`` count along the route; they are empty where no line is known.
    """
    keys = ["corridor", "route", "section", "title", "country", "country_name", "basis", *_CLAIM]
    rows = pd.DataFrame(survey.segments.drop(columns="geometry"))
    same = rows[keys].astype(object).where(rows[keys].notna(), "")
    run = (same != same.shift()).any(axis=1).cumsum()
    merged = rows.groupby(run).agg(
        dict.fromkeys(keys, "first") | {"from_km": "first", "to_km": "last", "length_km": _total}
    )
    return merged[[*keys[:6], "from_km", "to_km", "length_km", *keys[6:]]].reset_index(drop=True)


def _total(km: pd.Series[float]) -> float:
    return float(km.sum(min_count=1))


def totals(survey: Survey) -> pd.DataFrame:
    """Return the length of each route, and by how many metres its pieces fall short of it.

    A route of measured and of published sections has a row for each basis; only what is measured
    can fall short.
    """
    found = _sum_km(survey, ["corridor", "route", "basis"])
    measured = found["basis"] == "measured"
    whole = found["route"].map({route.id: _measured_km(route) for route in survey.corridor.routes})
    residual_m = (whole - found["length_km"]) * _M_PER_KM
    found["residual_m"] = residual_m.where(measured, 0.0)
    found["length_km"] = whole.where(measured, found["length_km"])
    return found


def _measured_km(route: Route) -> float:
    return sum(length_km(section.line) for section in route.sections if section.line is not None)
