"""Sessions: what keeps them, what ends them, and that nobody loses what they typed meanwhile."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from armslength.web.security.kept import MOST_KEPT, carried, is_ours, kept_from
from armslength.web.security.sessions import WORKING_DAY, hash_of
from tests.web.coming_in import ANN, PASSWORD, ann_of, entry, hidden, house_alone, house_of_ann
from tests.web.house import FROM_HERE, House


@pytest.fixture
def house(tmp_path: Path) -> House:
    return house_of_ann(tmp_path)


@pytest.fixture
def alone(tmp_path: Path) -> House:
    return house_alone(tmp_path)


# ---- sessions


def held(client: FlaskClient, house: House) -> str:
    domain = house.base.partition("://")[2].partition(":")[0]
    cookie = client.get_cookie(house.entrance.cookies.name, domain=domain)
    return cookie.value if cookie else ""


def test_the_cookie_of_a_session_says_all_that_keeps_it(house: House, alone: House) -> None:
    answer = house.browser().post("/sign-in", data=ANN, base_url=house.base, headers=FROM_HERE)
    (cookie,) = answer.headers.getlist("Set-Cookie")
    secret, *rest = cookie.split("; ")
    assert re.fullmatch(r"__Host-session=[\w-]{43}", secret)
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax", "Max-Age=57600"} <= set(rest)
    assert not any(each.startswith("Domain") for each in rest)
    typed = {"name": "Ann Moss", "role": "governance_lead"}
    answer = alone.browser().post(f"/l/entry/{entry(alone)}", data=typed, base_url=alone.base, headers=FROM_HERE)
    secret, *rest = answer.headers["Set-Cookie"].split("; ")
    assert re.fullmatch(r"session=[\w-]{43}", secret)
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(rest)
    assert "Secure" not in rest


def test_what_a_browser_holds_is_new_at_each_sign_in_and_is_kept_nowhere(house: House, tmp_path: Path) -> None:
    """Nobody can plant a session that they know (fixation)."""
    client = house.browser()
    house.hold(client, "planted-by-somebody-else")
    house.post(client, "/sign-in", ANN)
    first = held(client, house)
    house.post(client, "/sign-in", ANN)
    second = held(client, house)
    assert len({first, second, "planted-by-somebody-else"}) == 3
    assert house.reception.sessions.find(hash_of(first)) is None
    assert house.reception.sessions.find(hash_of(second)) is not None
    kept = b"".join(each.read_bytes() for each in tmp_path.glob("register.db*"))
    assert hash_of(second).encode() in kept
    assert second.encode() not in kept
    assert PASSWORD.encode() not in kept


@pytest.mark.parametrize("secret", ["", "x", "'", "a" * 3_000, "\u00e9", "0" * 43])
def test_what_is_no_session_lets_nobody_in(house: House, secret: str) -> None:
    client = house.browser()
    house.hold(client, secret)
    house.get(client, "/", 401)


def test_a_session_ends_unused_and_after_its_whole_time(house: House) -> None:
    client = house.browser()
    house.post(client, "/sign-in", ANN)
    start = house.clock.now
    house.clock.now += WORKING_DAY.unused
    house.get(client, "/")
    house.clock.now = start + WORKING_DAY.whole
    house.get(client, "/")
    house.clock.now += timedelta(seconds=1)
    assert "You are signed out by now." in house.get(client, "/", 401)
    house.post(client, "/sign-in", ANN)
    house.get(client, "/")
    house.clock.now += WORKING_DAY.unused + timedelta(seconds=1)
    house.get(client, "/", 401)


def test_pages_are_shown_also_while_somebody_else_writes(house: House) -> None:
    client = house.browser()
    house.post(client, "/sign-in", ANN)
    start = house.clock.now
    house.clock.now += timedelta(hours=1)
    other = house.entrance.desk.register.database.bare()
    other.execute("BEGIN IMMEDIATE")
    house.get(client, "/")
    other.close()
    house.get(client, "/")
    house.clock.now = start + WORKING_DAY.unused + timedelta(minutes=59)
    house.get(client, "/")  # the use of an hour ago was noted once nobody else wrote


def test_signing_out_ends_the_session_and_not_only_the_cookie(house: House) -> None:
    client, stolen = house.browser(), house.browser()
    house.post(client, "/sign-in", ANN)
    house.hold(stolen, held(client, house))
    house.get(stolen, "/")
    answer = client.post("/sign-out", base_url=house.base, headers=FROM_HERE, data={})
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    house.get(stolen, "/", 401)


def test_a_role_that_was_changed_counts_at_once(house: House) -> None:
    client = house.browser()
    house.post(client, "/sign-in", ANN)
    house.get(client, "/accounts")
    house.reception.accounts.set_role(ann_of(house).id, "service_manager")
    house.get(client, "/accounts", 403)
    house.reception.accounts.set_role(ann_of(house).id, "no_role_of_this_pack")
    house.get(client, "/", 403)


def test_a_session_of_one_person_alone_counts_for_nothing_where_accounts_are_used(house: House, alone: House) -> None:
    for served, has_account in ((house, False), (alone, True)):
        client, eve = served.browser(), served.reception.accounts.add("Eve Vane", "governance_lead", served.clock())
        of = eve.id if has_account else None
        served.reception.sessions.begin(hash_of("s"), of, "Eve Vane", "governance_lead", served.clock())
        served.hold(client, "s")
        served.get(client, "/", 401)


# ---- nobody loses what they typed


def test_what_was_typed_while_a_session_ended_is_carried_through_signing_in(house: House) -> None:
    client = house.browser()
    typed = {"name": "Zoë <b>Line</b>\nTwo \"quoted\" & 'more'", "role": "service_manager", "seen": "3"}
    page = house.post(client, "/accounts", typed, 401)
    assert "What you typed is kept" in page
    fields = hidden(page)
    assert fields["to"] == "/accounts"
    page = house.post(client, "/sign-in", {**fields, **ANN, "password": "wrong password"}, 422)
    assert hidden(page) == fields  # a slip in the password loses nothing
    page = house.post(client, "/sign-in", {**hidden(page), **ANN}, 200)
    assert "Save what you typed" in page
    assert "<b>" not in page.partition("<main")[2].partition("<form")[0]
    assert hidden(page) == typed
    assert 'action="/accounts"' in page
    assert "A name is missing." in house.post(client, "/accounts", {**hidden(page), "name": ""}, 422)
    assert "A link for Zoë" in house.post(client, "/accounts", {**hidden(page), "name": "Zoë Line"}, 200)


def test_who_only_looked_is_led_on_to_where_they_wanted_to_go(house: House) -> None:
    client = house.browser()
    fields = hidden(house.get(client, "/accounts?filter=a%26b", 401))
    assert house.post(client, "/sign-in", {**fields, **ANN}) == "/accounts?filter=a%26b"


@pytest.mark.parametrize(
    "to", ["https://elsewhere.example/", "//elsewhere.example/accounts",
           "/\\elsewhere.example", "accounts", "", "/nowhere",
           "/accounts\r\nSet-Cookie: a=b", "javascript:alert(1)", "/%0a/accounts", "/sign-out"],
)  # fmt: skip
def test_nobody_is_led_elsewhere(house: House, to: str) -> None:
    assert house.post(house.browser(), "/sign-in", {**ANN, "to": to}) == "/"
    if to != "/sign-out":
        assert house.post(house.browser(), "/sign-in", {**ANN, "to": to, "kept.a": "b"}) == "/"


def test_a_password_is_never_carried_on_or_shown(house: House) -> None:
    typed = {"password": "secret words here", "again": "secret words here", "name": "Ann Moss"}
    assert "secret words here" not in house.post(house.browser(), "/accounts", typed, 401)


def test_what_is_too_much_to_be_carried_on_is_shown_to_be_copied(house: House) -> None:
    page = house.post(house.browser(), "/accounts", {"name": "x" * (MOST_KEPT + 1)}, 401)
    assert "it is too much to be carried on" in page
    assert "x" * (MOST_KEPT + 1) in page
    assert "kept.name" not in page


TYPED = st.dictionaries(
    st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda name: name not in ("password", "again", "link")),
    st.lists(st.text(st.characters(codec="utf-8")), min_size=1, max_size=3).map(tuple),
)


@settings(max_examples=30)
@given(TYPED)
def test_all_that_was_typed_is_carried(typed: dict[str, tuple[str, ...]]) -> None:
    kept = kept_from("/accounts", typed)
    sent = {"to": (kept.to,), "name": ("Ann",), **{f"kept.{name}": texts for name, texts in typed.items()}}
    assert carried(sent) == kept


def test_an_address_is_ours_for_what_it_takes(house: House) -> None:
    urls = house.app.url_map
    assert is_ours("/accounts?a=b#c", urls, "GET")
    assert is_ours("/accounts/1", urls, "POST")
    assert not is_ours("/accounts/1", urls, "GET")
