"""A sentence of the kind that is held to its answers says no more than they do, and goes with any of them."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from armslength.documents.answers_given import asked_of, sentences
from armslength.documents.office import DocumentSection, Wording
from armslength.documents.writing import Writing
from engine import Given, Result, holds
from engine.page.model import Paragraph
from engine.rulebase.conditions import Literal, OneOf
from tests.documents.at_hand import office, result_of, with_answers
from tests.packs.shipped import shipped, shipped_examples

SECTIONS = [
    section for kind in office().documents.values() for section in kind.sections.values() if section.part == "sentences"
]
HELD = [(section, wording) for section in SECTIONS for wording in section.wordings]
IDS = [wording.says[:60] for _, wording in HELD]


def said(section: DocumentSection, result: Result) -> list[str]:
    """List the sentences that a section says of a result."""
    blocks = list(sentences(Writing(shipped(), result), section))
    return [block.line[0].text for block in blocks if isinstance(block, Paragraph) and block.more]  # type: ignore[union-attr]


def every_answer(wording: Wording) -> Iterator[tuple[str, Given]]:
    """Walk answers that are all that a sentence asks for, each with evidence."""
    for each in asked_of(wording):
        assert isinstance(each.test, OneOf), f"{each.subject} is asked otherwise; say here how it is answered"
        yield each.subject, Given(min(each.test.values, key=str), evidence="seen", known="observed")


def answered(wording: Wording, change: Callable[[dict[str, Given]], None] = lambda _: None) -> Result:
    def put(answers: dict[str, Given]) -> None:
        answers |= dict(every_answer(wording))
        change(answers)

    result = result_of("tender-weekly-team")
    return with_answers(replace(result, assessment=replace(result.assessment, ignored=(), assumed={})), put)


def with_evidence(name: str, given: Given | None) -> Callable[[dict[str, Given]], None]:
    """Change one answer, or leave it out."""

    def change(answers: dict[str, Given]) -> None:
        del answers[name]
        if given is not None:
            answers[name] = given

    return change


def test_there_are_such_sentences() -> None:
    assert len(HELD) > 15


@pytest.mark.parametrize(("section", "wording"), HELD, ids=IDS)
def test_a_sentence_is_said_where_all_that_it_rests_on_is_shown(section: DocumentSection, wording: Wording) -> None:
    result = answered(wording)
    assert Writing(shipped(), result).said(wording) in said(section, result)


@pytest.mark.parametrize(("section", "wording"), HELD, ids=IDS)
def test_a_sentence_goes_with_any_answer_and_with_the_evidence_for_any(
    section: DocumentSection, wording: Wording
) -> None:
    words = Writing(shipped(), answered(wording)).said(wording)
    for name, given in every_answer(wording):
        for worse in (None, replace(given, value=None), replace(given, evidence=""), replace(given, known="assumed")):
            assert words not in said(section, answered(wording, with_evidence(name, worse))), (name, worse)


@pytest.mark.parametrize(("section", "wording"), HELD, ids=IDS)
def test_a_sentence_stands_with_each_of_its_answers(section: DocumentSection, wording: Wording) -> None:
    result = answered(wording)
    words = Writing(shipped(), result).said(wording)
    (block,) = (each for each in sentences(Writing(shipped(), result), section) if words in str(each))
    assert isinstance(block, Paragraph)
    assert len(block.more) == len(asked_of(wording))
    for each, line in zip(asked_of(wording), block.more, strict=True):
        assert shipped().question(each.subject).question in str(line)
        assert "Evidence: seen (observed)." in str(line)


@pytest.mark.parametrize("profile", shipped_examples(), ids=lambda each: each.id)
def test_of_no_profile_is_more_said_than_it_shows(profile: object) -> None:
    result = result_of(profile.id)  # type: ignore[attr-defined]
    for section in SECTIONS:
        for words in said(section, result):
            (wording,) = (each for each in section.wordings if Writing(shipped(), result).said(each) == words)
            for literal in asked_of(wording):
                given = result.given(literal.subject)
                assert given is not None
                assert given.evidence, literal.subject
                assert holds(result, Literal(literal.subject, literal.test)) is True


def test_the_assurance_line_needs_each_of_its_routines() -> None:
    section = office().documents["tender-section"].sections["assurance"]
    routines = {each.subject for each in asked_of(section.wordings[-1])}
    assert routines == {
        *("meets_every_week_or_two", "named-people-at-meetings", "actions-followed-to-the-end"),
        *("sampling-or-audit", "figures-over-time"),
    }
