"""A profile as a file: YAML that people can read and go on with, and that is read back as the same profile.

Texts stand in double quotes wherever any reader of YAML might take them for something else.
"""

import json
import re
from collections.abc import Iterator
from datetime import date

from engine.profile.profile import Given, Profile
from engine.profile.read_answers import ALSO_SAID, BASIS
from engine.rulebase.base import RuleBase
from engine.rulebase.controls import IN_PLACE
from engine.rulebase.facts import Answer, Members
from engine.source.tree import Mapping, Node, Scalar, Sequence

_PLAIN = re.compile(r"[^\W\d_](?:[\w ./;()'+-]*[\w.)])?")
_MEANS_MORE = frozenset(("yes", "no", "true", "false", "on", "off", "y", "n", "null", "unknown"))


def write_profile(base: RuleBase, profile: Profile) -> str:
    """Write a profile with all that it says, as UTF-8 text that ends with a line feed.

        >>> write_profile(base, profile)
        'id: somebody\\n'

    Answers to questions in the head of a profile stand under `answers` like all others. Read back, it is the same
    profile with the same hash; only its file and the places in it are others.
    """
    return "\n".join(_lines(base, profile)) + "\n"


def _lines(base: RuleBase, profile: Profile) -> Iterator[str]:
    yield f"id: {yaml_text(profile.id)}"
    if profile.as_of is not None:
        yield f"as_of: {profile.as_of.isoformat()}"
    if profile.cites:
        yield f"cites: {_listed(profile.cites)}"
    yield from _header(base, profile)
    for group, key, all_given in (("answers", "value", profile.answers), ("controls", "in_place", profile.controls)):
        if all_given:
            yield f"{group}:"
        for name, given in all_given.items():
            yield from _given(base, name, key, given)
    if profile.expect is not None:
        yield f"expect: {_node(profile.expect)}"


def _header(base: RuleBase, profile: Profile) -> Iterator[str]:
    """Walk the lines of the head, the fields of a group together."""
    before = ""
    for field in sorted(base.pack.header, key=lambda each: each.path.split(".")[0]):
        texts = profile.header.get(field.path)
        if texts is None:
            continue
        head, _, inner = field.path.partition(".")
        if inner and head != before:
            yield f"{head}:"
        before = head
        yield f"{'  ' if inner else ''}{inner or head}: {_listed(texts) if field.many else yaml_text(texts[0])}"


def _given(base: RuleBase, name: str, key: str, given: Given) -> Iterator[str]:
    """Walk the lines of one answer: the bare answer, or a mapping with what it rests on and what else was said."""
    basis = list(_basis(given))
    if not basis and not given.also_said:
        yield f"  {name}: {_answer(base, name, given.value)}"
        return
    yield f"  {name}:"
    yield from (f"    {line}" for line in (f"{key}: {_answer(base, name, given.value)}", *basis))
    if given.also_said:
        yield f"    {ALSO_SAID}:"
    for other in given.also_said:
        first, *rest = f"{key}: {_answer(base, name, other.value)}", *_basis(other)
        yield f"      - {first}"
        yield from (f"        {line}" for line in rest)


def _basis(given: Given) -> Iterator[str]:
    for part in BASIS:
        said = getattr(given, part)
        if said:
            yield f"{part}: {said.isoformat() if isinstance(said, date) else yaml_text(said)}"


def answer_on_one_line(base: RuleBase, name: str, given: Given) -> str:
    """Write what is given for a question or of a control on one line, with what it rests on and what else was said."""
    key, answer = "in_place" if name in base.controls else "value", _answer(base, name, given.value)
    parts = list(_basis(given))
    if given.also_said:
        others = (
            f"{{{', '.join((f'{key}: {_answer(base, name, each.value)}', *_basis(each)))}}}" for each in given.also_said
        )
        parts.append(f"also_said: [{', '.join(others)}]")
    return f"{{{', '.join((f'{key}: {answer}', *parts))}}}" if parts else answer


def _answer(base: RuleBase, name: str, answer: Answer | None) -> str:
    match answer:
        case None:
            return "unknown"
        case bool():
            return "yes" if answer else "no"
        case Members(holds, fails):
            choices = base.facts[name].values
            inside, outside = (_listed(each for each in choices if each in some) for some in (holds, fails))
            if holds | fails == choices.keys():
                return inside
            known = (("includes", inside, holds), ("excludes", outside, fails))
            return "{" + ", ".join(f"{word}: {listed}" for word, listed, some in known if some) + "}"
        case date():
            return answer.isoformat()
        case str() if name in base.controls:
            return "yes" if answer == IN_PLACE else "no"
        case str() if base.facts[name].kind == "text":
            return yaml_text(answer)
        case _:
            return str(answer)


def _node(node: Node) -> str:
    match node:
        case Scalar(text):
            return yaml_text(text)
        case Sequence(items):
            return f"[{', '.join(map(_node, items))}]"
        case Mapping(entries):
            return "{" + ", ".join(f"{yaml_text(each.key.text)}: {_node(each.value)}" for each in entries) + "}"


def _listed(texts: Iterator[str] | tuple[str, ...]) -> str:
    return f"[{', '.join(map(yaml_text, texts))}]"


def yaml_text(text: str) -> str:
    """Write a text as it is where nobody can take it for anything else, and in double quotes otherwise.

    The escapes of JSON are escapes of YAML too. Other characters that neither may hold stand in no text that was read.
    """
    if _PLAIN.fullmatch(text) and text.casefold() not in _MEANS_MORE:
        return text
    return json.dumps(text, ensure_ascii=False)
