"""What the source documents say, and what shows each statement in the pack."""

from collections.abc import Iterator

from engine.profile.profile import Profile
from engine.rulebase.base import RuleBase
from engine.rulebase.statements import Statement
from tools.docs.writer.markdown import bullets, code, link, page, plain
from tools.docs.writer.rules import rule_link


def statements(base: RuleBase, examples: list[Profile]) -> str:
    """Write the page: by document and heading, in the words of the pack."""
    kinds = bullets(f"{code(kind.name)}: {plain(kind.says)}" for kind in base.pack.statement_kinds)
    head = (
        f"The {len(base.statements)} statements that the rules rest on, in our own words, each with the heading under "
        "which its document says it, its kind, and what shows it in the pack. `armslength rules check` reports a "
        "statement that nothing shows."
    )
    parts = [head, f"The kinds:\n\n{kinds}"]
    for document in base.documents.values():
        mine = [each for each in base.statements.values() if each.document == document.id]
        if mine:
            parts.append(f"## {plain(document.title)}")
            parts += [f"### {each.id}\n\n{_statement(base, each, examples)}" for each in mine]
    return page("Statements", *parts)


def _statement(base: RuleBase, statement: Statement, examples: list[Profile]) -> str:
    under = f"Under: {plain(statement.under)}" if statement.under else ""
    kind = f"Kind: {code(statement.must)}"
    return f"{plain(statement.says)}\n\n" + bullets(filter(None, (under, kind, *_shown(base, statement.id, examples))))


def _shown(base: RuleBase, name: str, examples: list[Profile]) -> Iterator[str]:
    groups = (
        ("Rules", [rule_link(each, "") for each in base.rules.values() if name in each.cites]),
        ("Controls", [link(each.name, "controls.md") for each in base.controls.values() if name in each.cites]),
        ("Questions", [link(each.name, "questions.md") for each in base.facts.values() if name in each.cites]),
        ("Decisions", [link(each, "decisions.md") for each in _decisions(base, name)]),
        ("How the software behaves", [plain(p.says) for p in base.principles.values() if name in p.cites]),
        ("Worked examples", [code(each.id) for each in examples if name in each.cites]),
    )
    for title, found in groups:
        if found:
            yield f"{title}: {', '.join(found)}"


def _decisions(base: RuleBase, name: str) -> list[str]:
    mine = (each for each in base.decisions.values() if not each.built_in)
    return sorted(each.name for each in mine if name in each.all_cites())
