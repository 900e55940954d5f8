"""The pages behind their doors, as they are served, and people with sessions of their own."""

import shutil
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from armslength.register.store.reception.reception import Reception
from armslength.register.store.register import create_register, open_register
from armslength.web.asking import Desk
from armslength.web.guarded import guarded_app
from armslength.web.routing import Route
from armslength.web.security.accounts import Passwords
from armslength.web.security.address import Address, in_public, on_this_machine
from armslength.web.security.entrance import Entrance
from armslength.web.security.sessions import begin
from armslength.web.words import words_for
from tests.web.at_hand import OFFICE, PEOPLE, Clock
from tests.web.compiled import compiled_once
from tests.web.watching import look_at

PUBLIC = in_public("https://Register.example")
LOCAL = on_this_machine(8080)
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Hashing as cheap as it can be: what it costs is not what is tested."""

FROM_HERE = {"Sec-Fetch-Site": "same-origin"}


@cache
def _empty() -> Path:
    """Make a register with nothing in it once, to be copied."""
    folder = Path(mkdtemp(prefix="armslength-house-"))
    create_register(folder / "register.db")
    return folder


@dataclass
class House:
    """An application as it is served, with a clock that is moved by hand."""

    app: Flask
    entrance: Entrance
    clock: Clock
    clients: dict[str, FlaskClient] = field(default_factory=dict)

    @property
    def reception(self) -> Reception:
        return self.entrance.reception

    @property
    def base(self) -> str:
        return self.entrance.address.origin

    def browser(self, role: str = "") -> FlaskClient:
        """A browser of somebody who has signed in with a role, or of nobody."""
        client = self.app.test_client()
        if role:
            person = PEOPLE[role].person
            account = self.reception.accounts.named(person.name) or self.reception.accounts.add(
                person.name, person.role, self.clock()
            )
            secret = begin(self.reception.sessions, account.id, person.name, person.role, self.clock())
            self.hold(client, secret)
        return client

    def hold(self, client: FlaskClient, secret: str) -> None:
        """Let a browser hold the secret of a session."""
        domain = self.base.partition("://")[2].partition(":")[0]
        client.set_cookie(self.entrance.cookies.name, secret, domain=domain, secure=self.entrance.address.encrypted)

    def get(self, client: FlaskClient, address: str, status: int = 200) -> str:
        return looked_at(client.get(address, base_url=self.base), status)

    def post(self, client: FlaskClient, address: str, typed: dict[str, str], status: int = 303) -> str:
        answer = client.post(address, data=typed, base_url=self.base, headers=FROM_HERE)
        return str(answer.headers["Location"]) if status == 303 == answer.status_code else looked_at(answer, status)


def looked_at(answer: TestResponse, status: int) -> str:
    text = answer.get_data(as_text=True)
    assert answer.status_code == status, text
    if answer.mimetype == "text/html":
        look_at(text)
    return text


def a_house(
    folder: Path, address: Address = PUBLIC, *, accounts: bool = True, routes: tuple[Route, ...] | None = None
) -> House:
    """Serve a register with nothing in it."""
    for each in _empty().iterdir():
        shutil.copy(each, folder / each.name)
    clock = Clock()
    desk = Desk(open_register(folder / "register.db"), OFFICE, words_for(OFFICE), clock)
    entrance = Entrance(desk, address, accounts, Passwords(QUICK))
    return House(compiled_once(guarded_app(entrance, routes)), entrance, clock)
