"""JSON as its standard (RFC 8259) has it: each key once, each number finite, nothing behind."""

from __future__ import annotations

import json
import math
from typing import Any

__all__ = ["parse_json"]


def parse_json(text: str) -> Any:  # noqa: ANN401  whatever JSON holds
    """Return what a text in JSON holds.

    Raises
    ------
    ValueError
        When it is no JSON, nests too deep, has a key twice in one object, or a number beyond all
        measure; a `json.JSONDecodeError` where the place is known.

    Examples
    --------
    >>> parse_json('{"a": [1, 2.5, null]}')
    {'a': [1, 2.5, None]}
    """
    try:
        return json.loads(
            text, object_pairs_hook=_once, parse_constant=_refused, parse_float=_finite
        )
    except RecursionError:
        message = "it nests too deep"
        raise ValueError(message) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        message = f"the same key stands twice in one object: {twice!r}"
        raise ValueError(message)
    return found


def _refused(constant: str) -> float:
    message = f"{constant} is not a JSON number"
    raise ValueError(message)


def _finite(number: str) -> float:
    value = float(number)
    return value if math.isfinite(value) else _refused(number)
