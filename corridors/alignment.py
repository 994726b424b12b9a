"""tmp"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from corridors.geodesy import measures_km


class Located(NamedTuple):
    km: float
    offset_km: float


class Alignment:
    def __init__(self, parts):
        self.parts = tuple(parts)
        m = [measures_km(p) for p in parts]
        self.starts_km = np.concatenate([[0.0], np.cumsum([x[-1] for x in m])])
        self.length_km = float(self.starts_km[-1])
        self._m = [x + s for x, s in zip(m, self.starts_km)]

    def locate(self, point, near_km=None):
        best = (1e9, 0.0)
        for p, m in zip(self.parts, self._m):
            k = np.cos(np.radians(point[1])) * 111.32
            d = (p - np.array(point)) * [k, 111.19]
            a, b = d[:-1], d[1:]
            ab = b - a
            t = np.clip(-(a * ab).sum(1) / np.maximum((ab * ab).sum(1), 1e-12), 0, 1)
            q = a + ab * t[:, None]
            r = np.hypot(*q.T)
            i = int(r.argmin())
            if r[i] < best[0]:
                best = (r[i], m[i] + t[i] * (m[i + 1] - m[i]))
        return Located(float(best[1]), float(best[0]))
