"""The controls of a subject: the list, and of each its status, its evidence and its waivers."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from armslength.register.domain.commands import (
    ApproveWaiver,
    AskWaiver,
    AttachEvidence,
    Command,
    EndWaiver,
    ExtendWaiver,
    RetireEvidence,
)
from armslength.register.domain.permission import THOSE_WHO_WORK
from armslength.register.domain.state import State
from armslength.web.answering import AnswerForm, save
from armslength.web.asking import Asking, NothingThere
from armslength.web.doing import DoingForm, do
from armslength.web.exports import as_csv
from armslength.web.forms import NOTHING_TYPED, Typing, day_typed, text_faults
from armslength.web.pages.addresses import of_subject
from armslength.web.pages.control import ControlPage, control_page
from armslength.web.pages.controls import ControlsPage, Narrowed, controls_page, rows, table
from armslength.web.pages.parts import Link
from armslength.web.routes.uploads import kept_if_named, take_upload
from armslength.web.routing import READERS, Download, Reply, Routes
from armslength.web.security.uploads import Unfit, clean_name

ROUTES = Routes("controls")

OF_EVIDENCE = ("says", "keeper")
OF_A_WAIVER = ("why", "carrier")


@ROUTES.get("/s/<subject>/controls", READERS)
def shown(asking: Asking, subject: str) -> ControlsPage:
    """Show the controls that somebody wants to see."""
    state = asking.state(subject)
    return controls_page(state, asking.office, asking.result(state), _narrowed(asking), asking.today, asking.desk.words)


@ROUTES.get("/s/<subject>/controls.csv", READERS)
def as_table(asking: Asking, subject: str) -> Download:
    """Give the controls that are shown as a table."""
    state = asking.state(subject)
    words = asking.desk.words
    listed = rows(state, asking.office, asking.result(state), _narrowed(asking), asking.today, words)
    head, *found = table(listed, words)
    return as_csv(f"{subject}-controls", head, found)


def _narrowed(asking: Asking) -> Narrowed:
    return Narrowed(*(asking.wanted(each) for each in ("class", "status", "owner", "required")))


@ROUTES.get("/s/<subject>/controls/<control>", READERS)
def one(asking: Asking, subject: str, control: str) -> ControlPage:
    """Show one control."""
    return _page(asking, asking.state(subject), control)


@ROUTES.post("/s/<subject>/controls/<control>", THOSE_WHO_WORK)
def say(asking: Asking, subject: str, control: str) -> Reply:
    """Say whether a control is in place."""
    here = _here(asking, subject, control)
    return save(asking, subject, AnswerForm(here, lambda state, typing: _page(asking, state, control, typing), here))


@ROUTES.post("/s/<subject>/controls/<control>/evidence", THOSE_WHO_WORK)
def attach(asking: Asking, subject: str, control: str) -> Reply:
    """Attach evidence to a control."""
    until, faults = _days(asking, "until")
    faults |= text_faults(asking.typed, OF_EVIDENCE, asking.desk.words)
    says, keeper = asking.first("says").strip(), asking.first("keeper").strip()
    name, upload = asking.files.get("file", ("", b""))[0], None
    try:
        upload = None if faults else take_upload(asking, subject, "file")
    except Unfit as unfit:
        faults["file"] = asking.say(unfit.why)
    command = AttachEvidence(control, says, keeper, until, upload.sha256 if upload else "")
    again = replace(asking, typed={**asking.typed, "file_before": (clean_name(name),)} if name else asking.typed)
    return kept_if_named(asking, subject, upload, _done(again, subject, control, (command,), faults, "attached"))


@ROUTES.post("/s/<subject>/controls/<control>/evidence/<evidence>/retire", THOSE_WHO_WORK)
def retire(asking: Asking, subject: str, control: str, evidence: str) -> Reply:
    """Let evidence count no longer."""
    return _done(asking, subject, control, (RetireEvidence(evidence),), {}, "retired")


@ROUTES.post("/s/<subject>/controls/<control>/waivers", THOSE_WHO_WORK)
def waive(asking: Asking, subject: str, control: str) -> Reply:
    """Ask to go without a control for a time."""
    until, faults = _days(asking, "last_day", needed=True)
    faults |= text_faults(asking.typed, OF_A_WAIVER, asking.desk.words)
    command = AskWaiver(control, asking.first("carrier").strip(), until or asking.today)
    return _done(asking, subject, control, (command,), faults, "waiver_asked", asking.first("why").strip())


@ROUTES.post("/s/<subject>/controls/<control>/waivers/<waiver>", THOSE_WHO_WORK)
def settle(asking: Asking, subject: str, control: str, waiver: str) -> Reply:
    """Approve a waiver, extend it, or end it."""
    match asking.first("do"):
        case "approve":
            return _done(asking, subject, control, (ApproveWaiver(waiver),), {}, "waiver_approved")
        case "extend":
            until, faults = _days(asking, f"until-{waiver}", needed=True)
            command = ExtendWaiver(waiver, until or asking.today)
            return _done(asking, subject, control, (command,), faults, "waiver_extended")
        case "end":
            return _done(asking, subject, control, (EndWaiver(waiver),), {}, "waiver_ended")
    raise NothingThere(waiver)


def _days(asking: Asking, field: str, *, needed: bool = False) -> tuple[date | None, dict[str, str]]:
    """Read the day in a field, as people write it: the day, or what is wrong with it by the field."""
    missing = asking.say("controls.say_day") if needed else ""
    return day_typed(asking.office.base, asking.typed, field, missing)


def _done(
    asking: Asking,
    subject: str,
    control: str,
    commands: Iterable[Command],
    faults: dict[str, str],
    done: str,
    why: str = "",
) -> Reply:
    """Ask the register for something about a control; show all that was typed again where it can't be done."""
    here = _here(asking, subject, control)
    form = DoingForm(lambda state, typing: _page(asking, state, control, typing), here, done)
    return do(asking, subject, form, commands, faults, why)


def _here(asking: Asking, subject: str, control: str) -> str:
    if control not in asking.office.base.controls:
        raise NothingThere(control)
    return of_subject(subject, "controls", control)


def _page(asking: Asking, state: State, control: str, typing: Typing = NOTHING_TYPED) -> ControlPage:
    if control not in asking.office.base.controls:
        raise NothingThere(control)
    words, result = asking.desk.words, asking.result(state)
    files = {each.sha256: each for each in asking.files_of(state.subject)}
    shown = {sha256: Link(each.name, of_subject(state.subject, "uploads", each.id)) for sha256, each in files.items()}
    return control_page(state, asking.office, result, control, asking.who, asking.today, words, shown, typing)
