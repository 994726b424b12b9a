"""The command ``corridors`` as a process of its own, and ``python -m corridors``."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress

from corridors.commands.signals import heard, said_of

__all__ = ["run"]


def run() -> None:
    """Run the command line; a signal ends it at once, and what is done stays done.

    Signals are heard before anything of size is imported. After one nothing is left to tidy up but
    memory, which is the system's; after the last line none changes what has come of it.
    """
    with heard(afterwards=signal.SIG_IGN) as came:
        try:
            from corridors.cli import main  # noqa: PLC0415  heavy

            main()
        except KeyboardInterrupt:  # before any command has begun
            said, code = said_of(came)
            sys.stderr.write(f"corridors: {said}\n")
        except SystemExit as ended:
            if not came:
                raise
            code = int(ended.code or 0)
    _end(code)


def _end(code: int) -> None:
    """End the process without what an interpreter does at its end."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    run()
