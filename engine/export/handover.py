"""The questions that are handed over, as a YAML file to be filled in with any text editor."""

from collections.abc import Iterable, Iterator

from engine.export.blank import answers_in_names, comment_lines
from engine.handover.hand_over import Handover
from engine.profile.profile import KNOWN
from engine.profile.read_answers import BASIS
from engine.profile.write_profile import yaml_text
from engine.render.handover import handover_title, reasons_to_ask, role_words, who_knows
from engine.render.question import presented
from engine.rulebase.base import RuleBase

INTRODUCTION = (
    "Answer after `value:` or `in_place:`. What you don't know yet, leave as it is: that is a normal answer.",
    "`evidence` is what shows it. `known` is how it is known: " + ", ".join(KNOWN) + ". `by` is a name, `on` a day.",
    "`by` and `on` at the top stand for every answer that has none of its own.",
)


def handover_yaml(base: RuleBase, handover: Handover) -> str:
    """Write the questions as YAML: what they were made from, and a place for each answer and what it rests on.

        >>> handover_yaml(base, hand_over(base, result)).splitlines()[0]
        '# Questions about somebody'

    Left as it is, it says nothing, and is read back so.
    """
    return "\n".join(_lines(base, handover)) + "\n"


def _lines(base: RuleBase, handover: Handover) -> Iterator[str]:
    for text in (handover_title(base, handover), *INTRODUCTION):
        yield from comment_lines(text, "")
    made_from = handover.made_from
    yield from ("", "made_from:")
    parts = (("profile", made_from.profile), ("sha256", made_from.sha256), ("pack", made_from.pack))
    yield from (f"  {key}: {yaml_text(text)}" for key, text in parts)
    yield f"  version: {yaml_text(made_from.version)}"
    if made_from.on:
        yield f"  on: {made_from.on.isoformat()}"
    if made_from.role:
        yield f"  for: {yaml_text(made_from.role)}"
    yield from ("", "by:", "on:")
    numbered = {name: number for number, name in enumerate(handover.names(), start=1)}
    for key, answer, declared in (("answers", "value", base.facts), ("controls", "in_place", base.controls)):
        names = [name for name in numbered if name in declared]
        if names:
            yield from ("", f"{key}:", *_block(base, handover, names, answer))


def _block(base: RuleBase, handover: Handover, names: Iterable[str], answer: str) -> Iterator[str]:
    role = None
    whose = {name: group.role for group in handover.groups for name in group.names}
    for name in names:
        yield ""
        if whose[name] != role:
            role = whose[name]
            yield f"  # ---- {role_words(base, role)}"
        asked = presented(base, name)
        texts = (asked.question, *reasons_to_ask(base, handover, name), who_knows(base, handover, name))
        for text in filter(None, texts):
            yield from comment_lines(text, "  ")
        said = "yes (in place) or no (missing)" if name in base.controls else answers_in_names(asked)
        yield from comment_lines(f"Answers: {said}", "  ")
        yield from (f"  {name}:", f"    {answer}: unknown", *(f"    {part}:" for part in BASIS))
