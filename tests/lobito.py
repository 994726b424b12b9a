"""A third corridor for tests: the Lobito corridor, from Angola's coast into the Copperbelt.

Town centres, by general knowledge to a hundredth of a degree; straight between them.
"""

from __future__ import annotations

import json
from pathlib import Path

__all__ = ["STRETCHES", "TOWNS", "write_lobito"]

TOWNS = {
    "Lobito": (13.55, -12.35),
    "Benguela": (13.41, -12.58),
    "Huambo": (15.74, -12.78),
    "Kuito": (16.93, -12.38),
    "Luena": (19.91, -11.78),
    "Luau": (22.22, -10.71),
    "Kolwezi": (25.47, -10.72),
    "Likasi": (26.74, -10.98),
    "Lubumbashi": (27.48, -11.66),
    "Ndola": (28.64, -12.97),
}
#: Places of each stretch, its status; some are drawn against the route, none in order.
STRETCHES = [
    ("Kolwezi", "Likasi", "operating"),
    ("Lobito", "Benguela", "operating"),
    ("Luena", "Kuito", "operating"),
    ("Benguela", "Huambo", "operating"),
    ("Lubumbashi", "Ndola", "operating"),
    ("Luena", "Luau", "operating"),
    ("Kuito", "Huambo", "operating"),
    ("Likasi", "Lubumbashi", "operating"),
    ("Luau", "Kolwezi", "construction"),
]


def write_lobito(path: Path, leaving_out: str = "") -> Path:
    """Write the corridor as GeoJSON, without the stretch that begins at a town."""
    features = [
        {
            "type": "Feature",
            "properties": {
                "id": f"{a} – {b}",
                "line": "Lobito–Ndola",
                "part": f"{a} – {b}",
                "status": status,
            },
            "geometry": {"type": "LineString", "coordinates": [TOWNS[a], TOWNS[b]]},
        }
        for a, b, status in STRETCHES
        if a != leaving_out
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path
