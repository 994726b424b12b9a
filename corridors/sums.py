"""What people ask of a survey, as rows: km per country, progress per section, totals."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Any

from corridors.geodesy import length_km
from corridors.vocabulary import Status

if TYPE_CHECKING:
    from corridors.model import Route
    from corridors.survey import Segment, Survey

__all__ = [
    "Rows",
    "compare",
    "country_statuses",
    "lengths",
    "progress",
    "segments",
    "status_totals",
    "totals",
]

#: Rows of a table: the same keys in the same order in each; None where something is not known.
Rows = list[dict[str, Any]]

_BY = {"country": [], "section": ["section"], "status": ["status"]}
_COUNTRY = ["corridor", "country", "country_name"]
_CLAIM = [
    "status", "since", "as_of", "source", "progress_pct", "progress_as_of", "progress_source",
]  # fmt: skip
_RUN = ["corridor", "route", "section", "title", "country", "country_name", "basis", *_CLAIM]
_SETS = ["km", "compared_km"]
_KEPT = {"events", "line"}
_M_PER_KM = 1000


def segments(survey: Survey) -> Rows:
    """Return the segments themselves, without their lines and events."""
    return [
        {k: v for k, v in vars(segment).items() if k not in _KEPT} for segment in survey.segments
    ]


def lengths(survey: Survey, by: str = "country") -> Rows:
    """Return km per route, country and zone; with ``by`` also per ``section`` or ``status``."""
    keys = ["corridor", "route", *_BY[by], "country", "country_name", "zone", "basis"]
    return _rows(keys, _sum_km(survey.segments, keys))


def _sum_km(segments: Iterable[Segment], keys: list[str]) -> dict[tuple[Any, ...], float]:
    """Return the km of segments by the values of keys, in order of appearance."""
    sums: dict[tuple[Any, ...], float] = {}
    for segment in segments:
        if segment.length_km is not None:
            key = tuple(getattr(segment, name) for name in keys)
            sums[key] = sums.get(key, 0.0) + segment.length_km
    return sums


def _rows(keys: list[str], sums: dict[tuple[Any, ...], float]) -> Rows:
    return [dict(zip(keys, key, strict=True)) | {"length_km": km} for key, km in sums.items()]


def status_totals(survey: Survey) -> Rows:
    """Return km per country and status, and the progress of works weighted by km.

    The mean is over the stretches whose progress is known; where none is, it is None.
    """
    keys = [*_COUNTRY, "status", "basis"]
    told = [segment for segment in survey.segments if segment.progress_pct is not None]
    known = _sum_km(told, keys)
    done: dict[tuple[Any, ...], float] = {}
    for (*key, percent), km in _sum_km(told, [*keys, "progress_pct"]).items():
        done[tuple(key)] = done.get(tuple(key), 0.0) + percent * km
    mean = {key: done[key] / known[key] for key in done}
    sums = _sum_km(survey.segments, keys)
    rows = zip(_rows(keys, sums), sums, strict=True)
    return [row | {"progress_pct": mean.get(key)} for row, key in rows]


def country_statuses(survey: Survey, *, zones: bool = True) -> Rows:
    """Return km per country with the km of each status, ``unknown`` last.

    With ``zones`` land and sea are rows of their own; without, a country is one row, its zone
    None. Measured and published km stay apart.
    """
    keys = [*_COUNTRY, "zone", "basis"]
    rows: dict[tuple[Any, ...], dict[str, float]] = {}
    for (*key, status), km in _sum_km(survey.segments, [*keys, "status"]).items():
        where = (*key[:3], key[3] if zones else None, key[4])
        row = rows.setdefault(where, dict.fromkeys([*map(str, Status), "unknown"], 0.0))
        row[status or "unknown"] += km
    return [
        dict(zip(keys, key, strict=True)) | {"length_km": sum(km.values())} | km
        for key, km in rows.items()
    ]


def progress(survey: Survey) -> Rows:
    """Return one row per section, country and claim: neighbours that differ in zone only are one.

    ``from_km`` and ``to_km`` count along the route; they are None where no line is known.
    """
    runs = groupby(survey.segments, key=lambda segment: [getattr(segment, k) for k in _RUN])
    return [_run(list(run)) for _, run in runs]


def _run(run: list[Segment]) -> dict[str, Any]:
    known = [segment.length_km for segment in run if segment.length_km is not None]
    place = {
        "from_km": run[0].from_km,
        "to_km": run[-1].to_km,
        "length_km": sum(known) if known else None,
    }
    same = {key: getattr(run[0], key) for key in _RUN}
    return {k: same[k] for k in _RUN[:6]} | place | {k: same[k] for k in _RUN[6:]}


def totals(survey: Survey) -> Rows:
    """Return the length of each route, and by how many metres its pieces fall short of it.

    A route of measured and of published sections has a row for each basis; only what is measured
    can fall short.
    """
    routes = {route.id: route for route in survey.corridor.routes}
    keys = ["corridor", "route", "basis"]
    return [
        row | _whole(routes[row["route"]], row["basis"], row["length_km"])
        for row in _rows(keys, _sum_km(survey.segments, keys))
    ]


def _whole(route: Route, basis: str, pieces_km: float) -> dict[str, float]:
    if basis != "measured":
        return {"length_km": pieces_km, "residual_m": 0.0}
    whole = sum(length_km(section.line) for section in route.sections if section.line is not None)
    return {"length_km": whole, "residual_m": (whole - pieces_km) * _M_PER_KM}


def compare(survey: Survey, other: Survey) -> Rows:
    """Return km per country by both surveys' areas, and by how much the second differs.

    Land and sea of a country are one row; what is no country's goes by its name. Where only one
    set has a row, the other's kilometres are 0. Measured and published km stay apart.
    """
    keys = ["basis", "country", "country_name"]
    first, second = (_sum_km(each.segments, keys) for each in (survey, other))
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for km_of, column in zip((first, second), _SETS, strict=True):
        for (basis, country, name), km in km_of.items():
            empty = {"country": country, "country_name": name, "basis": basis}
            row = rows.setdefault(
                (basis, country or name), {**empty, "km": 0.0, "compared_km": 0.0}
            )
            row[column] += km
    return [
        {"corridor": survey.corridor.id} | row | {"difference_km": row["compared_km"] - row["km"]}
        for row in rows.values()
    ]
