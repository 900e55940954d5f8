"""The decisions of the pack: values, how each is reached, and what holds otherwise."""

from collections.abc import Iterator

from engine.render.words import listed, sentence, timing_words, value_words
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import Decision
from tools.docs.writer.markdown import bullets, code, link, page, plain
from tools.docs.writer.rules import rule_links

POLICIES = {
    "any": "one value; several rules may give it, if they agree",
    "unique": "one value; one rule at most gives it",
    "max": "the highest value that any rule gives; listed from the lowest",
    "collect": "a set: every value that a rule gives",
    "count": "the number of rules that fire",
    "first": "a table: the first rule that fits gives the value",
}
BUILT_IN = {
    "controls": "What must be in place. The members are the [controls](controls.md).",
    "warnings": "The rules that warn. Each is a member under its own name.",
    "advice": "The rules that advise. Each is a member under its own name.",
}


def decisions(base: RuleBase) -> str:
    """Write the page: the decisions that a result begins with first, then the others by name."""
    first = list(dict.fromkeys((*base.pack.primary, *base.pack.headline)))
    rest = sorted(name for name in base.decisions if name not in first)
    primary = listed([link(name, "") for name in base.pack.primary], "and")
    head = (
        f"There are {len(base.decisions)} decisions. Primary: {primary}. With `--fail-on-open`, an open primary "
        "decision ends the command with 3. A result begins with the first ones below."
    )
    return page("Decisions", head, *("\n\n".join(_decision(base, base.decisions[name])) for name in (*first, *rest)))


def _decision(base: RuleBase, decision: Decision) -> Iterator[str]:
    yield f"## {decision.name}"
    yield f"**{sentence(plain(decision.title))}** {BUILT_IN.get(decision.name, '')}".rstrip()
    points = [f"Hit policy: {code(decision.hit_policy)} ({POLICIES[decision.hit_policy]})", *_otherwise(decision)]
    if decision.cites:
        points.append("Rests on: " + ", ".join(link(name, "statements.md") for name in decision.cites))
    reading = base.reads_as_written.rules_reading(decision.name)
    if reading:
        points.append(f"Read by: {rule_links(reading, '')}")
    yield bullets(points)
    if not decision.built_in:
        yield bullets(_values(base, decision))


def _otherwise(decision: Decision) -> Iterator[str]:
    default = decision.default
    if default is not None:
        cites = ", ".join(link(name, "statements.md") for name in default.cites)
        yield f"Otherwise: **{plain(value_words(decision, default.value))}**. {plain(default.because)} ({cites})"
    if decision.while_open is not None:
        meanwhile = plain(value_words(decision, decision.while_open))
        yield f"While it is open: **{meanwhile}**, kept within what is possible"


def _values(base: RuleBase, decision: Decision) -> Iterator[str]:
    rules = base.rules_of[decision.name]
    default = decision.default.value if decision.default is not None else None
    if decision.hit_policy == "count":
        yield f"Counted: {rule_links(rules, '')}"
    for value in decision.values.values():
        giving = [rule for rule in rules if value.name in rule.values_for(decision.name)]
        rhythm = f" ({words})" if (words := timing_words(value)) else ""
        says = f" {plain(value.says)}" if value.says else ""
        by = f"Given by: {rule_links(giving, '')}" if giving or value.name != default else "It is what holds otherwise."
        yield f"{code(value.name)} **{plain(value.label)}**{rhythm}.{says} {by}"
