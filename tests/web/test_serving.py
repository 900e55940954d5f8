"""Where the pages are served: addresses, ports, a server with bounds, and the environment that describes it all."""

import http.client
import socket
import threading
from pathlib import Path
from typing import Any

import pytest
from werkzeug.middleware.proxy_fix import ProxyFix

from armslength.register.store.faults import RegisterError
from armslength.register.store.register import create_register
from armslength.web.security.address import Address, in_public, on_this_machine
from armslength.web.serving import THREADS, Proxy, is_of_this_machine, listening, server_for
from armslength.web.wsgi import app_from_environment
from engine import UsageError
from tests.web.house import a_house


@pytest.mark.parametrize(
    ("url", "origin", "hosts", "encrypted"),
    [
        ("https://Register.example/", "https://register.example", {"register.example", "register.example:443"}, True),
        ("https://a.example:8443", "https://a.example:8443", {"a.example:8443"}, True),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080", {"127.0.0.1:8080"}, False),
        ("http://localhost", "http://localhost", {"localhost", "localhost:80"}, False),
        ("https://[2001:db8::1]", "https://[2001:db8::1]", {"[2001:db8::1]", "[2001:db8::1]:443"}, True),
    ],
)
def test_an_address_says_which_names_are_ours(url: str, origin: str, hosts: set[str], encrypted: bool) -> None:
    address = in_public(url)
    scheme = url.partition(":")[0].lower()
    origins = frozenset(f"{scheme}://{host}" for host in hosts)
    assert address == Address(origin, frozenset(hosts), origins, encrypted)


@pytest.mark.parametrize(
    ("url", "says"),
    [("http://register.example", "is not encrypted, and passwords would go over the line for all to read"),
     ("register.example", "is no address for these pages"), ("https://", "is no address"), ("", "is no address"),
     ("https://a.example/register", "is no address"), ("https://a.example?b", "is no address"),
     ("https://ann:secret@a.example", "is no address"), ("https://a.example:port", "is no address"),
     ("ftp://a.example", "is not encrypted"), ("https://[1", "is no address")],
)  # fmt: skip
def test_what_is_no_address_for_the_pages_is_refused(url: str, says: str) -> None:
    with pytest.raises(RegisterError, match=says):
        in_public(url)


def test_this_machine_has_its_own_names() -> None:
    assert on_this_machine(8081).hosts == {"127.0.0.1:8081", "localhost:8081", "[::1]:8081"}
    hosts = ["127.0.0.1", "127.9.9.9", "::1", "[::1]", "localhost", "0.0.0.0", "::", "192.0.2.1", "a.example", ""]
    assert [each for each in hosts if is_of_this_machine(each)] == [
        "127.0.0.1",
        "127.9.9.9",
        "::1",
        "[::1]",
        "localhost",
    ]


def test_the_next_free_port_is_taken_and_one_that_was_named_is_not_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    from armslength.web import serving

    with listening("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        monkeypatch.setattr(serving, "USUAL_PORT", port)
        with listening("127.0.0.1", None) as second:
            assert port < second.getsockname()[1] < port + serving.TRIES
        with pytest.raises(UsageError, match=f"port {port} of `127.0.0.1` can't be opened; another program has it"):
            listening("127.0.0.1", port)
        with pytest.raises(UsageError, match=r"any port of `no.such.host.invalid` can't be opened"):
            listening("no.such.host.invalid", None)


class Running:
    """A server that answers in a thread, until the test ends."""

    def __init__(self, folder: Path, proxy: Proxy | None = None) -> None:
        self.at = listening("127.0.0.1", 0)
        port = self.at.getsockname()[1]
        self.house = a_house(folder, on_this_machine(port), accounts=False)
        self.server: Any = server_for(self.house.app, self.at, proxy)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        self.port = port

    def said(self, request: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port)) as line:
            line.sendall(request)
            line.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: line.recv(65536), b""))

    def close(self) -> None:
        self.server.close()
        self.server.task_dispatcher.shutdown()
        self.thread.join()


@pytest.fixture
def running(tmp_path: Path) -> Any:
    made = Running(tmp_path)
    yield made
    made.close()


def test_the_server_answers_with_bounds_and_says_nothing_of_itself(running: Running) -> None:
    line = http.client.HTTPConnection("127.0.0.1", running.port)
    line.request("GET", "/sign-in")
    answer = line.getresponse()
    assert (answer.status, answer.headers["Server"]) == (200, None)
    assert b"Who are you?" in answer.read()
    line.close()
    host = f"Host: 127.0.0.1:{running.port}\r\n".encode()
    wrong = running.said(b"GET /sign-in HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n")
    assert wrong.startswith(b"HTTP/1.1 421")
    none = running.said(b"GET /sign-in HTTP/1.0\r\n\r\n")
    assert b" 421 " in none.partition(b"\r\n")[0]
    odd = running.said(b"GET /%00%ff%fe/..%2f../<script> HTTP/1.1\r\n" + host + b"Connection: close\r\n\r\n")
    assert odd.startswith(b"HTTP/1.1 404")
    assert b"<script>" not in odd
    chunked = running.said(
        b"POST /sign-in HTTP/1.1\r\n" + host + b"Sec-Fetch-Site: same-origin\r\nTransfer-Encoding: chunked\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\n8\r\nname=Ann\r\n0\r\n\r\n"
    )
    assert chunked.startswith(b"HTTP/1.1 422")
    assert b'value="Ann"' in chunked
    adjusted = running.server.adj
    assert (adjusted.threads, adjusted.trusted_proxy, adjusted.expose_tracebacks) == (THREADS, None, False)


def test_only_a_proxy_that_is_trusted_says_where_a_request_comes_from(tmp_path: Path) -> None:
    seen: list[tuple[str, str]] = []
    for number, proxy in enumerate((None, Proxy("127.0.0.1"), Proxy("192.0.2.9"))):
        (tmp_path / str(number)).mkdir()
        made = Running(tmp_path / str(number), proxy)

        @made.house.app.before_request
        def look() -> None:
            from flask import request

            seen.append((request.remote_addr or "", request.scheme))

        host = f"Host: 127.0.0.1:{made.port}\r\n".encode()
        made.said(
            b"GET /sign-in HTTP/1.1\r\n" + host + b"X-Forwarded-For: 198.51.100.7\r\nX-Forwarded-Proto: https\r\n"
            b"Connection: close\r\n\r\n"
        )
        made.close()
    assert seen == [("127.0.0.1", "http"), ("198.51.100.7", "https"), ("127.0.0.1", "http")]


def test_the_environment_describes_the_application(tmp_path: Path) -> None:
    create_register(tmp_path / "register.db")
    given = {"ARMSLENGTH_REGISTER": str(tmp_path / "register.db"), "ARMSLENGTH_PUBLIC_URL": "https://register.example"}
    app = app_from_environment(given)
    answer = app.test_client().get("/", base_url="https://register.example")
    assert (answer.status_code, "Password" in answer.text) == (401, True)
    behind = app_from_environment({**given, "ARMSLENGTH_PROXIES": "1"})
    assert isinstance(behind.wsgi_app, ProxyFix)


@pytest.mark.parametrize(
    ("given", "says"),
    [({}, "the environment does not say ARMSLENGTH_REGISTER and ARMSLENGTH_PUBLIC_URL"),
     ({"ARMSLENGTH_REGISTER": "a.db"}, "the environment does not say ARMSLENGTH_PUBLIC_URL"),
     ({"ARMSLENGTH_REGISTER": "a.db", "ARMSLENGTH_PUBLIC_URL": "https://a.example", "ARMSLENGTH_PROXIES": "many"},
      "as a number from 0 to 9")],
)  # fmt: skip
def test_an_environment_that_says_too_little_is_refused(given: dict[str, str], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        app_from_environment(given)
