"""The words of the page by language; English is complete, in the others what lacks is English."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from corridors.vocabulary import EVENT_KINDS, LANGUAGES
from layers.style import QUALITIES, STATUSES, QualityStyle, StatusStyle

__all__ = ["PAGE_LANGUAGES", "word_lists", "words"]

#: Languages in which the page can be read.
PAGE_LANGUAGES = ("en", *LANGUAGES)


@cache
def words(language: str) -> dict[str, str]:
    """Return the words of the page in a language.

    Parameters
    ----------
    language
        One of `PAGE_LANGUAGES`.

    Returns
    -------
    words
        Text by key, such as `tab.countries`; `{names}` in it are filled in by the page.

    Examples
    --------
    >>> words("en")["unit.km"]
    '{value} km'
    """
    file = files("layers") / "words" / f"{language}.toml"
    groups = tomllib.loads(file.read_text(encoding="utf-8"))
    told = {f"{group}.{key}": text for group, keys in groups.items() for key, text in keys.items()}
    return (_of_the_records() | told) if language == "en" else told


def word_lists() -> dict[str, list[str | None]]:
    """Return the words of all languages as lists, so that a page holds each key once.

    Returns
    -------
    lists
        `key`, the keys of the English words in order; and by language as many texts, None where
        one lacks.
    """
    keys = sorted(words("en"))
    lists: dict[str, list[str | None]] = {"key": [*keys]}
    for language in PAGE_LANGUAGES:
        lists[language] = [words(language).get(key) for key in keys]
    return lists


def _of_the_records() -> dict[str, str]:
    """Return the English words that stand in the records of status, quality and event."""
    records: dict[str, StatusStyle | QualityStyle] = {
        **{f"status.{one.word}": one for one in STATUSES},
        **{f"quality.{one.word}": one for one in QUALITIES},
    }
    told = {f"fact.{name}": kind.label for name, kind in EVENT_KINDS.items()}
    for key, record in records.items():
        told |= {key: record.label, f"{key}.meaning": record.meaning}
    return told
