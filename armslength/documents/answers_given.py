"""Parts that show answers: what was answered, how it is known, who holds what, and what rests on evidence."""

from collections.abc import Iterable, Iterator

from armslength.documents.office import DocumentSection, Wording
from armslength.documents.writing import Writing
from engine import Collected, Given, holds
from engine.page.model import Block, Item, KeyValue, KeyValueList, Line, PageTable, Paragraph, Run, cell, line, listing
from engine.render.shown import shown_decisions
from engine.render.words import answer_words, asked_words, basis_words, sentence
from engine.rulebase.applicability import expand
from engine.rulebase.conditions import Literal, literals

NOT_KNOWN = "Not known yet"
NOTHING_NOTED = "Nothing noted"
ASSUMED = "assumed"
"""How an answer is known that nothing shows."""

ANSWERED_BY = ("Question", "Answer", "How it is known")


def answers(writing: Writing, section: DocumentSection) -> Iterator[Block]:
    """Walk questions with their answers, those too that nobody has answered; none that does not apply."""
    facts = (writing.base.facts[name] for name in section.facts)
    asked = [
        each
        for each in facts
        if not (each.applies_when and writing.fails(expand(each.applies_when, writing.base.facts)))
    ]
    yield KeyValueList(
        tuple(KeyValue(each.question, (Paragraph(line(_answer(writing, each.name))),)) for each in asked)
    )


def _answer(writing: Writing, name: str) -> Run:
    words = writing.answer(name)
    return Run(sentence(_capital(words)), "strong") if words else Run(sentence(NOT_KNOWN), "doubt")


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def basis(writing: Writing, section: DocumentSection) -> Iterator[Block]:
    """Walk answers, each with how it is known: those named or, without names, those that the headline rests on."""
    base, assessment = writing.base, writing.assessment
    shown = shown_decisions(base, assessment, base.pack.headline)
    names = section.facts or {fact for name in shown for fact in assessment.decisions[name].facts}
    in_order = sorted(names, key=lambda name: base.asking_order(base.question(name)))
    rows = tuple(_row(writing, name) for name in in_order if name in writing.answers)
    if rows:
        yield PageTable("", ANSWERED_BY, rows)


def _row(writing: Writing, name: str) -> tuple[tuple[Paragraph, ...], ...]:
    question = writing.base.question(name)
    known = basis_words(writing.given(name))
    if name in assumed(writing):
        known = "Assumed, because it was not answered."
    basis_line = line(known) if known else line(Run(sentence(NOTHING_NOTED), "doubt"))
    words = _capital(answer_words(question, writing.answers[name]))
    return (Paragraph(line(question.question)),), (Paragraph(line(words)),), (Paragraph(basis_line),)


def assumed(writing: Writing) -> Iterable[str]:
    """List the questions whose answers nobody gave."""
    return writing.assessment.assumed


def evidence(writing: Writing, section: DocumentSection) -> Iterator[Block]:  # noqa: ARG001  every part is called so
    """Walk everything for which evidence is noted: answers and controls, in the order in which they are asked."""
    base = writing.base
    noted = [each.name for each in base.questions() if (given := writing.given(each.name)) and given.evidence]
    rows = tuple(_row(writing, name) for name in noted if name in writing.answers)
    if rows:
        yield PageTable("", ANSWERED_BY, rows)


def lines(writing: Writing, section: DocumentSection) -> Iterator[Block]:
    """Walk the lines of a map, each with who holds it, and in words what is wrong with that."""
    facts, head = writing.base.facts, ("Line", "Who", *(("To settle",) if section.marks else ()))
    rows = []
    for name in section.facts:
        wrong = [Run(sentence(each), "bad") for each in _marks(writing, section, name)]
        nothing = Run("Nothing.", "quiet") if writing.answer(name) else Run("Find out who.", "doubt")
        marks = cell(*(line(each) for each in wrong or [nothing]))
        who = cell(line(_answer(writing, name)))
        rows.append((cell(facts[name].line or facts[name].question), who, *((marks,) if section.marks else ())))
    yield PageTable("", head, tuple(rows))


def _marks(writing: Writing, section: DocumentSection, fact: str) -> Iterator[str]:
    """Walk the words for what decisions say of one line: of those members whose rules rest on the answer to it."""
    fired = {each.name: each.facts for each in writing.assessment.rules if each.status == "fired"}
    for name, words in section.marks.items():
        outcome = writing.assessment.outcome(name)
        members = outcome.members if isinstance(outcome, Collected) else frozenset()
        giving = (rule for rule in writing.base.rules_of[name] if not members.isdisjoint(rule.values_for(name)))
        if any(fact in fired.get(rule.name, ()) for rule in giving):
            yield words


# ---- sentences that say no more than was answered


def sentences(writing: Writing, section: DocumentSection) -> Iterator[Block]:
    """Walk the sentences whose answers are all given with evidence, each with these; then what the others lack."""
    ready = [each for each in section.wordings if not _lacking(writing, each)]
    for each in ready:
        yield Paragraph(line(writing.said(each)), tuple(_behind(writing, each)))
    missing = [each for each in section.wordings if each not in ready]
    if missing:
        yield Paragraph(line(Run("To say more:", "strong")))
        yield listing(_to_say(writing, each) for each in missing)


def is_shown(given: Given | None) -> bool:
    """Tell whether an answer is given with evidence, and not assumed."""
    return given is not None and given.value is not None and bool(given.evidence) and given.known != ASSUMED


def asked_of(wording: Wording) -> tuple[Literal, ...]:
    """List what a sentence asks of the answers, each once."""
    return tuple(dict.fromkeys(literals(wording.when)))


def _lacking(writing: Writing, wording: Wording) -> list[str]:
    """List what stands in the way of a sentence: an answer that is missing, another one, or one without evidence."""
    found = []
    for each in asked_of(wording):
        question = writing.base.question(each.subject).question
        truth = holds(writing.result, each)
        if truth is None:
            found.append(f"Answer “{question}” It takes: {asked_words(writing.base, each)}.")
        elif truth is False:
            found.append(f"“{question}” is answered otherwise. It takes: {asked_words(writing.base, each)}.")
        elif not is_shown(writing.given(each.subject)):
            found.append(f"Note the evidence for “{question}”")
    if not found and not writing.said(wording):
        found.append("A name that it uses is not given in the profile.")
    return found


def _behind(writing: Writing, wording: Wording) -> Iterator[Line]:
    """Walk the answers that a sentence rests on, each with its evidence."""
    for each in asked_of(wording):
        question = writing.base.question(each.subject)
        words = f"{question.question} {sentence(_capital(writing.answer(each.subject)))}"
        yield line(Run(words, "quiet"), Run(basis_words(writing.given(each.subject)), "quiet"))


def _to_say(writing: Writing, wording: Wording) -> Item:
    lacking = _lacking(writing, wording)
    return Item(line(f"“{_with_gaps(writing, wording)}”"), (), tuple(Item(line(each)) for each in lacking))


def _with_gaps(writing: Writing, wording: Wording) -> str:
    return writing.filled_in(wording, otherwise="…")
