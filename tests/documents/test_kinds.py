"""Every kind of document over every shipped profile, as a page: whole, for people, and true to what was concluded."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from armslength.documents.kinds import build
from armslength.documents.office import Office
from engine import UsageError, hand_over
from engine.page.forms import write_page
from engine.page.model import Blank, Block, PageTable, Remark, Section, Ticks
from engine.render.in_place import perhaps_to_hold, to_hold
from engine.render.outcomes import outcome_words
from engine.render.shown import shown_decisions
from tests.documents.at_hand import OF_ONE, ON_DAY, document_of, office, read_one, result_of
from tests.packs.shipped import shipped, shipped_examples

PROFILES = [each.id for each in shipped_examples()]


def blocks_of(section: Section) -> Iterator[Block]:
    for block in section.blocks:
        yield block
        if isinstance(block, Section):
            yield from blocks_of(block)


def text_of(kind: str, profile: str) -> str:
    """Give a document as text of one line, so that no sentence is broken."""
    page = document_of(kind, profile).whole_page()
    return " ".join(write_page(page, "text", width=2000, colour=False).split())


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("kind", OF_ONE)
def test_every_kind_is_made_of_every_profile(kind: str, profile: str) -> None:
    document = document_of(kind, profile)
    keys = [each.key for each in document.page.sections]
    assert len(keys) == len(set(keys)), "no two sections of a page share a key"
    assert all(each.blocks for each in document.page.sections), "no heading stands over nothing"
    assert document.day == ON_DAY
    html = write_page(document.whole_page(), "html", width=88, colour=False)
    assert html.count("<h1>") == 1
    assert "{" not in re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL), "every placeholder is filled"
    for section in document.page.sections:
        for block in blocks_of(section):
            assert not isinstance(block, PageTable) or block.rows, section.key


@pytest.mark.parametrize("profile", PROFILES)
def test_the_record_says_what_was_concluded(profile: str) -> None:
    text, result = text_of("decision-record", profile), result_of(profile)
    for name in shown_decisions(shipped(), result.assessment, shipped().pack.primary):
        words = outcome_words(shipped().decisions[name], result.outcome(name))
        assert f"{words}." in text or f"{words}:" in text or "Not asked yet." in text, name


@pytest.mark.parametrize("profile", PROFILES)
def test_the_record_names_everything_that_holds_new_work_up(profile: str) -> None:
    """What must be in place before work starts and is not known to be is never left out, and says who sees to it."""
    document, result = document_of("decision-record", profile), result_of(profile)
    section = document.page.section("before-work-starts")
    assert section is not None
    words = str(section)
    for each in to_hold(shipped(), result.assessment):
        control = shipped().controls[each.name]
        if each.status != "in_place" and "blocking" in control.classes:
            assert control.title in words
            assert shipped().pack.roles[control.owner] in words


@pytest.mark.parametrize("profile", PROFILES)
def test_the_map_has_its_ten_lines_and_marks_each_gap_in_words(profile: str) -> None:
    document, result = document_of("accountability-map", profile), result_of(profile)
    section = document.page.section("lines")
    assert section is not None
    (table,) = section.blocks
    assert isinstance(table, PageTable)
    assert len(table.rows) == 10
    gaps = result.outcome("accountability_gaps").members  # type: ignore[union-attr]
    assert str(table).count("Nobody holds this line.") == len(gaps)


def test_the_map_says_whom_to_ring_first_whoever_decides() -> None:
    """In each case there is one step that says who decides, and it never waits for an answer that is missing."""
    seen = set()
    for profile in PROFILES:
        steps = str(document_of("accountability-map", profile).page.section("concern"))
        deciding = [
            words
            for words in (
                "Our lead decides",
                "The partner decides",
                "Both sides decide together",
                "It is not agreed yet who decides",
            )
            if words in steps
        ]
        assert len(deciding) == 1, profile
        seen |= set(deciding)
    assert {"Our lead decides", "It is not agreed yet who decides"} <= seen


@pytest.mark.parametrize("profile", PROFILES)
def test_a_clause_that_is_missing_has_wording_and_one_that_is_agreed_has_none(profile: str) -> None:
    document, result = document_of("contract-checklist", profile), result_of(profile)
    status = {each.name: each.status for each in to_hold(shipped(), result.assessment)}
    declared = office().documents["contract-checklist"].sections
    for key, section in declared.items():
        found = document.page.section(key)
        if found is None or not section.controls:
            continue
        remarks = [each for each in found.blocks if isinstance(each, Remark)]
        wanted = [name for name in section.controls if status.get(name, "in_place") != "in_place"]
        titles = [each.note[0].text for each in remarks]  # type: ignore[union-attr]
        assert list(dict.fromkeys(titles)) == [f"{shipped().controls[name].title}." for name in wanted]
        assert all("A starting point, not legal advice." in str(each.note) for each in remarks)


def test_a_control_that_may_be_asked_for_is_never_said_not_to_be() -> None:
    """ "This arrangement asks for no …" is said only where that is certain."""
    checked = 0
    for profile in PROFILES:
        possible = {each.name for each in perhaps_to_hold(shipped(), result_of(profile).assessment)}
        for key, section in office().documents["contract-checklist"].sections.items():
            found = document_of("contract-checklist", profile).page.section(key)
            if section.none and possible & set(section.controls):
                assert section.none not in str(found), (profile, key)
                checked += 1
    assert checked > 5


def test_there_is_no_such_document() -> None:
    with pytest.raises(UsageError, match="there is no document `decision-recrd`; did you mean `decision-record`\\?"):
        build(shipped(), [result_of(PROFILES[0])], office(), "decision-recrd")
    with pytest.raises(UsageError, match="there is no document `x`; this pack declares none"):
        build(shipped(), [result_of(PROFILES[0])], Office(), "x")


def test_a_document_is_about_one_profile_that_is_there() -> None:
    result = result_of(PROFILES[0])
    with pytest.raises(UsageError, match="the document `decision-record` is about one profile, not 2"):
        build(shipped(), [result, result], office(), "decision-record")
    with pytest.raises(UsageError, match="a document needs the profile, and not only its result"):
        build(shipped(), [replace(result, profile=None)], office(), "decision-record")


@pytest.mark.parametrize("role", shipped().pack.roles)
def test_a_colleague_is_asked_what_that_role_may_know_and_nothing_else(role: str) -> None:
    result = result_of("peer-group-adrift")
    page = build(shipped(), [result], office(), "questions", role=role).page
    section = page.section("open")
    assert section is not None
    asked = {block.key for block in section.blocks if isinstance(block, Ticks)}
    everything = {*shipped().facts, *shipped().controls}
    asked |= {block.key for block in section.blocks if isinstance(block, Blank) and block.key in everything}
    assert asked == set(hand_over(shipped(), result, role).names())


def test_there_is_no_such_role() -> None:
    with pytest.raises(UsageError, match="there is no role `cook`"):
        build(shipped(), [result_of(PROFILES[0])], office(), "questions", role="cook")


def test_every_answer_that_can_be_given_can_be_ticked_and_read_again() -> None:
    """What stands behind a box is what a profile says for that answer."""
    page = build(shipped(), [result_of("lunch-club-that-cannot-decide")], office(), "questions").page
    section = page.section("open")
    assert section is not None
    ticked = [block for block in section.blocks if isinstance(block, Ticks)]
    assert len(ticked) > 10
    for each in ticked:
        values = [tick.value for tick in each.choices]
        if each.key in shipped().controls:
            assert values == ["yes", "no", "unknown"]
            continue
        fact = shipped().facts[each.key]
        for value in values:
            written = f"[{value}]" if fact.kind == "choices" and value in fact.values else value
            given = read_one(f"id: x\nanswers: {{{fact.name}: {written}}}\n", shipped()).facts().get(fact.name)
            assert (given is None) == (value == "unknown"), (fact.name, value)
        assert set(fact.values) <= set(values)
        assert "unknown" in values
