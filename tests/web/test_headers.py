"""What every response says of itself: pages, faults, files, refusals, and what is static."""

from pathlib import Path

import pytest

from armslength.web.routes import all_routes
from armslength.web.routing import Door
from armslength.web.security.headers import ALWAYS, BOXED, POLICY
from armslength.web.security.links import LinkKind, make_link
from tests.web.house import FROM_HERE, LOCAL, House, a_house

DIRECTIVES = dict(each.split(" ", 1) for each in POLICY.split("; "))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return a_house(tmp_path_factory.mktemp("headers"))


ANSWERS = [
    ("GET", "/", "administrator", 200),
    ("GET", "/", "", 401),
    ("GET", "/accounts", "reader", 403),
    ("GET", "/nowhere", "", 404),
    ("GET", "/sign-in", "", 200),
    ("POST", "/sign-in", "", 422),
    ("PUT", "/sign-in", "", 405),
    ("POST", "/sign-out", "reader", 303),
    ("GET", "/l/invitation/nonsense", "", 410),
    ("GET", "/s/one/uploads/two", "reader", 404),
]


@pytest.mark.parametrize(("method", "address", "role", "status"), ANSWERS)
def test_every_answer_says_all_of_it_once(house: House, method: str, address: str, role: str, status: int) -> None:
    typed = {"a": "b"} if method != "GET" else None
    client = house.browser(role)
    answer = client.open(address, method=method, base_url=house.base, headers=FROM_HERE, data=typed)
    assert answer.status_code == status
    for name, value in {**ALWAYS, "Content-Security-Policy": POLICY}.items():
        assert answer.headers.getlist(name) == [value]
    assert answer.headers["Cache-Control"] == ("no-store" if address.startswith("/l/") else "private, no-cache")
    assert "Cookie" in answer.headers["Vary"]
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Server" not in answer.headers
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_nothing_within_a_page_is_run_nothing_comes_from_elsewhere_and_nobody_frames_it() -> None:
    assert DIRECTIVES["default-src"] == DIRECTIVES["base-uri"] == DIRECTIVES["frame-ancestors"] == "'none'"
    assert {"'self'", "'none'"} == set(DIRECTIVES.values())
    assert DIRECTIVES["form-action"] == "'self'"
    for name in ("nosniff", "no-referrer", "DENY", "same-origin"):
        assert name in ALWAYS.values()
    assert "sandbox" in BOXED
    assert "'self'" not in BOXED


def test_a_refusal_at_the_door_says_it_too(house: House) -> None:
    client = house.browser("administrator")
    for headers, host, status in (({"Sec-Fetch-Site": "cross-site"}, "", 403), (FROM_HERE, "odd.example", 421)):
        given = {"HTTP_HOST": host} if host else {}
        answer = client.post(
            "/accounts", data={"a": "b"}, base_url=house.base, headers=headers, environ_overrides=given
        )
        assert (answer.status_code, answer.headers["Content-Security-Policy"]) == (status, POLICY)


def test_a_file_is_handed_out_to_be_saved_and_can_do_nothing(house: House) -> None:
    kept = house.reception.uploads.keep(
        "one", "p\u00f6licy \u201cnew\u201d.pdf", "application/pdf", b"%PDF-1.7", house.clock()
    )
    answer = house.browser("reader").get(f"/s/one/uploads/{kept.id}", base_url=house.base)
    assert answer.data == b"%PDF-1.7"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    assert answer.headers["Content-Security-Policy"] == BOXED
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.mimetype == "application/pdf"
    assert house.browser().get(f"/s/one/uploads/{kept.id}", base_url=house.base).status_code == 401
    assert house.browser("reader").get(f"/s/two/uploads/{kept.id}", base_url=house.base).status_code == 404


def test_a_page_that_shows_a_secret_is_kept_nowhere(house: House) -> None:
    client = house.browser("administrator")
    typed = {"name": "Ben Okoro", "role": "service_manager"}
    answer = client.post("/accounts", data=typed, base_url=house.base, headers=FROM_HERE)
    assert "/l/invitation/" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert len([each for each in all_routes() if each.needs is Door.LINK]) > 3


def test_what_is_static_may_be_kept(house: House) -> None:
    answer = house.browser().get("/static/", base_url=house.base)
    assert answer.status_code == 404
    assert "no-store" not in answer.headers.get("Cache-Control", "")


def test_on_one_machine_nothing_is_promised_of_tls(tmp_path: Path) -> None:
    alone = a_house(tmp_path, LOCAL, accounts=False)
    link = make_link(alone.reception.links, LinkKind.ENTRY, alone.clock())
    answer = alone.browser().get(f"/l/entry/{link}", base_url=alone.base)
    assert "Strict-Transport-Security" not in answer.headers
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["Cache-Control"] == "no-store"
