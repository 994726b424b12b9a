"""The errors a caller may meet, and the problem record that every message is made of.

CorridorError
├── InputError (ValueError)              a file, record or argument breaks a rule
│   └── FileError (OSError)              a file is not there, or cannot be read or written
├── OptionError (ValueError)             an option of a function has no such value
├── UnknownCorridorError (LookupError)   no built-in corridor and no folder of that name
├── ExtraError (ImportError)             an optional dependency is not installed
└── AssetError (RuntimeError)            a part of the page is missing or not as it was published

Each is also the built-in exception in brackets, for callers that catch that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

__all__ = [
    "AssetError",
    "CorridorError",
    "ExtraError",
    "FileError",
    "InputError",
    "OptionError",
    "Problem",
    "UnknownCorridorError",
    "nearest_word",
    "printable",
]

_SHOWN_CHARACTERS = 200


def printable(text: object) -> str:
    r"""Return text from data as one line that is safe on a terminal, cut at 200 characters.

    Examples
    --------
    >>> printable("a\x1b[31mred")
    'a\\x1b[31mred'
    """
    line = "".join(c if c.isprintable() else repr(c)[1:-1] for c in str(text))
    return line if len(line) <= _SHOWN_CHARACTERS else line[:_SHOWN_CHARACTERS] + "…"


def nearest_word(word: str, known: Iterable[str]) -> str:
    """Return what to add to a message about an unknown word: the nearest known one, if any is near.

    Examples
    --------
    >>> nearest_word("operatng", ["proposed", "operating"]), nearest_word("x", ["operating"])
    ("; the nearest is 'operating'", '')
    """
    from difflib import get_close_matches  # noqa: PLC0415  most words are known

    near = get_close_matches(word, list(known), 1)
    return f"; the nearest is {near[0]!r}" if near else ""


@dataclass(frozen=True, order=True)
class Problem:
    """One broken rule: in which file, on which line, in which record, and what the rule says.

    Attributes
    ----------
    file
        The file as the user named it, or the argument's name.
    line
        Line in the file, counted from 1; 0 where the whole file is meant.
    record
        Id of the record, or "" where there is none.
    code
        Stable code of the rule; those of seeds are listed by ``corridors check --rules``.
    message
        The rule and what was found instead, in one sentence.
    """

    file: str
    line: int
    record: str
    code: str
    message: str

    def __str__(self) -> str:
        """Return ``file:line: record: [code] message``, printable."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        parts = [place, self.record, f"[{self.code}] {self.message}"]
        return ": ".join(printable(part) for part in parts if part)


class CorridorError(Exception):
    """Raised when the corridor mapper cannot do what was asked; base of all its errors.

    Examples
    --------
    >>> import corridors
    >>> try:
    ...     corridors.read_corridor("no-such")
    ... except CorridorError as error:
    ...     type(error).__name__
    'UnknownCorridorError'
    """


class InputError(CorridorError, ValueError):
    """Raised when input breaks a rule; carries every problem found, not only the first.

    Attributes
    ----------
    problems
        Each a :class:`Problem`, in order of file and line.

    Examples
    --------
    >>> import shapely
    >>> from corridors import length_km
    >>> try:
    ...     length_km(shapely.Point(48.85, 38.47))
    ... except InputError as error:
    ...     [(problem.code, problem.message) for problem in error.problems]
    [('line-type', "a line is wanted, not 'Point'")]
    """

    def __init__(self, *problems: Problem) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[InputError], tuple[Problem, ...]]:
        """Return what the error is made of, so that it comes whole from another process."""
        return type(self), self.problems


class FileError(InputError, OSError):
    """Raised when a file is not there, or cannot be read or written.

    Examples
    --------
    >>> from corridors import load_boundaries
    >>> try:
    ...     load_boundaries("no-such.gpkg")
    ... except OSError as error:
    ...     type(error), error.problems[0].file
    (<class 'corridors.errors.FileError'>, 'no-such.gpkg')
    """


class OptionError(CorridorError, ValueError):
    """Raised when an option of a function has no such value.

    Examples
    --------
    >>> import layers
    >>> layers.explore("southern-gas", lang="tlh")
    Traceback (most recent call last):
        ...
    corridors.errors.OptionError: lang='tlh' is none of en, ru, az, tr, fa
    """


class ExtraError(CorridorError, ImportError):
    """Raised when an optional dependency is not installed; the message tells how to.

    Examples
    --------
    >>> raise ExtraError("it wants pip install 'corridor-mapper[places]'")
    Traceback (most recent call last):
        ...
    corridors.errors.ExtraError: it wants pip install 'corridor-mapper[places]'
    """


class AssetError(CorridorError, RuntimeError):
    """Raised when a part of the page is missing, changed or cannot stand in it."""


class UnknownCorridorError(CorridorError, LookupError):
    """Raised when a name is neither a built-in corridor nor a folder of seeds.

    Examples
    --------
    >>> from corridors import read_corridor
    >>> read_corridor("no-such")
    Traceback (most recent call last):
        ...
    corridors.errors.UnknownCorridorError: no corridor or folder 'no-such'; built in: ...
    """

    def __init__(self, name: str | Path, known: tuple[str, ...]) -> None:
        super().__init__(
            f"no corridor or folder {printable(name)!r}; built in: {', '.join(known)}",
        )
