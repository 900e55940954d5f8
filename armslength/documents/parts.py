"""What writes each part of a document, by its name."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from armslength.documents.answers_given import answers, basis, evidence, lines, sentences
from armslength.documents.behind import rules, sources
from armslength.documents.conclusions import advice, answer, open_questions, outcomes, reasons, warnings
from armslength.documents.held import clauses, controls
from armslength.documents.office import DocumentSection
from armslength.documents.to_fill_in import agenda, questions, space, steps, words
from armslength.documents.writing import Writing
from engine.page.model import Block

WritesPart: TypeAlias = Callable[[Writing, DocumentSection], Iterator[Block]]

WRITERS: Mapping[str, WritesPart] = {
    "advice": advice,
    "agenda": agenda,
    "answer": answer,
    "answers": answers,
    "basis": basis,
    "clauses": clauses,
    "controls": controls,
    "evidence": evidence,
    "lines": lines,
    "open": open_questions,
    "outcomes": outcomes,
    "questions": questions,
    "reasons": reasons,
    "rules": rules,
    "sentences": sentences,
    "sources": sources,
    "space": space,
    "steps": steps,
    "warnings": warnings,
    "words": words,
}
