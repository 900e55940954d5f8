"""What was typed to enter a subject: its id, the fields of its head, and where it stands."""

from dataclasses import dataclass
from datetime import date

from armslength.register.domain.commands import Open
from armslength.register.domain.events import Stage
from armslength.register.domain.policy import OPENS_AT
from armslength.register.exchange.acting import pack_of
from armslength.web.asking import Asking
from armslength.web.forms import day_typed, in_sentences, text_faults
from armslength.web.pages.entering import HEAD, proposed_id
from engine import Profile, read_answers
from engine.rulebase.taken_headings import ID

"""The place of what was typed into a form."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A subject that can be entered."""

    id: str
    opening: Open


def read_new(asking: Asking) -> Entered | dict[str, str]:
    """Read what was typed, or say by field what is wrong with it."""
    words, base = asking.desk.words, asking.office.base
    paths = [field.path for field in base.pack.header if not field.fact]
    typed = {path: asking.first(HEAD + path) for path in paths}
    faults = text_faults(asking.typed, (*(HEAD + path for path in paths), "id", "since"), words)
    if faults:
        return faults
    taken = {each.name for each in asking.desk.register.subjects()}
    called = next((text for text in typed.values() if text.strip()), "")
    name = asking.first(ID).strip() or proposed_id(called, taken)
    if not name:
        return {ID: words.say("entering.no_id")}
    if name in taken:
        return {ID: words.say("entering.taken", id=name)}
    stage = asking.first("stage", OPENS_AT[0].value)
    if stage not in OPENS_AT:
        return {"stage": words.say("entering.stage_unknown")}
    since = _since(asking, Stage(stage))
    if isinstance(since, str):
        return {"since": since}
    read = read_answers(base, {ID: name, **typed})
    if not isinstance(read, Profile):
        return {ID if name == ID else HEAD + name: in_sentences(fault.message) for name, fault in read.items()}
    twin = proposed_id(called, ())
    if not asking.first(ID).strip() and twin in taken and dict(asking.state(twin).header) == dict(read.header):
        return {ID: words.say("entering.twice", id=twin)}
    return Entered(read.id, Open(read.header, pack_of(base), Stage(stage), since))


def _since(asking: Asking, stage: Stage) -> date | str | None:
    """Read the first day, or say what is wrong with it."""
    words = asking.desk.words
    day, faults = day_typed(asking.office.base, asking.typed, "since")
    if faults:
        return faults["since"]
    if day and stage is Stage.SCREENING:
        return words.say("entering.not_yet")
    if day and day > asking.today:
        return words.say("entering.to_come", day=words.day(day))
    return day
