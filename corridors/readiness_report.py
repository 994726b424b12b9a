"""How ready a way is, as tables: what is open and missing, and what its kind asks of it."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from corridors.gas import Throughput, bottleneck, capacities
from corridors.rail import Change, changes, km_by_value, value_runs
from corridors.readiness import Missing, Readiness, readiness
from corridors.runs import Km, Run
from corridors.sums import Table

if TYPE_CHECKING:
    from corridors.model import Corridor
    from corridors.paths import Way
    from corridors.records import Event
    from corridors.sums import Rows
    from corridors.survey import Survey

__all__ = ["tables"]

#: What the least is told of: words, and the attribute of a link.
_LEAST = {
    "capacity": "bcm",
    "capacity, lowest claims": "lowest_bcm",
    "capacity, highest claims": "highest_bcm",
    "capacity free of contracts": "free_bcm",
}
_LEAST_EXPANDED = {
    "if expanded": "expanded_bcm",
    "if expanded, lowest claims": "lowest_expanded_bcm",
    "if expanded, highest claims": "highest_expanded_bcm",
}


def tables(survey: Survey, way: Way, *, expanded: bool = False) -> list[Table]:
    """Return what is asked of a way, in order: how ready it is, then what its kind asks.

    Parameters
    ----------
    survey, way
        A corridor as known on a day, and a way through it.
    expanded
        Of gas, tell also what proposed expansions would change.
    """
    found = readiness(survey, way)
    is_rail = survey.corridor.kind == "rail"
    return [
        *_ready(found),
        *(_rail(survey, way) if is_rail else _gas(survey, way, expanded=expanded)),
    ]


def _ready(found: Readiness) -> list[Table]:
    claims = [
        _claim(found.corridor, claim.link, claim.event, counts=claim.counts, overdue=claim.overdue)
        for claim in found.claims
    ]
    missing = [_missing(found, link) for link in found.missing]
    return [
        Table("summary", "How much is open", _summary(found)),
        Table("opening", "All of it open", [_opening(found)]),
        Table("missing", "Missing links, the longest first", missing),
        Table("claims", "What that rests on", claims),
    ]


def _summary(found: Readiness) -> Rows:
    whole, longest = Run("whole", found.legs), found.longest_open
    parts = {"open to traffic": found.open_km, **found.statuses}
    rows = [_share("whole", whole, whole.km, whole.km)]
    rows += [_share(what, None, km, whole.km) for what, km in parts.items()]
    if longest is not None:
        rows.append(_share("longest open run", longest, longest.km, whole.km))
    return rows


def _share(what: str, run: Run[Any] | None, km: Km, whole: Km) -> dict[str, object]:
    return {
        "what": what,
        "from": run.begins_at if run else None,
        "to": run.ends_at if run else None,
        **km.cells,
        "measured_pct": _pct(km.measured, whole.measured),
        "published_pct": _pct(km.published, whole.published),
    }


def _pct(km: float, whole_km: float) -> float | None:
    return 100 * km / whole_km if whole_km else None


def _opening(found: Readiness) -> dict[str, object]:
    opening = found.opening
    return {
        "opens": opening.date,
        "verdict": opening.verdict,
        "decided_by": "; ".join(map(_ends, opening.links)),
        "overdue": "; ".join(filter(None, (_overdue(found, link) for link in opening.links))),
    }


def _ends(run: Run[Any]) -> str:
    return f"{run.begins_at} – {run.ends_at}"


def _missing(found: Readiness, link: Run[Missing]) -> dict[str, object]:
    return {
        **link.span,
        **link.km.cells,
        "status": link.value.status or "unknown",
        "works_pct": link.value.works_pct,
        "begins": link.value.begins,
        "opens": link.value.opens,
        "overdue": _overdue(found, link),
    }


def _overdue(found: Readiness, link: Run[Missing]) -> str:
    """Return the kinds of those claims that count on a link, and whose date has passed."""
    late = (c.event.kind for c in found.claims if c.link == link and c.counts and c.overdue)
    return " ".join(dict.fromkeys(late))


def _claim(
    corridor: Corridor, link: Run[Any], event: Event, *, counts: bool, overdue: bool = False
) -> dict[str, object]:
    return {
        "link": _ends(link),
        "kind": event.kind,
        "value": event.value,
        "counts": "yes" if counts else "",
        "overdue": "yes" if overdue else "",
        "since": event.since,
        "as_of": corridor.stated(event),
        "source": event.source,
        "publisher": corridor.sources[event.source].publisher,
        "note": event.note,
    }


def _rail(survey: Survey, way: Way) -> list[Table]:
    return [
        *_kind(survey, way, "gauge_mm", ("gauge", "break", "breaks")),
        *_kind(survey, way, "electrification", ("electrification", "change", "changes")),
    ]


def _kind(survey: Survey, way: Way, kind: str, words: tuple[str, str, str]) -> list[Table]:
    """Return the tables of the km of each value of a kind and of where one gives way to another."""
    what, one, many = words
    runs = value_runs(survey, way, kind)
    found = changes(runs)
    km = [
        {kind: "unknown" if value is None else _plain(value)} | km.cells
        for value, km in km_by_value(runs).items()
    ]
    title = f"Kilometres by {what}, {len(found)} {one if len(found) == 1 else many}"
    rows = [_change(change) for change in found]
    return [Table(what, title, km), Table(f"{what}_{many}", f"{many} of {what}".capitalize(), rows)]


def _plain(value: object) -> object:
    """Return a whole number, as gauges are, without decimals."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _change(change: Change) -> dict[str, object]:
    before, after = change.before.legs[-1], change.after.legs[0]
    countries = dict.fromkeys(filter(None, (before.segment.country, after.segment.country)))
    return {
        "before": _plain(change.before.value),
        "after": _plain(change.after.value),
        "at": after.begins_at if change.is_sharp else f"{before.ends_at} – {after.begins_at}",
        "route": after.segment.route,
        "km": after.begin_km if change.is_sharp else None,
        "countries": " ".join(countries),
    }


def _gas(survey: Survey, way: Way, *, expanded: bool) -> list[Table]:
    links = capacities(survey, way)
    told = _LEAST | (_LEAST_EXPANDED if expanded else {})
    least = [_least(links, words, name) for words, name in told.items()]
    more = [_expansion(link) for link in links if link.value.expansion.used] if expanded else []
    claims = [row for link in links for row in _figures(survey, link, expanded=expanded)]
    return [
        Table("links", "What can pass that way, billion m³ a year", [_link(k) for k in links]),
        Table("expansions", "If proposed expansions were built, billion m³ a year", more),
        Table("bottleneck", "The least of it, billion m³ a year", least),
        Table("capacity_claims", "What that rests on", claims),
    ]


def _link(link: Run[Throughput]) -> dict[str, object]:
    line = link.value
    return {
        "link": _ends(link),
        "routes": link.span["routes"],
        **link.km.cells,
        "status": line.status or "unknown",
        "capacity_bcm": line.bcm,
        "lowest_bcm": line.lowest_bcm,
        "highest_bcm": line.highest_bcm,
        "contracted_bcm": line.contracted.bcm,
        "free_bcm": line.free_bcm,
    }


def _expansion(link: Run[Throughput]) -> dict[str, object]:
    line = link.value
    return {
        "link": _ends(link),
        "capacity_bcm": line.bcm,
        "expanded_bcm": line.expanded_bcm,
        "lowest_expanded_bcm": line.lowest_expanded_bcm,
        "highest_expanded_bcm": line.highest_expanded_bcm,
    }


def _figures(
    survey: Survey, link: Run[Throughput], *, expanded: bool
) -> Iterator[dict[str, object]]:
    line = link.value
    for figure in (line.capacity, line.contracted, *([line.expansion] if expanded else [])):
        if figure.used is not None:
            yield _claim(survey.corridor, link, figure.used, counts=True)
        for event in figure.others:
            yield _claim(survey.corridor, link, event, counts=False)


def _least(links: list[Run[Throughput]], words: str, name: str) -> dict[str, object]:
    least = bottleneck(links, attrgetter(name))
    return {
        "of": words,
        "bcm": least.bcm,
        "bound": "at most" if least.unknown else "",
        "set_by": "; ".join(map(_ends, least.at)),
        "unknown": "; ".join(map(_ends, least.unknown)),
    }
