"""A small register behind the pages, people who have signed in, and a browser that looks at every page it is shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask, Request, Response
from werkzeug.test import TestResponse

from armslength.register.declared import read_register
from armslength.register.domain.office import actor_named
from armslength.register.domain.permission import Actor
from armslength.register.store.register import create_register
from armslength.web.app import create_app
from armslength.web.asking import Asking, Desk
from armslength.web.routing import Route
from armslength.web.words import words_for
from engine import load_pack
from tests.web.compiled import compiled_once
from tests.web.watching import look_at

OFFICE = read_register(load_pack())
NOW = datetime(2027, 3, 3, 9, 30, tzinfo=UTC)
HERE = "http://localhost"
PEOPLE = {
    "reader": actor_named(OFFICE, "Rita Read, board_chair"),
    "contributor": actor_named(OFFICE, "Cat Cole, service_manager"),
    "approver": actor_named(OFFICE, "Ann Moss, registered_manager"),
    "administrator": actor_named(OFFICE, "Gus Gold, governance_lead"),
}


@dataclass
class AlreadyIn:
    """Everybody has signed in as one person; nobody, where that is none."""

    who: Actor | None

    def actor(self, asked: Request) -> Actor | None:
        return self.who

    def turned_away(self, asking: Asking) -> Response:
        return Response("", 401)


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Browser:
    """Asks for pages as a browser does, and looks at each."""

    app: Flask
    desk: Desk
    sign_in: AlreadyIn
    clock: Clock
    seen: list[str] = field(default_factory=list)

    def get(self, address: str, status: int = 200) -> str:
        return self._looked_at(self.app.test_client().get(address, base_url=HERE), status)

    def post(self, address: str, typed: Mapping[str, object], status: int = 303) -> str:
        answer = self.app.test_client().post(
            address, data=dict(typed), base_url=HERE, headers={"Origin": HERE, "Sec-Fetch-Site": "same-origin"}
        )
        return str(answer.headers["Location"]) if status == 303 else self._looked_at(answer, status)

    def as_(self, right: str) -> "Browser":
        self.sign_in.who = PEOPLE[right]
        return self

    def _looked_at(self, answer: TestResponse, status: int) -> str:
        text = answer.get_data(as_text=True)
        assert answer.status_code == status, text
        if answer.mimetype == "text/html":
            look_at(text)
        return text


def a_browser(folder: Path, routes: Iterable[Route] | None = None) -> Browser:
    """Make a register with nothing in it, and a browser of somebody who may approve."""
    clock, sign_in = Clock(), AlreadyIn(PEOPLE["approver"])
    desk = Desk(create_register(folder / "register.db"), OFFICE, words_for(OFFICE), clock)
    return Browser(compiled_once(create_app(desk, sign_in, routes)), desk, sign_in, clock)
