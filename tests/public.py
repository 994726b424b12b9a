"""The public names: what may be imported, and stays where it is."""

from __future__ import annotations

__all__ = ["PUBLIC"]

#: What the major version promises: to take a name away, or its place, is a new one.
PUBLIC = {
    "corridors": {
        *("Boundaries", "Corridor"),
        *("CorridorError", "ExtraError", "FileError", "InputError", "OptionError"),
        *("UnknownCorridorError", "length_km", "lengths_by_country", "load_boundaries"),
        *("read_corridor", "segments", "split_by_country", "split_line"),
    },
    "corridors.accessor": {"CorridorAccessor"},
    "corridors.survey": {"Segment", "Survey", "TOLD", "bounds_of", "survey"},
    "corridors.tables": {
        *("compare", "country_statuses", "figures", "history", "lengths", "progress"),
        *("published", "readiness", "segments", "status_totals", "surveyed", "totals"),
    },
    "layers": {"explore", "explore_lines", "render", "write"},
    "layers.picture": {"draw", "plot"},
}
