"""The questions of the pack, by topic."""

from collections.abc import Iterator

from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Fact
from tools.docs.writer.conditions import condition_rows
from tools.docs.writer.markdown import bullets, code, link, page, plain
from tools.docs.writer.rules import rule_links

KINDS = {"yes_no": "yes or no", "choice": "one of these", "choices": "any of these", "date": "a date (YYYY-MM-DD)"}
WORSE = {
    "yes": "with a yes",
    "no": "with a no",
    "higher": "as it goes up",
    "lower": "as it goes down",
    "earlier": "with an earlier date",
    "later": "with a later date",
    "more": "with each one that holds",
    "fewer": "with each one that does not hold",
}


def questions(base: RuleBase) -> str:
    """Write the page."""
    head = (
        f"The pack `{base.pack.id}` asks {len(base.facts)} questions. A profile answers each under its name, below "
        "`answers`. A question that is left out, or answered `unknown`, is simply not known yet. Whether a control is "
        "in place is asked too: see [controls](controls.md)."
    )
    parts = [head]
    for topic, title in base.pack.topics.items():
        mine = [fact for fact in base.questions() if fact.topic == topic and fact.name in base.facts]
        if mine:
            parts.append(f"## {plain(title)}")
            parts += ["\n\n".join(_question(base, fact)) for fact in mine]
    return page("Questions", *parts)


def _question(base: RuleBase, fact: Fact) -> Iterator[str]:
    yield f"### {fact.name}"
    yield f"**{plain(fact.question)}** {plain(fact.why)}".rstrip()
    yield bullets(_points(base, fact))
    if fact.applies_when is not None:
        yield "Asked only when:\n\n" + "\n".join(condition_rows(base, fact.applies_when, ""))


def _points(base: RuleBase, fact: Fact) -> Iterator[str]:
    yield f"Answer: {_kind(fact)}"
    for name, label in fact.values.items():
        yield f"  {code(name)}: {plain(label)}".replace("  `", "`", 1)
    for words, example in (("Yes", fact.yes_example), ("No", fact.no_example), ("Example", fact.example)):
        if example:
            yield f"{words}: {plain(example)}"
    if fact.name in base.quick_screen:
        yield f"On the quick screen: number {base.quick_screen[fact.name]} of {len(base.quick_screen)}"
    if fact.worse is not None:
        yield f"The risk grows {WORSE[fact.worse]}"
    rules = base.reads_as_written.rules_reading(fact.name)
    yield f"Read by {len(rules)} {'rule' if len(rules) == 1 else 'rules'}: {rule_links(rules, '')}"
    if fact.cites:
        yield "Rests on: " + ", ".join(link(name, "statements.md") for name in fact.cites)


def _kind(fact: Fact) -> str:
    if fact.kind == "number" and fact.range is not None:
        unit = f" {fact.unit}" if fact.unit else ""
        return f"a whole number from {fact.range[0]} to {fact.range[1]}{unit}"
    order = ", in this order from least to most" if fact.ordered else ""
    return KINDS.get(fact.kind, "a text; no rule reads it") + order
