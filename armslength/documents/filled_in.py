"""A form in Word that came back: what was ticked and typed in it, as a file of answers to be merged.

Only what stands in the fields of the form is taken, each by its tag. The file is read with the standard library; it was
in other hands, and nothing of it is trusted.
"""

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

from armslength.documents.model import field_tag
from armslength.documents.to_fill_in import BY, NONE, OF_A_CONTROL, ON, UNKNOWN, choices_of, evidence_key
from engine import Diagnostic, InputError, RuleBase
from engine.rulebase.facts import Fact
from engine.source.characters import in_backticks, refused_character
from engine.source.days import read_day
from engine.source.diagnostics import Diagnostics
from engine.source.span import start_of
from engine.source.tree import Scalar

TEXT = "word/document.xml"
MOST_TEXT = 50_000_000
"""Bytes of text that are read of a form. The longest of ours takes two million. Beyond it: `not-a-form`."""

LOST = (
    "A program other than Word may have taken the names off its fields when it saved it: answer it in Word, "
    "or take the workbook that `armslength questions PROFILE -o FILE.xlsx` writes"
)
"""What becomes of a form in LibreOffice 7.4, in Google Docs or in Pages, and the way out."""

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TICKED = "{http://schemas.microsoft.com/office/word/2010/wordml}"
YES = ("1", "true", "on")
STAMPED = {
    "profile": re.compile("Profile: (.+)"),
    "sha256": re.compile("Profile, SHA-256: ([0-9a-f]{64})"),
    "pack": re.compile(r"Rules: (\S+) \S+"),
    "version": re.compile(r"Rules: \S+ (\S+)"),
    "on": re.compile(r"Day of assessment: (\d{4}-\d{2}-\d{2})"),
}
"""What the end of the form says that it was made from, by the key under which a file of answers says it."""


@dataclass
class Fields:
    """What stands in a form: its fields by tag, the text of each, which are ticked, and the lines around them."""

    tags: set[str] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)
    ticked: set[str] = field(default_factory=set)
    lines: list[str] = field(default_factory=list)


def answers_of_form(data: bytes, file: str, base: RuleBase) -> str:
    """Write the answers of a form as YAML, with what the form was made from, who answered and when.

    Raises `InputError` where it is no form of ours, where it was made by other rules, with each question for which more
    was ticked than can be true, and with each that these rules don't have.
    """
    found = _fields(data, file)
    made_from = {key: _last(found.lines, pattern) for key, pattern in STAMPED.items()}
    if not all(made_from.values()):
        raise _no_form(file, "it does not say at its end what it was made from; make it again")
    wrong = Diagnostics()
    _refuse_others(found, made_from["pack"], base, wrong, file)
    day = _day(found, base, wrong, file)
    answers = {each.name: _answer(found, each, choices_of(each), wrong, file) for each in base.facts.values()}
    controls = {name: _answer(found, each.as_fact(), OF_A_CONTROL, wrong, file) for name, each in base.controls.items()}
    wrong.raise_if_errors()
    said = {"by": _quoted(found.texts.get(BY, "")), "on": day}
    return "\n".join(_lines(made_from, said, {"answers": answers, "controls": controls})) + "\n"


def _refuse_others(found: Fields, pack: str, base: RuleBase, wrong: Diagnostics, file: str) -> None:
    """Refuse what was made by other rules, what asks nothing, and answers to questions that these rules don't have."""
    if pack != base.pack.id:
        mine, theirs = in_backticks(base.pack.id), in_backticks(pack)
        message = f"the questions are those of the rules {theirs}, not of {mine}; name these rules with `--rules`"
        wrong.error("other-pack", start_of(file), message)
        wrong.raise_if_errors()
    known = {BY, ON, *(tag for each in base.questions() for tag in _tags(base, each))}
    if not known & found.tags:
        raise _no_form(file, f"it asks no questions; give the form that `armslength document questions` wrote. {LOST}")
    for tag in sorted({*found.ticked, *(tag for tag in found.texts if _is_answer(tag) and found.texts[tag])} - known):
        name = in_backticks(tag.partition("=")[0].removesuffix(evidence_key("")))
        message = f"{name} is answered, and these rules have no such question; use those that the form was made by"
        wrong.error("unknown-fact", start_of(file), message)


def _tags(base: RuleBase, fact: Fact) -> Iterator[str]:
    """Walk the tags of the fields that a form has for a question, or for a control as a question."""
    choices = OF_A_CONTROL if fact.name in base.controls else choices_of(fact)
    yield from (field_tag(fact.name, value) for value in choices)
    yield from (field_tag(fact.name), field_tag(evidence_key(fact.name)))


def _is_answer(tag: str) -> bool:
    """Tell whether a text belongs to a question; names of other spaces have a number behind a hyphen."""
    return tag.endswith(evidence_key("")) or "-" not in tag


def _day(found: Fields, base: RuleBase, wrong: Diagnostics, file: str) -> str:
    """Write the day that somebody answered on, as they may write it; nothing where nothing was."""
    text = found.texts.get(ON, "").strip()
    day = read_day(Scalar(text, start_of(file), True), wrong, day_first=base.pack.day_first) if text else None
    return day.isoformat() if day else ""


def _fields(data: bytes, file: str) -> Fields:
    """Read what stands in the fields of a form."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            entry = archive.getinfo(TEXT)
            text = archive.read(entry) if entry.file_size <= MOST_TEXT else b"<!DOCTYPE"
        if b"<!DOCTYPE" in text or b"\0" in text:  # Word writes UTF-8 without one; it could make a small file endless
            raise _no_form(file, "its text is not as Word writes it")
        root = ET.fromstring(text)  # noqa: S314  without a document type nothing in it can grow
    except (BadZipFile, KeyError, OSError, RuntimeError, ValueError, zlib.error, ET.ParseError) as problem:
        raise _no_form(file, "it is no Word file (.docx)") from problem
    found = Fields(lines=["".join(_words(each)) for each in root.iter(f"{WORD}p")])
    for control in root.iter(f"{WORD}sdt"):
        properties, content = control.find(f"{WORD}sdtPr"), control.find(f"{WORD}sdtContent")
        tag = None if properties is None else properties.find(f"{WORD}tag")
        if properties is None or content is None:
            continue
        box = properties.find(f".//{TICKED}checked")
        ticked = box is not None and box.get(f"{TICKED}val", "") in YES
        if tag is None and ticked:
            raise _no_form(file, f"a box is ticked in it that no longer says which question it belongs to. {LOST}")
        if tag is None:
            continue
        name = tag.get(f"{WORD}val", "")
        found.tags.add(name)
        if box is not None:
            found.ticked |= {name} if ticked else set()
        elif properties.find(f"{WORD}showingPlcHdr") is None:
            found.texts[name] = " ".join("".join(_words(content)).split())
    return found


def _words(within: ET.Element) -> Iterator[str]:
    for each in within.iter():
        if each.tag == f"{WORD}t":
            yield each.text or ""
        elif each.tag in (f"{WORD}br", f"{WORD}p", f"{WORD}tab"):
            yield " "


def _answer(found: Fields, fact: Fact, choices: dict[str, str], wrong: Diagnostics, file: str) -> str:
    """Write what was answered to a question, with what shows it; nothing where nothing was."""
    ticked = [value for value in choices if field_tag(fact.name, value) in found.ticked]
    alone = ticked if fact.kind != "choices" else [value for value in ticked if value in (NONE, UNKNOWN)]
    if len(ticked) > 1 and alone:
        listed = ", ".join(in_backticks(choices[value]) for value in ticked)
        message = f"{in_backticks(fact.question)} has {listed} ticked, which can't all be true; ask which is meant"
        wrong.error("two-answers", start_of(file), message)
    several = fact.kind == "choices" and not alone
    value = (
        _listed(ticked)
        if several and ticked
        else "".join(ticked[:1]) or _quoted(found.texts.get(field_tag(fact.name), ""))
    )
    shows = _quoted(found.texts.get(field_tag(evidence_key(fact.name)), ""))
    if value in ("", UNKNOWN) and not shows:
        return ""
    key = "in_place" if choices is OF_A_CONTROL else "value"
    return f"{{{key}: {value or UNKNOWN}{f', evidence: {shows}' if shows else ''}}}"


def _listed(values: list[str]) -> str:
    return f"[{', '.join(values)}]"


def _quoted(text: str) -> str:
    """Write a text so that it is read as it is; characters that nobody sees are left out."""
    seen = " ".join("".join(each for each in text if refused_character(each) is None).split())
    return json.dumps(seen, ensure_ascii=False) if seen else ""


def _lines(made_from: dict[str, str], said: dict[str, str], given: dict[str, dict[str, str]]) -> Iterator[str]:
    yield "made_from:"
    yield from (f"  {key}: {text if key == 'on' else _quoted(text)}" for key, text in made_from.items())
    yield from (f"{key}: {text}" for key, text in said.items() if text)
    for key, answers in given.items():
        if any(answers.values()):
            yield f"{key}:"
            yield from (f"  {name}: {answer}" for name, answer in answers.items() if answer)


def _last(lines: list[str], pattern: re.Pattern[str]) -> str:
    """Find the last line that says something: what people wrote stands before the end of the form."""
    said = [match[1].strip() for each in lines if (match := pattern.fullmatch(each.strip()))]
    return said[-1] if said else ""


def _no_form(file: str, why: str) -> InputError:
    message = f"this is no form that can be read: {why}"
    return InputError((Diagnostic("not-a-form", message, start_of(file)),))
