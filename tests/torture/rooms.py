"""What is mutated, room by room, and the tests that are to notice: none of over five seconds."""

from __future__ import annotations

__all__ = ["ROOMS"]

_CUT = ("tests/test_splitting.py", "-knot walked and not made_anew")
_ROUTES = ("tests/test_referencing.py", "tests/test_calibration.py", "tests/test_alignment.py")
_FACTS = ("tests/test_progress.py", "tests/test_ageing.py", "tests/test_history.py")

#: Modules by room, each with the words that pytest is given, what is quick first.
ROOMS: dict[str, dict[str, tuple[str, ...]]] = {
    "cutting": {
        "corridors/splitting.py": _CUT,
        "corridors/engine/cutting.py": (
            "tests/engine/test_measure.py",
            "tests/test_networks.py",
            *_CUT,
        ),
        "corridors/engine/meetings.py": _CUT,
        "corridors/engine/borderruns.py": _CUT,
        "corridors/engine/stretches.py": (*_CUT, "tests/engine/test_stretches.py"),
        "corridors/engine/nearby.py": (*_CUT, "tests/engine/test_nearby.py"),
        "corridors/engine/lattice.py": ("tests/engine/test_borders.py", *_CUT),
        "corridors/engine/grid.py": ("tests/engine/test_borders.py", *_CUT),
        "corridors/engine/borders.py": ("tests/engine/test_borders.py", *_CUT),
        "corridors/engine/shortedges.py": ("tests/engine/test_shortedges.py", *_CUT),
    },
    "referencing": {
        "corridors/referencing.py": (*_ROUTES[:2], "tests/test_survey.py"),
        "corridors/calibration.py": _ROUTES[:2],
        "corridors/alignment.py": _ROUTES[2:],
        "corridors/intervals.py": ("tests/test_intervals.py", "tests/test_referencing.py"),
        "corridors/segmentation.py": ("tests/test_segmentation.py",),
        "corridors/geodesy.py": ("tests/test_geodesy.py", *_ROUTES[2:]),
        "corridors/engine/nearest.py": ("tests/test_alignment.py", "tests/engine/test_nearest.py"),
        "corridors/engine/steps.py": ("tests/test_alignment.py", "tests/engine/test_nearest.py"),
    },
    "progress": {
        "corridors/progress.py": _FACTS,
        "corridors/ageing.py": _FACTS[1:2],
        "corridors/history.py": _FACTS[2:],
        "corridors/difference.py": ("tests/test_difference.py",),
        "corridors/readiness.py": ("tests/test_readiness.py",),
    },
    "writing": {
        "corridors/exchange.py": ("tests/test_exchange.py", "tests/test_stages.py"),
        "corridors/stages.py": ("tests/test_exchange.py", "tests/test_stages.py"),
    },
}
