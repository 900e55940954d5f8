"""A form in Word that was filled in: what was ticked and typed is taken, and what can't be so is refused."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

import cli
from armslength.documents.filled_in import TEXT, answers_of_form
from armslength.documents.kinds import build
from armslength.documents.writers import write_document
from engine import InputError, load_pack
from tests.cli.program import LIBRARY
from tests.documents.at_hand import office, read_one, result_of
from tests.packs.shipped import ROOT, shipped

NAME = "file-left-by-a-former-manager"
Change = Callable[[str], str]


@pytest.fixture(scope="module")
def form() -> bytes:
    return write_document(build(shipped(), [result_of(NAME)], office(), "questions"), "docx")


def changed(data: bytes, *changes: Change) -> bytes:
    """Change the text of a Word file, as somebody does who fills it in."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(out, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == TEXT:
                text = content.decode()
                for change in changes:
                    text = change(text)
                content = text.encode()
            after.writestr(name, content)
    return out.getvalue()


def field(text: str, tag: str) -> tuple[int, int]:
    """Find the field of a tag."""
    (found,) = (each for each in re.finditer(r"<w:sdt>.*?</w:sdt>", text, re.DOTALL) if f'w:val="{tag}"' in each[0])
    return found.span()


def within(tag: str, change: Change) -> Change:
    def apply(text: str) -> str:
        start, end = field(text, tag)
        return text[:start] + change(text[start:end]) + text[end:]

    return apply


def ticked(name: str, value: str) -> Change:
    return within(f"{name}={value}", lambda each: re.sub(r'(<w14:checked w14:val=)"0"', r'\1"1"', each))


def typed(tag: str, words: str) -> Change:
    def put(each: str) -> str:
        return re.sub(r"<w:t(?: [^>]*)?>[^<]*</w:t>", f"<w:t>{words}</w:t>", each.replace("<w:showingPlcHdr/>", ""))

    return within(tag, put)


def answers(data: bytes) -> list[str]:
    """Give the lines of the answers, without what the form was made from."""
    return answers_of_form(data, "form.docx", shipped()).splitlines()[6:]


def test_a_form_that_nobody_filled_in_says_nothing_but_what_it_was_made_from(form: bytes) -> None:
    result = result_of(NAME).assessment
    assert answers_of_form(form, "form.docx", shipped()) == (
        f'made_from:\n  profile: "{NAME}"\n  sha256: "{result.profile_sha256}"\n  pack: "armslength"\n'
        f'  version: "{result.pack_version}"\n  on: 2026-11-30\n'
    )


def test_what_was_ticked_and_typed_is_taken(form: bytes) -> None:
    data = changed(
        form,
        typed("said-by", "Maria &amp; Sam, service manager"),
        typed("said-on", "24 November 2026"),
        ticked("needs_registration", "no"),
        typed("needs_registration.evidence", 'the "register", p. 2: nothing'),
        ticked("sensitive_tasks", "none"),
        ticked("activities", "transport"),
        ticked("activities", "advocacy"),
        ticked("named-contacts", "yes"),
        ticked("harm_if_done_wrong", "unknown"),
    )
    assert answers(data) == [
        'by: "Maria & Sam, service manager"',
        "on: 2026-11-24",
        "answers:",
        "  activities: {value: [advocacy, transport]}",
        '  needs_registration: {value: no, evidence: "the \\"register\\", p. 2: nothing"}',
        "  sensitive_tasks: {value: none}",
        "controls:",
        "  named-contacts: {in_place: yes}",
    ]


def test_evidence_without_an_answer_is_not_lost(form: bytes) -> None:
    data = changed(form, typed("needs_registration.evidence", "ask Sam"))
    assert answers(data) == ["answers:", '  needs_registration: {value: unknown, evidence: "ask Sam"}']


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([ticked("needs_registration", "yes"), ticked("needs_registration", "no")], "`Yes`, `No`"),
        ([ticked("needs_registration", "yes"), ticked("needs_registration", "unknown")], "`Yes`, `Don't know yet`"),
        ([ticked("activities", "advocacy"), ticked("activities", "none")], "`Advocacy`, `None of these`"),
        ([ticked("named-contacts", "yes"), ticked("named-contacts", "no")], "`In place`, `Missing`"),
    ],
)
def test_what_can_not_all_be_true_is_refused_with_the_question(form: bytes, changes: list[Change], said: str) -> None:
    with pytest.raises(InputError) as caught:
        answers(changed(form, *changes))
    (fault,) = caught.value.diagnostics
    assert fault.code == "two-answers"
    assert f"has {said} ticked, which can't all be true; ask which is meant" in fault.message


def test_a_day_that_is_none_is_refused(form: bytes) -> None:
    with pytest.raises(InputError, match="not-date: `31 November 2026` is not a date"):
        answers(changed(form, typed("said-on", "31 November 2026")))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda text: "<!DOCTYPE x [<!ENTITY a 'b'>]>" + text, "its text is not as Word writes it"),
        (lambda text: text[:2000], "it is no Word file (.docx)"),
        (lambda text: text.replace("Profile, SHA-256", "Profile"), "it does not say at its end what it was made from"),
    ],
)
def test_what_is_no_form_is_refused(form: bytes, change: Change, why: str) -> None:
    with pytest.raises(InputError) as caught:
        answers(changed(form, change))
    (fault,) = caught.value.diagnostics
    assert str(fault).startswith(f"form.docx:1:1: not-a-form: this is no form that can be read: {why}")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"answers:\n"])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="it is no Word file"):
        answers(data)


def test_a_form_made_by_other_rules_is_refused_and_not_read_as_empty(form: bytes) -> None:
    data = changed(form, ticked("needs_registration", "no"))
    with pytest.raises(InputError) as caught:
        answers_of_form(data, "form.docx", load_pack(LIBRARY))
    (fault,) = caught.value.diagnostics
    assert fault.code == "other-pack"
    assert "those of the rules `armslength`, not of `town-library`; name these rules with `--rules`" in fault.message


@pytest.mark.parametrize("tag", ["needs_registration=no", "needs_registration.evidence", "named-contacts.evidence"])
def test_an_answer_to_a_question_that_the_rules_do_not_have_is_not_dropped(form: bytes, tag: str) -> None:
    name = re.split("[.=]", tag)[0]
    fill_in = ticked(*tag.split("=")) if "=" in tag else typed(tag, "seen")
    data = changed(form, fill_in, lambda text: text.replace(f'w:val="{name}', f'w:val="older-{name}'))
    with pytest.raises(InputError) as caught:
        answers(data)
    (fault,) = caught.value.diagnostics
    assert fault.code == "unknown-fact"
    assert fault.message.startswith(f"`older-{name}` is answered, and these rules have no such question")


def test_a_document_that_asks_nothing_is_no_form() -> None:
    record = write_document(build(shipped(), [result_of(NAME)], office(), "decision-record"), "docx")
    with pytest.raises(InputError, match="it asks no questions; give the form that `armslength document questions`"):
        answers(record)


def without_names(text: str) -> str:
    """As LibreOffice 7.4 saves it: boxes and fields without their tags, and placeholders as texts."""
    return re.sub(r'<w:tag w:val="[^"]*"/>', "", text).replace("<w:showingPlcHdr/>", "")


LOST = "A program other than Word may have taken the names off its fields when it saved it: answer it in Word"


def test_a_form_that_another_program_took_the_names_off_is_no_empty_one(form: bytes) -> None:
    """What was ticked in it is there to be seen, and nobody may take it for unanswered."""
    with pytest.raises(InputError, match=f"it asks no questions; .* {LOST}"):
        answers(changed(form, without_names))
    some = re.compile(r'<w:tag w:val="evenings_or_weekends=yes"/>')
    in_part = changed(form, ticked("evenings_or_weekends", "yes"), lambda text: some.sub("", text))
    with pytest.raises(InputError, match=f"a box is ticked in it that no longer says which question .* {LOST}"):
        answers(in_part)


def test_words_that_mean_harm_stay_words(form: bytes) -> None:
    words = "x}, injected: {value: yes} # &lt;w:t&gt; \u202e"
    data = changed(form, typed("needs_registration.evidence", words))
    assert answers(data)[1] == (
        '  needs_registration: {value: unknown, evidence: "x}, injected: {value: yes} # <w:t>"}'
    )


def test_the_command_writes_them(form: bytes, tmp_path: Path) -> None:
    (tmp_path / "form.docx").write_bytes(changed(form, ticked("needs_registration", "no")))
    out = tmp_path / "answers.yaml"
    ended = CliRunner().invoke(cli.main, ["form", str(tmp_path / "form.docx"), "-o", str(out)])
    assert (ended.exit_code, ended.output) == (0, "")
    assert out.read_text(encoding="utf-8").endswith("answers:\n  needs_registration: {value: no}\n")
    again = CliRunner().invoke(cli.main, ["form", str(tmp_path / "form.docx"), "-o", str(out)])
    assert again.exit_code == 2
    assert "is there already, perhaps filled in; give the answers another name" in again.output


def test_the_answers_are_merged_into_the_profile_that_the_form_was_made_from(form: bytes, tmp_path: Path) -> None:
    changes = [ticked("needs_registration", "no"), typed("said-by", "Maria"), ticked("named-contacts", "yes")]
    (tmp_path / "form.docx").write_bytes(changed(form, *changes))
    back, profile, out = tmp_path / "back.yaml", ROOT / "profiles" / f"{NAME}.yaml", tmp_path / "merged.yaml"
    for command in (
        ["form", str(tmp_path / "form.docx"), "-o", str(back)],
        ["merge", str(profile), str(back), "-o", str(out)],
    ):
        ended = CliRunner().invoke(cli.main, command)
        assert ended.exit_code == 0, ended.output
    merged = read_one(out.read_text(encoding="utf-8"), shipped())
    before = read_one(profile.read_text(encoding="utf-8"), shipped())
    assert merged.facts() == {**before.facts(), "needs_registration": False, "named-contacts": "in_place"}
    assert merged.answers["needs_registration"].by == "Maria"
