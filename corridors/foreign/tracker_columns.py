"""Columns of a tracker's release under the names that a Shapefile leaves of them.

A Shapefile has room for ten bytes of a name. GDAL cuts there; what is alike then it calls by the
first eight and ``_1``, ``_2`` and so on, in the order of the columns.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

__all__ = ["long_names", "untold"]

_SHORT = 10
_STEM = 8
_MOST_ALIKE = 10

#: Columns that are read and longer, no two alike when cut.
_COLUMNS = (
    *("PipelineName", "SegmentName", "CountriesOrAreas", "RouteAccuracy", "LastUpdated"),
    *("ProposalYear", "ProposalMonth", "StartMonth1", "ShelvedYear", "ShelvedMonth"),
    *("CancelledYear", "CancelledMonth", "CapacityUnits", "CapacityBcm/y", "DiameterUnits"),
    *("LengthEstimateKm", "LengthMergedKm", "StartLocation", "EndLocation"),
)
#: Columns that are alike when cut, as releases have them, in their order.
_ALIKE = (
    ("ConstructionYear",),
    ("ConstructionYear", "ConstructionMonth"),
    ("LengthKnown", "LengthKnownUnits", "LengthKnownKm"),
)
_OF_TRACKER = {"ProjectID", "PipelineNa", "Status"}


def long_names(names: Collection[str]) -> dict[str, str]:
    """Return what a tracker's release calls the columns of a file whose names are cut.

    Of any other file, and where it is not sure, nothing.

    Examples
    --------
    >>> cut = ["ProjectID", "PipelineNa", "Status", "LengthKnow", "LengthKn_1", "LengthKn_2"]
    >>> found = long_names(cut)
    >>> found["PipelineNa"], found["LengthKn_1"]
    ('PipelineName', 'LengthKnownUnits')
    >>> long_names(["PipelineNa"]), long_names(["ProjectID", "PipelineName", "Status"])
    ({}, {})
    """
    if not _OF_TRACKER.issubset(names):
        return {}
    found = {name[:_SHORT]: name for name in _COLUMNS if name[:_SHORT] in names}
    for alike in _ALIKE:
        cut = list(_cut_alike(alike[0], names))
        if len(cut) == len(alike):
            found |= dict(zip(cut, alike, strict=True))
    return found


def untold(names: Collection[str]) -> tuple[str, ...]:
    """Return the columns of such a file that may be one of several, so that they are not read.

    Examples
    --------
    >>> untold(["ProjectID", "PipelineNa", "Status", "LengthKnow"])
    ('LengthKnow',)
    """
    known = long_names(names)
    cut = (name for alike in _ALIKE for name in _cut_alike(alike[0], names))
    return tuple(dict.fromkeys(name for name in cut if known and name not in known))


def _cut_alike(first: str, names: Collection[str]) -> Iterator[str]:
    """Yield the columns of a file that are cut as a name is, in order."""
    numbered = (f"{first[:_STEM]}_{number}" for number in range(1, _MOST_ALIKE))
    return (name for name in (first[:_SHORT], *numbered) if name in names)
