"""What is particular to a railway: gauge and electrification on a way, and where they change."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from corridors.progress import newest
from corridors.runs import Km, Leg, Run, runs, sum_km

if TYPE_CHECKING:
    from corridors.fields import Value
    from corridors.paths import Way
    from corridors.survey import Survey

__all__ = ["Change", "changes", "km_by_value", "value_runs"]


class Change(NamedTuple):
    """Two runs of known values that differ; between them the value is unknown, if anything lies.

    Of gauges it is a break of gauge.
    """

    before: Run[Value | None]
    after: Run[Value | None]

    @property
    def is_sharp(self) -> bool:
        """Whether one run begins where the other ends, so that the place is known."""
        return self.before.ends_at == self.after.begins_at


def value_runs(survey: Survey, way: Way, kind: str) -> list[Run[Value | None]]:
    """Return the runs of a kind of fact on a way, in order, as known on the survey's day.

    Parameters
    ----------
    survey, way
        A corridor as known on a day, and a way through it.
    kind
        ``gauge_mm``, ``electrification`` or another kind of event; the claim counts that
        :func:`corridors.progress.newest` picks. None is the value where nothing is known.

    Examples
    --------
    >>> from corridors import load_boundaries, read_corridor
    >>> from corridors.paths import main_ends, path
    >>> from corridors.survey import survey
    >>> railway = read_corridor("st-petersburg-iran")
    >>> known = survey(railway, load_boundaries("fine"), railway.read_on)
    >>> gauges = value_runs(known, path(known, "baku", "tehran"), "gauge_mm")
    >>> [(break_.before.value, break_.after.begins_at) for break_ in changes(gauges)]
    [(1520.0, 'astara')]
    """

    def value(leg: Leg) -> Value | None:
        event = newest(survey.corridor, leg.events, kind, survey.on)
        return event.value if event else None

    return runs(way.legs, value)


def changes(found: list[Run[Value | None]]) -> list[Change]:
    """Return where a value gives way to another, what is unknown left out."""
    known = [run for run in found if run.value is not None]
    return [Change(a, b) for a, b in pairwise(known) if a.value != b.value]


def km_by_value(found: list[Run[Value | None]]) -> dict[Value | None, Km]:
    """Return the kilometres of each value, in order of appearance, unknown last."""
    values = dict.fromkeys(run.value for run in found)
    order = sorted(values, key=lambda value: value is None)
    return {
        value: sum_km(leg for run in found if run.value == value for leg in run.legs)
        for value in order
    }
