"""Questions are handed over to those who know: each once, none that matters to nothing, and read back as left."""

from pathlib import Path

import pytest

from engine import UsageError, api, hand_over, read_answers_back, write_questions
from engine.handover.hand_over import ANYBODY
from engine.render.handover import handover_title
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Members
from tests.handover.handed import DAY, an_answer, fill_in, handed_over, made, one
from tests.packs.shipped import ROOT, shipped
from tests.profile.made_profiles import PACKS

PROFILES = sorted((ROOT / "profiles").glob("*.yaml"))[::9]
FORMS = ("xlsx", "yaml")


def asked_of(base: RuleBase, name: str) -> tuple[str, ...]:
    return base.question(name).known_by or (ANYBODY,)


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_all_that_matters_is_handed_over_once_and_to_each_role_what_it_knows(path: Path) -> None:
    base, profile = shipped(), one(shipped(), path.read_text())
    open_ones = api.assess(base, profile, DAY, "reference").assessment.unanswered()
    everything = handed_over(base, profile)
    assert sorted(everything.names()) == sorted(open_ones)
    assert [group.role for group in everything.groups] == [
        role for role in (*base.pack.roles, ANYBODY) if any(asked_of(base, name)[0] == role for name in open_ones)
    ]
    for role in base.pack.roles:
        mine = handed_over(base, profile, role)
        for group in mine.groups:
            assert list(group.names) == [name for name in open_ones if group.role in asked_of(base, name)]
        assert {name for name in open_ones if role in asked_of(base, name)} <= set(mine.names())


def test_of_work_that_has_ended_only_what_closes_it_down_is_asked() -> None:
    """The page of such work asks for nothing else to be in place, so nobody need find out whether it is."""
    base = shipped()
    text = (ROOT / "profiles" / "inclusion-sessions.yaml").read_text().replace("stage: running", "stage: ended")
    names = handed_over(base, one(base, text)).names()
    assert [name for name in names if name in base.controls] == ["closed-down"]


def test_what_is_worth_asking_comes_first_and_what_changes_no_decision_only_where_something_else_waits_for_it() -> None:
    base, profile = shipped(), one(shipped(), PROFILES[0].read_text())
    result = api.assess(base, profile, DAY, "reference")
    others = {"controls", "warnings", "advice"}
    behind = [each.fact for each in result.assessment.open_questions if others & set(each.decides)]
    needless = [each.fact for each in result.assessment.open_questions if each.fact not in behind]
    worth = [*needless[1:], behind[-1]][::-1]
    names = [each for group in hand_over(base, result, worth=worth).groups for each in group.names]
    controls = [each.name for each in result.assessment.controls if each.status == "unknown"]
    assert sorted(names) == sorted({*worth, *behind, *controls})
    assert needless[0] not in names
    of_one = [each for each in names if asked_of(base, each)[0] == asked_of(base, worth[0])[0]]
    assert of_one[0] == worth[0]


def test_a_role_goes_by_its_name_and_by_its_label() -> None:
    base, profile = shipped(), one(shipped(), PROFILES[0].read_text())
    by_name, by_label = handed_over(base, profile, "safeguarding_lead"), handed_over(base, profile, "SAFEGUARDING lead")
    assert by_name == by_label
    assert by_name.made_from.role == "safeguarding_lead"


def test_what_no_role_is_named_for_goes_to_anybody_and_it_is_said() -> None:
    base = PACKS["library"]
    profile = one(base, "id: a\n")
    mine = handed_over(base, profile, "curator")
    assert [group.role for group in mine.groups][-1] == ANYBODY
    assert "The rules do not say who knows this: anybody who does may answer." in write_questions(
        base, mine, "markdown"
    )


def test_a_strange_role_is_refused_with_what_was_meant_and_what_each_has() -> None:
    base, profile = PACKS["library"], one(PACKS["library"], "id: a\n")
    open_ones = api.assess(base, profile, DAY, "reference").assessment.unanswered()
    counts = {role: sum(role in asked_of(base, name) for name in open_ones) for role in base.pack.roles}
    listed = ", ".join(f"`{role}` ({count})" for role, count in counts.items())
    with pytest.raises(UsageError) as caught:
        handed_over(base, profile, "curater")
    said = (
        f"there is no role `curater`; did you mean `curator`? The roles, each with how many questions it has: {listed}"
    )
    assert str(caught.value) == said


def test_the_title_says_for_whom_and_about_whom() -> None:
    base = shipped()
    profile = one(base, "id: a\npartner: {name: Open Door}\nservice: Outings\n")
    assert handover_title(base, handed_over(base, profile)) == "Questions about Open Door, Outings"
    for role, whom in (("safeguarding_lead", "the safeguarding lead"), ("partner_lead", "the partner's lead")):
        assert (
            handover_title(base, handed_over(base, profile, role)) == f"Questions for {whom} about Open Door, Outings"
        )
    assert handover_title(base, handed_over(base, one(base, "id: a\n"))) == "Questions about a"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", sorted(PACKS))
def test_a_file_that_nobody_filled_in_says_nothing_and_what_it_was_made_from(
    form: str, name: str, tmp_path: Path
) -> None:
    base = PACKS[name]
    profile = one(base, "id: a\n")
    handover = handed_over(base, profile)
    back = read_answers_back(made(base, handover, tmp_path / f"a.{form}"), base, profile)
    assert back.made_from == handover.made_from
    assert set(back.given) == set(handover.names())
    assert {each.value for each in back.given.values()} == {None}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", sorted(PACKS))
def test_every_question_can_be_answered_with_all_that_it_rests_on(form: str, name: str, tmp_path: Path) -> None:
    base = PACKS[name]
    profile = one(base, "id: a\n")
    handover = handed_over(base, profile)
    basis = {"evidence": "their notes", "known": "documented", "by": "Maria", "on": "2026-03-02"}
    filled = {each: {"answer": an_answer(base, each, form), **basis} for each in handover.names()}
    path = fill_in(base, made(base, handover, tmp_path / f"a.{form}"), filled)
    given = read_answers_back(path, base, profile).given
    assert set(given) == set(filled)
    for each, found in given.items():
        assert found.value is not None, each
        assert (found.evidence, found.known, found.by, str(found.on)) == tuple(basis.values())
        if isinstance(found.value, Members):
            assert len(found.value.holds) == 1


@pytest.mark.parametrize("form", FORMS)
def test_a_name_and_a_day_given_once_stand_for_every_answer_and_for_nothing_else(form: str, tmp_path: Path) -> None:
    base = PACKS["library"]
    profile = one(base, "id: a\n")
    handover = handed_over(base, profile)
    first, second, third, *_ = handover.names()
    filled = {first: {"answer": an_answer(base, first, form)}, second: {"evidence": "asked", "by": "Sam"}}
    path = fill_in(base, made(base, handover, tmp_path / f"a.{form}"), filled, {"by": "Maria", "on": "2026-03-02"})
    given = read_answers_back(path, base, profile).given
    assert [given[each].by for each in (first, second, third)] == ["Maria", "Sam", ""]
    assert [str(given[each].on) for each in (first, second, third)] == ["2026-03-02", "2026-03-02", "None"]
