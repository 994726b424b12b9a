"""The words of the page: the same keys in every language, in its own script, nothing left blank."""

from __future__ import annotations

import re

import pytest

from corridors.vocabulary import ELECTRIFICATION, EVENT_KINDS, LANGUAGES, Status
from layers.style import PLACE_KINDS, QUALITIES
from layers.words import PAGE_LANGUAGES, words

#: Names and codes that are written in Latin letters in every language.
_LATIN_NAMES = frozenset(
    "Natural Earth WGS CSV GeoJSON PNG SVG A4 SHA TANAP TAP Enter".split()  # noqa: SIM905 - a list of words
)
_NOT_LATIN = ("ru", "fa")
_NAMES = re.compile(r"\{(\w+)\}")
#: Latin letters of the English words that Azerbaijani and Turkish do not have.
_FOREIGN_LETTERS = {"az": set("wW"), "tr": set("qwxQWX")}
#: Letters that tell the language, where its words have any.
_OWN_LETTERS = {"ru": "ыэё", "az": "əƏ", "tr": "ğşı", "fa": "پچژگ"}


def _names(text: str) -> list[str]:
    return sorted(_NAMES.findall(text))


def _prose(text: str) -> str:
    return _NAMES.sub("", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_are_those_of_english(language: str) -> None:
    assert words(language).keys() ^ words("en").keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_have_the_names_of_the_english_ones(language: str) -> None:
    english = words("en")
    found = {k: _names(t) for k, t in words(language).items() if _names(t) != _names(english[k])}
    assert found == {}


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
def test_no_text_is_blank_or_begins_or_ends_with_a_blank(language: str) -> None:
    assert [key for key, text in words(language).items() if text != text.strip() or not text] == []


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
def test_texts_are_composed_and_print(language: str) -> None:
    for key, text in words(language).items():
        assert text.replace("\n", "").replace("\u200c", "").isprintable(), key
        assert "  " not in text, key


@pytest.mark.parametrize("language", _NOT_LATIN)
def test_latin_letters_are_names_only(language: str) -> None:
    found = {key: set(re.findall("[A-Za-z]\\w*", _prose(t))) for key, t in words(language).items()}
    assert {key: rest for key, latin in found.items() if (rest := latin - _LATIN_NAMES)} == {}


@pytest.mark.parametrize("language", sorted(_FOREIGN_LETTERS))
def test_no_letter_that_the_language_has_not(language: str) -> None:
    for key, text in words(language).items():
        plain = " ".join(
            word for word in _prose(text).split() if word.strip(".,") not in _LATIN_NAMES
        )
        assert _FOREIGN_LETTERS[language].isdisjoint(plain), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_not_in_another_language(language: str) -> None:
    told = "".join(words(language).values())
    for other, letters in _OWN_LETTERS.items():
        has = any(letter in told for letter in letters)
        assert has == (other == language) or (other, language) == ("tr", "az"), other


def test_persian_has_no_arabic_letters_and_no_latin_digits() -> None:
    for key, text in words("fa").items():
        told = "".join(word for word in _prose(text).split() if not re.search("[A-Za-z]|84", word))
        assert not re.search("[\u0643\u0649\u064a\u0660-\u06690-9,;?]", told), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_texts_are_translated(language: str) -> None:
    english = words("en")
    same = [k for k, t in words(language).items() if t == english[k] and len(_prose(t)) > 12]
    assert same == []


def test_english_has_a_word_for_every_word_of_the_data() -> None:
    known = words("en").keys()
    assert {f"status.{word}" for word in Status} <= known
    assert {f"fact.{kind}" for kind in EVENT_KINDS} <= known
    assert {f"electrification.{word}" for word in ELECTRIFICATION} <= known
    assert {f"quality.{style.word}.meaning" for style in QUALITIES} <= known
    assert {f"place.{kind.word}" for kind in PLACE_KINDS} <= known
    assert {f"layer.{kind.group}" for kind in PLACE_KINDS} <= known
