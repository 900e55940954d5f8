"""Why a decision came out as it did, or why not otherwise; and what would change it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.state import State
from armslength.web.pages.addresses import above, of_subject
from armslength.web.pages.parts import Breadcrumbs, Choice, ErrorSummary, FilterBar, Link, Question, Stamp
from armslength.web.pages.reasons import Facts, Reason
from armslength.web.pages.result import fragment, stamp_of
from armslength.web.pages.so_far import came_out
from armslength.web.words import Words
from engine import Explanation, Result, SmallestChanges
from engine.page.markup import Markup
from engine.page.model import listing, section
from engine.render.conditions import step_item
from engine.render.explain import explanation_page
from engine.render.inquiry.smallest_changes import smallest_changes_page
from engine.render.outcomes import settled_value
from engine.rulebase.decisions import Decision

FIRST, BESIDES = ("why", "against"), ("open", "lacking", "changes", "firm", "sources")
"""The sections of the engine's explanation: what stands before the rules one by one, and what stands after them."""


@dataclass(frozen=True, slots=True)
class Step:
    """One rule that fired, as a reason, and its whole condition worked out part by part."""

    reason: Reason
    derivation: Markup


@dataclass(frozen=True, slots=True)
class WhyPage:
    """Why a decision came out so. `ask` asks about one of its values: why not, or could it be?"""

    template: ClassVar[str] = "why.html"
    title: str
    above: Breadcrumbs
    came: str
    says: str
    first: Markup
    steps: tuple[Step, ...]
    besides: Markup
    ask: FilterBar | None
    links: tuple[Link, ...]
    stamp: Stamp


def why_page(state: State, office: RegisterOffice, result: Result, found: Explanation, words: Words) -> WhyPage:
    """Make the page of an explanation."""
    base = office.base
    page = explanation_page(base, found, True, result.profile)
    facts = Facts(base, result, state.subject, words)
    decision, value = base.decisions[found.decision], settled_value(found.outcome)
    sections = {each.key: each for each in page.sections}
    fired = [each for each in (*found.rules, *found.others) if each.status is True]
    reasons = (facts.reason(base.rules[each.rule].because, each.rule) for each in fired)
    worked_out = (fragment([section("", "", [listing([step_item(base, each.derivation)])])]) for each in fired)
    links = [Link(words.say("result.changes"), of_subject(state.subject, "changes", decision.name), decision.title)]
    return WhyPage(
        title=page.title,
        above=above(words, office, state, _to_result(state, words)),
        came=came_out(decision, found.outcome, words),
        says=decision.values[value].says if value is not None else "",
        first=fragment(sections[key] for key in FIRST if key in sections),
        steps=tuple(map(Step, reasons, worked_out)),
        besides=fragment(sections[key] for key in BESIDES if key in sections),
        ask=_ask_why_not(state, decision, found.asked or "", words),
        links=tuple(links if decision.values else ()),
        stamp=stamp_of(base, result),
    )


def _to_result(state: State, words: Words) -> Link:
    return Link(words.say("result.short"), of_subject(state.subject, "result"))


def _ask_why_not(state: State, decision: Decision, asked: str, words: Words) -> FilterBar | None:
    if not decision.values:
        return None
    values = _values(decision, asked, words)
    field = Question("value", words.say("why.value"), "pick", choices=values)
    action = of_subject(state.subject, "why", decision.name)
    return FilterBar(action, words.say("why.ask"), (field,), clear=action if asked else "")


def _values(decision: Decision, chosen: str, words: Words) -> tuple[Choice, ...]:
    blank = Choice("", words.say("why.any"), chosen=not chosen)
    return (blank, *(Choice(name, each.label, chosen=name == chosen) for name, each in decision.values.items()))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody would like to come out, as it was asked: `bound` is empty, `at_most` or `at_least`."""

    value: str = ""
    bound: str = ""
    most: str = "2"


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """What would have to become true for a decision to come out as somebody would like it."""

    template: ClassVar[str] = "changes.html"
    title: str
    above: Breadcrumbs
    errors: ErrorSummary
    ask: FilterBar
    found: Markup
    links: tuple[Link, ...]
    stamp: Stamp


def changes_page(
    state: State,
    office: RegisterOffice,
    result: Result,
    name: str,
    wanted: Wanted,
    found: SmallestChanges | None,
    errors: ErrorSummary,
    words: Words,
) -> ChangesPage:
    """Make the page of the smallest changes, with the form that asks for them; `found` is none before it was sent."""
    base = office.base
    decision = base.decisions[name]
    shown = Markup("")
    if found is not None and result.profile is not None:
        shown = fragment(smallest_changes_page(base, found, result.profile, full=True).sections)
    here = of_subject(state.subject, "changes", name)
    return ChangesPage(
        title=words.say("why.changes_title", decision=decision.title),
        above=above(words, office, state, _to_result(state, words)),
        errors=errors,
        ask=FilterBar(here, words.say("why.ask_changes"), tuple(_fields(decision, wanted, words)), clear=""),
        found=shown,
        links=(
            Link(words.say("result.why"), of_subject(state.subject, "why", name), decision.title),
            Link(words.say("result.to.what-if"), of_subject(state.subject, "what-if")),
        ),
        stamp=stamp_of(base, result),
    )


def _fields(decision: Decision, wanted: Wanted, words: Words) -> Iterator[Question]:
    yield Question("value", words.say("why.wanted"), "pick", choices=_values(decision, wanted.value, words))
    if decision.hit_policy == "max":
        bounds = {"": "exactly", "at_most": "at_most", "at_least": "at_least"}
        choices = tuple(
            Choice(name, words.say(f"why.bounds.{key}"), chosen=name == wanted.bound) for name, key in bounds.items()
        )
        yield Question("bound", words.say("why.bound"), "pick", choices=choices)
    numbers = tuple(Choice(each, each, chosen=each == wanted.most) for each in ("1", "2", "3"))
    yield Question("most", words.say("why.most"), "pick", choices=numbers)
