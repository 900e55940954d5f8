"""Erasing texts about people: chosen from the history by those who look after the register."""

from armslength.register.domain.commands import ErasePersonalText
from armslength.register.domain.permission import ADMINISTRATORS
from armslength.register.domain.state import State
from armslength.web.asking import Asking, NothingThere
from armslength.web.doing import DoingForm, do
from armslength.web.forms import NOTHING_TYPED, Typing, text_faults
from armslength.web.pages.addresses import of_subject
from armslength.web.pages.erasing import ErasePage, Place, erase_page, texts_there
from armslength.web.routing import Reply, Routes

ROUTES = Routes("erasing")


@ROUTES.get("/s/<subject>/erase", ADMINISTRATORS)
def shown(asking: Asking, subject: str) -> ErasePage:
    """Show the texts about people that a word is looked for in."""
    return _page(asking, asking.state(subject), asking.wanted("looked_for").strip())


@ROUTES.post("/s/<subject>/erase", ADMINISTRATORS)
def erase(asking: Asking, subject: str) -> Reply:
    """Erase the texts that were ticked."""
    if next(texts_there(asking.state(subject)), None) is None:
        raise NothingThere(subject)
    words, why = asking.desk.words, asking.first("why").strip()
    chosen: dict[int, list[str]] = {}
    for place in filter(None, map(Place.read, dict.fromkeys(asking.typed.get("text", ())))):
        chosen.setdefault(place.entry, []).append(place.path)
    faults = text_faults(asking.typed, ("why",), words)
    if not chosen:
        faults["text"] = words.say("erase.no_text")
    if not why:
        faults.setdefault("why", words.say("erase.no_why"))
    if asking.first("agreed") != "yes":
        faults["agreed"] = words.say("erase.not_agreed")
    commands = tuple(ErasePersonalText(entry, tuple(paths)) for entry, paths in chosen.items())
    looked_for = asking.first("looked_for")
    form = DoingForm(
        lambda state, typing: _page(asking, state, looked_for, typing), of_subject(subject, "erase"), "erased"
    )
    return do(asking, subject, form, commands, faults, why)


def _page(asking: Asking, state: State, looked_for: str, typing: Typing = NOTHING_TYPED) -> ErasePage:
    return erase_page(state, asking.office, looked_for, typing.typed.get("text", ()), asking.desk.words, typing)
