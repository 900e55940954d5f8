"""Coming in and going out: nobody who should not, and nobody who guesses."""

import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from armslength.web.guarded import guarded_app
from armslength.web.security.accounts import MOST_CHARACTERS, Passwords, fault_of, signing_in
from armslength.web.security.limits import BY_ADDRESS, BY_NAME, WINDOW
from armslength.web.security.sessions import OWN_MACHINE
from tests.web.coming_in import ANN, PASSWORD, ann_of, entry, hidden, house_alone, house_of_ann
from tests.web.house import FROM_HERE, QUICK, House


@pytest.fixture
def house(tmp_path: Path) -> House:
    return house_of_ann(tmp_path)


@pytest.fixture
def alone(tmp_path: Path) -> House:
    return house_alone(tmp_path)


# ---- with an account


def test_somebody_signs_in_and_out(house: House) -> None:
    client = house.browser()
    assert "Sign in" in house.get(client, "/", 401)
    assert house.post(client, "/sign-in", ANN) == "/"
    assert "Ann Moss, Governance lead" in house.get(client, "/")
    assert house.post(client, "/sign-out", {}) == "/sign-in?done=signed_out"
    assert "You are signed out." in house.get(client, "/sign-in?done=signed_out")
    house.get(client, "/", 401)


@pytest.mark.parametrize(
    ("name", "password"),
    [("Ann Moss", "three short wordS"), ("Ann Moss", ""), ("Ann Moss", PASSWORD + "\0"), ("Nobody", PASSWORD), ("", ""),
     ("Ann Moss", PASSWORD * 100), ("%", PASSWORD), ("Ann Moss' --", PASSWORD)],
)  # fmt: skip
def test_a_wrong_name_and_a_wrong_password_are_told_alike(house: House, name: str, password: str) -> None:
    says = "Name and password do not fit together."
    page = house.post(house.browser(), "/sign-in", {"name": name, "password": password}, 422)
    assert says in page
    assert PASSWORD not in page


def test_a_closed_account_and_one_without_a_password_let_nobody_in(house: House) -> None:
    house.reception.accounts.set_disabled(ann_of(house).id, True)
    house.reception.accounts.add("Ben Okoro", "governance_lead", house.clock())
    for name in ("Ann Moss", "Ben Okoro"):
        for password in (PASSWORD, "", "a password that nobody has"):
            house.post(house.browser(), "/sign-in", {"name": name, "password": password}, 422)


def test_as_much_is_hashed_for_a_name_that_nobody_has(house: House) -> None:
    hashed: list[str] = []

    class Hasher(type(QUICK)):  # type: ignore[misc]
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # noqa: A002
            hashed.append(str(hash).rsplit("$", 2)[0])
            return bool(super().verify(hash, password))

    passwords = Passwords(Hasher(time_cost=1, memory_cost=8, parallelism=1))
    house.reception.accounts.add("Ben Okoro", "governance_lead", house.clock())
    for name in ("Ann Moss", "Nobody", "Ben Okoro"):
        assert signing_in(house.reception.accounts, passwords, name, "wrong password") is None
    assert len(hashed) == 3
    assert len(set(hashed)) == 1  # with the same costs


def test_a_password_is_the_same_however_its_letters_were_composed() -> None:
    passwords = Passwords(QUICK)
    kept = passwords.hash("zoe\u0308s short words")
    assert passwords.is_right(kept, "zoës short words")
    assert not passwords.is_right(kept, "zoes short words")
    assert not passwords.is_right("", "a password that nobody has")
    assert not passwords.is_right("no hash", "zoës short words")


def test_no_more_of_a_password_counts_than_is_hashed() -> None:
    passwords = Passwords(QUICK)
    kept = passwords.hash("a" * MOST_CHARACTERS)
    assert passwords.is_right(kept, "a" * MOST_CHARACTERS)
    assert not passwords.is_right(kept, "a" * (MOST_CHARACTERS + 1))


@pytest.mark.parametrize(
    ("password", "again", "fault"),
    [("elevenchars", "elevenchars", "password.short"), ("twelve chars", "twelve chars", None),
     ("a" * 6 + "b" * 7, "a" * 6 + "b" * 7, "password.guessed"),
     ("ANN MARIE MOSS", "ANN MARIE MOSS", "password.guessed"),
     ("x1y2" * 64, "x1y2" * 64, None), ("x1y2" * 64 + "z", "x1y2" * 64 + "z", "password.long"),
     ("twelve chars", "twelve Chars", "password.different"), ("zoe\u0308s words go", "zoës words go", None)],
)  # fmt: skip
def test_which_passwords_will_do(password: str, again: str, fault: str | None) -> None:
    assert fault_of(password, again, "Ann Marie Moss") == fault


def test_a_hash_with_older_costs_is_made_anew(house: House) -> None:
    before = ann_of(house).password
    newer = Passwords(type(QUICK)(time_cost=2, memory_cost=8, parallelism=1))
    assert signing_in(house.reception.accounts, newer, "Ann Moss", PASSWORD) is not None
    assert before != ann_of(house).password
    assert not newer.is_outdated(ann_of(house).password)
    assert newer.is_right(ann_of(house).password, PASSWORD)


# ---- who guesses


def test_who_guesses_a_name_has_to_wait_and_a_restart_forgives_nothing(house: House) -> None:
    wrong = {**ANN, "password": "wrong password"}
    for _ in range(BY_NAME.most):
        house.post(house.browser(), "/sign-in", wrong, 422)
        house.clock.now += timedelta(seconds=10)
    assert "Too many attempts went wrong. Try again at 09:45." in house.post(house.browser(), "/sign-in", ANN, 429)
    again = House(guarded_app(house.entrance), house.entrance, house.clock)
    again.post(again.browser(), "/sign-in", {**ANN, "name": "ANN  moss"}, 429)
    house.clock.now += WINDOW - timedelta(seconds=10 * BY_NAME.most - 1)
    assert house.post(house.browser(), "/sign-in", ANN) == "/"


def test_who_guesses_many_names_from_one_address_has_to_wait(house: House) -> None:
    client = house.browser()
    for number in range(3):
        house.post(client, "/sign-in", {"name": f"Name {number}", "password": "wrong password"}, 422)
    assert house.post(client, "/sign-in", ANN) == "/"
    before = (BY_ADDRESS.key("127.0.0.1"),) * (BY_ADDRESS.most - 3)
    house.reception.attempts.note(before, house.clock())
    house.post(client, "/sign-in", ANN, 429)
    elsewhere = client.post(
        "/sign-in", data=ANN, base_url=house.base, headers=FROM_HERE, environ_overrides={"REMOTE_ADDR": "192.0.2.7"}
    )
    assert elsewhere.status_code == 303


def test_what_went_wrong_is_forgiven_once_it_goes_right(house: House) -> None:
    house.reception.attempts.note((BY_NAME.key("ann moss"),) * (BY_NAME.most - 1), house.clock())
    assert house.post(house.browser(), "/sign-in", ANN) == "/"
    house.post(house.browser(), "/sign-in", {**ANN, "password": "wrong password"}, 422)
    assert house.post(house.browser(), "/sign-in", ANN) == "/"


# ---- by invitation


def invited(house: House, client: FlaskClient, name: str = "Ben Okoro") -> str:
    page = house.post(client, "/accounts", {"name": name, "role": "service_manager"}, 200)
    (link,) = re.findall(rf'value="({re.escape(house.base)}/l/invitation/[\w-]+)"', page)
    return str(link).removeprefix(house.base)


def test_who_is_invited_chooses_a_password_once(house: House) -> None:
    link = invited(house, house.browser("administrator"))
    client = house.browser()
    for _ in range(2):  # programs that scan mail press links
        assert "This is the account of Ben Okoro." in house.get(client, link)
    slip = house.post(client, link, {"password": PASSWORD, "again": "other short words"}, 422)
    assert "The two do not agree." in slip
    assert PASSWORD not in slip
    assert house.post(client, link, {"password": PASSWORD, "again": PASSWORD}) == "/?done=password_chosen"
    assert "Ben Okoro" in house.get(client, "/")
    for answer in (
        house.get(client, link, 410),
        house.post(client, link, {"password": PASSWORD, "again": PASSWORD}, 410),
    ):
        assert "It was used before" in answer
    assert house.post(house.browser(), "/sign-in", {"name": "ben okoro", "password": PASSWORD}) == "/"


def test_a_new_link_to_choose_a_password_shuts_all_that_let_somebody_in_before(house: House) -> None:
    administrator, client = house.browser("administrator"), house.browser()
    house.post(client, "/sign-in", ANN)
    first = invited(house, administrator)
    ann, ben = ann_of(house), house.reception.accounts.named("Ben Okoro")
    assert ben is not None
    for account in (ann, ben):
        house.post(administrator, f"/accounts/{account.id}", {"what": "reset"}, 200)
    house.get(client, "/", 401)
    house.post(client, "/sign-in", ANN, 422)
    assert "It was taken back" in house.get(client, first, 410)


def test_a_closed_account_is_shut_in_every_way(house: House) -> None:
    administrator, client = house.browser("administrator"), house.browser()
    house.post(client, "/sign-in", ANN)
    link = invited(house, administrator)
    ben = house.reception.accounts.named("Ben Okoro")
    assert ben is not None
    for each in (ann_of(house), ben):
        done = house.post(administrator, f"/accounts/{each.id}", {"what": "disable"})
        assert done == "/accounts?done=account_disabled"
    house.get(client, "/", 401)
    house.get(client, link, 410)
    assert (
        house.post(administrator, f"/accounts/{ann_of(house).id}", {"what": "enable"})
        == "/accounts?done=account_enabled"
    )
    assert house.post(client, "/sign-in", ANN) == "/"
    house.get(client, link, 410)


def test_nobody_closes_their_own_account(house: House) -> None:
    client = house.browser()
    house.post(client, "/sign-in", ANN)
    for what in ("disable", "reset"):
        says = house.post(client, f"/accounts/{ann_of(house).id}", {"what": what}, 409)
        assert "You can&#39;t close your own account." in says
    house.post(client, "/accounts/0123456789abcdef", {"what": "disable"}, 404)
    assert house.post(client, f"/accounts/{ann_of(house).id}", {"what": "odd"}) == "/accounts"


@pytest.mark.parametrize(
    ("typed", "says"),
    [({"name": "", "role": "service_manager"}, "A name is missing."), ({"name": "Eve", "role": ""}, "Choose a role."),
     ({"name": "Eve", "role": "no_such_role"}, "Choose a role."),
     ({"name": "ANN  moss", "role": "service_manager"}, "There is an account for `ANN moss` already."),
     ({"name": "<script>alert(1)</script>" * 9, "role": "service_manager"}, "100 is the most")],
)  # fmt: skip
def test_what_is_wrong_with_a_new_account_is_said_and_what_was_typed_stays(
    house: House, typed: dict[str, str], says: str
) -> None:
    page = house.post(house.browser("administrator"), "/accounts", typed, 422)
    assert says in unescape(page)
    assert "<script>" not in page
    assert f'value="{typed["name"]}"' in unescape(page)


def test_an_empty_list_of_accounts_says_so(alone: House) -> None:
    client = alone.browser()
    alone.post(client, f"/l/entry/{entry(alone)}", {"name": "Gus", "role": "governance_lead"})
    page = alone.get(client, "/accounts")
    assert "Nobody has an account yet." in page
    assert "served to one person on this machine" in page


# ---- one person on their own machine


def test_one_person_comes_in_by_the_link_that_was_printed(alone: House) -> None:
    link, client = f"/l/entry/{entry(alone)}", alone.browser()
    for _ in range(2):
        assert "Who are you?" in alone.get(client, link)
    assert alone.post(client, link, {"name": " Ann   Moss ", "role": "governance_lead"}) == "/"
    assert "Ann Moss, Governance lead" in alone.get(client, "/")
    assert client.get(link, base_url=alone.base).headers["Location"] == "/"
    stranger = alone.browser()
    alone.get(stranger, link, 410)
    alone.post(stranger, link, {"name": "Eve Vane", "role": "governance_lead"}, 410)
    alone.clock.now += OWN_MACHINE.unused
    alone.get(client, "/")


def test_who_was_out_too_long_pastes_the_link_and_loses_nothing(alone: House) -> None:
    client = alone.browser()
    fields = hidden(alone.post(client, "/accounts", {"name": "Zoë Line", "role": "service_manager"}, 401))
    typed = {**fields, "name": "Ann Moss", "role": "governance_lead"}
    page = alone.post(client, "/sign-in", {**typed, "link": "http://127.0.0.1:8080/l/entry/nonsense"}, 422)
    assert "This is not the link" in page
    assert hidden(page) == fields
    page = alone.post(client, "/sign-in", {**typed, "link": f" http://127.0.0.1:8080/l/entry/{entry(alone)} "}, 200)
    assert hidden(page) == {"name": "Zoë Line", "role": "service_manager"}


@pytest.mark.parametrize(
    ("typed", "says"),
    [({"name": "", "role": "governance_lead"}, "A name is missing."),
     ({"name": "Ann", "role": ""}, "Choose your role."),
     ({"name": "Ann", "role": "king"}, "Choose your role."), ({}, "A name is missing.")],
)  # fmt: skip
def test_who_does_not_say_who_they_are_stays_out_and_the_link_still_works(
    alone: House, typed: dict[str, str], says: str
) -> None:
    link, client = f"/l/entry/{entry(alone)}", alone.browser()
    assert says in alone.post(client, link, {"x": "", **typed}, 422)
    alone.get(client, "/", 401)
    assert alone.post(client, link, {"name": "Ann", "role": "governance_lead"}) == "/"


def test_where_accounts_are_used_a_link_that_was_printed_opens_nothing(house: House) -> None:
    link = f"/l/entry/{entry(house)}"
    house.get(house.browser(), link, 410)
    house.post(house.browser(), link, {"name": "Eve Vane", "role": "governance_lead"}, 410)
