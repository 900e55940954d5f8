"""The front of the book: what it is, how to read it, and the contents."""

from collections.abc import Mapping, Sequence

from engine.page.markup import Inside, Markup, element, joined, listing
from engine.render.book.controls import controls_by_topic
from engine.render.book.decisions import decision_groups
from engine.render.book.questions import questions_by_topic
from engine.render.book.rules import rule_groups
from engine.render.book.statements import statements_by_document
from engine.render.footer import NOT_LEGAL_ADVICE, SHORT
from engine.render.origins import layers_words
from engine.render.words import amount
from engine.rulebase.base import RuleBase

Row = tuple[str, str, int]
"""A line of the contents: the place, its title, and how many entries stand there."""


def cover(base: RuleBase) -> Markup:
    """Write the title, what the rules are, how many, and how to tell this version from another."""
    pack = base.pack
    counts = (
        amount(len(base.decisions), "decision"),
        amount(len(base.rules), "rule"),
        amount(len(base.facts), "question"),
        amount(len(base.controls), "control"),
        amount(len(base.statements), "statement"),
    )
    return element(
        "header",
        element("p", "The rules, as a book", class_="kicker"),
        element("h1", pack.title),
        element("p", " ".join(filter(None, (f"{pack.id} {pack.version}.", layers_words(base)))), class_="version"),
        element("ul", *(element("li", each) for each in counts), class_="counts"),
        element(
            "p",
            "Everything that the rules say stands here: how each decision is made, every rule with its reason, every "
            "question, everything that has to be in place, and the sources that all of it rests on. Names in ",
            element("code", "this type"),
            " are those of the rule files; each leads to its place.",
            class_="intro",
        ),
        element("p", *(run.text for run in NOT_LEGAL_ADVICE), class_="quiet"),
        class_="cover",
    )


def contents(base: RuleBase) -> Markup:
    """Write the contents: chapters, and the groups inside each."""
    chapters = (
        ("picture", "The decisions, and what they read", ()),
        ("decisions", "Decisions", _numbered(base)),
        ("tables", "Decision tables", _tables(base)),
        ("rules", "Rules", _rules(base)),
        ("questions", "Questions", _topics(base, "questions", questions_by_topic(base))),
        ("controls", "Controls", _topics(base, "controls", controls_by_topic(base))),
        ("changes", "Changes to the packs below", () if base.changes else None),
        ("properties", "What the rules claim of themselves", () if base.properties else None),
        ("sources", "Sources", _documents(base)),
        ("principles", "How the software behaves", () if base.principles else None),
    )
    rows = [_chapter(key, title, rows) for key, title, rows in chapters if rows is not None]
    return element("nav", element("h2", "Contents"), listing(rows), aria_label="Contents", class_="contents")


def _chapter(key: str, title: str, rows: Sequence[Row]) -> Inside:
    below = listing(
        (element("a", words, href=f"#{place}"), " ", element("span", str(count), class_="quiet"))
        for place, words, count in rows
    )
    return joined((element("a", title, href=f"#{key}", class_="to-chapter"), below))


def _numbered(base: RuleBase) -> list[Row]:
    groups = decision_groups(base).items()
    return [(f"decisions-{number}", title, len(names)) for number, (title, names) in enumerate(groups, 1)]


def _rules(base: RuleBase) -> list[Row]:
    groups = rule_groups(base).items()
    return [(f"rules-{name}", base.decisions[name].title, len(rules)) for name, rules in groups]


def _topics(base: RuleBase, chapter: str, groups: Mapping[str, Sequence[object]]) -> list[Row] | None:
    rows = [(f"{chapter}-{topic}", base.pack.topics[topic], len(found)) for topic, found in groups.items()]
    return rows or None


def _tables(base: RuleBase) -> list[Row] | None:
    return [(f"table-{each.name}", each.title, len(each.rules)) for each in base.tables.values()] or None


def _documents(base: RuleBase) -> list[Row]:
    groups = statements_by_document(base).items()
    return [(f"sources-{name}", base.documents[name].title, len(found)) for name, found in groups]


def foot(base: RuleBase) -> Markup:
    """Write the foot: which version of the rules this is, to the letter."""
    words = f"{base.pack.id} {base.pack.version} ({base.sha256[:SHORT]}). The same rules give the same book."
    return element("footer", element("p", words))
