"""Every address by who asks, by what, from where and under which name; `routes.csv` says by hand who may come.

The routes are those of the program, each with an answer in the place of its own that shows that somebody came in.
"""

import csv
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from armslength.web.app import MOST_BYTES
from armslength.web.asking import Asking
from armslength.web.routes import all_routes
from armslength.web.routing import Download, Route, Routes
from armslength.web.security.doors import UndeclaredDoor, refuse_undeclared
from tests.web.at_hand import PEOPLE
from tests.web.house import FROM_HERE, LOCAL, PUBLIC, House, a_house

FILE = Path(__file__).with_name("routes.csv")
WHO = {
    "anybody": {"", *PEOPLE},
    "link": {"", *PEOPLE},
    "reader": {*PEOPLE},
    "contributor": {"contributor", "approver", "administrator"},
    "approver": {"approver", "administrator"},
    "administrator": {"administrator"},
}
"""Who is let in where `routes.csv` says what. The administrator of the tests approves, too."""

INSIDE = b"came in"
HERE, ELSEWHERE = PUBLIC.origin, "https://elsewhere.example"


def declared() -> list[tuple[str, str, str]]:
    with FILE.open(newline="", encoding="utf-8") as file:
        return [(row["method"], row["address"], row["who may come"]) for row in csv.DictReader(file)]


def came_in(asking: Asking, **parts: str) -> Download:
    return Download(INSIDE, "in.txt", "text/plain")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return a_house(
        tmp_path_factory.mktemp("doors"), routes=tuple(replace(each, answers=came_in) for each in all_routes())
    )


@pytest.fixture(scope="module")
def browsers(house: House) -> dict[str, FlaskClient]:
    return {role: house.browser(role) for role in ("", *PEOPLE)}


def asked(
    client: FlaskClient, method: str, address: str, headers: dict[str, str] | None = None, host: str = HERE
) -> TestResponse:
    address = address.replace("<", "").replace(">", "").replace("path:", "")
    typed = {"a": "b"} if method == "POST" else None
    return client.open(
        address, method=method, data=typed, base_url=host, headers=FROM_HERE if headers is None else headers
    )


def test_who_may_come_is_written_down_for_each_address() -> None:
    """A new address is entered by hand: that is where somebody thinks about who may come."""
    there = {(each.method, each.rule) for each in all_routes()}
    written = [(method, address) for method, address, _ in declared()]
    assert there - set(written) == set()
    assert set(written) - there == set()
    assert len(written) == len(set(written))


@pytest.mark.parametrize("role", ["", *PEOPLE])
def test_those_come_in_who_may_and_nobody_else(house: House, browsers: dict[str, FlaskClient], role: str) -> None:
    for method, address, who in declared():
        answer = asked(browsers[role], method, address)
        expected = 200 if role in WHO[who] else 403 if role else 401
        assert (answer.status_code, method, address) == (expected, method, address)
        assert (INSIDE in answer.data) == (expected == 200)


@pytest.mark.parametrize("method", ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"])
def test_a_method_that_no_page_uses_comes_to_nothing(browsers: dict[str, FlaskClient], method: str) -> None:
    """HEAD is answered wherever GET is, with no body."""
    gets = {address for each, address, _ in declared() if each == "GET"}
    for _, address, _ in declared():
        answer = asked(browsers["administrator"], method, address)
        assert (answer.status_code, address) == (200 if method == "HEAD" and address in gets else 405, address)
        assert method != "HEAD" or answer.data == b""


def test_what_is_only_shown_takes_no_form_and_what_takes_one_may_not_be_shown(browsers: dict[str, FlaskClient]) -> None:
    there = {(method, address) for method, address, _ in declared()}
    for (_, address), method in product(there, ("GET", "POST")):
        expected = 200 if (method, address) in there else 405
        assert (asked(browsers["administrator"], method, address).status_code, method, address) == (
            expected,
            method,
            address,
        )


ORIGINS: list[tuple[dict[str, str], int]] = [
    ({"Sec-Fetch-Site": "same-origin"}, 200),
    ({"Sec-Fetch-Site": "none"}, 200),
    ({"Sec-Fetch-Site": "same-site"}, 403),
    ({"Sec-Fetch-Site": "cross-site"}, 403),
    ({"Sec-Fetch-Site": ""}, 403),
    ({"Sec-Fetch-Site": "cross-site", "Origin": HERE}, 403),
    ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 200),
    ({"Origin": HERE}, 200),
    ({"Origin": HERE.upper()}, 200),
    ({"Origin": f"{HERE}:443"}, 200),
    ({"Origin": HERE.replace("https", "http")}, 403),
    ({"Origin": f"{HERE}.elsewhere.example"}, 403),
    ({"Origin": f"{HERE}:8443"}, 403),
    ({"Origin": ELSEWHERE}, 403),
    ({"Origin": "null"}, 403),
    ({"Origin": ""}, 403),
    ({}, 403),
    ({"Referer": f"{HERE}/"}, 403),
]


@pytest.mark.parametrize(("headers", "expected"), ORIGINS, ids=str)
def test_a_form_comes_from_our_own_pages(
    browsers: dict[str, FlaskClient], headers: dict[str, str], expected: int
) -> None:
    posts = [address for method, address, _ in declared() if method == "POST"]
    assert len(posts) > 5
    for address in posts:
        answer = asked(browsers["administrator"], "POST", address, headers)
        assert (answer.status_code, address) == (expected, address)
        assert (INSIDE in answer.data) == (expected == 200)


def test_a_page_may_be_looked_at_from_wherever_somebody_comes(browsers: dict[str, FlaskClient]) -> None:
    for headers, _ in ORIGINS:
        assert asked(browsers["administrator"], "GET", "/accounts", headers).status_code == 200


HOSTS: list[tuple[str, int]] = [
    ("register.example", 200),
    ("REGISTER.Example", 200),
    ("register.example:443", 200),
    ("register.example:8080", 421),
    ("register.example.", 421),
    ("register.example.elsewhere.example", 421),
    ("elsewhere.example", 421),
    ("127.0.0.1", 421),
    ("localhost", 421),
    ("", 421),
    ("register.example/..", 421),
    ("register.example, elsewhere.example", 421),
]


@pytest.mark.parametrize(("host", "expected"), HOSTS, ids=str)
def test_only_names_of_ours_are_answered(browsers: dict[str, FlaskClient], host: str, expected: int) -> None:
    for method, address, _ in [*declared(), ("GET", "/static/style.css", ""), ("GET", "/nowhere", "")]:
        client = browsers["administrator"]
        answer = client.open(
            address.replace("<", "").replace(">", ""), method=method, base_url=HERE,
            data={"a": "b"} if method == "POST" else None, headers=FROM_HERE,
            environ_overrides={"HTTP_HOST": host}, buffered=True,
        )  # fmt: skip
        if expected == 421:
            assert (answer.status_code, address) == (421, address)
            assert INSIDE not in answer.data
            assert PEOPLE["administrator"].person.name not in answer.text
        else:
            assert answer.status_code in (200, 404)
        answer.close()


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1:8080", 200), ("localhost:8080", 200), ("[::1]:8080", 200), ("LOCALHOST:8080", 200),
     ("127.0.0.1", 421), ("localhost:8081", 421), ("rebound.example:8080", 421), ("127.0.0.1.nip.io:8080", 421)],
)  # fmt: skip
def test_on_one_machine_only_its_own_names_are_answered(tmp_path: Path, host: str, expected: int) -> None:
    """A page elsewhere can let its name point to this machine (DNS rebinding); its browser then says that name."""
    house = a_house(tmp_path, LOCAL, accounts=False)
    assert (
        house.browser().get("/sign-in", base_url=house.base, environ_overrides={"HTTP_HOST": host}).status_code
        == expected
    )


@pytest.mark.parametrize("forwarded", ["X-Forwarded-Host", "Forwarded", "X-Host", "X-Original-Host"])
def test_what_a_request_says_of_another_host_does_not_count(browsers: dict[str, FlaskClient], forwarded: str) -> None:
    refused = browsers[""].get("/sign-in", base_url=ELSEWHERE, headers={forwarded: "register.example"})
    let_in = browsers[""].get("/sign-in", base_url=HERE, headers={forwarded: "elsewhere.example"})
    assert (refused.status_code, let_in.status_code) == (421, 200)


@pytest.mark.parametrize(
    ("content", "expected"),
    [("application/x-www-form-urlencoded", 200), ("multipart/form-data; boundary=x", 200), ("", 415),
     ("application/json", 415), ("text/plain", 415), ("application/xml", 415), ("multipart/mixed; boundary=x", 415)],
)  # fmt: skip
def test_only_forms_are_taken(browsers: dict[str, FlaskClient], content: str, expected: int) -> None:
    body = b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n--x--\r\n" if "boundary" in content else b"a=b"
    answer = browsers["administrator"].post(
        "/accounts", data=body, content_type=content, base_url=HERE, headers=FROM_HERE
    )
    assert answer.status_code == expected


@pytest.mark.parametrize(("length", "expected"), [(3, 200), (MOST_BYTES, 400), (MOST_BYTES + 1, 413), (10**12, 413)])
def test_what_is_too_large_is_not_read(browsers: dict[str, FlaskClient], length: int, expected: int) -> None:
    """One that may be as large, and ends before it said, is found cut off (400) as it is read."""
    answer = browsers["administrator"].post(
        "/accounts", data=b"a=b", content_type="application/x-www-form-urlencoded", base_url=HERE, headers=FROM_HERE,
        environ_overrides={"CONTENT_LENGTH": str(length)},
    )  # fmt: skip
    assert answer.status_code == expected


def test_a_form_from_elsewhere_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    house = a_house(tmp_path)
    client = house.browser("administrator")
    typed = {"name": "Eve Vane", "role": "governance_lead"}
    refused = client.post("/accounts", data=typed, base_url=HERE, headers={"Sec-Fetch-Site": "cross-site"})
    assert refused.status_code == 403
    assert "Eve Vane" in refused.text  # nobody loses what they typed, also with an old browser
    assert house.reception.accounts.named("Eve Vane") is None
    assert "Eve Vane" in house.post(client, "/accounts", typed, 200)
    assert house.reception.accounts.named("Eve Vane") is not None


def test_an_address_of_which_nobody_said_who_may_come_is_found_at_the_start(tmp_path: Path) -> None:
    house = a_house(tmp_path)
    house.app.add_url_rule("/back-door", "back_door", lambda: "in")
    with pytest.raises(UndeclaredDoor, match=r"nobody said who may come to /back-door \(back_door\)"):
        refuse_undeclared(house.app, all_routes())


def test_a_route_that_does_not_say_who_may_come_can_t_be_declared() -> None:
    with pytest.raises(TypeError):
        Routes("odd").get("/odd")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Route("/odd", "odd", "GET", answers=came_in)  # type: ignore[call-arg]


@pytest.mark.deep
def test_the_doors_hold_in_every_combination(browsers: dict[str, FlaskClient]) -> None:
    """What is refused first is said: the host, the method, where a form comes from, what is not there, who asks."""
    may = {(method, address): WHO[who] for method, address, who in declared()}
    addresses, methods = {address for _, address in may}, ("GET", "HEAD", "POST", "DELETE")
    origins: tuple[dict[str, str], ...] = (
        FROM_HERE,
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": ELSEWHERE},
        {"Origin": HERE},
        {},
    )
    for address, method, headers, host, role in product(addresses, methods, origins, (HERE, ELSEWHERE), browsers):
        there = may.get(("GET" if method == "HEAD" else method, address))
        if host == ELSEWHERE:
            expected = 421
        elif method == "DELETE":
            expected = 405
        elif method == "POST" and headers not in (FROM_HERE, {"Origin": HERE}):
            expected = 403
        elif there is None:
            expected = 405
        else:
            expected = 200 if role in there else 403 if role else 401
        answer = asked(browsers[role], method, address, headers, host)
        assert (answer.status_code, address, method, headers, host, role) == (
            expected, address, method, headers, host, role,
        )  # fmt: skip
