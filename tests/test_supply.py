"""What is installed: asked about, one and all, and listed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PIN = re.compile(r"^([a-z0-9-]+)==.*?(?= \\$)", re.MULTILINE)
VULNERABLE = {
    "id": "PYSEC-2026-1",
    "affected": [
        {
            "package": {"name": "branca", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}],
        }
    ],
}


def pins(*files: str) -> set[tuple[str, str]]:
    """Return names and versions that lock files pin for this Python and system."""
    texts = [(ROOT / file).read_text(encoding="utf-8") for file in files]
    found = [Requirement(one.group()) for text in texts for one in PIN.finditer(text)]
    here = [one for one in found if one.marker is None or one.marker.evaluate()]
    return {(one.name, str(one.specifier).removeprefix("==")) for one in here}


def make(*words: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which("make")
    assert program is not None
    command = [program, "-o", ".venv/test", *words, f"BIN={Path(sys.executable).parent}"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603


@contextmanager
def answering(status: int, vulnerable: str = "") -> Iterator[tuple[str, set[tuple[str, str]]]]:
    """Yield the address of a service that answers as OSV does, and what it was asked about."""
    asked: set[tuple[str, str]] = set()

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            question: dict[str, Any] = json.loads(body)
            name = question["package"]["name"]
            asked.add((name, question["version"]))
            text = json.dumps({"vulns": [VULNERABLE]} if name == vulnerable else {}).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/v1/query", asked
        finally:
            server.shutdown()


def test_all_that_is_pinned_is_asked_about() -> None:
    with answering(200) as (address, asked):
        done = make("audit", f"OSV={address}")
    assert done.returncode == 0, done.stderr
    assert asked == pins(*(f"requirements-{name}.txt" for name in ("dev", "bench", "torture")))
    assert asked > pins("requirements.txt")


def test_a_known_vulnerability_fails_the_audit() -> None:
    with answering(200, "branca") as (address, _):
        done = make("audit", f"OSV={address}")
    assert done.returncode != 0
    assert "PYSEC-2026-1" in done.stdout


def test_no_answer_fails_the_audit() -> None:
    with answering(503) as (address, _):
        done = make("audit", f"OSV={address}")
    assert done.returncode != 0
    assert "No known vulnerabilities" not in done.stdout + done.stderr


def test_nobody_there_fails_the_audit() -> None:
    with answering(200) as (address, _):
        pass
    done = make("audit", f"OSV={address}")
    assert done.returncode != 0
    assert "No known vulnerabilities" not in done.stdout + done.stderr


def test_the_bill_of_materials_is_that_of_the_lock_file() -> None:
    written = ROOT / "build" / "sbom.json"
    found = []
    for _ in range(2):
        done = make("sbom")
        assert done.returncode == 0, done.stderr
        found.append(written.read_bytes())
    bill = json.loads(found[0])
    listed = {(one["name"], one["version"]) for one in bill["components"]}
    assert found[0] == found[1]
    assert bill["metadata"]["component"]["name"] == "corridor-mapper"
    assert listed >= pins("requirements.txt")
    assert str(ROOT) not in found[0].decode()
