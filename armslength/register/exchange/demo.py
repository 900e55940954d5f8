"""A register to look around in: the invented rows that a pack names, taken through years up to a day.

    create_demo(register, office, until)

What happens is declared beside the register of the pack, in days before the last one; what is not told there is held in
the rhythm that the rules ask for, now and then late. The same day gives the same entries, but for the register's key
and its salts.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from armslength.register.declared_demo import ANSWER, PARTS, READY, SIGN, Demo, Step, read_demo, tellable
from armslength.register.domain.commands import Command, HoldReview, Open, SetControl
from armslength.register.domain.events import Event, Stage
from armslength.register.domain.go_ahead import what_is_lacking
from armslength.register.domain.known import IN_PLACE, profile_of
from armslength.register.domain.making import Now
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.policy import LEADS_TO
from armslength.register.domain.stale import to_sign
from armslength.register.domain.state import State, fold
from armslength.register.domain.wire import kind_of
from armslength.register.exchange.acting import Refused, decided, pack_of, to_say
from armslength.register.exchange.answers import to_answer
from armslength.register.store.register import Register
from engine import Assessment, Given, InputError, Profile, UsageError, assess
from engine.source.diagnostics import Diagnostic
from engine.source.duration import duration_from

CONTRIBUTOR, APPROVER = PARTS
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


def batches(office: RegisterOffice, until: date) -> tuple[tuple[Event, ...], ...]:
    """Make what happens in the order in which it is entered, each time of one subject.

    Raises `UsageError` where the pack declares nothing, and `InputError` for what is wrong with that, or refused.
    """
    told = read_demo(office)
    courses = [_Course(office, told, until, place, row).run() for place, row in enumerate(told.rows)]
    return tuple(sorted((batch for each in courses for batch in each), key=lambda each: each[0].at))


@dataclass
class _Course:
    """One row on its way."""

    office: RegisterOffice
    told: Demo
    until: date
    place: int
    row: Profile
    state: State = field(default_factory=State)
    made: list[tuple[Event, ...]] = field(default_factory=list)

    def run(self) -> list[tuple[Event, ...]]:
        """Take it from its entry to its last day, and give what was entered, a batch for each time."""
        own = self.told.courses.get(self.row.id, ())
        stage = self.stage()
        entered = 365 * self.told.years - APART * self.place if stage is Stage.RUNNING else 95 - self.place % 10
        since = self.day(entered + 30 + 11 * self.place) if stage is Stage.RUNNING else None
        self.enter(entered, CONTRIBUTOR, self.entry(stage, since))
        if stage is Stage.RUNNING:
            self.enter(entered - 7, APPROVER, [self.signing(entered - 7)])
        steps: list[tuple[int, HoldReview | Step]] = [*self.rhythm(entered, own), *((each.ago, each) for each in own)]
        for ago, step in sorted(steps, key=lambda each: -each[0]):
            if isinstance(step, Step):
                self.take(step)
            else:
                self.enter(ago, CONTRIBUTOR, [step])
        return self.made

    def take(self, step: Step) -> None:
        """Take a step that is told. Raises `InputError` where it is refused, with its place."""
        try:
            self.enter(step.ago, step.by, self.commands(step), step.why)
        except (Refused, UsageError) as refused:
            reason = refused.refusal.reason if isinstance(refused, Refused) else str(refused)
            message = f"the register refuses this step of `{self.row.id}`: {reason}"
            raise InputError((Diagnostic("refused-step", message, step.span),)) from None

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

    def rhythm(self, entered: int, own: Sequence[Step]) -> Iterator[tuple[int, HoldReview]]:
        """Walk the reviews that were held as signed for: of what is told of its own course, nothing."""
        signed = self.state.signatures[-1].said.decisions.get(self.office.reviews, ()) if self.state.signatures else ()
        told = {each.told["review_kind"] for each in own if each.kind == kind_of(HoldReview)}
        moves = any(tellable()[each.kind][0] in LEADS_TO for each in own if each.kind in tellable())
        first = max((each.ago for each in own), default=0)
        for review in sorted({*signed} - told):
            yield from self.held(review, entered, first if moves or review in self.office.together else 0)

    def held(self, review: str, entered: int, ends: int) -> Iterator[tuple[int, HoldReview]]:
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
                yield ago, HoldReview(review, on, luck.choice(self.told.still_right))
            on = cadence.add_to(on) + timedelta(days=luck.randint(-slack, slack))

    def commands(self, step: Step) -> Iterable[Command]:
        """Make the commands of a step that is told."""
        if step.kind == SIGN:
            return [self.signing(step.ago)]
        if step.kind == READY:
            return self.ready(step.ago)
        if step.kind == ANSWER:
            written = (f"{name}@{self.state.seen(name)}={value}" for name, value in step.told.items())
            plain = (each.replace("@0=", "=") for each in written)
            return to_answer(self.office, self.state, self.day(step.ago), plain, Given(None))
        command, known = tellable()[step.kind]
        told = {name: self.day(int(each)) if known[name] is date else each for name, each in step.told.items()}
        return [command(**told)]

    def assessed(self, ago: int) -> Assessment:
        """Assess it as it stands on a day."""
        today = self.day(ago)
        return assess(self.office.base, profile_of(self.state, self.office, today), today, "reference").assessment

    def signing(self, ago: int) -> Command:
        """Make the signature; the hash is that of nothing, since nobody files an example."""
        return to_sign(self.state, self.office, self.assessed(ago), "0" * 64, self.told.declaration)

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
        actor = self.told.people[who]
        events = decided(self.office, self.row.id, self.state, commands, actor, Now.of(at, self.office.time_zone), why)
        if events:
            self.made.append(events)
            self.state = fold((*self.state.history, *events))
