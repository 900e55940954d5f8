"""What a pack declares of its documents is read strictly: every fault with its place, its reason and the way out."""

from pathlib import Path
from shutil import copytree

import pytest

from armslength.documents.declared import read_office
from armslength.documents.parts_declared import PARTS
from engine import InputError, load_pack
from tests.documents.at_hand import PACKS, library, office
from tests.packs.shipped import shipped

WHOLE = """document:
  name: slip
  title: Slip
  reader: For the desk.
  sections:
    one:
      part: words
      says: Read this.
"""

SAYS_MORE = "says-more: a sentence needs a `when` of answers alone, joined by `all`: it may say no more than they do"


NAMED = ", ".join(f"`{part}`" for part in PARTS)


CHOICES = "`missing`, `unknown`, `in_place`"


def made_of(part: str, *keys: str) -> str:
    """Give the same file with a section of another part, and with other keys."""
    return WHOLE.replace("part: words", "\n      ".join((f"part: {part}", *keys)))


BAD: dict[str, tuple[str, list[str]]] = {
    "no document": ("title: Slip\n", [
        "1:1: unknown-key: a file of the office has no key `title`",
        "1:1: missing-key: a file of the office needs the key `document`",
    ]),
    "nothing said of it": ("document:\n  name: slip\n", [
        "2:3: missing-key: `document` needs the key `title`",
        "2:3: missing-key: `document` needs the key `reader`",
        "2:3: missing-key: `document` needs the key `sections`",
    ]),
    "a name that is none": (WHOLE.replace("name: slip", "name: Loan slip"), [
        "2:9: bad-name: `Loan slip` is not a name; did you mean `loan-slip`?",
    ]),
    "no section": (WHOLE[: WHOLE.index("    one")].replace("sections:", "sections: {}"), [
        "5:13: no-section: `sections` is empty; declare one at least",
    ]),
    "an unknown part": (WHOLE.replace("part: words", "part: reason"), [
        f"7:13: unknown-value: `reason` is no `part` of the section `one`; allowed: {NAMED}; did you mean `reasons`?",
    ]),
    "no part": (WHOLE.replace("      part: words\n", ""), ["7:7: missing-key: the section `one` needs the key `part`"]),
    "a key of another part": (WHOLE.replace("part: words", "part: words\n      facts: [item_kind]"), [
        "8:7: unknown-key: the section `one` has no key `facts`",
    ]),
    "a key that its part needs": (WHOLE.replace("part: words", "part: lines"), [
        "7:7: missing-key: the section `one` needs the key `facts`",
    ]),
    "names that the pack has not": (
        made_of("controls", "controls: [card-sene]", "classes: [later]", "statuses: [absent]"),
        [
            "8:18: unknown-name: no control is named `card-sene`; did you mean `card-seen`?",
            "9:17: unknown-name: no class of controls is named `later`; choose from `blocking`, `soon`, `running`",
            f"10:18: unknown-name: no status of a control is named `absent`; choose from {CHOICES}",
        ],
    ),
    "a decision that the pack has not": (WHOLE.replace("part: words", "part: answer\n      decisions: [lone]"), [
        "8:19: unknown-name: no decision is named `lone`; did you mean `loan`?",
    ]),
    "a field that no head has": (WHOLE.replace("Read this.", '"{borrower} asks."'), [
        "8:13: unknown-name: `{borrower}` names no field of the head and no question",
    ]),
    "a brace that is open": (WHOLE.replace("Read this.", '"{item asks."'), [
        "8:13: stray-brace: a `{` without its `}`; delete it, or close it",
    ]),
    "a condition on nothing": (WHOLE.replace("Read this.", "{says: Hello., when: {item_kin: book}}"), [
        "8:35: unknown-name: no fact, decision or control is named `item_kin`; did you mean `item_kind`?",
    ]),
    "an empty text": (WHOLE.replace("Read this.", '[""]'), ["8:14: empty-text: `says` of the section `one` is empty"]),
    "a sentence that rests on nothing": (
        WHOLE.replace("part: words", "part: sentences\n      wordings: [It goes out.]"),
        [f"8:18: {SAYS_MORE}"],
    ),
    "a sentence that rests on one of several": (
        WHOLE.replace(
            "part: words",
            "part: sentences\n      wordings: [{says: It goes., when: {any: [{only_copy: no}, {somebody_waits: no}]}}]",
        ),
        [f"8:25: {SAYS_MORE}"],
    ),
    "a sentence that rests on a conclusion": (
        WHOLE.replace("part: words", "part: sentences\n      wordings: [{says: It goes., when: {loan: lend}}]"),
        [f"8:25: {SAYS_MORE}"],
    ),
    "a sentence that says another answer": (
        WHOLE.replace(
            "part: words", 'part: sentences\n      wordings: [{says: "{item_kind} it is.", when: {only_copy: no}}]'
        ),
        ["8:25: says-more: the sentence says `{item_kind}`; its `when` has to ask for that answer, too"],
    ),
    "a wording for another control": (
        made_of("clauses", "controls: [card-seen]", "wordings: [{says: We sign., control: curator-agrees}]"),
        ["9:25: no-control: a wording of a clause needs a `control`, one of the `controls` of its section"],
    ),
    "marks that are no set": (
        WHOLE.replace("part: words", "part: lines\n      facts: [item_kind]\n      marks: {loan: Mind it.}"),
        ["9:15: wrong-kind: `loan` is no `collect` decision, and can't mark lines"],
    ),
    "marks without words": (
        WHOLE.replace("part: words", "part: lines\n      facts: [item_kind]\n      marks: {reminders: }"),
        ["9:24: wrong-kind: `reminders` needs the words for a line that it marks"],
    ),
    "a text about many that depends on one": (
        WHOLE.replace("  title: Slip\n", "  title: Slip\n  about: many\n").replace("Read this.", '"{item} is read."'),
        ["9:13: wrong-kind: a text about many profiles is plain: it has no `{name}` and depends on nothing"],
    ),
    "a part of a document about one": (
        WHOLE.replace("  title: Slip\n", "  title: Slip\n  about: many\n").replace("part: words", "part: those"),
        ["8:7: missing-key: the section `one` needs the key `decisions`"],
    ),
    "about what": (WHOLE.replace("  title: Slip\n", "  title: Slip\n  about: few\n"), [
        "4:10: unknown-value: `few` is no `about` of `document`; allowed: `one`, `many`",
    ]),
    "a section called as that in which people sign": (WHOLE.replace("    one:", "    signatures:"), [
        "6:5: reserved-name: the section in which people sign is called `signatures`; give this one another key",
    ]),
    "nobody who signs": (WHOLE + "  signature: {declaration: I promise., roles: [desk_clark]}\n", [
        "9:48: unknown-name: no role is named `desk_clark`; did you mean `desk_clerk`?",
    ]),
}  # fmt: skip


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Give a copy of the library's pack, with no document yet."""
    copied = tmp_path / "library"
    copytree(PACKS / "library", copied)
    (copied / "office" / "documents" / "loan-slip.yaml").unlink()
    return copied


def faults(pack: Path, text: str) -> list[str]:
    file = pack / "office" / "documents" / "slip.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_office(load_pack(pack))
    return [str(each).removeprefix(f"{file}:") for each in caught.value.diagnostics]


@pytest.mark.parametrize(("text", "expected"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_said_with_its_place(pack: Path, text: str, expected: list[str]) -> None:
    assert faults(pack, text) == expected


def test_what_the_faults_are_made_from_is_sound(pack: Path) -> None:
    (pack / "office" / "documents" / "slip.yaml").write_text(WHOLE, encoding="utf-8")
    assert list(read_office(load_pack(pack)).documents) == ["slip"]


def test_a_kind_is_declared_once(pack: Path) -> None:
    (pack / "office" / "documents" / "a.yaml").write_text(WHOLE, encoding="utf-8")
    first = pack / "office" / "documents" / "a.yaml"
    assert faults(pack, WHOLE) == [f"2:3: duplicate-name: `slip` is declared twice, first at {first}:2:3"]


def test_a_pack_need_not_have_an_office(pack: Path) -> None:
    assert read_office(load_pack(pack)).documents == {}


def test_a_pack_whose_folder_is_gone_is_not_read_as_one_without_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = load_pack()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=r"the folder `rules` of the pack can't be found from here any more"):
        read_office(base)


def test_the_office_is_no_part_of_the_hash_of_a_pack(pack: Path) -> None:
    assert load_pack(pack).sha256 == library().sha256


def test_an_upper_pack_replaces_a_section_and_keeps_the_others(tmp_path: Path) -> None:
    upper = tmp_path / "upper"
    (upper / "office" / "documents").mkdir(parents=True)
    (upper / "pack.yaml").write_text(
        "pack: {id: ours, version: 1.0.0, title: Ours, extends: armslength}\n", encoding="utf-8"
    )
    (upper / "office" / "documents" / "record.yaml").write_text(
        "document:\n  name: decision-record\n  title: Our record\n  sections:\n"
        "    why: {part: words, title: Why, says: See the minutes.}\n"
        "    minutes: {part: space, title: Minutes, spaces: [Where they are]}\n",
        encoding="utf-8",
    )
    below, laid_over = office(), read_office(load_pack(upper))
    record, before = laid_over.documents["decision-record"], below.documents["decision-record"]
    assert record.title == "Our record"
    assert list(record.sections) == [*before.sections, "minutes"]
    assert record.sections["why"].part == "words"
    assert all(
        (record.sections[key].title, record.sections[key].part) == (each.title, each.part)
        for key, each in before.sections.items()
        if key != "why"
    )
    assert record.signing == before.signing
    assert list(laid_over.documents) == list(below.documents)


def test_every_role_that_signs_is_one_of_the_pack() -> None:
    signing = [each.signing for each in office().documents.values() if each.signing]
    assert len(signing) >= 4
    assert all(role in shipped().pack.roles for each in signing for role in each.roles)
