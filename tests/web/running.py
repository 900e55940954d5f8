"""A register with one subject that runs and one that is being screened, made once and copied for each test."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from armslength.register.domain.commands import Command
from armslength.register.exchange.acting import Moment, act
from armslength.register.store.register import open_register
from armslength.web.app import create_app
from armslength.web.asking import Desk
from armslength.web.words import words_for
from tests.web.at_hand import OFFICE, PEOPLE, AlreadyIn, Browser, Clock
from tests.web.compiled import compiled_once
from tests.web.shipped import a_browser_with

RUNS, NEW = "advocacy-in-complaints", "sing-along-in-the-lounge"
PAYLOAD = "<script>alert(1)</script> {{ 7 * 7 }} \"' & =1+1"
"""A text that would do something, were it ever read as anything but a text."""


@cache
def _made() -> Path:
    folder = Path(mkdtemp(prefix="armslength-running-"))
    a_browser_with(folder, [RUNS, NEW])
    return folder


def a_running_browser(folder: Path) -> Browser:
    """Make a browser of somebody who may approve, of a register of its own."""
    for each in _made().iterdir():
        shutil.copy(each, folder / each.name)
    clock, sign_in = Clock(), AlreadyIn(PEOPLE["approver"])
    desk = Desk(open_register(folder / "register.db"), OFFICE, words_for(OFFICE), clock)
    return Browser(compiled_once(create_app(desk, sign_in)), desk, sign_in, clock)


def entered(
    browser: Browser, *commands: Command, subject: str = RUNS, right: str = "contributor", why: str = ""
) -> None:
    """Enter something as somebody else does, past the pages."""
    register, moment = browser.desk.register, Moment(browser.clock())
    act(register, OFFICE, subject, lambda *_: commands, PEOPLE[right], moment, why)
