"""The history of a subject: read, taken along, checked, and added to by a note."""

import re

from armslength.register.domain.commands import Note
from armslength.register.domain.permission import THOSE_WHO_WORK
from armslength.register.domain.state import State
from armslength.register.store.verifying import log_of
from armslength.register.verify import check as check_log
from armslength.web.asking import Asking
from armslength.web.doing import DoingForm, do
from armslength.web.exports import as_csv
from armslength.web.forms import NOTHING_TYPED, Typing, text_faults
from armslength.web.pages.addresses import of_subject
from armslength.web.pages.history import ABOUT, CheckedPage, HistoryPage, as_lines, checked_page, chosen, history_page
from armslength.web.pages.history import table as table_of
from armslength.web.routing import READERS, Download, Faulty, Reply, Routes

ROUTES = Routes("history")

CHECKPOINT = re.compile(r"(0|[1-9][0-9]{0,14})-[0-9a-f]{16}", re.ASCII)
"""The short form of a checkpoint, as it is printed on a record."""


@ROUTES.get("/s/<subject>/history", READERS)
def shown(asking: Asking, subject: str) -> HistoryPage:
    """Show a page of the history."""
    return _page(asking, asking.state(subject))


@ROUTES.get("/s/<subject>/history.csv", READERS)
def as_table(asking: Asking, subject: str) -> Download:
    """Give the entries that are asked for as a table."""
    state = asking.state(subject)
    head, *rows = table_of(chosen(state, _about(asking)), state, asking.office, asking.desk.words)
    return as_csv(f"{subject}-history", head, rows)


@ROUTES.get("/s/<subject>/history.jsonl", READERS)
def lines(asking: Asking, subject: str) -> Download:
    """Give the entries that are asked for as JSON lines."""
    state = asking.state(subject)
    data = as_lines(chosen(state, _about(asking)), state, asking.office, asking.desk.words)
    return Download(data, f"{subject}-history.jsonl", "application/jsonl")


@ROUTES.get("/s/<subject>/history/check", READERS, anew=True)
def check(asking: Asking, subject: str) -> CheckedPage | Faulty:
    """Check the history, also against the checkpoints on signed records and one that somebody kept."""
    state, words = asking.state(subject), asking.desk.words
    typed = asking.wanted("checkpoint").strip()
    if typed and not CHECKPOINT.fullmatch(typed):
        typing = Typing(asking.query, {"checkpoint": words.say("check.no_checkpoint", typed=typed)})
        return Faulty(checked_page(state, asking.office, None, 0, words, typing), 422)
    kept = [each.said.checkpoint for each in state.signatures if CHECKPOINT.fullmatch(each.said.checkpoint)]
    kept += [typed] if typed else []
    with asking.desk.register.read() as reading:
        found = check_log(log_of(reading, [state.subject]), kept)
    return checked_page(state, asking.office, found, len(kept), words, Typing(asking.query))


@ROUTES.post("/s/<subject>/notes", THOSE_WHO_WORK)
def note(asking: Asking, subject: str) -> Reply:
    """Write something into the history."""
    says, words = asking.first("says").strip(), asking.desk.words
    faults = text_faults(asking.typed, ("says",), words)
    if not says:
        faults["says"] = words.say("history.no_note")
    form = DoingForm(lambda state, typing: _page(asking, state, typing), of_subject(subject, "history"), "noted")
    return do(asking, subject, form, (Note(says),), faults)


def _about(asking: Asking) -> str:
    about = asking.wanted("about")
    return about if about in ABOUT else ""


def _page(asking: Asking, state: State, typing: Typing = NOTHING_TYPED) -> HistoryPage:
    number = asking.wanted("page")
    page = int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else 1
    return history_page(state, asking.office, asking.who, asking.desk.words, _about(asking), page, typing)
