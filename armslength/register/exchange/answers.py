"""Answers as people type them, `NAME=VALUE`, as commands; and the assessment that somebody adopts."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256

from armslength.register.domain.commands import AnswerQuestion, Command, ProposeAnswer, SetControl
from armslength.register.domain.known import profile_of
from armslength.register.domain.making import Now
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.stale import to_sign
from armslength.register.domain.state import State
from armslength.register.exchange.acting import pack_of, to_say
from armslength.register.exchange.telling import assessed
from armslength.register.store.reading import Head
from engine import Given, UsageError, read_suppositions, to_json
from engine.source.characters import in_backticks

VERSION = re.compile(r"([^=@]+)@([0-9]{1,9})(=.*)", re.DOTALL)
"""`NAME@2=VALUE`: an answer that takes the place of the second one."""


def to_answer(
    office: RegisterOffice, state: State, today: date, written: Iterable[str], rests_on: Given
) -> Iterator[AnswerQuestion | SetControl]:
    """Make the commands for answers as they are typed; `rests_on` says of each what it rests on.

    Raises `UsageError` with everything that can't be read.
    """
    seen: dict[str, int] = {}
    plain = []
    for each in written:
        found = VERSION.fullmatch(each)
        if not each.partition("=")[0].strip() or "=" not in each:
            raise UsageError(f"{in_backticks(each)} answers nothing; write NAME=VALUE")
        plain.append(f"{found[1].strip()}{found[3]}" if found else each)
        seen[plain[-1].partition("=")[0].strip().partition(".")[0]] = int(found[2]) if found else 0
    base = office.base
    read = read_suppositions(base, profile_of(state, office, today), plain)
    if read.decided:
        named = ", ".join(map(in_backticks, read.decided))
        raise UsageError(f"{named} is decided by the rules, and not answered; answer the questions that it rests on")
    for name, value in read.answers.items():
        yield to_say(base, name, replace(rests_on, value=value), seen.get(name, 0))


def to_propose(
    office: RegisterOffice, state: State, today: date, sent: str, written: str, evidence: str
) -> tuple[Command, ...]:
    """Make the command for an answer, as it is typed, to a question that was sent. Raises `UsageError`."""
    asked = state.questions.get(sent)
    if asked is None or not written.strip():
        return (ProposeAnswer(sent, None, evidence),)
    name = asked.said.question
    read = read_suppositions(office.base, profile_of(state, office, today), [f"{name}={written}"])
    said = to_say(office.base, name, Given(read.answers.get(name)), 0)
    text = said.text if isinstance(said, AnswerQuestion) else ""
    return (ProposeAnswer(sent, said.value, evidence, text),)


def signing(office: RegisterOffice, state: State, now: Now, head: Head, declaration: str) -> tuple[Command, ...]:
    """Make the command by which somebody adopts the assessment of the answers that stand, by every engine there is.

    The checkpoint that is signed with it is that of the register before this entry.
    """
    result = assessed(state, office, now.today, "both")
    hashed = sha256(to_json(office.base, [result])).hexdigest()
    short = f"{head.edge.size}-{head.edge.root.hex()[:16]}"
    return (replace(to_sign(state, office, result.assessment, hashed, declaration, short), pack=pack_of(office.base)),)
