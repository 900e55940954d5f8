"""A profile as a row and back is the same profile, evidence and hash included, in every form of table."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import InputError, UsageError
from engine.portfolio.job import TableJob
from engine.portfolio.run.one_row import whole_profile_of
from engine.profile.files import profiles_from
from engine.profile.profile import Given, Profile
from engine.profile.read_profile import hashed
from engine.profile.write_row import headings_for, left_out_of_row, unlike, without_what_is_beside
from engine.rulebase.base import RuleBase
from engine.workbook.rows import write_rows
from tests.packs.shipped import ROOT, shipped
from tests.profile.made_profiles import PACKS, random_profile
from tests.volume import FEW

FORMS = ("csv", "jsonl", "xlsx")


def there_and_back(base: RuleBase, profiles: Sequence[Profile], folder: Path, form: str) -> list[Profile]:
    path = folder / f"table.{form}"
    write_rows(base, profiles, path)
    return [whole_profile_of(base, TableJob(path, path), each.id)[0] for each in profiles]


@pytest.mark.parametrize("form", FORMS)
def test_the_worked_examples_come_back_with_their_hashes(form: str, tmp_path: Path) -> None:
    base = shipped()
    profiles = [each for path in sorted((ROOT / "profiles").glob("*.yaml")) for each in profiles_from(path, base)]
    few = profiles if form != "xlsx" else profiles[::20]
    assert [each.sha256 for each in there_and_back(base, few[:12], tmp_path, form)] == [
        each.sha256 for each in few[:12]
    ]


@pytest.mark.parametrize("form", FORMS)
@given(st.integers(0, 2**32 - 1), st.sampled_from(["boats", "library"]))
@FEW
def test_what_can_be_written_as_a_row_comes_back_the_same(form: str, seed: int, name: str) -> None:
    rng, base = Random(seed), PACKS[name]
    data = [random_profile(rng, base, number) for number in range(3)]
    read = profiles_from(json.dumps(data).encode(), base)
    profiles = [each for each in read if not unlike(base, each, headings_for(base, [each]))]
    with TemporaryDirectory() as folder:
        again = there_and_back(base, profiles, Path(folder), form)
    assert [each.sha256 for each in again] == [each.sha256 for each in profiles]
    assert [each.header for each in again] == [each.header for each in profiles]


def one(base: RuleBase, text: str) -> Profile:
    (profile,) = profiles_from(text.encode(), base)
    return profile


CANNOT = {
    "a text of several that holds what stands between two": (
        'id: a\npartner: {identifiers: ["a; b"]}\n',
        "a row can't hold what `a` says of `partner.identifiers`; keep it as a profile",
    )
}


@pytest.mark.parametrize(("text", "message"), CANNOT.values(), ids=CANNOT)
@pytest.mark.parametrize("form", FORMS)
def test_what_a_row_would_say_otherwise_is_refused(form: str, text: str, message: str, tmp_path: Path) -> None:
    base = shipped()
    with pytest.raises(UsageError) as caught:
        write_rows(base, [one(base, text)], tmp_path / f"a.{form}")
    assert str(caught.value) == message


def test_two_profiles_with_the_same_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="two profiles have the id `a`; give each one of its own"):
        write_rows(shipped(), [one(shipped(), "id: a\n")] * 2, tmp_path / "a.csv")


def test_more_than_the_workbook_has_rows_for_are_refused(tmp_path: Path) -> None:
    profiles = [one(PACKS["boats"], f"id: a{number}\n") for number in range(201)]
    with pytest.raises(UsageError, match="the workbook has 200 rows to fill in, and there are more profiles"):
        write_rows(PACKS["boats"], profiles, tmp_path / "a.xlsx")


def test_what_a_row_has_no_room_for_is_named_and_the_answer_that_is_taken_is_there(tmp_path: Path) -> None:
    base = shipped()
    also = (Given(False, by="them"),)
    profile = replace(one(base, "id: a\nas_of: 2026-05-04\nanswers: {people_have_agreed: {value: yes, by: us}}\n"))
    given_ = {"people_have_agreed": replace(profile.answers["people_have_agreed"], also_said=also)}
    profile = hashed(replace(profile, answers=given_))
    assert left_out_of_row(profile) == ("people_have_agreed.also_said", "as_of")
    (again,) = there_and_back(base, [profile], tmp_path, "csv")
    assert again.sha256 == without_what_is_beside(profile).sha256 != profile.sha256


def test_a_row_that_can_t_be_read_whole_is_no_profile(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "id,people_have_agreed,people_have_agreed.known,own: note\na,perhaps,guessed,mine\nb,yes,told,mine\n"
    )
    with pytest.raises(InputError) as caught:
        whole_profile_of(shipped(), TableJob(path, path), "a")
    assert [each.code for each in caught.value.diagnostics] == ["not-yes-no", "unknown-word"]
    profile, own = whole_profile_of(shipped(), TableJob(path, path), "b")
    assert profile.answers == {"people_have_agreed": Given(True, known="told")}
    assert own == ("own: note",)
