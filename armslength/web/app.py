"""The application: the doors, the routes behind them, and the faults in plain words."""

import logging
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Protocol

from flask import Flask, Request, Response, render_template, request
from jinja2 import StrictUndefined
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException

from armslength.register.domain.permission import ADMINISTRATORS, THOSE_WHO_WORK, Actor
from armslength.register.exchange.acting import Refused
from armslength.register.store.faults import RegisterError
from armslength.web.addresses import PartConverter
from armslength.web.asking import Asking, Desk, NothingThere, Typed
from armslength.web.pages.faults import FaultPage, fault_page, of_status
from armslength.web.pages.frame import Frame
from armslength.web.pages.parts import Link
from armslength.web.routes import all_routes
from armslength.web.routing import READERS, Door, Download, Faulty, Page, Reply, Route, SeeOther
from armslength.web.security.kept import NEVER, Fields
from armslength.web.security.links import LinkShut
from armslength.web.security.logs import where
from engine import InputError, UsageError

LOG = logging.getLogger("armslength.web")


class SignIn(Protocol):
    """Who has signed in, and what is shown to those who have not."""

    def actor(self, asked: Request) -> Actor | None:
        """Find who asks; nobody where nobody has signed in, or no more."""

    def turned_away(self, asking: Asking) -> Response:
        """Ask somebody to sign in, and keep what they typed."""


def create_app(desk: Desk, sign_in: SignIn, routes: Iterable[Route] | None = None) -> Flask:
    """Make the application of a register. `sign_in` says who asks; `routes` are all of them, unless said otherwise."""
    app = Flask(__name__)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(say=desk.words.say, day=desk.words.day)
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.url_map.converters["default"] = PartConverter
    for route in routes if routes is not None else all_routes():
        app.add_url_rule(route.rule, route.name, _answering(desk, sign_in, route), methods=[route.method])
    app.register_error_handler(Exception, _Faults(desk, sign_in).response)
    return app


DONE = "done"
"""What an address calls the text that says what was just saved; the page itself is the same without it."""

MOST_BYTES = 12_000_000
"""What is counted: the bytes of one request. Why so many: a workbook of 5,000 rows, or a scan of ten pages. Beyond it:
nothing is read, and the page says how large it may be."""


def _answering(desk: Desk, sign_in: SignIn, route: Route) -> Callable[..., Response]:
    def respond(**parts: str) -> Response:
        asking = asking_of(desk, sign_in)
        if not isinstance(route.needs, Door):
            if asking.actor is None:
                return sign_in.turned_away(asking)
            if not asking.may(route.needs):
                return shown(_forbidden(asking), asking, 403)
        return responded(_answered(route, asking, parts), asking)

    return respond


def _answered(route: Route, asking: Asking, parts: Mapping[str, str]) -> Reply:
    """Let a route answer; a page that it answered is given again until something is written, or the day is over."""
    if route.method != "GET" or isinstance(route.needs, Door) or route.anew:
        return route.answers(asking, **parts)
    said = frozenset(each for each in asking.query.items() if each[0] != DONE)
    key = (route.name, *parts.values(), said, asking.actor, asking.today)
    return asking.desk.memory.once(key, lambda: route.answers(asking, **parts), keeps=_is_page)


def _is_page(reply: Reply) -> bool:
    return not isinstance(reply, SeeOther | Download | Faulty)


def asking_of(desk: Desk, sign_in: SignIn) -> Asking:
    """Read the request that is being answered."""
    return _asked_by(sign_in.actor(request), desk)


def _asked_by(actor: Actor | None, desk: Desk) -> Asking:
    sent = {name: (each.filename or "", each.read()) for name, each in request.files.items()}
    return Asking(desk, actor, desk.clock(), _typed(request.form), _typed(request.args), sent)


def _typed(sent: "MultiDict[str, str]") -> Typed:
    return {name: tuple(value.replace("\r\n", "\n") for value in values) for name, values in sent.lists()}


def responded(answer: Reply, asking: Asking) -> Response:
    """Make the response of what a route answered."""
    match answer:
        case SeeOther(address, done):
            return _see_other(address, done)
        case Download(data, name, media_type):
            response = Response(data, mimetype=media_type)
            response.headers.set("Content-Disposition", "attachment", filename=name)
            return response
        case Faulty(page, status):
            return shown(page, asking, status)
        case page:
            return shown(page, asking)


def _see_other(address: str, done: str) -> Response:
    mark = f"{'&' if '?' in address else '?'}{DONE}={done}" if done else ""
    before, hash_sign, anchor = address.partition("#")
    return Response(status=303, headers={"Location": f"{before}{mark}{hash_sign}{anchor}"})


def shown(page: Page, asking: Asking, status: int = 200) -> Response:
    """Make the response that shows a page."""
    return Response(render_template(page.template, page=page, frame=frame_of(asking)), status)


PLACES = (
    ("register", "/", READERS),
    ("due", "/due", READERS),
    ("portfolio", "/portfolio", READERS),
    ("rules", "/rules", READERS),
    ("workbook", "/workbook", THOSE_WHO_WORK),
    ("accounts", "/accounts", ADMINISTRATORS),
    ("help", "/help", READERS),
)
"""Where one can go from every page: what it is called, its address, and who may go there."""


def frame_of(asking: Asking) -> Frame:
    """Make what stands around a page."""
    words, who = asking.desk.words, asking.actor
    done = f"done.{asking.wanted(DONE)}"
    return Frame(
        language=words.language,
        person=who.person.name if who else "",
        role=asking.office.base.pack.roles.get(who.person.role, who.person.role) if who else "",
        done=words.say(done) if words.has(done) else "",
        here=request.path,
        places=tuple(Link(words.say(f"frame.{name}"), to) for name, to, rights in PLACES if asking.may(rights)),
    )


def _forbidden(asking: Asking) -> FaultPage:
    return replace(fault_page("forbidden", asking.desk.words), typed=typed_again(asking.typed))


def typed_again(typed: Typed) -> Fields:
    """List what was typed, by field, to be shown again: but no passwords, and nothing that is blank."""
    return tuple((name, text) for name, texts in typed.items() if name not in NEVER for text in texts if text.strip())


class _Faults:
    """What is answered where a route raises: the reason in plain words, and all that was typed."""

    def __init__(self, desk: Desk, sign_in: SignIn) -> None:
        self.desk = desk
        self.sign_in = sign_in

    def response(self, error: Exception) -> Response:
        """Answer an error: its page, under the status that says what kind it is."""
        words = self.desk.words
        match error:
            case NothingThere():
                page, status = fault_page("not_found", words), 404
            case LinkShut(why=why):
                page = FaultPage(words.say("link.shut.title"), (words.say(f"link.shut.{why}"),))
                status = 410
            case HTTPException():
                status = error.code or 500
                page = fault_page(of_status(status), words)
            case Refused() | UsageError() | InputError():
                page, status = fault_page("refused", words, tuple(str(error).split("\n"))), 409
            case RegisterError():
                page, status = fault_page("unavailable", words, (str(error),)), 503
            case _:
                number = secrets.token_hex(4)
                place = where(error.__traceback__)
                LOG.error("fault %s: %s at %s, %s", number, type(error).__name__, request.endpoint, place)
                page, status = fault_page("internal", words, number=number), 500
        asking = self._asking()
        again = request.full_path.rstrip("?") if status >= 500 and request.method == "POST" else ""
        return shown(replace(page, typed=typed_again(asking.typed), again=again), asking, status)

    def _asking(self) -> Asking:
        """Read the request once more.

        Where the register can't even say who asks, what they typed is still theirs; a request that can't be read has
        nothing in it.
        """
        try:
            return asking_of(self.desk, self.sign_in)
        except RegisterError:
            return _asked_by(None, self.desk)
        except HTTPException:
            return Asking(self.desk, None, self.desk.clock(), {}, {}, {})
