# ruff: noqa: E501  one case a line, with the whole sentence that people read
"""What a pack declares of its register is read strictly: every fault in one run, each with its place."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from armslength.register.declared import findings, read_register
from armslength.register.domain import commands as ask
from armslength.register.domain.commands import Command
from armslength.register.domain.decide import decide
from armslength.register.domain.due import due
from armslength.register.domain.events import Event, PackVersion, Stage
from armslength.register.domain.known import profile_of
from armslength.register.domain.making import Now
from armslength.register.domain.permission import Right
from armslength.register.domain.refusal import Refusal
from armslength.register.domain.state import fold
from engine import InputError, assess, load_pack
from tests.register.course import office
from tests.register.situations import actor

LIBRARY = Path(__file__).parents[1] / "packs" / "library"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The pack about something else, to be changed."""
    shutil.copytree(LIBRARY, tmp_path / "library")
    shutil.copytree(LIBRARY.parent / "library-profiles", tmp_path / "library-profiles")
    return tmp_path / "library"


def faults(pack: Path, was: str, is_now: str) -> list[str]:
    path = pack / "office" / "register.yaml"
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, is_now, 1), encoding="utf-8")
    with pytest.raises(InputError) as wrong:
        read_register(load_pack(pack))
    return [f"{each.span.line if each.span else 0}: {each.code}: {each.message}" for each in wrong.value.diagnostics]


def test_the_shipped_register_names_every_stage_and_every_right() -> None:
    declared = office()
    assert set(declared.stages) == set(Stage)
    assert declared.rights_of("registered_manager") == {Right.APPROVER}
    assert declared.rights_of("governance_lead") == {Right.APPROVER, Right.ADMINISTRATOR}
    assert declared.rights_of("both_leads") == frozenset()
    named = {role for roles in declared.rights.values() for role in roles}
    assert named | {"both_leads"} == set(declared.base.pack.roles)


def test_the_file_changes_no_rule(pack: Path) -> None:
    """The office is no part of the pack's hash."""
    with_it = load_pack(pack).sha256
    (pack / "office" / "register.yaml").unlink()
    assert load_pack(pack).sha256 == with_it


def test_a_pack_without_a_register_is_told_how_to_have_one(pack: Path) -> None:
    (pack / "office" / "register.yaml").unlink()
    base = load_pack(pack)
    assert findings(base) == ()
    with pytest.raises(InputError, match=r"no-register: the pack declares no register; write `office/register.yaml`"):
        read_register(base)


@pytest.mark.parametrize(
    ("was", "is_now", "says"),
    [
        ("time_zone: UTC", "time_zone: Town", "6: unknown-value: there is no time zone `Town`; write one as in `Europe/London`"),
        ("decision: reminders", "decision: reminder", "31: unknown-name: no decision is named `reminder`; did you mean `reminders`?"),
        ("[monthly_call]", "[monthly_cal]", "32: unknown-name: no review is named `monthly_cal`; did you mean `monthly_call`?"),
        ("[schools_officer]", "[teacher]", "8: unknown-name: no role is named `teacher`"),
        ("    running: Out\n", "", "13: missing-key: `stages` needs the key `running`"),
        ("    paused:", "    pausing:", "17: unknown-key: `stages` has no key `pausing`; did you mean `paused`?"),
        ("fields: [borrower.name", "fields: [borrower.nam", "5: unknown-name: no field of the head is named `borrower.nam`; did you mean `borrower.name`?"),
        ("none: none", "none: nothing", "34: unknown-value: `nothing` is no answer to `last_damage`; choose from `none`, `marked`, `beyond_repair`"),
        ("from: worst_incident", "from: worst", "34: unknown-value: `worst` is no `from` of the question `last_damage`; allowed: `stage`, `first_day`, `last_review`, `worst_incident`, `passed_on`, `involved_both`, `actions_closed`"),
        ("within: P1Y", "within: 1 year", "34: not-duration"),
        ("damage_paid:", "damage_payed:", "35: unknown-name: no question is named `damage_payed`; did you mean `damage_paid`?"),
        ("  knows:\n", "  scope: [card-seen]\n  knows:\n", "33: wrong-kind: `scope` names two controls: the scope agreed anew, then the checks that are repeated for it"),
        ("  knows:\n", "  hints: {borrower.nam: Who}\n  knows:\n", "33: unknown-key: `hints` has no key `borrower.nam`; did you mean `borrower.name`?"),
        ("  knows:\n", "  spoken:\n    remindars: {}\n  knows:\n", "34: unknown-name: no decision is named `remindars`; did you mean `reminders`?"),
        ("  knows:\n", "  spoken:\n    reminders: {weekly: Weekly.}\n  knows:\n", "34: missing-key: the decision `reminders` needs the key"),
        ("  knows:\n", "  knows:\n    first_loan: {from: stage}\n", "34: missing-key: what a stage means as an answer is missing; write `means` with an answer for each"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_place_and_the_way_out(pack: Path, was: str, is_now: str, says: str) -> None:
    found = faults(pack, was, is_now)
    assert any(each.startswith(says) for each in found), found


@pytest.mark.parametrize(
    ("start", "says"),
    [
        ("{allows: [yes]}", "33: missing-key: `start` needs the key `decision`"),
        ("{decision: may_lendd, allows: []}", "33: unknown-name: no decision is named `may_lendd`"),
        ("{decision: reminders, allows: [monthly_cal]}", "33: unknown-name: no value of `reminders` is named `monthly_cal`; did you mean `monthly_call`?"),
        ("{decision: reminders, allows: [], waits_for: [first]}", "33: unknown-name: no class is named `first`"),
    ],
)  # fmt: skip
def test_a_fault_of_what_work_waits_for_is_named(pack: Path, start: str, says: str) -> None:
    found = faults(pack, "  knows:\n", f"  start: {start}\n  knows:\n")
    assert any(each.startswith(says) for each in found), found


SYMPTOM = """  symptoms:
    - measures: actions_slipping
      within: P1Y
      at_least: 2
      suggests: {damage_paid: no}
      says: Things were put off.
      cites: [lr.reminders]
  knows:
"""


@pytest.mark.parametrize(
    ("was", "is_now", "says"),
    [
        ("at_least: 2", "at_least: 0", "36: wrong-kind: `at_least` is 1 or more"),
        ("actions_slipping", "evidence_late", "34: wrong-kind: `controls` names what comes late where `evidence_late` is measured, and nowhere else"),
        ("{damage_paid: no}", "{damage_paid: maybe}", "37: not-yes-no: `maybe` is neither `yes` nor `no`; write `yes` or `no`"),
        ("{damage_paid: no}", "{fees_owed: 3}", "37: wrong-kind: `fees_owed` is answered neither by yes and no nor by one choice"),
        ("lr.reminders", "lr.reminder", "39: unknown-name: no statement is named `lr.reminder`; did you mean `lr.reminders`?"),
    ],
)  # fmt: skip
def test_a_fault_of_a_symptom_is_named(pack: Path, was: str, is_now: str, says: str) -> None:
    found = faults(pack, "  knows:\n", SYMPTOM.replace(was, is_now))
    assert any(each.startswith(says) for each in found), found


def test_the_register_runs_for_a_pack_about_something_else() -> None:
    """A loan is entered, signed and out; nothing that this pack leaves out is missed."""
    loans = read_register(load_pack(LIBRARY))
    version = PackVersion("town-library", "2.3.0", loans.base.sha256)
    at, events = datetime(2026, 5, 4, 12, 0, tzinfo=UTC), list[Event]()
    state = fold([])
    commands: list[Command] = [
        ask.Open({"borrower.name": ("Noor",), "item": ("The Paper Zoo",)}, version, Stage.RUNNING, date(2026, 5, 1)),
        ask.RecordIncident(date(2026, 5, 3), "marked", "A page is torn."),
        ask.AgreeAction("Mend the page", "The desk", date(2026, 5, 20), after="incident-1"),
    ]
    for command in commands:
        made = decide("atlas", state, command, actor(), Now(at, at.date()))
        assert not isinstance(made, Refusal)
        events += made
        state = fold([*state.history, *made])
    profile = profile_of(state, loans, at.date())
    assert {name: given.value for name, given in profile.answers.items()} == {
        "last_damage": "marked",
        "damage_paid": False,
    }
    result = assess(loans.base, profile, as_of=at.date(), engine="reference").assessment
    assert [(each.kind, each.on) for each in due(state, loans, result, at.date())] == [("action", date(2026, 5, 20))]
