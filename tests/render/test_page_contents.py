"""What a page holds, whatever it looks like."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest

from engine import api
from engine.errors import UsageError
from engine.interpret.evaluation import Single
from engine.page.model import Block, Heading, Item, Line, Listing, NameList, Page, Paragraph, Run, Section
from engine.page.text import page_text
from engine.profile.profile import Profile
from engine.render.explain import explanation_page
from engine.render.page import result_page
from engine.render.show import shown
from engine.rulebase.base import RuleBase

MakePage = Callable[..., Page]
Read = Callable[[str], Profile]


def words(line: Line) -> str:
    return " ".join(part.text if isinstance(part, Run) else "" for part in line)


def items(section: Section | None) -> list[str]:
    blocks = section.blocks if section else ()
    return [words(item.line) for block in blocks if isinstance(block, Listing) for item in block.items]


def everything(page: Page) -> str:
    def inside(part: Block | Item) -> list[str]:
        match part:
            case Heading(line):
                return [words(line)]
            case Paragraph(line, more):
                return list(map(words, (line, *more)))
            case Listing(listed):
                return [text for item in listed for text in inside(item)]
            case Item(line, more, below):
                return [*map(words, (line, *more)), *(text for item in below for text in inside(item))]
        raise AssertionError(f"a block of another kind: {part}")

    return "\n".join(text for section in page.sections for block in section.blocks for text in inside(block))


PARTIAL = [
    f"id: p\nanswers: {{borrower_kind: {kind}, state_of_item: {state}, replacement_price: {price}, fees_owed: {fees},"
    f" first_loan: {first}}}\ncontrols: {{card-seen: {seen}, condition-note: {noted}, guardian-signature: no}}\n"
    for kind, state, price, fees, (first, seen, noted) in product(
        *(("adult", "child", "unknown"), ("sound", "fragile", "unknown"), ("4000", "unknown"), ("25", "unknown")),
        *([("yes", "no", "no"), ("unknown", "unknown", "yes")],),
    )
]


@pytest.mark.parametrize("text", PARTIAL)
def test_a_short_page_stays_short(text: str, make_page: MakePage) -> None:
    made = make_page(text, full=False)
    assert len(page_text(made, 88, False).splitlines()) <= 60
    assert len([each for each in items(made.section("open")) if "more question" not in each]) <= 6


@pytest.mark.parametrize("text", PARTIAL)
def test_every_reason_names_its_rule(text: str, make_page: MakePage, library: RuleBase) -> None:
    section = make_page(text).section("reasons")
    for block in section.blocks if section else ():
        assert isinstance(block, Listing)
        for item in block.items:
            last = item.line[-1]
            assert isinstance(last, NameList)
            (name,) = last.names
            assert name.text == "by default" or name.text in library.rules


def test_most_of_these_pages_give_reasons(make_page: MakePage) -> None:
    with_reasons = [text for text in PARTIAL if make_page(text).section("reasons") is not None]
    assert len(with_reasons) > len(PARTIAL) / 2


def test_what_comes_first_stands_apart_from_what_else_must_be_in_place(make_page: MakePage) -> None:
    section = make_page("school-atlas").section("controls")
    assert section is not None
    assert items(section)[:2] == ["Kept up while the item is out (1 not known)", "In place (1)"]
    first = make_page("school-atlas").section("first")
    assert first is not None
    assert isinstance(first.blocks[0], Heading)
    assert words(first.blocks[0].line) == "The item stays here until it is done (1 missing)"


def test_all_advice_is_on_the_page(make_page: MakePage, library: RuleBase, read: Read) -> None:
    profile = read("rare-map")
    assessment = api.assess(library, profile, profile.as_of, "reference").assessment
    text = everything(make_page("rare-map"))
    assert assessment.advice
    for name in (*assessment.advice, *assessment.warnings):
        assert (library.rules[name].advice or library.rules[name].warning) in text


def test_an_answer_that_does_not_apply_is_named(make_page: MakePage) -> None:
    made = make_page("id: x\nanswers: {borrower_kind: visitor, fees_owed: 7}\n")
    assert "How much do they owe? 7 pounds" in everything(made)
    assert "Answers that count for nothing" in everything(made)


def test_settling_numbers_and_days_are_named_as_stretches(make_page: MakePage) -> None:
    text = everything(make_page("id: x\nanswers: {borrower_kind: adult}\n"))
    assert "at least 1000 pounds: By the curator; otherwise it stays open" in text


def test_a_conflict_is_said_to_be_a_fault_of_the_rules(library: RuleBase, read: Read) -> None:
    profile = read("school-atlas")
    result = api.assess(library, profile, None, "reference")
    decisions = result.assessment.decisions
    clash = replace(decisions["loan"], outcome=Single(frozenset(), frozenset({"lend", "decline"})))
    assessment = replace(result.assessment, decisions={**decisions, "loan": clash})
    made = result_page(library, replace(result, assessment=assessment))
    assert "rules contradict each other: Lend it and Not now" in everything(made)
    assert "fault in the rules" in everything(made)


@pytest.mark.parametrize(
    ("engines", "said"),
    [
        (("reference", "durable"), "Two engines agree: reference and durable-rules."),
        (("reference",), "One engine: reference. Not run (not installed, or not asked for): durable-rules."),
    ],
)
def test_the_engines_are_named(engines: tuple[str, ...], said: str, library: RuleBase, read: Read) -> None:
    profile = read("school-atlas")
    result = replace(api.assess(library, profile, None, "reference"), engines=engines)
    for full, on_this in ((True, said), (False, said.split(" Not run", maxsplit=1)[0])):
        foot = " ".join(map(words, result_page(library, result, full=full).footer))
        assert on_this in foot
        assert foot.endswith("This is not legal advice.")
        assert "No day of assessment was given: rules about elapsed time stay open." in foot


def test_a_title_is_always_there(make_page: MakePage) -> None:
    assert make_page("id: nameless\n").title == "nameless"


def test_every_name_can_be_shown(library: RuleBase) -> None:
    for group in (library.rules, library.controls, library.decisions, library.facts, library.statements):
        for name in group:
            assert name in shown(library, name, 200).split("\n")[0]


def test_an_unknown_name_is_refused_with_a_hint(library: RuleBase) -> None:
    with pytest.raises(UsageError, match="did you mean `care`"):
        shown(library, "caer")


def test_every_decision_and_value_can_be_explained(library: RuleBase, read: Read) -> None:
    for name in ("school-atlas", "child-pop-up-book", "rare-map"):
        profile = read(name)
        for decision in library.decisions.values():
            for value in (None, *decision.values):
                found = api.explain_decision(library, profile, decision.name, value, profile.as_of)
                for full in (True, False):
                    assert explanation_page(library, found, full).sections
