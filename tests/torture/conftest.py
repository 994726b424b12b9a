"""What needs the tools of `make torture` and `make mutation` has no tests in it."""

from __future__ import annotations

collect_ignore = ["fuzz.py", "mutants.py", "mutation.py"]
