"""The controls of a subject: which are asked for, by which rules, what shows them, who owns them, and for how long."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from armslength.register.domain.entities import Evidence, Waiver
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.state import State
from armslength.web.pages.addresses import above, at, called, of_subject
from armslength.web.pages.changed_since import day_of
from armslength.web.pages.parts import (
    Breadcrumbs,
    Cell,
    Choice,
    Empty,
    FilterBar,
    Head,
    Link,
    Question,
    Sheet,
    Stamp,
    Taking,
)
from armslength.web.pages.result import stamp_of, status_tag
from armslength.web.words import Words
from engine import ControlFound, Result, RuleBase
from engine.render.in_place import STATUS, gravest_class, in_order, perhaps_to_hold, to_hold
from engine.render.words import owner_words
from engine.rulebase.controls import IN_PLACE

HEADS = ("control", "status_head", "evidence", "waiver", "owner", "asked_by", "class")
REQUIRED = ("yes", "interim", "possible")


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which controls somebody wants to see; what is empty leaves nothing out."""

    kind: str = ""
    status: str = ""
    owner: str = ""
    required: str = ""

    @property
    def query(self) -> tuple[tuple[str, str], ...]:
        """Give it as it stands in an address."""
        return (("class", self.kind), ("status", self.status), ("owner", self.owner), ("required", self.required))

    def takes(self, base: RuleBase, found: ControlFound) -> bool:
        """Tell whether a control is to be seen."""
        control = base.controls[found.name]
        return (
            self.kind in ("", gravest_class(base, found))
            and self.status in ("", found.status)
            and self.owner in ("", control.owner)
            and self.required in ("", found.required)
        )


@dataclass(frozen=True, slots=True)
class ControlRow:
    """One control in the list, in texts."""

    name: str
    title: str
    status: str
    required: str
    evidence: tuple[str, ...]
    waiver: str
    owner: str
    rules: tuple[Link, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class ControlsPage:
    """The controls of a subject that somebody wants to see."""

    template: ClassVar[str] = "controls.html"
    title: str
    above: Breadcrumbs
    filters: FilterBar
    counted: str
    sheet: Sheet | None
    empty: Empty
    taking: Taking
    stamp: Stamp


def rows(
    state: State, office: RegisterOffice, result: Result, narrowed: Narrowed, today: date, words: Words
) -> list[ControlRow]:
    """List the controls that are asked for, or may be: gravest class first, those that may be asked for last."""
    base = office.base
    listed = [
        *in_order(base, to_hold(base, result.assessment)),
        *in_order(base, perhaps_to_hold(base, result.assessment)),
    ]
    return [_row(state, office, each, today, words) for each in listed if narrowed.takes(base, each)]


def _row(state: State, office: RegisterOffice, found: ControlFound, today: date, words: Words) -> ControlRow:
    base = office.base
    control = base.controls[found.name]
    evidence = tuple(evidence_words(each, today, words) for each in evidence_of(state, found.name) if not each.retired)
    standing = state.current(found.name)
    told = (standing.evidence,) if standing and standing.evidence else ()
    if found.status == IN_PLACE and standing and not told and not evidence:
        day = words.day(day_of(standing.at, office))
        told = (words.say("controls.only_said", name=standing.by.name, day=day),)
    return ControlRow(
        name=control.name,
        title=control.title,
        status=found.status,
        required=found.required,
        evidence=(*told, *evidence),
        waiver="; ".join(waiver_words(each, today, words) for each in waivers_of(state, found.name, today)),
        owner=owner_words(base, control),
        rules=tuple(
            Link(base.rules[name].title or base.rules[name].because, at("rules", name)) for name in found.rules
        ),
        kind=base.pack.control_classes.get(gravest_class(base, found), words.say("controls.no_class")),
    )


def evidence_of(state: State, name: str) -> list[Evidence]:
    """List what was attached to a control, also what does not count any more."""
    return [each for each in state.evidence.values() if each.to == name]


def evidence_words(evidence: Evidence, today: date, words: Words) -> str:
    """Say what shows a control, who looks after it, and until when it counts or since when it does not."""
    says = words.say("controls.shown_by", says=evidence.says, owner=evidence.owner)
    if evidence.retired:
        return f"{says} {words.say('controls.retired')}"
    if evidence.until is None:
        return says
    key = "controls.until" if evidence.counts(today) else "controls.ended"
    return f"{says} {words.say(key, day=words.day(evidence.until))}"


def waivers_of(state: State, name: str, today: date) -> list[Waiver]:
    """List the waivers of a control that hold or wait for approval."""
    return [each for each in state.waivers.values() if each.control == name and not each.ended and today <= each.until]


def waiver_words(waiver: Waiver, today: date, words: Words) -> str:
    """Say how a waiver stands: until when, who carries the risk, who asked and who approved."""
    values = {"day": words.day(waiver.until), "owner": waiver.owner, "asked": waiver.asked_by.name}
    if waiver.ended or today > waiver.until:
        return words.say("controls.waiver_over", **values)
    if waiver.approved is None:
        return words.say("controls.waiver_waits", **values)
    return words.say("controls.waiver_holds", approved=waiver.approved.name, **values)


def controls_page(
    state: State, office: RegisterOffice, result: Result, narrowed: Narrowed, today: date, words: Words
) -> ControlsPage:
    """Make the page of the controls."""
    listed, here = rows(state, office, result, narrowed, today, words), of_subject(state.subject, "controls")
    everything = rows(state, office, result, Narrowed(), today, words)
    narrow = any(value for _, value in narrowed.query)
    csv = of_subject(state.subject, "controls.csv", query=narrowed.query)
    return ControlsPage(
        title=words.say("controls.title", name=called(state, office)),
        above=above(words, office, state, Link(words.say("result.short"), of_subject(state.subject, "result"))),
        filters=FilterBar(
            here,
            words.say("controls.filters"),
            tuple(_fields(office.base, narrowed, result, words)),
            here if narrow else "",
        ),
        counted=words.say("controls.counted", count=len(listed), all=len(everything)),
        sheet=_sheet(state.subject, listed, words) if listed else None,
        empty=Empty(words.say("controls.none" if narrow else "controls.none_at_all")),
        taking=Taking((Link(words.say("controls.csv"), csv),)),
        stamp=stamp_of(office.base, result),
    )


def _fields(base: RuleBase, narrowed: Narrowed, result: Result, words: Words) -> Iterator[Question]:
    """Walk the filters: class, status, owner, and whether it is asked for now."""
    owners = {base.controls[each.name].owner for each in result.assessment.controls}
    choices = {
        "class": (narrowed.kind, base.pack.control_classes),
        "status": (narrowed.status, {each: words.say(f"controls.status.{each}") for each in STATUS}),
        "owner": (narrowed.owner, {name: label for name, label in base.pack.roles.items() if name in owners}),
        "required": (narrowed.required, {each: words.say(f"controls.required.{each}") for each in REQUIRED}),
    }
    for name, (chosen, found) in choices.items():
        everything = Choice("", words.say("controls.all"), chosen=not chosen)
        offered = (Choice(value, label, chosen=value == chosen) for value, label in found.items())
        yield Question(name, words.say(f"controls.filter.{name}"), "pick", choices=(everything, *offered))


def _sheet(subject: str, listed: Iterable[ControlRow], words: Words) -> Sheet:
    heads = tuple(Head(words.say(f"controls.{each}")) for each in HEADS)
    return Sheet(words.say("controls.caption"), heads, tuple(_cells(subject, each, words) for each in listed))


def _cells(subject: str, row: ControlRow, words: Words) -> tuple[Cell, ...]:
    required = "" if row.required == "yes" else words.say(f"controls.required.{row.required}")
    return (
        Cell(row.title, of_subject(subject, "controls", row.name), note=required),
        Cell(tag=status_tag(row.status, words)),
        Cell("; ".join(row.evidence) or words.say("controls.nothing_shown")),
        Cell(row.waiver),
        Cell(row.owner),
        Cell(links=row.rules),
        Cell(row.kind),
    )


def table(listed: Iterable[ControlRow], words: Words) -> Iterator[tuple[str, ...]]:
    """Walk the list as texts: its head, then a row a control."""
    yield tuple(words.say(f"controls.{each}") for each in ("name", *HEADS, "filter.required"))
    for each in listed:
        yield (
            each.name,
            each.title,
            words.say(f"controls.status.{each.status}"),
            "; ".join(each.evidence),
            each.waiver,
            each.owner,
            "; ".join(rule.text for rule in each.rules),
            each.kind,
            words.say(f"controls.required.{each.required}"),
        )  # fmt: skip
