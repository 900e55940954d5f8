"""Parts that say what was concluded: the answer and its reasons, outcomes of decisions, warnings and advice."""

from collections.abc import Iterable, Iterator

from armslength.documents.office import DocumentSection
from armslength.documents.writing import Writing
from engine import Collected, Concluded
from engine.page.model import (
    Block,
    Item,
    KeyValue,
    KeyValueList,
    Line,
    Listing,
    PageTable,
    Paragraph,
    Run,
    cell,
    line,
    listing,
)
from engine.render.details import says_something
from engine.render.headline import BY_DEFAULT, reasons_of
from engine.render.known import little_known
from engine.render.meanwhile import meanwhile
from engine.render.not_asked import not_asked_yet
from engine.render.outcomes import outcome_tone, outcome_words, settled_value
from engine.render.room import Room
from engine.render.shown import shown_decisions
from engine.render.source_marks import rule_mark, source_mark
from engine.render.words import amount, sentence, timing_words, titled

WHOLE = Room(full=True)
"""Documents leave nothing out for want of room."""

MOST_ASKED = 8
"""Open questions in a document that does not ask them itself, those first that settle most. Beyond it: counted."""

NOT_ASKED_YET = "Not asked yet."
"""What is said instead of all that is possible, where a decision was left for later."""

PERHAPS_ALSO = "Perhaps also, when more is known:"


def answer(writing: Writing, section: DocumentSection) -> Iterator[Block]:
    """Walk the answer: each decision with its value and what that means, or what to apply while it is open."""
    names = _shown(writing, section.decisions or writing.base.pack.headline)
    yield from little_known(writing.base, writing.result).blocks
    yield KeyValueList(tuple(_entry(writing, name) for name in names))


def _shown(writing: Writing, names: Iterable[str]) -> list[str]:
    return shown_decisions(writing.base, writing.assessment, names)


def _entry(writing: Writing, name: str) -> KeyValue:
    base, found = writing.base, writing.assessment.decisions[name]
    decision = base.decisions[name]
    later = not_asked_yet(base, writing.result, name)
    words = NOT_ASKED_YET if later else sentence(outcome_words(decision, found.outcome))
    return KeyValue(
        decision.title, (Paragraph(line(Run(words, outcome_tone(found.outcome))), _meaning(writing, found)),)
    )


def _meaning(writing: Writing, found: Concluded) -> tuple[Line, ...]:
    value = settled_value(found.outcome)
    says = writing.base.decisions[found.name].values[value].says if value is not None else ""
    return (*((line(says),) if says else ()), *meanwhile(writing.base, writing.assessment, found.name, WHOLE))


def reasons(writing: Writing, section: DocumentSection) -> Iterator[Block]:
    """Walk the reasons of decisions, each with the document and the heading where it stands."""
    names = _shown(writing, section.decisions or writing.base.pack.headline)
    yield listing(item for name in names for item in _reasons(writing, name))


def _reasons(writing: Writing, name: str) -> Iterator[Item]:
    base, decision = writing.base, writing.base.decisions[name]
    for why, rule in reasons_of(base, writing.assessment.decisions[name]):
        if rule == BY_DEFAULT:
            mark = source_mark(base, decision.default.cites if decision.default else (), WHOLE)
        else:
            mark = rule_mark(base, base.rules[rule], WHOLE)
        yield Item(line(Run(titled(decision.title), "strong"), why, mark))


def outcomes(writing: Writing, section: DocumentSection) -> Iterator[Block]:
    """Walk decisions with what came out; of a set, each member with what it means and how soon or often it is due."""
    found = [writing.assessment.decisions[name] for name in _shown(writing, section.decisions)]
    said = [each for each in found if says_something(each)]
    for each in said:
        decision = writing.base.decisions[each.name]
        if isinstance(each.outcome, Collected):
            title = decision.title if len(section.decisions) > 1 else ""
            yield from _set(writing, each.name, each.outcome, title)
        else:
            yield KeyValueList((_entry(writing, each.name),))


def members(writing: Writing, name: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Walk members of a set in the order of the pack: each label with its time, and what it means."""
    decision, wanted = writing.base.decisions[name], set(names)
    for value in decision.values.values():
        if value.name in wanted:
            timing = timing_words(value)
            yield f"{value.label} ({timing})" if timing else value.label, value.says


def _set(writing: Writing, name: str, found: Collected, title: str) -> Iterator[Block]:
    if title and (found.members or found.undecided):
        yield Paragraph(line(Run(titled(title), "strong")))
    yield Listing(tuple(Item(line(sentence(label), says)) for label, says in members(writing, name, found.members)))
    perhaps = list(members(writing, name, found.undecided))
    if perhaps:
        yield Paragraph(line(Run(PERHAPS_ALSO, "doubt")))
        yield Listing(tuple(Item(line(sentence(label), says)) for label, says in perhaps))


def warnings(writing: Writing, section: DocumentSection) -> Iterator[Block]:  # noqa: ARG001  every part is called so
    """Walk what is warned of, the gravest first, each with where it stands."""
    yield _said(writing, [(name, writing.base.rules[name].warning) for name in writing.assessment.warnings])


def advice(writing: Writing, section: DocumentSection) -> Iterator[Block]:  # noqa: ARG001  every part is called so
    """Walk what is advised, the gravest first, each with where it stands."""
    yield _said(writing, [(name, writing.base.rules[name].advice) for name in writing.assessment.advice])


def _said(writing: Writing, said: list[tuple[str, str]]) -> Listing:
    base, words = writing.base, dict(said)
    return listing(_rule_item(writing, name, words[name]) for name in base.as_read(words))


def _rule_item(writing: Writing, name: str, words: str) -> Item:
    rule = writing.base.rules[name]
    urgency = Run(f"{writing.base.pack.urgencies[rule.urgency].label}:", "bad") if rule.urgency else ""
    return Item(line(urgency, words, rule_mark(writing.base, rule, WHOLE)))


def open_questions(writing: Writing, section: DocumentSection) -> Iterator[Block]:
    """Walk what decisions still wait for: the questions, what an answer settles, and who may know it."""
    base, assessment = writing.base, writing.assessment
    names = _shown(writing, section.decisions or base.pack.headline)
    waiting = [each for each in names if not not_asked_yet(base, writing.result, each)]
    everything = [each for each in assessment.open_questions if set(each.decides) & set(waiting)]
    asked = everything[:MOST_ASKED]
    if asked:
        rows = tuple(
            (
                cell(base.question(each.fact).question),
                cell("; ".join(base.decisions[name].title for name in waiting if name in each.decides)),
                cell(_may_know(writing, each.fact)),
            )
            for each in asked
        )
        yield PageTable("", ("Question", "What it matters to", "Who may know"), rows)
    if len(everything) > MOST_ASKED:
        yield Paragraph(line(f"And {amount(len(everything) - MOST_ASKED, 'more question')}."))


def _may_know(writing: Writing, fact: str) -> str:
    return "; ".join(writing.base.pack.roles[role] for role in writing.base.facts[fact].known_by)
