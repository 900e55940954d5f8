"""The commands of `register` that enter something about one subject: each parses, asks, and says what was entered."""

from datetime import date
from typing import TYPE_CHECKING

import click

from armslength.commands.register_options import Entry, day_option, enter, needing_the_extra, writes
from engine.commands.options import example

if TYPE_CHECKING:
    from armslength.register.domain.commands import Command
    from armslength.register.exchange.acting import Asks

WHO = "--by 'A. Name, registered_manager'"


def once(command: "Command") -> "Asks":
    """Ask for one thing, whatever stands."""
    return lambda *_: (command,)


def for_example(name: str, rest: str = "") -> str:
    """Put an example under the help of one of these commands."""
    group, _, inner = name.partition(" ")
    words = " ".join(filter(None, (group, inner, "register.db my-arrangement", rest, WHO)))
    return example(f"register {words}")


# ---- answers, evidence, the signature


@click.command(epilog=for_example("answer", "evenings_or_weekends=yes"))
@writes
@click.argument("answers", metavar="NAME=VALUE...", nargs=-1, required=True)
@click.option("--evidence", default="", metavar="TEXT", help="What shows it.")
@click.option("--known", default="", metavar="HOW", help="observed, documented, told, assumed or doubtful.")
@click.option("--source", default="", metavar="TEXT", help="Who or what says so.  [default: who enters it]")
@day_option("--on", says="The day from which that is known.")
def answer(entry: Entry, answers: tuple[str, ...], evidence: str, known: str, source: str, on: date | None) -> None:
    """Answer questions, and say of controls whether they are in place: NAME=yes, NAME=no, NAME=unknown.

    To change an answer, name the version of it that you read, as in NAME@1=no; `register show --answers` gives it.
    Where somebody else was first, yours is refused, and both are shown.
    """
    with needing_the_extra():
        from armslength.register.exchange.answers import to_answer
    from engine import Given

    given = Given(None, evidence, known, source, on)
    enter(lambda office, state, now, _: to_answer(office, state, now.today, answers, given), entry)


@click.command(epilog=for_example("sign", "--declaration 'I agree.'"))
@writes
@click.option("--declaration", metavar="TEXT", required=True, help="The words to which you put your name.")
def sign(entry: Entry, declaration: str) -> None:
    """Adopt the assessment of exactly the answers that stand. What changes later is shown against it."""
    with needing_the_extra():
        from armslength.register.exchange.answers import signing

    enter(lambda office, state, now, head: signing(office, state, now, head, declaration), entry)


@click.group()
def evidence() -> None:
    """Attach evidence, or let it count no longer."""


@evidence.command(epilog=for_example("evidence attach", "action-1 --says 'Audit of 12 May' --owner 'B. Name'"))
@writes
@click.argument("to", metavar="NAME")
@click.option("--says", required=True, metavar="TEXT", help="What it is, and where it is kept.")
@click.option("--owner", required=True, metavar="NAME", help="Who looks after it.")
@day_option("--until", says="The last day on which it counts.")
def attach(entry: Entry, to: str, says: str, owner: str, until: date | None) -> None:
    """Attach evidence to a question, a control or an action NAME."""
    from armslength.register.domain.commands import AttachEvidence

    enter(once(AttachEvidence(to, says, owner, until)), entry)


@evidence.command(epilog=for_example("evidence retire", "evidence-1"))
@writes
@click.argument("name", metavar="EVIDENCE")
def retire(entry: Entry, name: str) -> None:
    """Let EVIDENCE count no longer."""
    from armslength.register.domain.commands import RetireEvidence

    enter(once(RetireEvidence(name)), entry)


# ---- from stage to stage


@click.command(epilog=for_example("start", "--on 2026-05-04"))
@writes
@day_option("--on", says="The first day.", required=True)
@click.option("--planned", is_flag=True, help="It is still to come: get ready for it.")
def start(entry: Entry, on: date, planned: bool) -> None:
    """Record the first day; with --planned, begin to get ready for one that is still to come."""
    from armslength.register.domain.commands import Prepare, Start

    enter(once(Prepare(on) if planned else Start(on)), entry)


@click.command(epilog=for_example("pause", "--on 2026-08-03"))
@writes
@day_option("--on", says="From which day.", required=True)
@day_option("--until", says="The day on which it is to go on.")
def pause(entry: Entry, on: date, until: date | None) -> None:
    """Record that nothing happens from a day on."""
    from armslength.register.domain.commands import Pause

    enter(once(Pause(on, until)), entry)


@click.command(epilog=for_example("resume", "--on 2026-09-07"))
@writes
@day_option("--on", says="From which day.", required=True)
def resume(entry: Entry, on: date) -> None:
    """Record that it goes on."""
    from armslength.register.domain.commands import Resume

    enter(once(Resume(on)), entry)


@click.command(epilog=for_example("end", "--on 2026-12-18"))
@writes
@day_option("--on", says="The last day.", required=True)
@click.option("--done", is_flag=True, help="It is closed down. (What never started needs no closing down.)")
def end(entry: Entry, on: date, done: bool) -> None:
    """Begin to close it down, with its last day; with --done, record that this is done."""
    from armslength.register.domain.commands import End, WindDown

    enter(once(End(on) if done else WindDown(on)), entry)


@click.command(epilog=for_example("scope", "--says 'Also on Fridays' --takes-effect 2026-10-05"))
@writes
@click.option("--says", required=True, metavar="TEXT", help="What the work is from now on.")
@day_option("--takes-effect", says="From which day; the start-up checks come before it.", required=True)
def scope(entry: Entry, says: str, takes_effect: date) -> None:
    """Agree anew what the work is. The start-up checks are then repeated before it takes effect."""
    from armslength.register.domain.commands import RefreshScope

    enter(once(RefreshScope(says, takes_effect)), entry)


# ---- reviews, incidents, actions, waivers


@click.command(epilog=for_example("review", "quarterly_review --on 2026-05-04 --still-right 'Both sides say so.'"))
@writes
@click.argument("kind", metavar="KIND")
@day_option("--on", says="The day on which it was held.", required=True)
@click.option("--still-right", default="", metavar="TEXT", help="One sentence: why all is still right.")
@click.option("--changed", multiple=True, metavar="NAME", help="An answer that was changed for it, by `answer`.")
@day_option("--next-on", says="The day that was fixed for the next one of the kind.")
def review(entry: Entry, kind: str, on: date, still_right: str, changed: tuple[str, ...], next_on: date | None) -> None:
    """Record a review of a KIND that was held: with one sentence why all is still right, or with changed answers."""
    from armslength.register.domain.commands import HoldReview

    enter(once(HoldReview(kind, on, still_right, changed, next_on)), entry)


@click.group()
def incident() -> None:
    """Record an incident, or how soon it was escalated."""


@incident.command("record", epilog=for_example("incident record", "--on 2026-05-04 --severity concern --says 'What'"))
@writes
@day_option("--on", says="The day on which it happened.", required=True)
@click.option("--severity", required=True, metavar="HOW", help="One of the answers of the pack's question on it.")
@click.option("--says", required=True, metavar="TEXT", help="What happened.")
@click.option("--both/--not-both", default=None, help="Whether people of both sides were involved.")
def record(entry: Entry, on: date, severity: str, says: str, both: bool | None) -> None:
    """Record that something went wrong. It brings the next review forward where a rule says so."""
    from armslength.register.domain.commands import RecordIncident

    enter(once(RecordIncident(on, severity, says, both)), entry)


@incident.command("escalated", epilog=for_example("incident escalated", "incident-1 --how-soon same_day"))
@writes
@click.argument("name", metavar="INCIDENT")
@click.option("--how-soon", required=True, metavar="HOW", help="One of the answers of the pack's question on it.")
@click.option("--to", default="", metavar="TEXT", help="To whom.")
@day_option("--on", says="On which day.")
def escalated(entry: Entry, name: str, how_soon: str, to: str, on: date | None) -> None:
    """Record how soon an INCIDENT was escalated."""
    from armslength.register.domain.commands import PassOnIncident

    enter(once(PassOnIncident(name, how_soon, to, on)), entry)


@click.group()
def action() -> None:
    """Agree an action, agree it anew, or close it with evidence."""


@action.command(epilog=for_example("action agree", "--says 'What' --owner 'B. Name' --until 2026-06-01"))
@writes
@click.option("--says", required=True, metavar="TEXT", help="What will be done.")
@click.option("--owner", required=True, metavar="NAME", help="Who will do it.")
@day_option("--until", says="Its last day.", required=True)
@click.option("--after", default="", metavar="NAME", help="The incident, review or control behind it.")
def agree(entry: Entry, says: str, owner: str, until: date, after: str) -> None:
    """Agree an action: what will be done, who will do it, and by when."""
    from armslength.register.domain.commands import AgreeAction

    enter(once(AgreeAction(says, owner, until, after)), entry)


@action.command(epilog=for_example("action change", "action-1 --says 'What' --owner 'B. Name' --until 2026-06-15"))
@writes
@click.argument("name", metavar="ACTION")
@click.option("--says", required=True, metavar="TEXT", help="What will be done.")
@click.option("--owner", required=True, metavar="NAME", help="Who will do it.")
@day_option("--until", says="Its last day.", required=True)
def change(entry: Entry, name: str, says: str, owner: str, until: date) -> None:
    """Agree an ACTION anew. What was agreed first is kept."""
    from armslength.register.domain.commands import ChangeAction

    enter(once(ChangeAction(name, says, owner, until)), entry)


@action.command(epilog=for_example("action close", "action-1 --evidence evidence-1"))
@writes
@click.argument("name", metavar="ACTION")
@click.option("--evidence", "shown", multiple=True, metavar="NAME", help="Evidence of it that was attached.")
@click.option("--helped", default="", metavar="TEXT", help="How it was checked that it helped.")
def close(entry: Entry, name: str, shown: tuple[str, ...], helped: str) -> None:
    """Close an ACTION with evidence of it."""
    from armslength.register.domain.commands import CloseAction

    enter(once(CloseAction(name, shown, helped)), entry)


@click.group()
def waiver() -> None:
    """Ask to go without a control for a time; approve, extend or end that."""


@waiver.command(epilog=for_example("waiver ask", "CONTROL --owner 'B. Name' --until 2026-06-30 --why 'Why'"))
@writes
@click.argument("control", metavar="CONTROL")
@click.option("--owner", required=True, metavar="NAME", help="Who carries the risk meanwhile.")
@day_option("--until", says="Its last day.", required=True)
def ask(entry: Entry, control: str, owner: str, until: date) -> None:
    """Ask to go without a CONTROL through a last day; --why is the reason. Somebody else approves it."""
    from armslength.register.domain.commands import AskWaiver

    enter(once(AskWaiver(control, owner, until)), entry)


@waiver.command(epilog=for_example("waiver approve", "waiver-1"))
@writes
@click.argument("name", metavar="WAIVER")
def approve(entry: Entry, name: str) -> None:
    """Approve a WAIVER that somebody else asked for."""
    from armslength.register.domain.commands import ApproveWaiver

    enter(once(ApproveWaiver(name)), entry)


@waiver.command(epilog=for_example("waiver extend", "waiver-1 --until 2026-09-30"))
@writes
@click.argument("name", metavar="WAIVER")
@day_option("--until", says="Its new last day.", required=True)
def extend(entry: Entry, name: str, until: date) -> None:
    """Approve a WAIVER anew, through a later day."""
    from armslength.register.domain.commands import ExtendWaiver

    enter(once(ExtendWaiver(name, until)), entry)


@waiver.command("end", epilog=for_example("waiver end", "waiver-1"))
@writes
@click.argument("name", metavar="WAIVER")
def end_waiver(entry: Entry, name: str) -> None:
    """End a WAIVER before its last day, or decline it."""
    from armslength.register.domain.commands import EndWaiver

    enter(once(EndWaiver(name)), entry)


# ---- the rest


@click.command(epilog=for_example("note", "'They moved to a new office.'"))
@writes
@click.argument("says", metavar="TEXT")
def note(entry: Entry, says: str) -> None:
    """Write something into the history."""
    from armslength.register.domain.commands import Note

    enter(once(Note(says)), entry)


@click.command(epilog=for_example("erase", "12 body.says --why 'They asked for it.'"))
@writes
@click.argument("number", metavar="ENTRY", type=int)
@click.argument("fields", metavar="FIELD...", nargs=-1, required=True)
def erase(entry: Entry, number: int, fields: tuple[str, ...]) -> None:
    """Erase texts about a person: FIELDs of one ENTRY of the history, by its number.

    A FIELD is `why`, `body.says` and the like, or `body.header.NAME`, a text of the head, of entry 1.

    Their bytes are gone; that they were there, and who erased them and why, stays in the history.
    """
    from armslength.register.domain.commands import ErasePersonalText

    enter(once(ErasePersonalText(number, fields)), entry)
