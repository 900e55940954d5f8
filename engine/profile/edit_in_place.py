"""One answer written into the text of a profile, where it stands or belongs; all else stays as a person wrote it."""

from collections.abc import Iterator
from dataclasses import replace

from engine.errors import InputError
from engine.profile.files import profiles_from
from engine.profile.profile import Profile
from engine.profile.read_profile import hashed
from engine.profile.write_profile import answer_on_one_line
from engine.rulebase.base import RuleBase
from engine.source.diagnostics import Diagnostics
from engine.source.span import Span
from engine.source.text import Source
from engine.source.tree import Entry, Mapping, Node, Scalar
from engine.source.yaml_tree import read_tree

STEP = "  "
"""How far an answer is indented under `answers` where there is none yet."""


def with_answer(base: RuleBase, text: str, profile: Profile, name: str) -> str | None:
    """Write what a profile gives for one question, or of one control, into the text that the profile was read from.

    Comments, order and layout stay. There is nothing where that can't be: where the text is laid out otherwise than
    line by line, where a comment stands inside what would be replaced, or where what is read back is not the profile.
    """
    if "\r\n" in text:
        edited = with_answer(base, text.replace("\r\n", "\n"), profile, name)
        return edited and edited.replace("\n", "\r\n")
    diagnostics = Diagnostics()
    root = read_tree(Source("", text), diagnostics)
    if diagnostics.has_errors or not isinstance(root, Mapping) or _is_in_brackets(text, root):
        return None
    edited = _edited(base, text, root, profile, name)
    return edited if edited is not None and _is_read_back(base, edited, profile) else None


def with_answers(base: RuleBase, text: str, before: Profile, after: Profile) -> str | None:
    """Write all in which a profile differs from the one that a text was read from, answer by answer.

    There is nothing where one of them can't be written so.
    """
    now, edited = before, text
    theirs = {**after.answers, **after.controls}
    for name, given in theirs.items():
        mine = now.controls if name in base.controls else now.answers
        if mine.get(name) == given:
            continue
        one = dict(sorted({**mine, name: given}.items()))
        now = hashed(replace(now, controls=one) if name in base.controls else replace(now, answers=one))
        found = with_answer(base, edited, now, name)
        if found is None:
            return None
        edited = found
    return edited if now.sha256 == after.sha256 else None


def _edited(base: RuleBase, text: str, root: Mapping, profile: Profile, name: str) -> str | None:
    kind, all_given = ("controls", profile.controls) if name in base.controls else ("answers", profile.answers)
    written = answer_on_one_line(base, name, all_given[name])
    entry = next((each for each in _entries(base, root, kind) if base.aliases.get(each[0], each[0]) == name), None)
    if entry is not None:
        return _replaced(text, entry[1].value.span, entry[1].key.span, written)
    line = f"{name}: {written}"
    group = next((each for each in root.entries if each.key.text == kind), None)
    if group is None:
        return f"{_ended(text)}{kind}:\n{STEP}{line}\n"
    if isinstance(group.value, Mapping) and group.value.entries and not _is_in_brackets(text, group.value):
        first, last = group.value.entries[0].key.span, group.value.entries[-1].value.span
        return _inserted(text, last, " " * (first.column - 1) + line)
    if _is_nothing(group.value):
        return _replaced(text, group.value.span, group.key.span, f"\n{STEP}{line}")
    return None


def _entries(base: RuleBase, root: Mapping, kind: str) -> Iterator[tuple[str, Entry]]:
    """Walk the answers as they are written, each with its question: those under `answers`, and those in the head."""
    for entry in root.entries:
        if entry.key.text == kind and isinstance(entry.value, Mapping):
            yield from ((each.key.text, each) for each in entry.value.entries)
    for field in base.pack.header if kind == "answers" else ():
        head, _, inner = field.path.partition(".")
        for entry in root.entries:
            if entry.key.text == head and field.fact and not inner:
                yield field.fact, entry
            elif entry.key.text == head and field.fact and isinstance(entry.value, Mapping):
                yield from ((field.fact, each) for each in entry.value.entries if each.key.text == inner)


def _replaced(text: str, value: Span, key: Span, written: str) -> str | None:
    """Put another text where a value stands, or behind the colon of a key that has none."""
    start, end = _offset(text, value.line, value.column), _offset(text, value.end_line, value.end_column)
    if "#" in text[start:end]:
        return None
    if (value.line, value.column) == (value.end_line, value.end_column):
        start = end = _offset(text, key.end_line, key.end_column) + 1
        written = written if written.startswith("\n") else f" {written}"
    elif value.line > key.line:  # a value under its key comes to stand behind it
        colon = _offset(text, key.end_line, key.end_column) + 1
        if text[colon:start].strip():
            return None
        start, written = colon, f" {written}"
    return text[:start] + written + text[end:]


def _inserted(text: str, last: Span, line: str) -> str:
    """Put a line under the one on which a value ends."""
    lines = _ended(text).splitlines(keepends=True)
    place = last.end_line - 1 if last.end_column == 1 else last.end_line
    return "".join((*lines[:place], f"{line}\n", *lines[place:]))


def _is_read_back(base: RuleBase, text: str, profile: Profile) -> bool:
    try:
        (found,) = profiles_from(text.encode(), base)
    except (InputError, ValueError):
        return False
    return (found.sha256, found.as_of, found.cites) == (profile.sha256, profile.as_of, profile.cites)


def _is_in_brackets(text: str, node: Node) -> bool:
    return text[_offset(text, node.span.line, node.span.column)] in "{["


def _is_nothing(node: Node) -> bool:
    return (isinstance(node, Mapping) and not node.entries) or (isinstance(node, Scalar) and not node.text)


def _offset(text: str, line: int, column: int) -> int:
    return sum(len(each) for each in text.splitlines(keepends=True)[: line - 1]) + column - 1


def _ended(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"
