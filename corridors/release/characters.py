"""Characters that not every format can hold, and what stands for them in all."""

from __future__ import annotations

import re

__all__ = ["plain"]

#: What XML 1.0 does not admit, and NUL, which no database takes in text.
_BARRED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    r"""Return text with U+FFFD in place of control characters, halves of characters and the like.

    Examples
    --------
    >>> plain("Baku\x00\x1b[31m, Bakı")
    'Baku��[31m, Bakı'
    """
    return _BARRED.sub("\ufffd", text)
