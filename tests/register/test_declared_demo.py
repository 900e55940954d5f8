# ruff: noqa: E501  one case a line, with the whole sentence that people read
"""What a pack tells to look around in is read strictly: every fault in one run, each with its line and column."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from armslength.register.declared import read_register
from armslength.register.declared_demo import findings, read_demo
from armslength.register.exchange.demo import batches
from engine import InputError, RuleBase, UsageError, load_pack

LIBRARY = Path(__file__).parents[1] / "packs" / "library"
TOLD = """\
table: loans.csv
years: 1
people:
  contributor: Dee Desk, desk_clerk
  approver: Lee Head, branch_librarian
declaration: I have read it.
still_right: [Nothing has changed.]
courses:
  atlas:
    - {ago: 40, hold_review: {review_kind: monthly_call, on: 40, still_right: It is used every day.}}
    - {ago: 30, record_incident: {on: 30, severity: marked, says: Ink on a page., involved_both: yes}}
    - {ago: 20, answer: {item_kind: map}, by: approver, why: It was looked at again.}
    - {ago: 10, send_question: {question: item_kind, wording: What is it?, to: The lender, until: -5}}
    - {ago: 60, sign: , by: approver}
    - {ago: 59, prepare: {on: 58}, by: approver}
    - {ago: 58, start: {on: 58}, by: approver}
"""
ROWS = "id\natlas\n"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> RuleBase:
    folder = tmp_path_factory.mktemp("packs")
    shutil.copytree(LIBRARY, folder / "library")
    (folder / "loans.csv").write_text(ROWS, encoding="utf-8")
    return load_pack(folder / "library")


def told(base: RuleBase, text: str) -> RuleBase:
    Path(base.folder, "office", "demo.yaml").write_text(text, encoding="utf-8")
    return base


def faults(base: RuleBase, was: str, is_now: str) -> list[str]:
    assert TOLD.count(was) == 1
    with pytest.raises(InputError) as wrong:
        findings(told(base, TOLD.replace(was, is_now)))
    return [
        f"{Path(each.span.file).name}:{each.span.line}:{each.span.column}: {each.code}: {each.message}"
        for each in wrong.value.diagnostics
        if each.span
    ]


def test_what_is_told_is_read_and_taken(base: RuleBase) -> None:
    assert findings(told(base, TOLD)) == ()
    made = batches(read_register(base), date(2026, 5, 4))
    kinds = [type(event.body).__name__ for batch in made for event in batch]
    assert kinds == [
        "Opened",
        "Signed",
        "Started",
        "Started",
        "ReviewHeld",
        "IncidentRecorded",
        "Answered",
        "QuestionSent",
    ]


def test_a_pack_may_tell_nothing(base: RuleBase) -> None:
    Path(told(base, TOLD).folder, "office", "demo.yaml").unlink()
    assert findings(base) == ()
    with pytest.raises(UsageError, match=r"^the pack has nothing to look around in; write `office/demo.yaml` into its"):
        read_demo(read_register(base))


@pytest.mark.parametrize(
    ("was", "is_now", "says"),
    [
        ("years: 1\n", "", ["1:1: missing-key: the demonstration needs the key `years`"]),
        ("years: 1", "year: 1", ["1:1: missing-key: the demonstration needs the key `years`", "2:1: unknown-key: the demonstration has no key `year`; did you mean `years`?"]),
        ("years: 1", "years: 0", ["2:8: wrong-kind: `years` is 1 or more"]),
        ("years: 1", "years: one", ["2:8: not-integer: `one` is not a whole number; use the digits 0 to 9 only, as in `12`"]),
        ("table: loans.csv", "table: lones.csv", ["1:8: missing-file: there is no file `lones.csv` beside the folder of the pack"]),
        ("desk_clerk", "desk_clark", ["4:16: unknown-value: no role is named `desk_clark`; did you mean `desk_clerk`?"]),
        ("Lee Head, branch_librarian", "Lee Head", ["5:13: unknown-value: `Lee Head` does not say who asks; write a name and a role, as in `A. Name, role`"]),
        ("  approver: Lee", "  aprover: Lee", ["4:3: missing-key: `people` needs the key `approver`", "5:3: unknown-key: `people` has no key `aprover`; did you mean `approver`?"]),
        ("[Nothing has changed.]", "[]", ["7:14: empty-text: `still_right` holds no sentence"]),
        ("  atlas:", "  atles:", ["9:3: unknown-name: no row of the table is named `atles`; did you mean `atlas`?"]),
        ("{ago: 40, hold_review: {review_kind: monthly_call, on: 40, still_right: It is used every day.}}", "often", ["10:7: wrong-kind: a step must be a mapping of keys to values"]),
        ("ago: 40, ", "", ["10:7: missing-key: a step needs the key `ago`"]),
        ("ago: 40", "ago: 0", ["10:13: wrong-kind: `ago` is 1 or more"]),
        ("hold_review:", "hold_reviw:", ["10:17: unknown-key: a step has no key `hold_reviw`; did you mean `hold_review`?"]),
        ("hold_review: {review_kind: monthly_call, on: 40, still_right: It is used every day.}", "why: So", ["10:7: missing-key: a step says what happens, such as `hold_review`, and this one does not"]),
        ("why: It was", "ready: , why: It was", ["12:7: wrong-kind: a step says one thing that happens, not `ready` and `answer`"]),
        ("map}, by: approver", "map}, by: aprover", ["12:47: unknown-value: `aprover` is no `by` of a step; allowed: `contributor`, `approver`; did you mean `approver`?"]),
        ("monthly_call", "monthly_cal", ["10:44: unknown-name: no review is named `monthly_cal`; did you mean `monthly_call`?"]),
        ("on: 40", "on: may", ["10:62: not-integer: `may` is not a whole number; use the digits 0 to 9 only, as in `12`"]),
        ("on: 40, still", "still", ["10:30: missing-key: `hold_review` needs the key `on`"]),
        ("still_right: It", "still_wrong: It", ["10:66: unknown-key: `hold_review` has no key `still_wrong`; did you mean `still_right`?"]),
        ("severity: marked", "severity: market", ["11:53: unknown-name: no severity is named `market`; did you mean `marked`?"]),
        ("involved_both: yes", "involved_both: both", ["11:98: not-yes-no: `both` is neither `yes` nor `no`; write `yes` or `no`"]),
        ("item_kind: map", "item_kind: mapp", ["12:37: unknown-value: `item_kind`: `mapp` is not one of the answers; did you mean `A map`?"]),
        ("item_kind: map", "item_kinds: map", ["12:38: unknown-value: there is no question, control or decision `item_kinds`; did you mean `item_kind`?"]),
        ("question: item_kind", "question: item_kid", ["13:43: unknown-name: no question is named `item_kid`; did you mean `item_kind`?"]),
        ("until: -5", "until: -5 days", ["13:99: not-integer: `-5 days` is not a whole number; use the digits 0 to 9 only, as in `12`"]),
    ],
)  # fmt: skip
def test_every_fault_is_told_with_its_place(base: RuleBase, was: str, is_now: str, says: list[str]) -> None:
    assert faults(base, was, is_now) == [f"demo.yaml:{each}" for each in says]


def test_faults_are_told_together(base: RuleBase) -> None:
    text = TOLD.replace("monthly_call", "monthly_cal").replace("ago: 30", "ago: x").replace("Lee Head, ", "")
    with pytest.raises(InputError) as wrong:
        findings(told(base, text))
    assert [each.span.line for each in wrong.value.diagnostics if each.span] == [5, 10, 11]


def test_a_step_that_the_register_refuses_is_told_with_its_place(base: RuleBase) -> None:
    """Only taking the steps shows it: each rests on those before it."""
    wrong_step = "- {ago: 9, approve_waiver: {waiver: waiver-7}, by: approver}"
    told(base, f"{TOLD}    {wrong_step}\n")
    assert findings(base) == ()
    with pytest.raises(InputError) as refused:
        batches(read_register(base), date(2026, 5, 4))
    (found,) = refused.value.diagnostics
    assert found.span is not None
    assert (found.code, found.span.line, found.span.column) == ("refused-step", 17, 7)
    assert found.message.startswith("the register refuses this step of `atlas`: ")
