"""Where the pages are reached: which names of a host are ours, and whether the way there is encrypted."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from armslength.register.store.faults import RegisterError
from engine.source.characters import in_backticks

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
"""The names of this machine, which only its own programs can reach."""

PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Address:
    """Where the pages are reached: the origin to put before a path, and every `Host` and `Origin` that is ours.

    `encrypted` says that people come by TLS. Hosts and origins are in small letters.
    """

    origin: str
    hosts: frozenset[str]
    origins: frozenset[str]
    encrypted: bool


def on_this_machine(port: int) -> Address:
    """Give the address of pages that only this machine can reach."""
    hosts = frozenset(host for name in LOOPBACK for host in _hosts(name, port, "http"))
    return Address(f"http://{LOOPBACK[0]}:{port}", hosts, frozenset(f"http://{host}" for host in hosts), False)


def in_public(url: str) -> Address:
    """Give the address of pages that people reach by a URL: `https://` and the name of a host, with a port at most.

    Raises `RegisterError`.
    """
    wrong = RegisterError(f"{in_backticks(url)} is no address for these pages; give one as in https://register.example")
    try:
        parts = urlsplit(url.strip().rstrip("/"))
        port = parts.port
    except ValueError:
        raise wrong from None
    name = parts.hostname or ""
    if not name or parts.path or parts.query or parts.fragment or parts.username is not None:
        raise wrong
    written = f"[{name}]" if ":" in name else name
    if parts.scheme != "https" and not (parts.scheme == "http" and written in LOOPBACK):
        raise RegisterError(
            f"{in_backticks(url)} is not encrypted, and passwords would go over the line for all to read. Put TLS in "
            "front, and give an address that begins with https://."
        )
    hosts = _hosts(written, port or PORTS[parts.scheme], parts.scheme)
    origins = frozenset(f"{parts.scheme}://{host}" for host in hosts)
    return Address(f"{parts.scheme}://{min(hosts, key=len)}", hosts, origins, parts.scheme == "https")


def _hosts(name: str, port: int, scheme: str) -> frozenset[str]:
    """List how a browser writes a host: with its port, and without where that is the usual one."""
    return frozenset((f"{name}:{port}", *((name,) if port == PORTS[scheme] else ())))
