"""A register to look around in: the invented rows that a pack names, taken through years up to a day.

    create_demo(register, office, until)

What happens is declared beside the register of the pack, in days before the last one; what is not told there is held in
the rhythm that the rules ask for, now and then late. The same day gives the same entries, but for the register's key
and its salts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any, get_args, get_type_hints

import yaml

from armslength.register.domain.commands import Command, Open, SetControl
from armslength.register.domain.events import Event, Stage
from armslength.register.domain.go_ahead import what_is_lacking
from armslength.register.domain.known import IN_PLACE, profile_of
from armslength.register.domain.making import Now
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.policy import LEADS_TO
from armslength.register.domain.stale import to_sign
from armslength.register.domain.state import State, fold
from armslength.register.domain.wire import kind_of
from armslength.register.exchange.acting import actor_named, decided, pack_of, to_say
from armslength.register.exchange.answers import to_answer
from armslength.register.store.register import Register
from engine import Assessment, Given, Profile, UsageError, assess, read_rows
from engine.rulebase.folders import OFFICE
from engine.source.duration import duration_from

FILE = "demo.yaml"
"""The file inside the office of a pack that declares what happens."""
COMMANDS: Mapping[str, type[Any]] = {kind_of(each): each for each in get_args(Command)}
APART = 3
"""Days between one row that is entered and the next."""
SELDOM_WEEKS = 8
"""How many weeks back a rhythm of less than a month is told: all of it would fill the history and show nothing."""


def create_demo(register: Register, office: RegisterOffice, until: date) -> int:
    """Fill a new register, in one unit of work, and count the entries. Raises what `batches` raises.

    The last entry is of the day before `until` at the latest, so that anything can be entered on that day.
    """
    told = batches(office, until)
    with register.write() as unit:
        for events in told:
            unit.append(events, unit.version(events[0].subject))
    return sum(map(len, told))


def read_demo(office: RegisterOffice) -> Mapping[str, Any]:
    """Read what the pack declares to look around in. Raises `UsageError` where it declares nothing."""
    path = Path(office.base.folder) / OFFICE / FILE
    if not path.is_file():
        raise UsageError(f"the pack has nothing to look around in; write `{OFFICE}/{FILE}` into its folder")
    told: Mapping[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506  texts alone
    return told


def batches(office: RegisterOffice, until: date) -> tuple[tuple[Event, ...], ...]:
    """Make what happens in the order in which it is entered, each time of one subject.

    Raises `UsageError` where the pack declares nothing, and `InputError` where the rows can't be read.
    """
    told = read_demo(office)
    rows = read_rows(Path(office.base.folder).parent / told["table"], office.base)
    courses = [_Course(office, told, until, place, row).run() for place, row in enumerate(rows)]
    return tuple(sorted((batch for each in courses for batch in each), key=lambda each: each[0].at))


@dataclass
class _Course:
    """One row on its way."""

    office: RegisterOffice
    told: Mapping[str, Any]
    until: date
    place: int
    row: Profile
    state: State = field(default_factory=State)
    made: list[tuple[Event, ...]] = field(default_factory=list)

    def run(self) -> list[tuple[Event, ...]]:
        """Take it from its entry to its last day, and give what was entered, a batch for each time."""
        own = self.told["courses"].get(self.row.id, ())
        stage = self.stage()
        entered = 365 * int(self.told["years"]) - APART * self.place if stage is Stage.RUNNING else 95 - self.place % 10
        since = self.day(entered + 30 + 11 * self.place) if stage is Stage.RUNNING else None
        self.enter(entered, "contributor", self.entry(stage, since))
        if stage is Stage.RUNNING:
            self.enter(entered - 7, "approver", [self.signing(entered - 7)])
        steps = [*self.rhythm(entered, own), *((int(each["ago"]), each) for each in own)]
        for ago, step in sorted(steps, key=lambda each: -each[0]):
            self.enter(ago, step.get("by", "contributor"), self.commands(ago, step), step.get("why", ""))
        return self.made

    def day(self, ago: int) -> date:
        """Find the day so many days before the last."""
        return self.until - timedelta(days=ago)

    def stage(self) -> Stage:
        """Find at which stage it is entered: it runs, or it is being screened."""
        for name, known in self.office.knows.items():
            given = self.row.answers.get(name)
            if known.source == "stage" and given and given.value == known.means[Stage.RUNNING]:
                return Stage.RUNNING
        return Stage.SCREENING

    def entry(self, stage: Stage, since: date | None) -> Iterator[Command]:
        """Walk what is said of it at its entry: all that a register does not know by itself."""
        yield Open(self.row.header, pack_of(self.office.base), stage, since)
        for name, given in {**self.row.answers, **self.row.controls}.items():
            known = self.office.knows.get(name)
            if given.value is not None and (known is None or (known.none and given.value == known.none)):
                yield to_say(self.office.base, name, replace(given, on=None), 0)

    def rhythm(self, entered: int, own: Sequence[Any]) -> Iterator[tuple[int, dict[str, Any]]]:
        """Walk the reviews that were held as signed for: of what is told of its own course, nothing."""
        signed = self.state.signatures[-1].said.decisions.get(self.office.reviews, ()) if self.state.signatures else ()
        told = {each["hold_review"]["review_kind"] for each in own if "hold_review" in each}
        moves = any(COMMANDS.get(name) in LEADS_TO for each in own for name in each)
        first = max((int(each["ago"]) for each in own), default=0)
        for review in sorted({*signed} - told):
            yield from self.held(review, entered, first if moves or review in self.office.together else 0)

    def held(self, review: str, entered: int, ends: int) -> Iterator[tuple[int, dict[str, Any]]]:
        """Walk the reviews of a kind, each a little early or late; in one row of nine, the last ones were missed."""
        luck = Random(f"{self.row.id} {review}")  # noqa: S311  the same row has the same luck
        cadence = duration_from(self.office.base.decisions[self.office.reviews].values[review].cadence)
        if cadence is None:
            return
        length = (cadence.add_to(self.until) - self.until).days
        slack, missed = length // 12, length * 2 * (luck.randrange(9) == 0)
        on = cadence.add_to(self.day(entered))
        while (ago := (self.until - on).days) > max(ends, missed, 0):
            if slack > 1 or ago < 7 * SELDOM_WEEKS:
                said = luck.choice(self.told["still_right"])
                yield ago, {"hold_review": {"review_kind": review, "on": str(ago), "still_right": said}}
            on = cadence.add_to(on) + timedelta(days=luck.randint(-slack, slack))

    def commands(self, ago: int, step: Mapping[str, Any]) -> Iterable[Command]:
        """Make the commands of a step that is told."""
        (kind,) = step.keys() - {"ago", "by", "why"}
        today, said = self.day(ago), step[kind]
        if kind == "sign":
            return [self.signing(ago)]
        if kind == "ready":
            return self.ready(ago)
        if kind == "answer":
            written = (f"{name}@{self.state.seen(name)}={value}" for name, value in said.items())
            return [
                *to_answer(self.office, self.state, today, (each.replace("@0=", "=") for each in written), Given(None))
            ]
        hints = get_type_hints(COMMANDS[kind])
        return [COMMANDS[kind](**{name: self.read(hints[name], each) for name, each in said.items()})]

    def read(self, hint: Any, text: str) -> Any:
        """Read a value of a command as its kind asks: a day by how far it is from the last one."""
        kinds = {hint, *get_args(hint)}
        return self.day(int(text)) if date in kinds else text == "yes" if bool in kinds else text

    def assessed(self, ago: int) -> Assessment:
        """Assess it as it stands on a day."""
        today = self.day(ago)
        return assess(self.office.base, profile_of(self.state, self.office, today), today, "reference").assessment

    def signing(self, ago: int) -> Command:
        """Make the signature; the hash is that of nothing, since nobody files an example."""
        return to_sign(self.state, self.office, self.assessed(ago), "0" * 64, self.told["declaration"])

    def ready(self, ago: int) -> Iterator[Command]:
        """Walk what has to be said for it to go ahead: controls that come first, in place."""
        for each in what_is_lacking(self.office, self.assessed(ago)):
            if each.name in self.office.base.controls:
                yield SetControl(each.name, IN_PLACE, self.state.seen(each.name))

    def enter(self, ago: int, who: str, commands: Iterable[Command], why: str = "") -> None:
        """Enter commands on a day, at a time of its own."""
        at = datetime.combine(self.day(ago), time(9), UTC) + timedelta(minutes=self.place)
        if self.made:
            at = max(at, self.made[-1][0].at + timedelta(minutes=1))
        actor = actor_named(self.office, self.told["people"][who])
        events = decided(self.office, self.row.id, self.state, commands, actor, Now.of(at, self.office.time_zone), why)
        if events:
            self.made.append(events)
            self.state = fold((*self.state.history, *events))
