"""The rules as a book: what there is, what was looked for, and each thing on a page of its own."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from armslength.web.pages.addresses import at, to_rules
from armslength.web.pages.parts import Breadcrumbs, Cell, FilterBar, Head, Link, Question, Sheet, Stamp, Taking
from armslength.web.pages.result import fragment, text_of
from armslength.web.words import Words
from engine import RuleBase
from engine.page.markup import Markup
from engine.page.model import Page
from engine.render.footer import NOT_LEGAL_ADVICE, pack_line
from engine.render.show.by_title import found_by_title
from engine.render.source_marks import document_words

KINDS = ("decision", "question", "control", "rule", "table", "statement")
"""The kinds of things that have a page, in the order in which they are listed."""

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of the pack: its kind, its name, what people call it, and the statements that it cites."""

    kind: str
    name: str
    title: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RulesPage:
    """The contents of the book, a table a kind, or what was found."""

    template: ClassVar[str] = "rules.html"
    title: str
    search: FilterBar
    kinds: tuple[Link, ...]
    found: str
    sheets: tuple[Sheet, ...]
    taking: Taking
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One thing of the pack, with all that refers to it and the sources that it rests on."""

    template: ClassVar[str] = "rules_entry.html"
    title: str
    above: Breadcrumbs
    under: tuple[str, ...]
    text: Markup
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class LookedFor:
    """What somebody looks for: words, and a kind of thing; both empty for the contents."""

    words: str = ""
    kind: str = ""

    @property
    def query(self) -> tuple[tuple[str, str], ...]:
        """Give it as it stands in an address."""
        return (("q", self.words), ("kind", self.kind))

    @property
    def shown(self) -> frozenset[str]:
        """Name the kinds that are listed: the contents begin with the decisions, which lead to all else."""
        if self.kind:
            return frozenset({self.kind})
        return frozenset(KINDS if self.words.strip() else KINDS[:1])


def entries(base: RuleBase, looked_for: LookedFor) -> list[Entry]:
    """List what goes by these words: a name, words of a title, or words of what a source says."""
    listed = [each for each in _everything(base) if each.kind in looked_for.shown]
    words = _words(looked_for.words)
    if not words:
        return listed
    titled = {
        (kind.removesuffix("s").lower(), name)
        for kind, names in found_by_title(base, looked_for.words).items()
        for name in names
    }
    named = looked_for.words.strip().casefold()
    return [
        each
        for each in listed
        if (each.kind, each.name) in titled or each.name.casefold() == named or _says(base, each, words)
    ]


def _says(base: RuleBase, entry: Entry, words: set[str]) -> bool:
    """Tell whether what a source says, or the heading over it, has all of these words."""
    return entry.kind == "statement" and words <= _words(f"{entry.title} {base.statements[entry.name].under}")


def _words(text: str) -> set[str]:
    return set(WORD.findall(text.casefold()))


def _everything(base: RuleBase) -> Iterator[Entry]:
    for decision in base.decisions.values():
        yield Entry("decision", decision.name, decision.title, tuple(dict.fromkeys(decision.all_cites())))
    for fact in base.facts.values():
        yield Entry("question", fact.name, fact.question, fact.cites)
    for control in base.controls.values():
        yield Entry("control", control.name, control.title, control.cites)
    for rule in base.rules.values():
        yield Entry("rule", rule.name, rule.title or rule.because, rule.cites)
    for table in base.tables.values():
        yield Entry("table", table.name, table.title, ())
    for statement in base.statements.values():
        yield Entry("statement", statement.id, statement.says, ())


def rules_page(base: RuleBase, looked_for: LookedFor, words: Words) -> RulesPage:
    """Make the page of the contents, or of what was found."""
    found = entries(base, looked_for)
    field = Question("q", words.say("rules.words"), "text", hint=words.say("rules.hint"), typed=looked_for.words)
    everything = [each.kind for each in _everything(base)]
    taking = (
        Link(words.say("rules.csv"), at("rules.csv", query=looked_for.query)),
        Link(words.say("rules.book"), "/rules.html"),
    )
    return RulesPage(
        title=words.say("rules.title", pack=base.pack.title),
        search=FilterBar("/rules", words.say("rules.search"), (field,), clear="/rules" if looked_for.words else ""),
        kinds=tuple(
            Link(words.say(f"rules.kinds.{kind}", count=everything.count(kind)), at("rules", query=[("kind", kind)]))
            for kind in KINDS
            if kind in everything
        ),
        found=words.say("rules.found", count=len(found)) if found else words.say("rules.none", words=looked_for.words),
        sheets=tuple(
            _sheet(base, kind, listed, words)
            for kind in KINDS
            if (listed := [each for each in found if each.kind == kind])
        ),
        taking=Taking(taking),
        stamp=_stamp(base),
    )


def _sheet(base: RuleBase, kind: str, listed: Iterable[Entry], words: Words) -> Sheet:
    rows = tuple(
        (Cell(each.title, to_rules(f"{kind}-{each.name}")), Cell(each.name), Cell(_where(base, each)))
        for each in listed
    )
    heads = tuple(Head(words.say(f"rules.head.{each}")) for each in ("title", "name", "stands"))
    return Sheet(words.say(f"rules.kinds.{kind}", count=len(rows)), heads, rows)


def _where(base: RuleBase, entry: Entry) -> str:
    """Say where a thing stands: the headings of the documents that it cites, each once."""
    cited = (entry.name,) if entry.kind == "statement" else entry.cites
    found = (base.statements[name] for name in cited)
    places = (", ".join(filter(None, (document_words(base.documents[each.document]), each.under))) for each in found)
    return "; ".join(dict.fromkeys(places))


def entry_rows(base: RuleBase, looked_for: LookedFor, words: Words) -> Iterator[tuple[str, ...]]:
    """Walk what is shown as texts: kind, title, name, and where it stands."""
    for each in entries(base, looked_for):
        yield words.say(f"rules.one.{each.kind}"), each.title, each.name, _where(base, each)


def entry_page(base: RuleBase, page: Page, words: Words) -> EntryPage:
    """Make the page of one thing, from the page that the engine writes of it."""
    under = map(text_of, page.under)
    return EntryPage(
        title=page.title,
        above=Breadcrumbs((Link(words.say("rules.short"), "/rules"),)),
        under=tuple(filter(None, under)),
        text=fragment(page.sections),
        stamp=_stamp(base),
    )


def _stamp(base: RuleBase) -> Stamp:
    return Stamp(tuple(map(text_of, (pack_line(base), NOT_LEGAL_ADVICE))))
