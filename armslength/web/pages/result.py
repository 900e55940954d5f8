"""The result: the answer first, then why, what comes first, how sure it is, and where each thing stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from armslength.register.domain.events import Stage
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.state import State
from armslength.web.pages.addresses import above, at, called, of_subject, to_rules
from armslength.web.pages.parts import (
    Breadcrumbs,
    Cell,
    Head,
    Link,
    Notice,
    Sheet,
    Stamp,
    SummaryRow,
    Tag,
    Taking,
    Tone,
    Verdict,
)
from armslength.web.pages.reasons import Facts, Reason
from armslength.web.pages.so_far import came_out, level_of, told
from armslength.web.words import Words
from engine import ControlFound, Highest, Result, RuleBase
from engine.page.html import fragment_html
from engine.page.markup import Markup
from engine.page.model import Line, Page, Section
from engine.page.shown import shown_runs
from engine.render.answer_list import answer_lists
from engine.render.crosswalks import asked_of_this
from engine.render.details import details
from engine.render.firmness import unsure_answers
from engine.render.footer import NOT_LEGAL_ADVICE, day_line, pack_line
from engine.render.headline import reasons_of
from engine.render.in_place import first_class, in_order, lacking, to_hold
from engine.render.known import known
from engine.render.meanwhile import meanwhile
from engine.render.next_steps import next_steps, warnings
from engine.render.not_asked import not_asked_yet
from engine.render.outcomes import settled_value
from engine.render.room import Room
from engine.render.shown import shown_decisions
from engine.render.sources import cited_on_page, sources
from engine.render.words import owner_words, sentence, titled
from engine.rulebase.controls import IN_PLACE
from engine.rulebase.rules import Rule

WHOLE = Room(full=True)
"""On the screen nothing is left out for want of room."""

OVER = frozenset({Stage.PAUSED, Stage.ENDING, Stage.ENDED})
"""Stages of which the page says first that the work does not go on as usual."""

TONES: dict[str, Tone] = {"in_place": "plain", "missing": "danger", "unknown": "due"}


@dataclass(frozen=True, slots=True)
class DecisionShown:
    """One decision: what came out, what that means or what to apply meanwhile, and where to ask further."""

    title: str
    came: str
    says: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ResultPage:
    """The result of a subject as it stands today."""

    template: ClassVar[str] = "result.html"
    title: str
    above: Breadcrumbs
    verdict: Verdict
    notices: tuple[Notice, ...]
    decisions: tuple[DecisionShown, ...]
    reasons: tuple[Reason, ...]
    first: Sheet | None
    besides: tuple[Sheet, ...]
    sure: tuple[str, ...]
    unsure: Markup
    to_find_out: tuple[SummaryRow, ...]
    more: Markup
    behind: Markup
    links: tuple[Link, ...]
    taking: Taking
    stamp: Stamp


def result_page(state: State, office: RegisterOffice, result: Result, words: Words) -> ResultPage:
    """Make the page of a result."""
    return _Making(state, office, result, words).page()


def fragment(sections: Iterable[Section]) -> Markup:
    """Write sections of the engine's pages to stand within one of ours; what they name leads into the book of rules."""
    return fragment_html(Page("", (), tuple(each for each in sections if each.blocks), ()), to_rules)


def text_of(line: Line) -> str:
    """Give a line of the engine's pages as a text."""
    return " ".join(run.text for run in shown_runs(line))


def stamp_of(base: RuleBase, result: Result) -> Stamp:
    """Say what a page was made from: the rules, the day, and that it is no legal advice."""
    lines = (pack_line(base), day_line(result.assessment.as_of), NOT_LEGAL_ADVICE)
    return Stamp(tuple(map(text_of, lines)))


def status_tag(status: str, words: Words) -> Tag:
    """Say whether a control is in place."""
    return Tag(words.say(f"controls.status.{status}"), TONES[status])


def _to_rule(rule: Rule) -> Link:
    return Link(rule.title or rule.because, at("rules", rule.name))


@dataclass(frozen=True, slots=True)
class _Making:
    state: State
    office: RegisterOffice
    result: Result
    words: Words

    @property
    def base(self) -> RuleBase:
        return self.office.base

    @property
    def facts(self) -> Facts:
        return Facts(self.base, self.result, self.state.subject, self.words)

    def page(self) -> ResultPage:
        base, result = self.base, self.result
        first = lacking(base, result, first_class(base))
        unsure = unsure_answers(base, result)
        return ResultPage(
            title=self.words.say("result.title", name=called(self.state, self.office)),
            above=above(self.words, self.office, self.state),
            verdict=self.verdict(len(first)),
            notices=tuple(self.notices()),
            decisions=tuple(map(self.decision, self.shown())),
            reasons=tuple(self.reasons()),
            first=self.sheet(base.pack.control_classes.get(first_class(base), ""), first) if first else None,
            besides=tuple(self.besides({each.name for each in first})),
            sure=tuple(self.sure(unsure=bool(unsure.blocks))),
            unsure=fragment([unsure]),
            to_find_out=tuple(self.to_find_out()),
            more=fragment((warnings(base, result.assessment, WHOLE), next_steps(base, result.assessment, WHOLE))),
            behind=fragment(self.behind()),
            links=tuple(self.links()),
            taking=Taking((Link(self.words.say("result.csv"), of_subject(self.state.subject, "controls.csv")),)),
            stamp=stamp_of(base, result),
        )

    def shown(self) -> list[str]:
        return shown_decisions(self.base, self.result.assessment, self.base.pack.headline)

    def verdict(self, first: int) -> Verdict:
        """Say the answer as on the telephone: each primary decision, then what must come first."""
        base, result, say = self.base, self.result, self.words.say
        names = shown_decisions(base, result.assessment, base.pack.primary)
        said = list(map(self.said, names))
        said.append(say("result.first_lacks", count=first) if first else say("result.nothing_first"))
        waits = result.assessment.open_decisions(tuple(names))
        tag = Tag(say("result.open"), "due") if waits else None
        return Verdict(" ".join(said), level_of(self.office, result.assessment), tag=tag)

    def said(self, name: str) -> str:
        if not_asked_yet(self.base, self.result, name):
            return f"{titled(self.base.decisions[name].title)} {sentence(self.words.say('result.not_asked'))}"
        return told(self.office, name, self.result.outcome(name), self.words)

    def came(self, name: str) -> str:
        if not_asked_yet(self.base, self.result, name):
            return self.words.say("result.not_asked")
        return came_out(self.base.decisions[name], self.result.outcome(name), self.words)

    def notices(self) -> Iterator[Notice]:
        """Walk what has to be seen first: that the work is over or paused, what is urgent, how little is known."""
        say, base, stage = self.words.say, self.base, self.state.stage
        if stage in OVER and stage is not None:
            since = say("result.since", day=self.words.day(self.state.since)) if self.state.since else ""
            yield Notice(f"{self.office.stages[stage]} {since}".strip() + ".", (say(f"result.stage.{stage.value}"),))
        yield from self.urgent()
        counted = known(base, self.result)
        if counted.little:
            says = (say("result.little_says"),)
            total = counted.answered + counted.unanswered
            yield Notice(say("result.little", answered=counted.answered, total=total), says)

    def urgent(self) -> Iterator[Notice]:
        """Walk the kinds of harm that rules warn about, the gravest first, with all that is said of each."""
        base, rules = self.base, dict.fromkeys((*self.result.assessment.warnings, *self.result.assessment.advice))
        found = [base.rules[name] for name in base.as_read(rules)]
        for urgency in base.pack.urgencies.values():
            mine = [each for each in found if each.urgency == urgency.name]
            says = [text for each in mine for text in (each.warning, each.advice) if text]
            sources = [link for each in mine for link in self.facts.sources(each.cites, each.origin)]
            links = {link.text: link for link in (*map(_to_rule, mine), *sources)}
            if mine:
                yield Notice(urgency.label, tuple(says), "danger", tuple(links.values()))

    def decision(self, name: str) -> DecisionShown:
        say, decision = self.words.say, self.base.decisions[name]
        value = settled_value(self.result.outcome(name))
        says = [decision.values[value].says] if value is not None else list(self.lowered_by(name))
        asks = [Link(say("result.why"), of_subject(self.state.subject, "why", name), decision.title)]
        if decision.values:
            asks.append(Link(say("result.changes"), of_subject(self.state.subject, "changes", name), decision.title))
        return DecisionShown(decision.title, sentence(self.came(name)), tuple(filter(None, says)), tuple(asks))

    def lowered_by(self, name: str) -> Iterator[str]:
        """Say what to apply while a decision is open means, and the few answers that would lower it."""
        outcome = self.result.outcome(name)
        _, *ways = [*meanwhile(self.base, self.result.assessment, name, WHOLE)] or [()]
        if isinstance(outcome, Highest) and outcome.interim is not None:
            yield self.base.decisions[name].values[outcome.interim].says
        if ways:
            yield self.words.say("result.lowered")
        yield from (text_of(each) for each in ways)

    def reasons(self) -> Iterator[Reason]:
        """Walk the reasons of the shown decisions, each once."""
        seen: set[str] = set()
        for name in self.shown():
            for why, rule in reasons_of(self.base, self.result.assessment.decisions[name]):
                if why not in seen and not not_asked_yet(self.base, self.result, name):
                    seen.add(why)
                    yield self.facts.reason(why, rule)

    def besides(self, first: set[str]) -> Iterator[Sheet]:
        """Walk the other classes with what is lacking of each, then what is in place."""
        base = self.base
        for kind in (*base.pack.control_classes, ""):
            found = [each for each in lacking(base, self.result, kind) if each.name not in first]
            if found:
                yield self.sheet(base.pack.control_classes.get(kind, self.words.say("controls.no_class")), found)
        here = in_order(base, (each for each in to_hold(base, self.result.assessment) if each.status == IN_PLACE))
        if here:
            yield self.sheet(self.words.say("result.in_place"), here)

    def sheet(self, caption: str, found: Iterable[ControlFound]) -> Sheet:
        heads = tuple(Head(self.words.say(f"controls.{each}")) for each in ("control", "status_head", "who", "stands"))
        return Sheet(caption, heads, tuple(map(self.row, found)))

    def row(self, found: ControlFound) -> tuple[Cell, ...]:
        control, say = self.base.controls[found.name], self.words.say
        place = next(iter(self.facts.sources(control.cites)), None)
        given = self.result.given(found.name)
        return (
            Cell(
                control.title,
                of_subject(self.state.subject, "controls", found.name),
                note=say("result.meanwhile") if found.required == "interim" else "",
            ),
            Cell(tag=status_tag(found.status, self.words), note=given.evidence if given else ""),
            Cell(owner_words(self.base, control)),
            Cell(place.text, place.address) if place else Cell(),
        )

    def sure(self, *, unsure: bool) -> Iterator[str]:
        """Say how sure the primary decisions are."""
        counted, say = known(self.base, self.result), self.words.say
        names = tuple(shown_decisions(self.base, self.result.assessment, self.base.pack.primary))
        waits = self.result.assessment.open_decisions(names)
        yield say("result.sure.open" if waits else "result.sure.settled")
        yield say("result.sure.answered", answered=counted.answered, total=counted.answered + counted.unanswered)
        if not unsure:
            yield say("result.sure.no_doubt")

    def to_find_out(self) -> Iterator[SummaryRow]:
        """Walk the open questions of the shown decisions, with what each matters to and who may know."""
        base, shown = self.base, self.shown()
        for each in self.result.assessment.open_questions:
            waiting = [base.decisions[name].title for name in shown if name in each.decides]
            if waiting:
                roles = ", ".join(base.pack.roles[role] for role in base.question(each.fact).known_by)
                note = self.words.say("result.may_know", roles=roles) if roles else ""
                question = base.question(each.fact).question
                yield SummaryRow(question, ("; ".join(waiting),), self.facts.place(each.fact), note=note)

    def behind(self) -> Iterator[Section]:
        base, result = self.base, self.result
        yield from answer_lists(base, result, WHOLE)
        yield details(base, result)
        yield from asked_of_this(base, result)
        yield sources(base, cited_on_page(base, result.assessment))

    def links(self) -> Iterator[Link]:
        for each in ("what-if", "controls", "map"):
            yield Link(self.words.say(f"result.to.{each}"), of_subject(self.state.subject, each))
