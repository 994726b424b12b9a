"""Run in a notebook's kernel before its cells: no network, and a warning is an error."""

import socket
import sys
import warnings
from collections.abc import Callable


def _wall() -> Callable[[str, tuple[object, ...]], None]:
    """Return what refuses to reach out; the kernel clears the names of this file when it is run."""
    reaching = {"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"}
    local = socket.AF_UNIX

    def refuse(event: str, words: tuple[object, ...]) -> None:
        if event in reaching and getattr(words[0], "family", None) != local:
            message = f"a notebook reached for the network: {event}"
            raise ConnectionRefusedError(message)

    return refuse


if __name__ == "__main__":  # whoever only imports this keeps the network
    sys.addaudithook(_wall())
    warnings.simplefilter("error")
    # The kernel's own: when it is shut down, and when it starts on Python 3.12 or 3.13.
    warnings.filterwarnings("ignore", category=PendingDeprecationWarning, module="ipykernel")
    warnings.filterwarnings("ignore", "There is no current event", DeprecationWarning, "tornado")
