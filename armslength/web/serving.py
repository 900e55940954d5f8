"""Serving the pages: a socket that is free, and a server with a bounded number of threads."""

import socket
from dataclasses import dataclass
from ipaddress import ip_address

from flask import Flask
from waitress.server import BaseWSGIServer, create_server

from armslength.web.app import MOST_BYTES
from engine import UsageError
from engine.source.characters import in_backticks

USUAL_PORT, TRIES = 8080, 50

THREADS = 8
"""What is counted: requests that are answered in one moment. Why so many: SQLite lets one write at a time, and Python
one compute; more would only wait elsewhere. Beyond it: they wait in line."""


@dataclass(frozen=True, slots=True)
class Proxy:
    """What stands in front and speaks TLS: its network address, whose word on where a request comes from is taken."""

    address: str


def is_of_this_machine(host: str) -> bool:
    """Tell whether only programs of this machine reach what listens at a host."""
    try:
        return host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def listening(host: str, port: int | None) -> socket.socket:
    """Open a socket at a port, or at the first free one from the usual on. Raises `UsageError`."""
    ports = range(USUAL_PORT, USUAL_PORT + TRIES) if port is None else (port,)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for each in ports:
        try:
            return socket.create_server((host.strip("[]"), each), family=family)
        except OSError:
            continue
    what = f"port {port} of {in_backticks(host)}" if port is not None else f"any port of {in_backticks(host)}"
    raise UsageError(f"{what} can't be opened; another program has it, or the name is wrong. Give another --port")


def server_for(app: Flask, at: socket.socket, proxy: Proxy | None = None) -> BaseWSGIServer:
    """Make the server; its `run` answers requests until somebody breaks off."""
    trusted = {
        "trusted_proxy": proxy.address,
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": "x-forwarded-for x-forwarded-proto",
    } if proxy else {}  # fmt: skip
    server: BaseWSGIServer = create_server(
        app,
        sockets=[at],
        threads=THREADS,
        connection_limit=200,
        channel_timeout=60,
        max_request_header_size=65_536,
        max_request_body_size=2 * MOST_BYTES,  # the pages themselves say that something is too large
        clear_untrusted_proxy_headers=True,
        ident=None,
        **trusted,
    )
    return server
