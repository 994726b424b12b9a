"""What people ask of a survey, as rows: km per country, progress per section, totals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from corridors.ageing import age_months
from corridors.geodesy import length_km
from corridors.progress import figure_of
from corridors.vocabulary import EVENT_KINDS, PROGRESS_KINDS, Status

if TYPE_CHECKING:
    from corridors.model import Route
    from corridors.progress import Picked
    from corridors.survey import Segment, Survey

__all__ = [
    "Rows",
    "Table",
    "compare",
    "country_statuses",
    "figures",
    "lengths",
    "progress",
    "segments",
    "span",
    "status_totals",
    "totals",
]

#: Rows of a table: the same keys in the same order in each; None where something is not known.
Rows = list[dict[str, Any]]


class Table(NamedTuple):
    """One of several tables of an answer: rows with the same keys in each."""

    name: str
    title: str
    rows: Sequence[Mapping[str, object]]


_BY = {"country": [], "section": ["section"], "status": ["status"]}
_COUNTRY = ["corridor", "country", "country_name"]
_TOTAL_BY = {
    "section": ["corridor", "route", "section"],
    "route": ["corridor", "route"],
    "country": _COUNTRY,
    "corridor": ["corridor"],
}
_CLAIM = [
    "status", "since", "as_of", "source", "age_months", "stale", "suggested",
    "progress_pct", "progress_as_of", "progress_source",
]  # fmt: skip
_RUN = ["corridor", "route", "section", "title", "country", "country_name", "basis", *_CLAIM]
_SETS = ["km", "compared_km"]
_KEPT = {"events", "points", "line"}
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


def status_totals(survey: Survey, by: str = "country") -> Rows:
    """Return km and per cent of km per status, and the progress of works weighted by km.

    Sums are ``by`` ``section``, ``route``, ``country`` or ``corridor``, measured and published km
    apart. ``progress_pct`` is the mean over the ``progress_km`` on which works are told; where
    they are told on none, it is None.
    """
    keys = [*_TOTAL_BY[by], "status", "basis"]
    sums = _sum_km(survey.segments, keys)
    wholes = _sum_km(survey.segments, [*_TOTAL_BY[by], "basis"])
    told = [segment for segment in survey.segments if segment.progress_pct is not None]
    works = _sum_km(told, keys)
    done = _sum_works(told, keys)
    return [
        row
        | {
            "share_pct": 100 * km / wholes[*key[:-2], key[-1]],
            "progress_pct": done[key] / works[key] if key in works else None,
            "progress_km": works.get(key, 0.0),
        }
        for row, (key, km) in zip(_rows(keys, sums), sums.items(), strict=True)
    ]


def _sum_works(told: Iterable[Segment], keys: list[str]) -> dict[tuple[Any, ...], float]:
    """Return the sum of km times per cent of works by the values of keys."""
    done: dict[tuple[Any, ...], float] = {}
    for (*key, percent), km in _sum_km(told, [*keys, "progress_pct"]).items():
        done[tuple(key)] = done.get(tuple(key), 0.0) + percent * km
    return done


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
    same = {key: getattr(run[0], key) for key in _RUN}
    return {k: same[k] for k in _RUN[:6]} | span(run) | {k: same[k] for k in _RUN[6:]}


def span(run: Sequence[Segment]) -> dict[str, float | None]:
    """Return from_km, to_km and length_km of segments that follow each other on a route."""
    known = [segment.length_km for segment in run if segment.length_km is not None]
    return {
        "from_km": run[0].from_km,
        "to_km": run[-1].to_km,
        "length_km": sum(known) if known else None,
    }


def figures(survey: Survey) -> Rows:
    """Return one row per section, country and figure of progress, each by what it tells.

    Kinds of progress never mix. ``claimed_from`` and ``claimed_to`` are those of the claim (None:
    the ends of the route), of which the figure is told: in km, it is of that whole stretch.
    """
    rows = []
    for kind in PROGRESS_KINDS:
        told = [(segment, _figure(survey, segment, kind)) for segment in survey.segments]
        for (*_, picked), run in groupby(told, key=_same_figure):
            if picked is not None:
                rows.append(_figure_row(survey, picked, [segment for segment, _ in run]))
    return rows


def _figure(survey: Survey, segment: Segment, kind: str) -> Picked | None:
    return figure_of(survey.corridor, segment.events, kind, survey.on)


def _same_figure(told: tuple[Segment, Picked | None]) -> tuple[Any, ...]:
    segment, picked = told
    return segment.section, segment.country, segment.basis, picked


def _figure_row(survey: Survey, picked: Picked, run: list[Segment]) -> dict[str, Any]:
    event, kind = picked.event, EVENT_KINDS[picked.event.kind]
    stated = survey.corridor.stated(event)
    return (
        {key: getattr(run[0], key) for key in _RUN[:6]}
        | span(run)
        | {
            "basis": run[0].basis,
            "kind": event.kind,
            "label": kind.label,
            "value": event.value,
            "unit": kind.unit,
            "claimed_from": event.begin,
            "claimed_to": event.end,
            "as_of": str(stated),
            "age_months": age_months(stated.day, survey.on),
            "source": event.source,
            "rule": picked.rule,
        }
    )


def totals(survey: Survey) -> Rows:
    """Return the length of each route, and by how many metres its pieces fall short of it.

    A route of measured and of published sections has a row for each basis; only what is measured
    can fall short.
    """
    keys = ["corridor", "route", "basis"]
    return [
        row | _whole(survey.corridor.route(row["route"]), row["basis"], row["length_km"])
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
