"""What is supposed, as people type it: `QUESTION=ANSWER` as in a cell of a table, or `DECISION=VALUE`."""

from collections.abc import Iterable, Mapping

from engine.errors import UsageError
from engine.frozen import frozen
from engine.inquiry.other_answers import with_parts
from engine.inquiry.trials import side
from engine.profile.column import Column
from engine.profile.headings import by_heading, by_name
from engine.profile.named_answers import read_answers
from engine.profile.profile import Profile
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer
from engine.rulebase.taken_headings import ID
from engine.source.characters import in_backticks
from engine.source.suggest import did_you_mean


@frozen
class Supposable:
    """Answers that are supposed (`None`: not known any more), and decisions that are taken as settled at a value."""

    answers: Mapping[str, Answer | None]
    decided: Mapping[str, str]


def read_suppositions(base: RuleBase, profile: Profile, written: Iterable[str]) -> Supposable:
    """Read what is supposed of a profile; `unknown` takes an answer back, `question.choice` changes one of several.

        >>> read_suppositions(base, profile, [f"{next(iter(base.controls))}=no"]).answers
        {...: 'missing'}

    Raises `UsageError` with everything that can't be read, and what would be accepted.
    """
    columns = by_heading(by_name(base))
    answers: dict[str, str] = {}
    decided: dict[str, str] = {}
    wrong: list[str] = []
    for each in written:
        name, sign, value = (part.strip() for part in each.partition("="))
        found = columns.get(name, [])
        if not sign or not name:
            wrong.append(f"{in_backticks(each)} supposes nothing; write QUESTION=ANSWER, or DECISION=VALUE")
        elif name in answers or name in decided:
            wrong.append(f"{in_backticks(name)} is answered twice; leave one of the two")
        elif name in base.decisions:
            decided[name] = value
        elif len(found) == 1 and found[0].role in ("fact", "control", "member"):
            answers[name] = value
        else:
            hint = did_you_mean(name, [*columns, *base.decisions])
            wrong.append(f"there is no question, control or decision {in_backticks(name)}{hint}")
    read = read_answers(base, {ID: "supposed", **answers})
    if not isinstance(read, Profile):
        wrong += (f"{in_backticks(name)}: {fault.message}" for name, fault in read.items())
    if wrong:
        raise UsageError("; ".join(wrong))
    return Supposable(
        _answers(base, profile, [(name, columns[name][0], text) for name, text in answers.items()]), decided
    )


def _answers(base: RuleBase, profile: Profile, written: Iterable[tuple[str, Column, str]]) -> dict[str, Answer | None]:
    """Give the answers as they would be; of one choice of several, the others stay as they are."""
    now = profile.facts()
    found: dict[str, Answer | None] = {}
    for name, column, text in written:
        read = read_answers(base, {ID: "supposed", name: text})
        answer = read.facts().get(column.name) if isinstance(read, Profile) else None
        if column.role == "member":
            now = with_parts(now, {(column.name, column.part): side(answer, column.part)})
            answer = now.get(column.name)
        found[column.name] = answer
    return found
