"""Signing a decision, and the records of what was signed."""

from dataclasses import replace

from armslength.register.domain.commands import Command, Sign
from armslength.register.domain.making import Now
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.permission import APPROVERS
from armslength.register.domain.refusal import Refusal
from armslength.register.domain.state import State
from armslength.register.exchange.acting import Refused, pack_of
from armslength.register.exchange.answers import signing
from armslength.register.store.reading import Head
from armslength.web.asking import Asking, NothingThere
from armslength.web.doing import DoingForm, do
from armslength.web.forms import NOTHING_TYPED, Typing, text_faults, version_seen
from armslength.web.pages.addresses import of_subject
from armslength.web.pages.sign import Before, RecordPage, SignPage, declaration, record_page, sign_page
from armslength.web.routing import READERS, Reply, Routes

ROUTES = Routes("sign")


@ROUTES.get("/s/<subject>/sign", READERS)
def shown(asking: Asking, subject: str) -> SignPage:
    """Show what is adopted by a signature."""
    return _page(asking, asking.state(subject))


@ROUTES.post("/s/<subject>/sign", APPROVERS)
def sign(asking: Asking, subject: str) -> Reply:
    """Sign exactly what was shown; where anything has changed since, show that first."""
    words = asking.desk.words
    faults = text_faults(asking.typed, ("why",), words)
    if asking.first("agreed") != "yes":
        faults["agreed"] = words.say("sign.not_agreed")
    seen, says = version_seen(asking.first("seen")), declaration(asking.office, words)

    def asks(office: RegisterOffice, state: State, now: Now, head: Head) -> tuple[Command, ...]:
        (command,) = signing(office, state, now, head, says)
        shown = (asking.first("as_of"), asking.first("pack"), asking.first("declared"))
        if state.version == seen and shown != (now.today.isoformat(), office.base.sha256, says):
            raise Refused(Refusal("stale", words.say("sign.read_again")))
        return (replace(command, seen=seen) if isinstance(command, Sign) else command,)

    record = of_subject(subject, "sign", str(seen + 1))
    form = DoingForm(lambda state, typing: _page(asking, state, typing), record, "signed")
    return do(asking, subject, form, asks, faults, asking.first("why").strip())


@ROUTES.get("/s/<subject>/sign/<number>", READERS)
def record(asking: Asking, subject: str, number: str) -> RecordPage:
    """Show the record of a signature, by its number in the history."""
    state = asking.state(subject)
    found = next((each for each in state.signatures if str(each.number) == number), None)
    if found is None:
        raise NothingThere(number)
    return record_page(state, asking.office, asking.result(state), found, asking.today, asking.desk.words)


def _page(asking: Asking, state: State, typing: Typing = NOTHING_TYPED) -> SignPage:
    before = Before(pack_of(asking.office.base), asking.desk.register.head().checkpoint.short)
    result = asking.result(state)
    return sign_page(state, asking.office, result, before, asking.who, asking.today, asking.desk.words, typing)
