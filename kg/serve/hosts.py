"""By which names a server may be called.

Any site can give its own name the address of this machine (DNS rebinding): its page is then of one origin with our
server, for the browser, and may read everything. Only the header `Host` tells.
"""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import ip_address
from pathlib import Path

_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def known_hosts(address: tuple[str, int] | Path, allowed: Collection[str]) -> frozenset[str] | None:
    """The names by which a server may be called; None for any.

    Args:
        address: Host and port where it listens, or the path of a Unix socket.
        allowed: Names that its owner allows. Without one, a server that only this machine can reach has the names of
            this machine; who listens to others, or to a proxy by a socket, has any.
    """
    is_local = not isinstance(address, Path) and _is_loopback(address[0])
    if not allowed and not is_local:
        return None
    own = {*_THIS_MACHINE, str(address[0])} if not isinstance(address, Path) and is_local else set()
    return frozenset(name.lower() for name in {*own, *allowed})


def host_name(header: bytes) -> str:
    """The name in a header `Host` (RFC 9110, section 7.2), without port and brackets, in lower case."""
    text = header.decode("latin-1").strip().lower()
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0]


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
