"""Lists of records as tables: their names once, not once a record, so that the page stays small."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["packed"]

#: Two records of three names are shorter written out.
_FEWEST = 3


def packed(data: object) -> object:
    """Write lists of records of the same names as tables; `unpack` in `static/base.js` reads them.

    Parameters
    ----------
    data
        JSON-able values.

    Returns
    -------
    packed
        The same, but a list of three dictionaries or more that have the same keys is
        `{"columns": keys, "rows": values}`, a dictionary of such ones has `"names"`, too.

    Examples
    --------
    >>> packed([{"b": 1, "a": 2}, {"a": 3, "b": [4]}, {"a": 5, "b": 6}])
    {'columns': ['a', 'b'], 'rows': [[2, 1], [3, [4]], [5, 6]]}
    >>> packed({"x": {"a": 1}, "y": {"a": 2}, "z": {"a": 3}})
    {'columns': ['a'], 'rows': [[1], [2], [3]], 'names': ['x', 'y', 'z']}
    """
    if isinstance(data, dict):
        table = _table(list(data.values()))
        if table is not None:
            return table | {"names": list(data)}
        return {key: packed(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return _table(data) or [packed(one) for one in data]
    return data


def _table(records: Sequence[object]) -> dict[str, object] | None:
    """Return records with the same names as a table; None for anything else."""
    found = [one for one in records if isinstance(one, dict)]
    if len(found) < max(_FEWEST, len(records)) or not found[0]:
        return None
    columns = sorted(found[0])
    if any(sorted(one) != columns for one in found):
        return None
    return {"columns": columns, "rows": [[packed(one[key]) for key in columns] for one in found]}
