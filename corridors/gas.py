"""What is particular to a gas pipeline on a way: what can pass, each way, and where it chokes.

A capacity, contract or expansion holds in the direction that its event names; without one, only
in that of its route, in which a line was built: that it can be reversed is for a source to say.
A way takes one of lines that run side by side; where their capacity is told of the system, as of
the South Caucasus Pipeline and its loop, it is taken once and never added up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, cast

from corridors.progress import newest
from corridors.readiness import OPEN
from corridors.runs import Leg, Run, runs

if TYPE_CHECKING:
    from corridors.paths import Way
    from corridors.records import Event
    from corridors.survey import Survey

__all__ = ["Bottleneck", "Figure", "Throughput", "bottleneck", "capacities"]


@dataclass(frozen=True)
class Figure:
    """What is claimed of one quantity, in billion m³ a year.

    Attributes
    ----------
    used
        The claim that counts; None where there is none.
    others
        Claims of other values that stand beside it: none that a known one has replaced since.
    """

    used: Event | None = None
    others: tuple[Event, ...] = ()

    @property
    def bcm(self) -> float | None:
        """Value of the claim that counts."""
        return _bcm(self.used) if self.used else None

    @property
    def lowest_bcm(self) -> float | None:
        """Lowest value claimed."""
        return min(map(_bcm, self._all), default=None)

    @property
    def highest_bcm(self) -> float | None:
        """Highest value claimed."""
        return max(map(_bcm, self._all), default=None)

    @property
    def _all(self) -> tuple[Event, ...]:
        return (self.used, *self.others) if self.used else ()


@dataclass(frozen=True)
class Throughput:
    """What is known of what can pass along a stretch in the direction of a way.

    Attributes
    ----------
    status
        Of the stretch; None where it is not known.
    capacity, contracted, expansion
        What can pass, what of it is sold for long, and what could pass if expanded; in billion m³
        a year.
    """

    status: str | None
    capacity: Figure
    contracted: Figure
    expansion: Figure

    @property
    def is_shut(self) -> bool:
        """Whether it is known that nothing can pass: not built, or out of use."""
        return self.status is not None and self.status not in OPEN

    @property
    def bcm(self) -> float | None:
        """What can pass today; 0 where it is shut, None where it is not known."""
        return 0.0 if self.is_shut else self.capacity.bcm

    @property
    def lowest_bcm(self) -> float | None:
        """What can pass today by the lowest claim."""
        return 0.0 if self.is_shut else self.capacity.lowest_bcm

    @property
    def highest_bcm(self) -> float | None:
        """What can pass today by the highest claim."""
        return 0.0 if self.is_shut else self.capacity.highest_bcm

    @property
    def free_bcm(self) -> float | None:
        """What can pass today beyond what is sold for long; None where one is not known."""
        if self.is_shut:
            return 0.0
        if self.bcm is None or self.contracted.bcm is None:
            return None
        return round(self.bcm - self.contracted.bcm, 9)

    @property
    def expanded_bcm(self) -> float | None:
        """What could pass if the expansion were built, else the capacity."""
        return self._expanded(self.expansion.bcm, self.capacity.bcm)

    @property
    def lowest_expanded_bcm(self) -> float | None:
        """What could pass by the lowest claim of an expansion, such as its first step."""
        return self._expanded(self.expansion.lowest_bcm, self.capacity.lowest_bcm)

    @property
    def highest_expanded_bcm(self) -> float | None:
        """What could pass by the highest claim of an expansion, such as its last step."""
        return self._expanded(self.expansion.highest_bcm, self.capacity.highest_bcm)

    def _expanded(self, expansion: float | None, capacity: float | None) -> float | None:
        return capacity if expansion is None else expansion


class Bottleneck(NamedTuple):
    """The least of a quantity along a way.

    ``bcm`` is None where nothing is known at all; with ``unknown`` links it is an upper bound.
    ``at`` are the links that set it.
    """

    bcm: float | None
    at: tuple[Run[Throughput], ...]
    unknown: tuple[Run[Throughput], ...]


def capacities(survey: Survey, way: Way) -> list[Run[Throughput]]:
    """Return the links of a way, each uniform in all that is known of what can pass along it.

    Examples
    --------
    How much Russian gas could reach Italy by the lines that exist, by what is known of them:

    >>> from corridors import load_boundaries, read_corridor
    >>> from corridors.paths import path
    >>> from corridors.survey import survey
    >>> gas = read_corridor("southern-gas")
    >>> known = survey(gas, load_boundaries("fine"), gas.read_on)
    >>> links = capacities(known, path(known, "mozdok", "melendugno"))
    >>> for link in links:
    ...     print(link.begins_at, link.ends_at, link.value.bcm, link.value.free_bcm)
    mozdok kazi-magomed 13.0 11.0
    kazi-magomed sangachal None None
    sangachal turkgozu 23.4 7.4
    turkgozu seyitgazi 16.0 0.0
    seyitgazi ipsala 16.0 6.0
    kipoi melendugno 11.2 1.2
    >>> least = bottleneck(links, lambda link: link.bcm)
    >>> least.bcm, [link.begins_at for link in least.at], [k.ends_at for k in least.unknown]
    (11.2, ['kipoi'], ['sangachal'])
    """

    def throughput(leg: Leg) -> Throughput:
        told = (_figure(survey, leg, kind) for kind in _KINDS)
        return Throughput(leg.segment.status, *told)

    return runs(way.legs, throughput)


_KINDS = ("capacity_bcm", "contracted_bcm", "expansion_bcm")


def bottleneck(
    links: Iterable[Run[Throughput]], bcm: Callable[[Throughput], float | None]
) -> Bottleneck:
    """Return the least of a quantity of the links, and which of them set it."""
    told = [(link, bcm(link.value)) for link in links]
    least = min((value for _, value in told if value is not None), default=None)
    at = tuple(link for link, value in told if value is not None and value == least)
    return Bottleneck(least, at, tuple(link for link, value in told if value is None))


def _figure(survey: Survey, leg: Leg, kind: str) -> Figure:
    """Return what is claimed of a leg in the direction in which it is passed."""
    corridor = survey.corridor
    ways = {"against"} if leg.against else {"with", ""}
    told = [e for e in leg.events if e.kind == kind and e.direction in ways]
    known = [e for e in told if corridor.dated(e) <= survey.on]
    used = newest(corridor, known, kind, survey.on)
    if used is None:
        return Figure()
    replaced = max((corridor.dated(e) for e in known if e.since), default=None)
    others = [e for e in known if e.value != used.value]
    kept = (e for e in others if replaced is None or corridor.dated(e) >= replaced)
    return Figure(used, tuple(kept))


def _bcm(event: Event) -> float:
    return cast("float", event.value)
