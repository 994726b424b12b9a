"""Text of data where markup, scripts and templates stand: written so that it stays text."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re

__all__ = ["entities", "json_text", "markup_text", "script_text", "source_hash"]

#: Characters that could end the data block or a line of script, and halves of characters that
#: no file can hold: JSON writes them as escapes.
_JSON_ESCAPES = {
    code: f"\\u{code:04x}" for code in (*map(ord, "<>&\u2028\u2029"), *range(0xD800, 0xE000))
}
#: What means something to a template or in a literal of a script, too.
_SCRIPT_ESCAPES = {code: f"\\u{code:04x}" for code in map(ord, "{}%#$`'")}
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_HARMLESS = re.compile(r"[^\w .,:;()–·-]", re.ASCII)


def json_text(data: object) -> str:
    """Return JSON that cannot end its script element; the same for the same data."""
    text = json.dumps(
        data, allow_nan=False, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return text.translate(_JSON_ESCAPES)


def script_text(data: object) -> str:
    r"""Return JSON for the middle of a script that templates may read.

    Examples
    --------
    >>> print(script_text({"name": "{{ 7 }}</script>"}))
    {"name":"\u007b\u007b 7 \u007d\u007d\u003c/script\u003e"}
    """
    return _STRING.sub(lambda string: string[0].translate(_SCRIPT_ESCAPES), json_text(data))


def markup_text(text: object) -> str:
    """Return text that is no markup, for an element or an attribute."""
    whole = str(text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return html.escape(whole)


def entities(text: str) -> str:
    """Return text as markup that passes templates and literals of scripts: signs are numbers.

    Examples
    --------
    >>> entities("{{ 7 }} <b>")
    '&#123;&#123; 7 &#125;&#125; &#60;b&#62;'
    """
    return _HARMLESS.sub(lambda sign: f"&#{ord(sign[0])};", text)


def source_hash(block: str) -> str:
    """Return the hash by which a content security policy admits a script or style sheet."""
    digest = base64.b64encode(hashlib.sha256(block.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"
