"""A small payload with real lines and texts, and the same with hostile text in every field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

__all__ = ["HOSTILE", "hostile_payload", "sample_payload"]

#: What has run, broken out or crashed in folium pages, and what must show as typed here.
HOSTILE = (
    "{{7*191}}",
    "{% raw %}",
    "{{ cycler.__init__.__globals__.os.getpid() }}",
    "{# 5",
    "${document.title='x'}",
    "`back`tick\\`",
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "\"'><svg onload=window.hacked=1>",
    "<!-- <script>",
    "a\u2028b\u2029c",
    "javascript:window.hacked=1",
    "@@data@@",
    "</title></style>",
    "\ud800 half",
)
#: Fields whose words choose a class, a group or another record, or are not text at all.
_KEYS = {
    "id", "corridor", "route", "section", "piece", "kind", "status", "quality", "zone", "basis",
    "role", "source", "status_source", "published_source", "sha256", "country", "url",
}  # fmt: skip


def sample_payload() -> dict[str, Any]:
    """Read the sample."""
    text = Path(__file__).with_name("sample_payload.json").read_text(encoding="utf-8")
    payload: dict[str, Any] = json.loads(text)
    return payload


def hostile_payload(text: str, *, also_keys: bool = False) -> dict[str, Any]:
    """Put the text into every text field; into words that choose something only if asked."""
    spared = set() if also_keys else _KEYS

    def spoil(value: object, key: str) -> object:
        if isinstance(value, dict):
            return {name: spoil(one, name) for name, one in value.items()}
        if isinstance(value, list):
            return [spoil(one, key) for one in value]
        if isinstance(value, str) and key not in spared:
            return text
        return value

    return spoil(sample_payload(), "")  # type: ignore[no-any-return]
