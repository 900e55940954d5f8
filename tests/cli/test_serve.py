"""Serving from the command line, up to the moment at which it begins to answer; and who may sign in."""

import re
from pathlib import Path
from typing import Any

import pytest

from armslength.register.store.reception.reception import Reception, reception_of
from armslength.register.store.register import open_register
from tests.cli.conftest import Call

INVITED = "Ann Moss (governance_lead): has not chosen a password yet\n"
LINK = re.compile(r"http://127\.0\.0\.1:\d+/l/entry/[\w-]{43}\n")


@pytest.fixture(autouse=True)
def served(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What would be served: nothing answers in these tests."""
    from armslength.web import serving

    there: list[Any] = []

    class Still:
        def run(self) -> None: ...

    def server_for(*given: Any) -> Still:
        there.append(given)
        return Still()

    monkeypatch.setattr(serving, "server_for", server_for)
    return there


def reception(file: Path) -> Reception:
    return reception_of(open_register(file))


def test_a_register_is_made_where_there_is_none_and_one_link_is_printed(
    tmp_path: Path, call: Call, served: list[Any]
) -> None:
    file = tmp_path / "a.db"
    for says in ("a register with nothing in it. Keep a copy of its key", "is open in a browser until you press"):
        done = call("serve", file, "--port", "0")
        assert done.code == 0
        assert LINK.fullmatch(done.text)
        assert says in done.err
        assert file.with_name("a.db.key").is_file()
    (app, at, proxy), _ = served
    assert (app.name, at.fileno(), proxy) == ("armslength.web.app", -1, None)


def test_a_demonstration_holds_forty_invented_profiles_and_is_filled_once(
    tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a name, it is kept in this folder."""
    monkeypatch.chdir(tmp_path)
    first = call("serve", "--demo", "--port", "0")
    assert (first.code, "demo.db: 40 invented arrangements, " in first.err) == (0, True)
    assert len(open_register("demo.db").subjects()) == 40
    demo = open_register("demo.db")
    head = demo.head()
    assert call("serve", "--demo", "--port", "0").err.startswith(
        "demo.db is not empty, and is opened as it is: nothing invented was put into it.\n"
    )
    assert demo.head() == head
    other = call("serve", "--demo", "--port", "0", "--rules", Path(__file__).parents[1] / "packs" / "library")
    assert (other.code, "the pack has nothing to look around in" in other.err) == (2, True)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("--host", "0.0.0.0"), "`0.0.0.0` can be reached from other machines. Add --accounts, and say with --public"),
        (("--host", "::"), "can be reached from other machines"),
        (("--host", "192.0.2.1", "--accounts"), "can be reached from other machines"),
        (("--host", "register.example", "--accounts"), "can be reached from other machines"),
        (("--public-url", "https://a.example"), "people come from elsewhere, and need accounts: add --accounts"),
        (("--accounts", "--public-url", "http://a.example"), "is not encrypted, and passwords would go over the line"),
        (("--accounts", "--public-url", "a.example"), "is no address for these pages"),
        (("--port", "65536"), "Invalid value for '--port'"),
    ],
)
def test_nobody_is_let_near_without_a_door(
    tmp_path: Path, call: Call, served: list[Any], given: tuple[str, ...], says: str
) -> None:
    done = call("serve", tmp_path / "a.db", *given)
    assert (done.code, served) == (2, [])
    assert says in " ".join(done.err.split())


def test_with_accounts_and_tls_in_front_others_may_come(tmp_path: Path, call: Call, served: list[Any]) -> None:
    file = tmp_path / "a.db"
    call("register", "init", file)
    url = ("--accounts", "--public-url", "https://a.example")
    done = call("serve", file, "--host", "0.0.0.0", "--port", "0", *url, "--trusted-proxy", "127.0.0.1")
    assert (done.code, done.text) == (0, "https://a.example/sign-in\n")
    assert served[0][2].address == "127.0.0.1"


def test_beyond_this_machine_no_register_is_made(tmp_path: Path, call: Call) -> None:
    url = ("--accounts", "--public-url", "https://a.example")
    done = call("serve", tmp_path / "a.db", "--host", "0.0.0.0", "--port", "0", *url)
    assert (done.code, "There is no register at" in done.err) == (2, True)


def test_who_is_added_gets_a_link_and_is_listed(tmp_path: Path, call: Call) -> None:
    file = tmp_path / "a.db"
    call("register", "init", file)
    added = call("register", "account", "add", file, "Ann  Moss", "--role", "Governance lead")
    assert re.fullmatch(r"http://127\.0\.0\.1:8080/l/invitation/[\w-]{43}\n", added.text)
    assert (
        call("register", "account", "list", file).text == "Ann Moss (governance_lead): has not chosen a password yet\n"
    )
    account = reception(file).accounts.all()[0]
    reception(file).accounts.set_password(account.id, "a hash")
    assert call("register", "account", "list", file).text == "Ann Moss (governance_lead): may sign in\n"
    assert "closed, and signed out everywhere" in call("register", "account", "disable", file, "ann moss").err
    assert call("register", "account", "list", file).text == "Ann Moss (governance_lead): closed\n"
    assert "open again" in call("register", "account", "enable", file, "Ann Moss").err
    link = call("register", "account", "reset", file, "Ann Moss", "--public-url", "https://a.example").text
    assert link.startswith("https://a.example/l/invitation/")
    assert (
        call("register", "account", "list", file).text == "Ann Moss (governance_lead): has not chosen a password yet\n"
    )


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("add", "ANN moss", "--role", "governance_lead"), "There is an account for `ANN moss` already."),
        (
            ("add", "Ben", "--role", "governence_lead"),
            "no role is named `governence_lead`; did you mean `governance_lead`",
        ),
        (("add", "Ben", "--role", "governance_lead", "--public-url", "http://a.example"), "is not encrypted"),
        (("add", " ", "--role", "governance_lead"), "does not say who asks"),
        (("disable", "Anne Moss"), "nobody named `Anne Moss` has an account; did you mean `Ann Moss`?"),
        (("reset", "Ben"), "nobody named `Ben` has an account"),
    ],
)
def test_what_is_wrong_with_an_account_is_said(tmp_path: Path, call: Call, args: tuple[str, ...], says: str) -> None:
    file = tmp_path / "a.db"
    call("register", "init", file)
    call("register", "account", "add", file, "Ann Moss", "--role", "governance_lead")
    what, name, *rest = args
    done = call("register", "account", what, file, name, *rest)
    assert done.code == 2
    assert says in done.err
    assert [each.name for each in reception(file).accounts.all()] == ["Ann Moss"]
