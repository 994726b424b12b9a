"""Measured lengths against the published ones, each within the tolerance of its line's quality."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corridors.vocabulary import Quality

if TYPE_CHECKING:
    from corridors.model import Corridor, Route
    from corridors.records import Length, Section
    from corridors.sums import Rows
    from corridors.survey import Segment, Survey

__all__ = ["Comparison", "compare_lengths", "compared", "stretch"]

#: Per cent by which a measured length may differ from the published one; other qualities fall
#: short of it by their nature, so that their difference is only reported.
TOLERANCE_PCT = {Quality.NETWORK: 2.5, Quality.TRACED: 5.0}


@dataclass(frozen=True)
class Comparison:
    """A used published length beside the measured length of the same stretch.

    Attributes
    ----------
    length
        The published record.
    measured_km
        Geodesic length of the stretch, or of the country's part; None where a line is unknown.
    quality
        Worst quality of the stretch's lines.
    calibrated_km
        Length of the whole stretch by a chainage that both its ends have; None without one.
    """

    length: Length
    measured_km: float | None
    quality: Quality
    calibrated_km: float | None = None

    @property
    def difference_pct(self) -> float | None:
        """Measured against published in per cent of the published length."""
        if self.measured_km is None:
            return None
        return 100 * (self.measured_km / self.length.length_km - 1)

    @property
    def verdict(self) -> str:
        """Tell ``within``, ``explained``, ``beyond``, ``idle``, ``reported`` or ``unmeasured``.

        ``explained`` is beyond tolerance with a reason given, ``beyond`` without one; ``idle`` is
        a reason for a difference that is not there.
        """
        tolerance = TOLERANCE_PCT.get(self.quality)
        if self.difference_pct is None:
            return "unmeasured"
        if tolerance is None:
            return "reported"
        within = abs(self.difference_pct) <= tolerance
        if self.length.difference:
            return "idle" if within else "explained"
        return "within" if within else "beyond"


def compare_lengths(survey: Survey) -> list[Comparison]:
    """Compare every used published length with the segments of its stretch, in seed order."""
    used = [record for record in survey.corridor.lengths if record.used]
    return [_compare(survey.corridor.route(record.route), record, survey) for record in used]


def compared(survey: Survey) -> Rows:
    """Return the same as rows: ``part`` is the country and the zone that a length is of."""
    return [_row(survey.corridor, comparison) for comparison in compare_lengths(survey)]


def _row(corridor: Corridor, comparison: Comparison) -> dict[str, object]:
    record = comparison.length
    return {
        "corridor": corridor.id,
        "route": record.route,
        "from": record.from_place,
        "to": record.to_place,
        "part": " ".join(filter(None, (record.country, record.zone))),
        "published_km": record.length_km,
        "measured_km": comparison.measured_km,
        "calibrated_km": comparison.calibrated_km,
        "difference_pct": comparison.difference_pct,
        "quality": str(comparison.quality),
        "verdict": comparison.verdict,
        "source": record.source,
        "publisher": corridor.sources[record.source].publisher,
        "reason": record.difference,
    }


def _compare(route: Route, record: Length, survey: Survey) -> Comparison:
    sections = stretch(route, record)
    worst = max(sections, key=lambda s: list(Quality).index(s.quality)).quality
    if worst is Quality.UNKNOWN:
        return Comparison(record, None, worst)
    ids = {section.id for section in sections}
    parts = (s.length_km for s in survey.segments if s.section in ids and _is_of(record, s))
    measured_km = sum(km for km in parts if km is not None)
    return Comparison(record, measured_km, worst, _calibrated_km(survey.corridor, route, record))


def _calibrated_km(corridor: Corridor, route: Route, record: Length) -> float | None:
    """Return the official km between the ends of a whole stretch, by the first such chainage."""
    if record.country or record.zone:
        return None
    reference = corridor.references[route.id]
    ends = (reference.measure(place) for place in (record.from_place, record.to_place))
    begin, end = (reference.chainages(measure_km) for measure_km in ends)
    return next((abs(end[name] - begin[name]) for name in begin if name in end), None)


def _is_of(record: Length, segment: Segment) -> bool:
    """Return whether a segment is of the country and zone that the record was published for."""
    if record.country not in {None, segment.country}:
        return False
    return record.zone is None or (segment.zone == "land") == (record.zone == "land")


def stretch(route: Route, record: Length) -> tuple[Section, ...]:
    """Return the sections from the record's first place to its last."""
    first = [s.from_place for s in route.sections].index(record.from_place)
    last = [s.to_place for s in route.sections].index(record.to_place)
    return route.sections[first : last + 1]
