"""KML, KMZ and GPX: every folder of placemarks, every track and route."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

import numpy as np
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import parse

from corridors.foreign.features import RawFeature
from corridors.guard.archives import opened_zip, the_one
from corridors.guard.opening import problem

if TYPE_CHECKING:
    from typing import IO
    from xml.etree.ElementTree import Element

    from numpy.typing import NDArray

    from corridors.guard.opening import Source

__all__ = ["read_markup"]

#: A KMZ file holds one document, which is unpacked in memory.
_MOST_BYTES = 256 * 2**20
_LINES = {"LineString", "LinearRing", "Track"}
_OTHERS = {"Point", "Polygon", "Model"}


def read_markup(source: Source, notes: list[str]) -> Iterator[RawFeature]:
    """Yield the placemarks of KML and KMZ files, the tracks and routes of GPX files.

    Parameters
    ----------
    source
        The file.
    notes
        Is added to: that links to other files are not followed.

    Raises
    ------
    InputError
        When it is no such file, or a vertex is none.
    """
    if source.driver == "GPX":
        return _read_gpx(source.path)
    read = _read_kmz if source.driver == "KMZ" else _read_kml
    return read(source.path, notes)


def _read_kml(path: Path, notes: list[str]) -> Iterator[RawFeature]:
    """Yield the placemarks of all folders of a KML file."""
    with path.open("rb") as file:
        yield from _placemarks(path, file, notes)


def _read_kmz(path: Path, notes: list[str]) -> Iterator[RawFeature]:
    """Yield the placemarks of the document in a KMZ file."""
    with opened_zip(path) as archive:
        member = the_one(path, archive, ".kml")
        if member.file_size > _MOST_BYTES:
            raise problem(path, "zip", "its document is read up to 256 MiB")
        document = io.BytesIO(archive.read(member))
    yield from _placemarks(path, document, notes)


def _read_gpx(path: Path) -> Iterator[RawFeature]:
    """Yield the tracks, a part a segment, and the routes of a GPX file."""
    with path.open("rb") as file:
        root = _root(path, file, "gpx")
    for track in _all(root, "trk"):
        segments = tuple(_gpx_line(path, one, "trkpt") for one in _all(track, "trkseg"))
        yield RawFeature(_texts(track), segments, "" if segments else "no segment")
    for route in _all(root, "rte"):
        yield RawFeature(_texts(route), (_gpx_line(path, route, "rtept"),))


def _gpx_line(path: Path, parent: Element, name: str) -> NDArray[np.float64]:
    try:
        points = [(float(p.attrib["lon"]), float(p.attrib["lat"])) for p in _all(parent, name)]
    except (KeyError, ValueError) as error:
        raise problem(path, "vertex", f"a {name} without lon and lat in degrees") from error
    return np.array(points, dtype=np.float64).reshape(-1, 2)


def _placemarks(path: Path, file: IO[bytes], notes: list[str]) -> Iterator[RawFeature]:
    root = _root(path, file, "kml")
    links = sum(1 for _ in _all(root, "NetworkLink"))
    if links:
        notes.append(f"{links} links to other files are not followed")
    for number, placemark in enumerate(_all(root, "Placemark"), start=1):
        shapes = list(_shapes(placemark))
        found = [node for node in shapes if _name(node) in _LINES]
        others = len(shapes) > len(found)
        reason = "" if found else ("not a line" if others else "no geometry")
        parts = () if reason else tuple(_kml_line(path, number, node) for node in found)
        yield RawFeature(_texts(placemark), parts, reason)


def _shapes(node: Element) -> Iterator[Element]:
    """Yield the shapes of a placemark; the rings of a polygon are none."""
    for child in node:
        if _name(child) in _LINES | _OTHERS:
            yield child
        else:
            yield from _shapes(child)


def _kml_line(path: Path, number: int, node: Element) -> NDArray[np.float64]:
    """Return the vertices: tuples with commas, or those of a track with blanks."""
    texts = [coord.text or "" for coord in _all(node, "coord")]
    tuples = [text.split() for text in texts] or [
        one.split(",")
        for coords in _all(node, "coordinates")
        for one in (coords.text or "").split()
    ]
    try:
        points = [(float(lon), float(lat)) for lon, lat, *_ in tuples]
    except ValueError as error:
        message = "a vertex is longitude, latitude and perhaps height, with commas between"
        raise problem(path, "vertex", message, f"feature {number}") from error
    return np.array(points, dtype=np.float64).reshape(-1, 2)


def _root(path: Path, file: IO[bytes], name: str) -> Element:
    try:
        root = parse(file, forbid_dtd=True).getroot()
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise problem(path, "xml-syntax", f"{type(error).__name__}: {error}") from error
    if root is None or _name(root) != name:
        raise problem(path, "format", f"its outermost element is not {name}")
    return root


def _all(node: Element, name: str) -> Iterator[Element]:
    return (one for one in node.iter() if _name(one) == name)


def _name(node: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(node.tag).rpartition("}")[2]


def _texts(node: Element) -> dict[str, str]:
    """Return the plain children of a feature, and the extended data of a placemark."""
    plain = {_name(child): (child.text or "").strip() for child in node if len(child) == 0}
    for data in (one for one in node.iter() if _name(one) in {"Data", "SimpleData"}):
        value = next(_all(data, "value"), data)
        plain[data.attrib.get("name", "")] = (value.text or "").strip()
    return {name: text for name, text in plain.items() if text}
