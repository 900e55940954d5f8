"""The rules of the pack: a page for each topic, and a list of all."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from engine.render.words import sentence, value_words
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import ADVICE, CONTROLS, WARNINGS
from engine.rulebase.rules import Rule
from tools.docs.writer.conditions import condition_rows
from tools.docs.writer.markdown import anchor, bullets, code, link, page, plain

ORIGINS = {
    "derived": "our reading of the sources, which do not say it in so many words",
    "ours": "added by us; the sources do not say it",
}


def topic_of(rule: Rule) -> str:
    """Name the page of a rule: after the file in which it stands."""
    return PurePosixPath(rule.span.file.replace("\\", "/")).stem


def rule_link(rule: Rule, up: str) -> str:
    """Link to a rule; `up` leads from the page to the folder of the reference."""
    return f"[`{rule.name}`]({up}rules/{topic_of(rule)}.md#{anchor(rule.name)})"


def rule_links(rules: Iterable[Rule], up: str) -> str:
    """Link to several rules, or say that there is none."""
    return ", ".join(rule_link(rule, up) for rule in rules) or "none"


def rule_pages(base: RuleBase) -> dict[str, str]:
    """Write the list of all rules, and a page for each topic."""
    by_topic: dict[str, list[Rule]] = {}
    for rule in base.rules.values():
        by_topic.setdefault(topic_of(rule), []).append(rule)
    pages = {f"rules/{topic}.md": _topic(base, topic, rules) for topic, rules in sorted(by_topic.items())}
    return {"rules/README.md": _all(base, by_topic), **pages}


def _all(base: RuleBase, by_topic: dict[str, list[Rule]]) -> str:
    head = (
        f"The pack `{base.pack.id}` {base.pack.version} has {len(base.rules)} rules. Each has a name, a condition, "
        "what follows from it, a reason in a sentence, and the statements that it rests on."
    )
    parts = [head]
    for topic, rules in sorted(by_topic.items()):
        parts.append(f"## {topic}")
        rows = (
            f"[`{rule.name}`]({topic}.md#{anchor(rule.name)}): {plain(rule.title or rule.because)}" for rule in rules
        )
        parts.append(bullets(rows))
    return page("Rules", *parts)


def _topic(base: RuleBase, topic: str, rules: list[Rule]) -> str:
    files = sorted({rule.span.file for rule in rules})
    where = "Written in " + " and ".join(code(_short(base, file)) for file in files) + "."
    return page(f"Rules: {topic}", where, *("\n\n".join(_rule(base, rule)) for rule in rules))


def _short(base: RuleBase, file: str) -> str:
    return "rules/" + PurePosixPath(file.replace("\\", "/")).relative_to(base.folder.replace("\\", "/")).as_posix()


def _rule(base: RuleBase, rule: Rule) -> Iterator[str]:
    yield f"## {rule.name}"
    yield f"**{sentence(plain(rule.title))}** {plain(rule.because)}" if rule.title else plain(rule.because)
    yield "When:\n\n" + "\n".join(condition_rows(base, rule.when, "../"))
    yield "Then:\n\n" + bullets(_then(base, rule))
    cites = bullets(f"{link(name, '../statements.md')}: {plain(base.statements[name].says)}" for name in rule.cites)
    origin = f" ({ORIGINS[rule.origin]})" if rule.origin in ORIGINS else ""
    yield f"Rests on{origin}:\n\n{cites}"


def _then(base: RuleBase, rule: Rule) -> Iterator[str]:
    for conclusion in rule.then:
        decision = base.decisions[conclusion.decision]
        if decision.name == CONTROLS:
            title = plain(base.controls[conclusion.value].title)
            yield f"required: {link(conclusion.value, '../controls.md')} ({title})"
        elif decision.name not in (WARNINGS, ADVICE):
            value = plain(value_words(decision, conclusion.value)) if conclusion.value else "one more"
            yield f"{link(decision.name, '../decisions.md')}: **{value}**"
    if rule.warning:
        yield f"warning: {plain(rule.warning)}"
    if rule.advice:
        yield f"advice: {plain(rule.advice)}"
