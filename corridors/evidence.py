"""What a corridor's facts rest on: its sources, how many km of status each bears, and how old."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from corridors.ageing import age_months, is_stale
from corridors.vocabulary import PartialDate, Status

if TYPE_CHECKING:
    from corridors.records import Source
    from corridors.sums import Rows
    from corridors.survey import Segment, Survey

__all__ = ["qualities", "sources"]


def sources(surveys: Iterable[Survey]) -> Rows:
    """Return one row per source of each corridor, the most load-bearing of all first.

    Returns
    -------
    list of dict
        ``facts``, the records that name the source; ``measured_km`` and ``published_km``, of the
        segments whose status or progress of works, as it counts on the day, is from it;
        ``age_months`` since it was published, or else read; ``stale``, whether it is to be looked
        up again because such a claim of it is, and ``stale_sections``, where. Ordered by km,
        then facts.
    """
    return sorted((row for survey in surveys for row in _rows(survey)), key=_load)


def _load(row: dict[str, Any]) -> tuple[float, int, str, str]:
    km = row["measured_km"] + row["published_km"]
    return -km, -row["facts"], row["corridor"], row["source"]


def _rows(survey: Survey) -> Rows:
    facts = _facts(survey)
    return [_row(survey, source, facts[source.id]) for source in survey.corridor.sources.values()]


def _facts(survey: Survey) -> Counter[str]:
    """Return the number of records that name each source."""
    named = (
        {getattr(row.record, key, None) for key in ("source", "line_source")}
        for row in survey.corridor.rows
    )
    return Counter(name for names in named for name in names if name is not None)


def _row(survey: Survey, source: Source, facts: int) -> dict[str, Any]:
    resting = [s for s in survey.segments if source.id in {s.source, s.progress_source}]
    stale = [s.section for s in resting if _is_stale(survey, source, s)]
    return {
        "corridor": survey.corridor.id,
        "source": source.id,
        "publisher": source.publisher,
        "title": source.title,
        "url": source.url,
        "published": str(source.published) if source.published else None,
        "accessed": source.accessed.isoformat(),
        "quality": source.quality,
        "facts": facts,
        "measured_km": _sum_km(resting, "measured"),
        "published_km": _sum_km(resting, "published"),
        "age_months": age_months(source.dated.day, survey.on),
        "stale": bool(stale),
        "stale_sections": " ".join(dict.fromkeys(stale)),
    }


def _is_stale(survey: Survey, source: Source, segment: Segment) -> bool:
    """Return whether a claim of the source that counts on the segment is to be looked up again."""
    if segment.source == source.id and segment.stale:
        return True
    if segment.progress_source != source.id or segment.status is None:
        return False
    stated = PartialDate.parse(segment.progress_as_of).day
    return is_stale(Status(segment.status), age_months(stated, survey.on))


def _sum_km(segments: Iterable[Segment], basis: str) -> float:
    known = (s.length_km for s in segments if s.length_km is not None and s.basis == basis)
    return sum(known, 0.0)


def qualities(survey: Survey) -> Rows:
    """Return km, and per cent of km, by the quality of the source that the status rests on.

    Measured and published km stay apart; the quality is None where no status is known.
    """
    known = survey.corridor.sources
    sums: dict[tuple[str, str | None], float] = {}
    for segment in survey.segments:
        if segment.length_km is not None:
            quality = known[segment.source].quality if segment.source else None
            key = (segment.basis, quality)
            sums[key] = sums.get(key, 0.0) + segment.length_km
    wholes = {basis: _sum_km(survey.segments, basis) for basis, _ in sums}
    return [
        {
            "corridor": survey.corridor.id,
            "basis": basis,
            "quality": quality,
            "length_km": km,
            "share_pct": 100 * km / wholes[basis],
        }
        for (basis, quality), km in sorted(sums.items(), key=lambda item: (item[0][0], -item[1]))
    ]
