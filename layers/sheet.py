"""The style sheet of lines: colours, dashes and widths out of the records of `style`."""

from __future__ import annotations

from layers.style import LAND_COLOURS, QUALITIES, STATUSES, QualityStyle, StatusStyle

__all__ = ["stylesheet"]


def stylesheet() -> str:
    """Return the style sheet of the statuses: their colours by page, dashes and widths."""
    light = "\n".join(_colour_rule(status, status.colour) for status in STATUSES)
    dark = "\n".join(_colour_rule(status, status.dark_colour) for status in STATUSES)
    lines = "\n".join([*map(_line_rule, STATUSES), *map(_quality_rule, QUALITIES)])
    return (
        f":root {{ --land: {LAND_COLOURS[0]}; }}\n{light}\n{lines}\n"
        f"@media screen and (prefers-color-scheme: dark) {{\n"
        f":root {{ --land: {LAND_COLOURS[1]}; }}\n{dark}\n}}\n"
    )


def _colour_rule(status: StatusStyle, colour: str) -> str:
    return f".status-{status.word} {{ --colour: {colour}; }}"


def _line_rule(status: StatusStyle) -> str:
    dash = status.dash or "none"
    return (
        f".status-{status.word} {{ --dash: {dash}; --weight: {status.weight}px; "
        f"--cap: {status.cap}; }}"
    )


def _quality_rule(quality: QualityStyle) -> str:
    return f".quality-{quality.word} {{ --width: {quality.width}; --band: {quality.band}px; }}"
