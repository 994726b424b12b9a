"""OpenStreetMap extracts: railways and pipelines by their tags, or the members of one relation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import osmium

from corridors.errors import InputError
from corridors.foreign.features import RawFeature
from corridors.guard.opening import problem

if TYPE_CHECKING:
    from osmium.osm import Way

__all__ = ["STATUS_KEY", "read_osm"]

#: The text under which a way's status stands, in the words of the seeds.
STATUS_KEY = "status"

#: OSM's words for what is not in use, as values of railway=* and as prefixes of keys
#: (https://wiki.openstreetmap.org/wiki/Lifecycle_prefix), and the nearest of ours.
_LIFECYCLE = {
    "construction": "construction",
    "proposed": "proposed",
    "planned": "proposed",
    "disused": "idle",
    "abandoned": "retired",
    "razed": "retired",
    "demolished": "retired",
    "removed": "retired",
}
_RAIL = {"rail", "narrow_gauge", "light_rail"}
_PIPELINE = {"pipeline"}
#: Roles of the ways that are the line itself.
_ALONG = {"", "forward", "backward"}


def read_osm(path: Path, *, relation: int | None = None) -> Iterator[RawFeature]:
    """Yield the ways of an ``.osm`` or ``.osm.pbf`` file that are railways or pipelines.

    Each has the tags of the way, ``osm_id``, and a status in the words of the seeds as
    ``STATUS_KEY``. A way whose nodes the extract lacks has no lines, and says so.

    Parameters
    ----------
    path
        The extract.
    relation
        Id of a relation: its member ways alone, in its order, whatever their tags.

    Raises
    ------
    InputError
        When the file cannot be read or has no such relation.
    """
    try:
        if relation is None:
            yield from _tagged(path)
        else:
            yield from _members(path, relation)
    except InputError:
        raise
    except (RuntimeError, ValueError, osmium.InvalidLocationError) as error:
        raise problem(path, "file-unreadable", str(error)) from error


def _tagged(path: Path) -> Iterator[RawFeature]:
    for way in _ways(path, lambda way: _status(dict(way.tags)) is not None):
        yield _feature(way)


def _members(path: Path, relation: int) -> Iterator[RawFeature]:
    order = _order(path, relation)
    found = {way.id: _feature(way) for way in _ways(path, lambda way: way.id in set(order))}
    missing = RawFeature({}, (), "way not in the extract")
    for way in order:
        yield found.get(way, missing)


def _order(path: Path, relation: int) -> list[int]:
    """Return the ids of a relation's ways; platforms and stops are none of the line."""
    for one in osmium.FileProcessor(str(path), osmium.osm.RELATION):
        if isinstance(one, osmium.osm.Relation) and one.id == relation:
            return [m.ref for m in one.members if m.type == "w" and m.role in _ALONG]
    raise problem(path, "relation", f"there is no relation {relation} in it")


def _ways(path: Path, is_asked: Callable[[Way], bool]) -> Iterator[Way]:
    processor = osmium.FileProcessor(str(path), osmium.osm.NODE | osmium.osm.WAY).with_locations()
    return (one for one in processor if isinstance(one, osmium.osm.Way) and is_asked(one))


def _feature(way: Way) -> RawFeature:
    tags = {tag.k: tag.v for tag in way.tags}
    texts = tags | {"osm_id": str(way.id), STATUS_KEY: _status(tags) or ""}
    nodes = [(node.lon, node.lat) for node in way.nodes if node.location.valid()]
    if len(nodes) < len(way.nodes):
        return RawFeature(texts, (), "nodes not in the extract")
    return RawFeature(texts, (np.array(nodes, dtype=np.float64).reshape(-1, 2),))


def _status(tags: dict[str, str]) -> str | None:
    """Return the status that tags tell of a railway or a pipeline; None where they tell of none.

    Examples
    --------
    >>> _status({"railway": "rail"}), _status({"railway": "construction", "construction": "rail"})
    ('operating', 'construction')
    >>> _status({"disused:man_made": "pipeline"}), _status({"highway": "track"})
    ('idle', None)
    """
    for key, wanted in (("railway", _RAIL), ("man_made", _PIPELINE)):
        value = tags.get(key, "")
        if value in wanted:
            return "operating"
        if value in _LIFECYCLE and tags.get(value, "rail") in wanted:
            return _LIFECYCLE[value]
        for prefix, status in _LIFECYCLE.items():
            if tags.get(f"{prefix}:{key}") in wanted:
                return status
    return None
