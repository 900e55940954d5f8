"""Reasons in the reader's own facts: the rule, where it stands, and the answers that it rests on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from armslength.web.pages.addresses import at, of_subject
from armslength.web.pages.parts import Finding, Link, SummaryRow
from armslength.web.words import Words, capital
from engine import Result, RuleBase
from engine.render.headline import BY_DEFAULT
from engine.render.source_marks import document_words
from engine.render.words import answer_words, basis_words, sentence


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something came out: what is said of it, where it stands, and what was told that makes it so.

    `rules` lead to the rule in the book; there is none for what stands by default.
    """

    finding: Finding
    rules: tuple[Link, ...]
    told: tuple[SummaryRow, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What reasons are written from: one result of a subject, in words."""

    base: RuleBase
    result: Result
    subject: str
    words: Words

    def reason(self, why: str, rule: str) -> Reason:
        """Give a reason of a decision, with the answers that make its rule fire."""
        if rule == BY_DEFAULT:
            return Reason(Finding(sentence(why), ()), (), ())
        declared = self.base.rules[rule]
        found = next((each for each in self.result.assessment.rules if each.name == rule), None)
        return Reason(
            Finding(sentence(why), tuple(self.sources(declared.cites, declared.origin)), rule),
            (Link(declared.title or declared.because, at("rules", rule)),),
            tuple(self.told(found.facts)) if found else (),
        )

    def sources(self, cites: Iterable[str], origin: str = "") -> Iterator[Link]:
        """Walk where something stands: the document and the heading, each leading to what it says there."""
        return sources_of(self.base, self.words, cites, origin)

    def told(self, names: Iterable[str]) -> Iterator[SummaryRow]:
        """Walk answers that something rests on, each with what it rests on itself, and where to change it."""
        known = self.result.answers()
        for name in names:
            asked = self.base.question(name)
            if name not in known:
                continue
            silent = name in self.result.assessment.assumed
            rests_on = self.words.say("result.assumed") if silent else basis_words(self.result.given(name))
            yield SummaryRow(
                asked.question,
                (capital(sentence(answer_words(asked, known[name]))),),
                self.place(name),
                note=rests_on or self.words.say("result.nothing_noted"),
            )

    def place(self, name: str) -> str:
        """Give the address where a question is answered, or a control looked after."""
        return of_subject(self.subject, "controls" if name in self.base.controls else "question", name)


def sources_of(base: RuleBase, words: Words, cites: Iterable[str], origin: str = "") -> Iterator[Link]:
    """Walk where something stands: the document and the heading, each leading to what it says there."""
    cited = [base.statements[name] for name in cites]
    found = [each for each in cited if each.under] or cited[:1]
    for statement in found:
        where = (document_words(base.documents[statement.document]), statement.under)
        text = ", ".join(filter(None, where)) if statement.under else words.say("result.ours")
        if "derived" in (origin, statement.origin):
            text = words.say("result.derived", where=text)
        yield Link(text, at("rules", "statement", statement.id))
