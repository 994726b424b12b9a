"""In which script a text is written."""

from __future__ import annotations

import unicodedata

SCRIPTS = {"ru": "CYRILLIC", "az": "LATIN", "tr": "LATIN", "fa": "ARABIC"}
#: Arabic letters that Persian writes otherwise, and Arabic digits.
NOT_PERSIAN = {chr(code) for code in (0x64A, 0x643, 0x649, *range(0x660, 0x66A))}


def is_written_in(language: str, text: str) -> bool:
    """Return whether a text is composed, and its letters are the language's or Latin, of codes."""
    scripts = {unicodedata.name(letter).split()[0] for letter in text if letter.isalpha()}
    return (
        text == unicodedata.normalize("NFC", text).strip()
        and SCRIPTS[language] in scripts
        and scripts <= {SCRIPTS[language], "LATIN"}
        and (language != "fa" or NOT_PERSIAN.isdisjoint(text))
    )
