"""What to do next, in at most seven lines: put in place what is missing, find out what is open, then advice."""

from collections.abc import Iterator

from engine.assessment.assessment import UNKNOWN, Assessment
from engine.page.model import Item, Run, Section, line, listing, names, section
from engine.render.in_place import gravest_class, in_order
from engine.render.shown import shown_decisions
from engine.render.words import day_words, owner_words
from engine.rulebase.base import RuleBase
from engine.rulebase.controls import MISSING
from engine.rulebase.facts import Fact

MOST_LINES = 7
"""Lines of what to do next. More than that is no longer a next step; advice of a declared urgency is always shown."""

MOST_CONTROLS = 3
"""Missing controls among what to do next. All of them stand in the list of what must be in place."""

MOST_QUESTIONS = 2
"""Open questions among what to do next. The others stand under what is still open."""


def next_steps(base: RuleBase, assessment: Assessment) -> Section:
    """List the next steps, the most pressing first."""
    advised = shown_advice(base, assessment)
    first = [_advice(base, name) for name in advised if base.rules[name].urgency]
    later = [_advice(base, name) for name in advised if not base.rules[name].urgency]
    steps = [*_missing(base, assessment), *_not_known(base, assessment), *_questions(base, assessment)]
    return section("next", "What to do next", [listing([*first, *steps, *later])])


def shown_advice(base: RuleBase, assessment: Assessment) -> tuple[str, ...]:
    """Pick the advice that is shown: all of a declared urgency, and as much of the rest as fits on the list."""
    taken = sum(len(list(each(base, assessment))) for each in (_missing, _not_known, _questions))
    urgent = sum(bool(base.rules[name].urgency) for name in assessment.advice)
    return tuple(base.as_read(assessment.advice)[: max(urgent, MOST_LINES - taken)])


def _missing(base: RuleBase, assessment: Assessment) -> Iterator[Item]:
    required = (found for found in assessment.controls if found.required == "yes" and found.status == MISSING)
    missing = in_order(base, required)
    shown = missing if len(missing) <= MOST_CONTROLS else missing[: MOST_CONTROLS - 1]
    for found in shown:
        control = base.controls[found.name]
        yield Item(line(f"Put in place: “{control.title}” ({owner_words(base, control)}).", names([found.name])))
    if len(missing) > len(shown):
        yield Item(line(f"Put in place {len(missing) - len(shown)} more that are missing, listed below."))


def _not_known(base: RuleBase, assessment: Assessment) -> Iterator[Item]:
    """Ask for the status of what must come first: the controls of the gravest class."""
    gravest = next(iter(base.pack.control_classes), "")
    unknown = [
        found.name
        for found in assessment.controls
        if found.required == "yes" and found.status == UNKNOWN and gravest_class(base, found) == gravest
    ]
    if len(unknown) == 1:
        title = base.controls[unknown[0]].title
        yield Item(line(f"Find out whether this is in place: “{title}”.", names(unknown)))
    elif unknown:
        under = f" under “{base.pack.control_classes[gravest]}”" if gravest in base.pack.control_classes else ""
        yield Item(line(f"Find out whether {len(unknown)} things are in place, listed below{under}."))


def _questions(base: RuleBase, assessment: Assessment) -> Iterator[Item]:
    """Ask next what a primary decision waits for, or, where those are settled, a headline decision."""
    for group in (base.pack.primary, base.pack.headline):
        waiting = set(assessment.open_decisions(tuple(shown_decisions(base, assessment, group))))
        asked = [question for question in assessment.open_questions if waiting & set(question.decides)]
        if asked:
            for question in asked[:MOST_QUESTIONS]:
                yield Item(line(f"Find out: {_asked(base.facts[question.fact])}"))
            return


def _asked(fact: Fact) -> str:
    """Ask a question; where several answers may be right, with the answers."""
    return f"{fact.question} ({'; '.join(fact.values.values())})" if fact.kind == "choices" else fact.question


def _advice(base: RuleBase, name: str) -> Item:
    return Item(line(base.rules[name].advice, names([name])))


def warnings(base: RuleBase, assessment: Assessment) -> Section:
    """List every warning with the rule that gives it, and days that can't be meant."""
    items = [Item(line(base.rules[name].warning, names([name]))) for name in base.as_read(assessment.warnings)]
    for name, day in assessment.to_come.items():
        said = f"{day_words(day)} lies after the day of assessment; look whether it was meant."
        items.append(Item(line(base.question(name).question, Run(said, "doubt"))))
    return section("warnings", "Be aware", [listing(items)])
