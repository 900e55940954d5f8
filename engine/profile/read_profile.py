"""A profile: from its tree to a value, checked against the questions that a rule base declares."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from engine.profile.profile import Given, Profile
from engine.profile.read_answers import read_given, read_status
from engine.rulebase.base import RuleBase
from engine.rulebase.fingerprint import fingerprint
from engine.rulebase.pack import PROFILE_KEYS
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.form import Form
from engine.source.span import Span
from engine.source.suggest import did_you_mean
from engine.source.tree import Node, Scalar, Sequence


def read_profile(node: Node, base: RuleBase, diagnostics: Diagnostics) -> Profile:
    """Read one profile; whatever is wrong with it goes to the diagnostics, all of it in one run."""
    form = Form(node, "a profile", diagnostics, required=("id",), optional=(*PROFILE_KEYS, *heads(base)))
    return read_body(form.text("id"), form, form, base)


def heads(base: RuleBase) -> tuple[str, ...]:
    """List the keys of the header: single fields, and the names of groups of fields."""
    return tuple(dict.fromkeys(field.path.split(".")[0] for field in base.pack.header))


def read_body(name: str, form: Form, header: Form, base: RuleBase) -> Profile:
    """Read header, answers and controls: what a profile and a case have in common.

    What is refused may hold texts that no hash can be made of, so that there is a hash only where there is no error.
    """
    texts, from_header = _header(header, base)
    answers, places = read_facts_given(form, base)
    for fact, given in from_header.items():
        if fact in answers:
            message = f"`{fact}` is answered twice: in the head of the profile and under `answers`"
            form.diagnostics.error("answered-twice", places[fact], message)
        answers[fact] = given
    profile = Profile(
        id=name,
        header=dict(sorted((path, text) for path, text in texts.items() if text)),
        answers=dict(sorted(answers.items())),
        controls=dict(sorted(read_controls_given(form, base).items())),
        as_of=None if form.is_blank("as_of") else form.date("as_of"),
        cites=tuple(word.text for word in form.words("cites")),
        expect=form.at("expect") if form.has("expect") else None,
        file=form.span.file,
        places=places,
    )
    if form.diagnostics.has_errors:
        return profile
    return hashed(profile)


def hashed(profile: Profile) -> Profile:
    """Give the profile its hash, which is over what it says, wherever it was written."""
    return replace(profile, sha256=fingerprint([profile.id, profile.header, sorted_given(profile)]))


def sorted_given(profile: Profile) -> list[list[object]]:
    """List what was given, by name; what is unknown and says nothing more is the same as left out."""
    both = [*profile.answers.items(), *profile.controls.items()]
    return [[name, given] for name, given in both if given != Given(None)]


def _header(form: Form, base: RuleBase) -> tuple[dict[str, tuple[str, ...]], dict[str, Given]]:
    texts: dict[str, tuple[str, ...]] = {}
    facts: dict[str, Given] = {}
    declared = {field.path: field for field in base.pack.header}
    for path, node in _fields(form, declared):
        field = declared[path]
        if field.fact:
            facts[field.fact] = read_given(
                base.facts[field.fact], node, form.diagnostics, day_first=base.pack.day_first
            )
        elif isinstance(node, Scalar):
            texts[path] = (node.text,) if node.text.strip() else ()
        elif field.many and isinstance(node, Sequence) and all(isinstance(item, Scalar) for item in node.items):
            texts[path] = tuple(item.text for item in node.items if isinstance(item, Scalar) and item.text.strip())
        else:
            what = "a text or a list of texts" if field.many else "a text"
            form.diagnostics.error("wrong-kind", node.span, f"`{path}` must be {what}")
    return texts, facts


def _fields(form: Form, declared: Collection[str]) -> Iterator[tuple[str, Node]]:
    """Walk the header fields that were written, with the path of each."""
    for head in dict.fromkeys(path.split(".")[0] for path in declared):
        if form.is_blank(head):
            continue
        node = form.at(head)
        if head in declared:
            yield head, node
            continue
        inner = [path.split(".")[1] for path in declared if path.startswith(head + ".")]
        group = Form(node, f"`{head}`", form.diagnostics, optional=inner)
        for name in inner:
            if group.has(name):
                yield f"{head}.{name}", group.at(name)


def read_facts_given(form: Form, base: RuleBase) -> tuple[dict[str, Given], dict[str, Span]]:
    """Read what stands under `answers`, by the name of the question, and where each stands."""
    answers: dict[str, Given] = {}
    places: dict[str, Span] = {}
    for key, node in () if form.is_blank("answers") else form.entries("answers"):
        fact = base.facts.get(base.aliases.get(key.text, key.text))
        if fact is not None and fact.name in answers:
            message = f"`{fact.name}` is answered twice, by different names; keep one of the two"
            form.diagnostics.error("answered-twice", key.span, message)
        elif fact is not None:
            answers[fact.name] = read_given(fact, node, form.diagnostics, day_first=base.pack.day_first)
            places[fact.name] = key.span
        elif key.text in base.controls:
            message = f"`{key.text}` is a control; write it under `controls`"
            form.diagnostics.error("unknown-fact", key.span, message)
        else:
            hint = did_you_mean(key.text, [*base.facts, *base.aliases])
            form.diagnostics.error("unknown-fact", key.span, f"there is no question {in_backticks(key.text)}{hint}")
    return answers, places


def read_controls_given(form: Form, base: RuleBase) -> dict[str, Given]:
    """Read what stands under `controls`, by the name of the control."""
    controls: dict[str, Given] = {}
    for key, node in () if form.is_blank("controls") else form.entries("controls"):
        control = base.controls.get(key.text)
        if control is not None:
            controls[key.text] = read_status(control.as_fact(), node, form.diagnostics, day_first=base.pack.day_first)
        else:
            hint = did_you_mean(key.text, base.controls)
            form.diagnostics.error("unknown-control", key.span, f"there is no control {in_backticks(key.text)}{hint}")
    return controls
