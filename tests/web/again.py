"""A subject with all its answers in a register behind the pages, made once and copied for each test that changes it."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from armslength.register.domain.commands import Command
from armslength.register.domain.making import Now
from armslength.register.domain.office import RegisterOffice
from armslength.register.exchange.acting import Moment, act
from armslength.register.exchange.answers import signing
from armslength.register.store.register import open_register
from armslength.web.app import create_app
from armslength.web.asking import Desk
from armslength.web.words import words_for
from tests.web.answers import entered, say, shipped
from tests.web.at_hand import OFFICE, PEOPLE, AlreadyIn, Browser, Clock, a_browser
from tests.web.compiled import compiled_once

PROFILE = shipped("advocacy-in-complaints")
ANSWERS = {name: given for name, given in PROFILE.answers.items() if name not in OFFICE.knows}


@cache
def _made() -> Path:
    folder = Path(mkdtemp(prefix="armslength-again-"))
    browser = a_browser(folder)
    entered(browser)
    say(browser, "one", ANSWERS)
    return folder


def with_answers(folder: Path, office: RegisterOffice = OFFICE) -> Browser:
    """Make a browser over a register of its own that holds the subject `one`, answered and not signed."""
    for each in _made().iterdir():
        shutil.copy(each, folder / each.name)
    clock, sign_in = Clock(), AlreadyIn(PEOPLE["approver"])
    desk = Desk(open_register(folder / "register.db"), office, words_for(office), clock)
    return Browser(compiled_once(create_app(desk, sign_in)), desk, sign_in, clock)


def did(browser: Browser, *commands: Command, by: str = "approver", why: str = "") -> None:
    """Do something in the name of somebody, at the time of the clock."""
    act(
        browser.desk.register,
        browser.desk.office,
        "one",
        lambda *_: commands,
        PEOPLE[by],
        Moment(browser.clock.now),
        why,
    )


def signed(browser: Browser) -> tuple[Command, ...]:
    """Give the command by which the subject is signed as it stands."""
    now, head = Now.of(browser.clock.now, OFFICE.time_zone), browser.desk.register.head()
    return signing(OFFICE, browser.desk.register.state("one"), now, head, "I agree.")
