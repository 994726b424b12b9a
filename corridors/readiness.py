"""How far a way is ready: what is open, what is missing, and when all of it might be open.

Open to traffic is what operates, also under modernisation. What is not known to be so is a
missing link. The whole is open when the last missing link is: on the latest of the dates claimed,
where each link has one and none of them has passed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from corridors.progress import newest
from corridors.runs import Km, Leg, Run, runs, sum_km
from corridors.vocabulary import PROGRESS_KINDS, PartialDate, Status

if TYPE_CHECKING:
    from corridors.model import Corridor
    from corridors.paths import Way
    from corridors.records import Event
    from corridors.survey import Survey

__all__ = ["OPEN", "Claim", "Missing", "Opening", "Readiness", "readiness"]

#: Statuses of what is open to traffic.
OPEN = frozenset({Status.OPERATING, Status.MODERNISATION})

#: What the claims told of a missing link are about: how far it is, and when it is to open.
_CLAIMED = ("status", *PROGRESS_KINDS, "begins", "opens")


class Missing(NamedTuple):
    """What counts of a missing link on a day; None where nothing is known."""

    status: Status | None
    works_pct: float | None
    begins: PartialDate | None
    opens: PartialDate | None


class Opening(NamedTuple):
    """When the whole might be open.

    ``verdict`` is ``open`` (it is), ``claimed`` (on the date), ``no date claimed`` (of a link) or
    ``overdue`` (a link's date has passed, and it is not open). ``links`` are those that decide:
    open last, without a date, overdue.
    """

    verdict: Literal["open", "claimed", "no date claimed", "overdue"]
    date: PartialDate | None
    links: tuple[Run[Missing], ...]


class Claim(NamedTuple):
    """Something claimed of a missing link: whether it counts, and whether its date has passed."""

    link: Run[Missing]
    event: Event
    counts: bool
    overdue: bool


@dataclass(frozen=True)
class Readiness:
    """How far one way is ready on a day."""

    corridor: Corridor = field(repr=False)
    on: date
    legs: tuple[Leg, ...] = field(repr=False)

    @property
    def statuses(self) -> dict[str, Km]:
        """Kilometres of each status on the way, ``unknown`` last."""
        told = [(leg.segment.status or "unknown", leg) for leg in self.legs]
        sums = {
            word: sum_km(leg for status, leg in told if status == word)
            for word in (*map(str, Status), "unknown")
        }
        return {word: km for word, km in sums.items() if km != Km()}

    @property
    def open_km(self) -> Km:
        """Kilometres open to traffic."""
        return sum_km(leg for leg in self.legs if _is_open(leg))

    @property
    def longest_open(self) -> Run[bool] | None:
        """The longest run open to traffic without a gap; None where nothing is open."""
        return max((r for r in runs(self.legs, _is_open) if r.value), key=_any_km, default=None)

    @property
    def missing(self) -> list[Run[Missing]]:
        """The links not known to be open, the longest first."""
        gaps = [run for run in runs(self.legs, _is_open) if not run.value]
        links = [link for gap in gaps for link in runs(gap.legs, self._missing)]
        return sorted(links, key=_any_km, reverse=True)

    @property
    def opening(self) -> Opening:
        """When the whole might be open, by the claim that counts of each missing link."""
        links = self.missing
        days = [(link, link.value.opens) for link in links]
        undated = tuple(link for link, day in days if day is None)
        dated = [(link, day) for link, day in days if day is not None]
        overdue = tuple(link for link, day in dated if day.day < self.on)
        if not links:
            return Opening("open", None, ())
        if undated:
            return Opening("no date claimed", None, undated)
        if overdue:
            return Opening("overdue", None, overdue)
        last = max((day for _, day in dated), key=lambda day: day.day)
        return Opening("claimed", last, tuple(k for k, day in dated if day.day == last.day))

    @property
    def claims(self) -> list[Claim]:
        """What is claimed of the missing links by the day, what counts before what does not."""
        return [
            claim
            for link in self.missing
            for kind in _CLAIMED
            for claim in sorted(self._claims(link, kind), key=lambda claim: not claim.counts)
        ]

    def _claims(self, link: Run[Missing], kind: str) -> Iterator[Claim]:
        """Yield each claim of a kind that was known by the day once."""
        counting = [newest(self.corridor, leg.events, kind, self.on) for leg in link.legs]
        told = [e for leg in link.legs for e in leg.events if e.kind == kind]
        for number, event in enumerate(told):
            if event not in told[:number] and self.corridor.dated(event) <= self.on:
                overdue = isinstance(event.value, PartialDate) and event.value.day < self.on
                yield Claim(link, event, event in counting, overdue)

    def _missing(self, leg: Leg) -> Missing:
        found = (newest(self.corridor, leg.events, kind, self.on) for kind in Missing._fields)
        status, works_pct, begins, opens = (event.value if event else None for event in found)
        return Missing(
            cast("Status | None", status),
            cast("float | None", works_pct),
            cast("PartialDate | None", begins),
            cast("PartialDate | None", opens),
        )


def readiness(survey: Survey, way: Way) -> Readiness:
    """Return how far a way through a corridor is ready, as known on the survey's day.

    Examples
    --------
    >>> from corridors import load_boundaries, read_corridor
    >>> from corridors.paths import main_ends, path
    >>> from corridors.survey import survey
    >>> railway = read_corridor("st-petersburg-iran")
    >>> known = survey(railway, load_boundaries("fine"), railway.read_on)
    >>> found = readiness(known, path(known, *main_ends(railway)))
    >>> [(link.begins_at, link.ends_at, str(link.value.status)) for link in found.missing]
    [('astara', 'rasht', 'proposed')]
    """
    return Readiness(survey.corridor, survey.on, way.legs)


def _is_open(leg: Leg) -> bool:
    return leg.segment.status in OPEN


def _any_km(run: Run[bool] | Run[Missing]) -> float:
    """Return the length for comparison only: tables never add measured to published."""
    return run.km.measured + run.km.published
