"""What else was said of a question is read strictly, written back the same, counts in the hash, and decides nothing."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.api import assess, write_results
from engine.errors import InputError
from engine.profile.files import profiles_from
from engine.profile.profile import KNOWN, Given, Profile, in_order
from engine.profile.read_profile import hashed
from engine.profile.write_profile import write_profile
from tests.packs.random_profile import random_facts
from tests.packs.shipped import ROOT, shipped
from tests.profile.made_profiles import PACKS, TEXTS

HEAD = "id: a\nanswers:\n  people_have_agreed:\n    value: yes\n"
TWO = """    also_said:
      - value: no
        by: service manager
        on: 2026-03-02
      - {value: unknown, evidence: nobody asked them}
"""


def one(text: str) -> Profile:
    (profile,) = profiles_from(text.encode(), shipped())
    return profile


def refused(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        one(text)
    return [str(each) for each in caught.value.diagnostics]


def test_what_else_was_said_is_there_and_changes_no_answer() -> None:
    profile = one(HEAD + TWO)
    assert profile.facts() == {"people_have_agreed": True}
    found = profile.answers["people_have_agreed"].also_said
    assert {(each.value, each.by, each.evidence) for each in found} == {
        (False, "service manager", ""),
        (None, "", "nobody asked them"),
    }


def test_the_hash_is_over_it_whatever_its_order_and_over_nothing_where_nothing_was_said() -> None:
    bare, both = one(HEAD), one(HEAD + TWO)
    lines = TWO.splitlines(keepends=True)
    turned = one(HEAD + "".join([lines[0], lines[4], *lines[1:4]]))
    assert both.sha256 == turned.sha256 != bare.sha256
    assert bare.sha256 == one("id: a\nanswers: {people_have_agreed: yes}\n").sha256
    assert one(HEAD + "    also_said:\n").sha256 == bare.sha256


WRONG = {
    "no answer": (
        "    also_said: [{by: us}]\n",
        "5:17: missing-key: `also_said` of the answer to `people_have_agreed` needs the key `value`",
    ),
    "a bare answer": (
        "    also_said: [no]\n",
        "5:17: wrong-kind: `also_said` of the answer to `people_have_agreed` must be a mapping of keys to values",
    ),
    "a strange answer": (
        "    also_said: [{value: perhaps}]\n",
        "5:25: not-yes-no: `perhaps` is neither `yes` nor `no`; write `yes` or `no`",
    ),
    "one within another": (
        "    also_said: [{value: no, also_said: [{value: yes}]}]\n",
        "5:29: unknown-key: `also_said` of the answer to `people_have_agreed` has no key `also_said`",
    ),
}


@pytest.mark.parametrize(("text", "message"), WRONG.values(), ids=WRONG)
def test_it_is_read_strictly(text: str, message: str) -> None:
    assert refused(HEAD + text) == [f"-:{message}"]


@given(st.integers(0, 2**32 - 1), st.sampled_from(sorted(PACKS)))
def test_it_is_written_so_that_it_is_read_back_the_same(seed: int, name: str) -> None:
    rng, base = Random(seed), PACKS[name]

    def said(question: str) -> Given:
        value = random_facts(rng, base).get(question)
        evidence = rng.choice(("", *(each for each in TEXTS if each == " ".join(each.split()))))
        return Given(value, evidence, rng.choice(("", *KNOWN)), rng.choice(("", "us")))

    asked = sorted(random_facts(rng, base))
    everything = {
        each: replace(said(each), also_said=in_order(said(each) for _ in range(rng.randrange(3)))) for each in asked
    }
    answers, controls = (
        {each: found for each, found in everything.items() if each in known} for known in (base.facts, base.controls)
    )
    profile = hashed(Profile("a", {}, answers, controls))
    (again,) = profiles_from(write_profile(base, profile).encode(), base)
    assert again.answers == profile.answers
    assert again.controls == profile.controls
    assert again.sha256 == profile.sha256


def test_the_full_page_says_it_beside_the_answer() -> None:
    text = (ROOT / "profiles" / "inclusion-sessions.yaml").read_text()
    at = "  integral_to_regulated_outcomes:\n"
    assert at in text
    profile = one(text.replace(at, f"{at}    also_said: [{{value: yes, by: their lead}}]\n"))
    result = assess(shipped(), profile, date(2026, 5, 4), "reference")
    page = " ".join(write_results(shipped(), [result], "text", full=True).split())
    assert "Also said: yes. Known: by their lead." in page
