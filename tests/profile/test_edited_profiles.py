"""An answer is written where it belongs, and all else stays, comments above all; what can't be done is left alone."""

from dataclasses import replace
from random import Random

import pytest

from engine import Given, RuleBase, load_pack, read_profiles, write_profile
from engine.interview.interview import Interview, answer
from engine.profile.edit_in_place import with_answer, with_answers
from engine.profile.read_profile import hashed
from engine.rulebase.facts import Answer
from tests.packs.random_profile import random_answer, random_facts
from tests.packs.shipped import ROOT

LIBRARY = load_pack(ROOT / "tests" / "packs" / "library")


def edited(text: str, name: str, given: Given, base: RuleBase = LIBRARY) -> str | None:
    (profile,) = read_profiles(text.encode(), base)
    return with_answer(base, text, answer(base, Interview(profile), name, given).profile, name)


IN_PLACE: dict[str, tuple[str, str, Given, str]] = {
    "a value on its line": (
        "id: a\nanswers:\n  lives_here: yes # so they say\n",
        "lives_here",
        Given(False),
        "id: a\nanswers:\n  lives_here: no # so they say\n",
    ),
    "a value that was left out": (
        "id: a\nanswers:\n  # Do they live here?\n  lives_here:\n  item_kind: book\n",
        "lives_here",
        Given(True),
        "id: a\nanswers:\n  # Do they live here?\n  lives_here: yes\n  item_kind: book\n",
    ),
    "a value in lines": (
        "id: a\nanswers:\n  lives_here:\n    value: yes\n    evidence: a bill\n  item_kind: book\n",
        "lives_here",
        Given(False, by="Noor"),
        "id: a\nanswers:\n  lives_here: {value: no, by: Noor}\n  item_kind: book\n",
    ),
    "a value in brackets": (
        "id: a\nanswers:\n  lives_here: {value: yes, evidence: a bill}\n",
        "lives_here",
        Given(True, by="Noor"),
        "id: a\nanswers:\n  lives_here: {value: yes, evidence: a bill, by: Noor}\n",
    ),
    "an answer that is new": (
        "# mine\nid: a\nanswers:\n    item_kind: book\n# end\n",
        "only_copy",
        Given(True, evidence="seen: one"),
        '# mine\nid: a\nanswers:\n    item_kind: book\n    only_copy: {value: yes, evidence: "seen: one"}\n# end\n',
    ),
    "lines that end as on Windows": (
        "# mine\r\nid: a\r\nanswers:\r\n  item_kind: book\r\n",
        "only_copy",
        Given(True),
        "# mine\r\nid: a\r\nanswers:\r\n  item_kind: book\r\n  only_copy: yes\r\n",
    ),
    "no answer yet": ("id: a", "only_copy", Given(True), "id: a\nanswers:\n  only_copy: yes\n"),
    "no answer under the heading": (
        "id: a\nanswers: {}\ncontrols:\n",
        "guardian-signature",
        Given("missing"),
        "id: a\nanswers: {}\ncontrols:\n  guardian-signature: no\n",
    ),
    "an answer in the head": (
        "id: a\ncounter: bus # outside\n",
        "counter",
        Given("main"),
        "id: a\ncounter: main # outside\n",
    ),
    "with what else was said": (
        "id: a\nanswers:\n  lives_here: yes # so they say\n",
        "lives_here",
        Given(True, by="Ali", also_said=(Given(False, by="Noor"),)),
        "id: a\nanswers:\n  lives_here: {value: yes, by: Ali, also_said: [{value: no, by: Noor}]} # so they say\n",
    ),
    "behind a text in lines": (
        "id: a\nanswers:\n  wanted_for: |\n    her grandmother\ncounter: bus\n",
        "only_copy",
        Given(False),
        "id: a\nanswers:\n  wanted_for: |\n    her grandmother\n  only_copy: no\ncounter: bus\n",
    ),
}


@pytest.mark.parametrize(("text", "name", "given", "expected"), IN_PLACE.values(), ids=IN_PLACE)
def test_an_answer_is_written_in_its_place(text: str, name: str, given: Given, expected: str) -> None:
    assert edited(text, name, given) == expected


LEFT_ALONE = {
    "in brackets": '{"id": "a", "answers": {"lives_here": true}}',
    "answers in brackets": "id: a\nanswers: {item_kind: book}\n",
    "a comment inside": "id: a\nanswers:\n  lives_here:\n    value: yes # so they say\n    by: Noor\n",
    "a comment behind the name": "id: a\nanswers:\n  lives_here: # asked\n    value: yes\n",
}


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_what_would_lose_a_comment_or_the_layout_is_left_alone(text: str) -> None:
    assert edited(text, "lives_here", Given(False)) is None


@pytest.mark.parametrize("seed", range(30))
def test_whatever_is_edited_reads_back_as_it_was_meant(seed: int) -> None:
    """And every comment is still there, in its order."""
    rng = Random(seed)
    known: dict[str, Answer] = random_facts(rng, LIBRARY)
    text = "\n".join(
        f"{line}  # {place}" for place, line in enumerate(_written(known).splitlines()) if not line.startswith("#")
    )
    done = 0
    for question in LIBRARY.questions():
        given = Given(random_answer(rng, question), evidence=rng.choice(("", "a bill: 3 May", "# 4")))
        if given.value is None:
            continue
        again = edited(text, question.name, given)
        assert again is not None
        (profile,) = read_profiles(again.encode(), LIBRARY)
        both = {**profile.answers, **profile.controls}
        assert both[question.name] == given
        assert [line.rpartition("  # ")[2] for line in text.splitlines()] == [
            line.rpartition("  # ")[2] for line in again.splitlines() if "  # " in line
        ]
        done += 1
    assert done > 20


def _written(known: dict[str, Answer]) -> str:
    (empty,) = read_profiles(b"id: a", LIBRARY)
    now = Interview(empty)
    for name, value in known.items():
        now = answer(LIBRARY, now, name, Given(value))
    return write_profile(LIBRARY, now.profile)


def test_several_answers_are_written_each_in_its_place_and_every_comment_stays() -> None:
    base = load_pack()
    text = (ROOT / "profiles" / "inclusion-sessions.yaml").read_text()
    (before,) = read_profiles(text.encode(), base)
    new = {"evenings_or_weekends": Given(True, by="Dana"), "complementary": Given(False)}
    answers = dict(sorted({**before.answers, **new}.items()))
    controls = dict(sorted({**before.controls, "agreed-thresholds": Given("in_place", "the list")}.items()))
    after = hashed(replace(before, answers=answers, controls=controls))
    edited = with_answers(base, text, before, after)
    assert edited is not None
    (again,) = read_profiles(edited.encode(), base)
    assert again.sha256 == after.sha256 != before.sha256
    comments = [line for line in text.splitlines() if line.lstrip().startswith("#")]
    assert [line for line in edited.splitlines() if line.lstrip().startswith("#")] == comments
    assert len(comments) > 3


def test_where_one_of_several_can_t_be_written_none_is() -> None:
    base = load_pack()
    (before,) = read_profiles(b"# a\n{id: a}", base)
    after = hashed(replace(before, answers={"evenings_or_weekends": Given(True)}))
    assert with_answers(base, "# a\n{id: a}", before, after) is None
