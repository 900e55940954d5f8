"""Actions: agreed, changed, and closed with what shows that they were done."""

from datetime import date

from armslength.register.domain.commands import AgreeAction, AttachEvidence, ChangeAction, CloseAction, Command
from armslength.register.domain.making import Now, name_after
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.permission import THOSE_WHO_WORK
from armslength.register.domain.refusal import Refusal
from armslength.register.domain.state import State
from armslength.register.exchange.acting import Refused
from armslength.register.store.reading import Head
from armslength.web.asking import Asking, NothingThere
from armslength.web.doing import DoingForm, do
from armslength.web.exports import as_csv
from armslength.web.forms import NOTHING_TYPED, Typing, day_typed, text_faults
from armslength.web.pages.actions import ActionsPage, actions_page, table
from armslength.web.pages.addresses import of_subject
from armslength.web.routes.uploads import kept_if_named, take_upload
from armslength.web.routing import READERS, Download, Reply, Routes
from armslength.web.security.uploads import Unfit

ROUTES = Routes("actions")


@ROUTES.get("/s/<subject>/actions", READERS)
def shown(asking: Asking, subject: str) -> ActionsPage:
    """Show the actions of a subject."""
    return _page(asking, asking.state(subject))


@ROUTES.get("/s/<subject>/actions.csv", READERS)
def as_table(asking: Asking, subject: str) -> Download:
    """Give the actions as a table."""
    head, *rows = table(asking.state(subject), asking.office, asking.desk.words)
    return as_csv(f"{subject}-actions", head, rows)


@ROUTES.post("/s/<subject>/actions", THOSE_WHO_WORK)
def agree(asking: Asking, subject: str) -> Reply:
    """Agree an action."""
    says, owner, until, faults = _agreed(asking, "")
    command = AgreeAction(says, owner, until or asking.today, asking.first("after"))
    return do(asking, subject, _form(asking, subject, "", "action_agreed"), (command,), faults)


@ROUTES.post("/s/<subject>/actions/<action>", THOSE_WHO_WORK)
def change(asking: Asking, subject: str, action: str) -> Reply:
    """Agree an action anew; where others changed it meanwhile, only once that was seen."""
    if action not in asking.state(subject).actions:
        raise NothingThere(action)
    says, owner, until, faults = _agreed(asking, f".{action}")

    def asks(office: RegisterOffice, state: State, now: Now, head: Head) -> tuple[Command, ...]:  # noqa: ARG001
        _hold_to_seen(asking, state, action)
        return (ChangeAction(action, says, owner, until or asking.today),)

    return do(asking, subject, _form(asking, subject, action, "action_changed"), asks, faults)


@ROUTES.post("/s/<subject>/actions/<action>/close", THOSE_WHO_WORK)
def close(asking: Asking, subject: str, action: str) -> Reply:
    """Close an action with evidence that is there, or that is brought now."""
    if action not in asking.state(subject).actions:
        raise NothingThere(action)
    words = asking.desk.words
    shown, keeper, helped, file = (f"{each}.{action}" for each in ("shown", "keeper", "helped", "file"))
    faults = text_faults(asking.typed, (shown, keeper, helped), words)
    named, brings = asking.typed.get(f"attached.{action}", ()), bool(asking.first(shown).strip())
    has_file = any(asking.files.get(file, ("", b"")))
    if has_file and not brings:
        faults[shown] = words.say("actions.say_what_file")
    elif not named and not brings:
        faults[shown] = words.say("actions.say_shown")
    if (brings or has_file) and not asking.first(keeper).strip():
        faults[keeper] = words.say("actions.say_keeper")
    upload = None
    if not faults:
        try:
            upload = take_upload(asking, subject, file)
        except Unfit as unfit:
            faults[file] = words.say(unfit.why)

    def asks(office: RegisterOffice, state: State, now: Now, head: Head) -> tuple[Command, ...]:  # noqa: ARG001
        _hold_to_seen(asking, state, action)
        brought = name_after("evidence", state.evidence)
        sha256 = upload.sha256 if upload else ""
        attach = AttachEvidence(action, asking.first(shown).strip(), asking.first(keeper).strip(), None, sha256)
        closing = CloseAction(action, (*named, *((brought,) if brings else ())), asking.first(helped).strip())
        return (attach, closing) if brings else (closing,)

    reply = do(asking, subject, _form(asking, subject, action, "action_closed"), asks, faults)
    return kept_if_named(asking, subject, upload, reply)


def _agreed(asking: Asking, end: str) -> tuple[str, str, date | None, dict[str, str]]:
    """Read what, who and until when; and what is wrong with it, by field."""
    words = asking.desk.words
    until, faults = day_typed(asking.office.base, asking.typed, f"until{end}", words.say("actions.say_day"))
    texts = {each: asking.first(f"{each}{end}").strip() for each in ("says", "owner")}
    faults |= {f"{each}{end}": words.say(f"actions.missing.{each}") for each, text in texts.items() if not text}
    if until and until < asking.today:
        faults[f"until{end}"] = words.say("actions.past", day=words.day(until))
    faults |= text_faults(asking.typed, tuple(f"{each}{end}" for each in texts), words)
    return texts["says"], texts["owner"], until, faults


def _hold_to_seen(asking: Asking, state: State, name: str) -> None:
    """Hold what is asked for to the action as it was shown. Raises `Refused` with what stands, and who changed it."""
    stands, words = state.actions[name], asking.desk.words
    if asking.first("seen") == str(stands.number):
        return
    values = {"says": stands.says, "owner": stands.owner, "day": words.day(stands.until), "name": stands.by.name}
    raise Refused(Refusal("stale", words.say("actions.changed_meanwhile", **values)))


def _form(asking: Asking, subject: str, action: str, done: str) -> DoingForm:
    here = of_subject(subject, "actions")
    return DoingForm(lambda state, typing: _page(asking, state, typing), f"{here}#{action}" if action else here, done)


def _page(asking: Asking, state: State, typing: Typing = NOTHING_TYPED) -> ActionsPage:
    uploads = asking.files_of(state.subject) if state.evidence else ()
    files = {each.sha256: of_subject(state.subject, "uploads", each.id) for each in uploads}
    return actions_page(
        state, asking.office, asking.result(state), files, asking.who, asking.today, asking.desk.words, typing,
        asking.wanted("after"),
    )  # fmt: skip
