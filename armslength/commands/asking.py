"""The commands of `register` by which others are asked and shown something: questions and views."""

from datetime import date
from typing import TYPE_CHECKING

import click

from armslength.commands.recording import for_example, once
from armslength.commands.register_options import Entry, day_option, enter, needing_the_extra, writes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from armslength.register.domain.commands import Command
    from armslength.register.domain.office import RegisterOffice


@click.group()
def question() -> None:
    """Put a question to somebody; enter what they answered; accept that, or decline it."""


@question.command(epilog=for_example("question send", "evenings_or_weekends --to 'Dan Hay' --until 2026-06-01"))
@writes
@click.argument("name", metavar="NAME")
@click.option("--to", required=True, metavar="TEXT", help="Whom it goes to.")
@day_option("--until", says="The last day for an answer.")
@click.option("--wording", default="", metavar="TEXT", help="How it is put to them.  [default: the words of the pack]")
def send(entry: Entry, name: str, to: str, until: date | None, wording: str) -> None:
    """Put the question NAME, or whether the control NAME is in place, to somebody. It is due until they answer."""
    from armslength.register.domain.commands import SendQuestion

    def asks(office: "RegisterOffice", *_: object) -> "Iterable[Command]":
        control = office.base.controls.get(name)
        fact = control.as_fact() if control else office.base.facts.get(name)
        return (SendQuestion(name, wording or (fact.question if fact else name), to, until, control is not None),)

    enter(asks, entry)


@question.command("answer", epilog=for_example("question answer", "question-1 no --evidence 'The rota'"))
@writes
@click.argument("name", metavar="QUESTION")
@click.argument("value", metavar="ANSWER")
@click.option("--evidence", default="", metavar="TEXT", help="What shows it.")
def propose(entry: Entry, name: str, value: str, evidence: str) -> None:
    """Enter the ANSWER that came to a QUESTION that was sent. It counts once somebody accepts it."""
    with needing_the_extra():
        from armslength.register.exchange.answers import to_propose

    enter(lambda office, state, now, _: to_propose(office, state, now.today, name, value, evidence), entry)


@question.command(epilog=for_example("question accept", "question-1"))
@writes
@click.argument("name", metavar="QUESTION")
@click.option("--seen", default=0, metavar="VERSION", help="The version of the answer that it takes the place of.")
def accept(entry: Entry, name: str, seen: int) -> None:
    """Take the answer that came to a QUESTION. Where there is an answer already, name the version that you read."""
    from armslength.register.domain.commands import AcceptAnswer

    enter(once(AcceptAnswer(name, seen)), entry)


@question.command(epilog=for_example("question decline", "question-1"))
@writes
@click.argument("name", metavar="QUESTION")
def decline(entry: Entry, name: str) -> None:
    """Leave the answer to a QUESTION aside, or take the question back."""
    from armslength.register.domain.commands import DeclineAnswer

    enter(once(DeclineAnswer(name)), entry)


@click.group()
def share() -> None:
    """Record what somebody without an account may see, and until when; or end that."""


@share.command("open", epilog=for_example("share open", "--to 'A. Name' --shows decisions --until 2026-06-30"))
@writes
@click.option("--to", required=True, metavar="TEXT", help="Whom it is shared with.")
@click.option("--shows", multiple=True, required=True, metavar="TEXT", help="What is in it; may be given again.")
@day_option("--until", says="The last day.", required=True)
def open_(entry: Entry, to: str, shows: tuple[str, ...], until: date) -> None:
    """Record that something is shared, with whom and through which day."""
    from armslength.register.domain.commands import Share

    enter(once(Share(to, shows, until)), entry)


@share.command(epilog=for_example("share revoke", "share-1"))
@writes
@click.argument("name", metavar="SHARE")
def revoke(entry: Entry, name: str) -> None:
    """End what is shared before its last day."""
    from armslength.register.domain.commands import RevokeShare

    enter(once(RevokeShare(name)), entry)
