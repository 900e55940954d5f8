"""A word that the glossary says is not used: where a text of the pack says it, and what to say instead."""

import re
from collections.abc import Iterator
from pathlib import Path

from engine.checks.check import Check
from engine.rulebase.base import RuleBase
from engine.rulebase.folders import office_files, pack_files
from engine.rulebase.glossary import GlossaryTerm
from engine.source.diagnostics import Diagnostic, Diagnostics
from engine.source.span import Span, span_at
from engine.source.text import read_text
from engine.source.tree import Mapping, Node, Scalar, Sequence
from engine.source.yaml_tree import read_tree

NOT_OURS = frozenset({"glossary", "documents", "found_in", "references", "value_aliases", "aliases"})
"""Keys under which other people's words stand, or the words that are avoided."""


def avoided_words(base: RuleBase) -> Iterator[Diagnostic]:
    """Report each word of a text that a term of the glossary avoids, at its own place."""
    avoided = {word.casefold(): term for term in base.glossary.values() for word in term.avoid}
    if not avoided:
        return
    pattern = _any_of(avoided)
    fine = [phrase for term in base.glossary.values() for phrase in term.fine_in]
    for path in [*pack_files(Path(base.folder)), *office_files(Path(base.folder))]:
        source = read_text(path, Diagnostics())
        if not source or not pattern.search(source.text):  # most files; to read them as trees is what would take long
            continue
        tree = read_tree(source, Diagnostics())
        if not tree:
            continue
        starts = [0, *(each.end() for each in re.finditer("\n", source.text))]
        for span in _texts(tree):
            start, end = (starts[row - 1] + column - 1 for row, column in _ends(span))
            allowed = [each.span() for each in re.finditer(_any_of(fine), source.text[start:end])] if fine else []
            for found in pattern.finditer(source.text[start:end]):
                if not any(first <= found.start() and found.end() <= last for first, last in allowed):
                    word = " ".join(found[0].split())
                    place = span_at(span.file, source.text, start + found.start(), len(found[0]))
                    yield AVOIDED_WORD.finding(_instead(word, avoided[word.casefold()]), place)


def _any_of(phrases: "dict[str, GlossaryTerm] | list[str]") -> "re.Pattern[str]":
    """Make a pattern of whole words and phrases, in any case, also where a line ends within one; the longest first.

    What they begin with is looked at first: that takes half the time over texts in which there are none.
    """
    longest = sorted(phrases, key=lambda each: (-len(each), each))
    either = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest)
    begin = "".join(map(re.escape, sorted({phrase.strip()[:1] for phrase in phrases})))
    return re.compile(rf"(?=[{begin}])(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)


def _instead(word: str, term: GlossaryTerm) -> str:
    return f"the glossary avoids “{word}”; say “{term.term}”: {term.means}"


def _texts(node: Node) -> Iterator[Span]:
    """Walk the places of texts: what holds a space, which no name does."""
    match node:
        case Scalar():
            if " " in node.text.strip():
                yield node.span
        case Sequence():
            for item in node.items:
                yield from _texts(item)
        case Mapping():
            for entry in node.entries:
                if entry.key.text not in NOT_OURS:
                    yield from _texts(entry.value)


def _ends(span: Span) -> tuple[tuple[int, int], tuple[int, int]]:
    return (span.line, span.column), (span.end_line, span.end_column)


AVOIDED_WORD = Check(
    "avoided-word",
    says="A word that the glossary of the pack avoids.",
    why="Two words for one thing make people ask whether they mean two things.",
    find=avoided_words,
    avoid="A reason that says “issue” where the glossary has “fault”.",
    prefer="The term of the glossary, or the phrase under `fine_in` where the other word is right.",
    of_declarer=True,
)
