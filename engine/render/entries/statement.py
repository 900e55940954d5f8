"""A statement of a source document: what it says, in the words of the pack, and everything that rests on it."""

from engine.page.model import Line, Run, key_value, key_values, line
from engine.render.entries.entry import PackEntry
from engine.render.entries.links import named_link
from engine.render.entries.parts import counted, quiet
from engine.render.references import citing
from engine.render.sources import ORIGINS, document_lines
from engine.rulebase.base import RuleBase
from engine.rulebase.statements import Statement


def statement_entry(base: RuleBase, statement: Statement) -> PackEntry:
    """Describe a statement."""
    kind = next((each for each in base.pack.statement_kinds if each.name == statement.must), None)
    about = quiet(
        f"Under “{statement.under}”." if statement.under else "",
        f"{kind.says}." if kind else "",
        f"{ORIGINS[statement.origin].capitalize()}." if statement.origin in ORIGINS else "",
    )
    cited = key_values([counted("Cited by", (_cited(*each) for each in citing(base, statement.id)))])
    document = key_values([key_value("Document", *document_lines(base.documents[statement.document]))])
    return PackEntry("statement", statement.id, statement.says, (about, cited), alone=(document,))


def _cited(kind: str, name: str, words: str) -> Line:
    if kind == "principle":
        return line(Run("how the software behaves", "quiet"), words)
    return (Run(kind, "quiet"), *named_link(kind, name, words))
