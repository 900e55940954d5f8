"""What must be in place: missing first, then not known, then in place, then what holds only in the meantime."""

from collections.abc import Iterable, Iterator

from engine.assessment.assessment import UNKNOWN, ControlFound
from engine.assessment.result import Result
from engine.page.model import Block, Item, Line, Paragraph, Run, Section, Tone, headed, line, names, section
from engine.render.words import amount, basis_words, owner_words
from engine.rulebase.base import RuleBase
from engine.rulebase.controls import IN_PLACE, MISSING

STATUS: dict[str, tuple[str, Tone]] = {
    MISSING: ("Missing", "bad"),
    UNKNOWN: ("Not known", "doubt"),
    IN_PLACE: ("In place", "good"),
}
"""The status of a control as people read it, in the order in which it is shown."""


def in_place(base: RuleBase, result: Result) -> Section:
    """List the controls that are required, and those to hold while something is open."""
    required = [found for found in result.assessment.controls if found.required == "yes"]
    blocks: list[Block] = []
    for status in (MISSING, UNKNOWN):
        for kind in (*base.pack.control_classes, ""):
            here = [each for each in required if each.status == status and gravest_class(base, each) == kind]
            blocks += _group(base, result, here, _status_heading(base, status, kind, len(here)))
    done = [each for each in required if each.status == IN_PLACE]
    blocks += _group(base, result, done, line(Run(f"{STATUS[IN_PLACE][0]} ({len(done)})", "good")))
    blocks += _interim(base, result, result.assessment.controls)
    return section("controls", _title(required), blocks)


def _title(required: list[ControlFound]) -> str:
    counts = [(words, sum(each.status == status for each in required)) for status, (words, _) in STATUS.items()]
    listed = ", ".join(f"{count} {words.lower()}" for words, count in counts if count)
    return f"What must be in place: {listed or 'nothing for certain yet'}"


def _status_heading(base: RuleBase, status: str, kind: str, count: int) -> Line:
    words, tone = STATUS[status]
    label = base.pack.control_classes.get(kind, "")
    return line(Run(f"{words} ({count})" + (":" if label else ""), tone), label)


def _group(base: RuleBase, result: Result, found: list[ControlFound], heading: Line) -> Iterator[Block]:
    return headed(heading, (_item(base, result, each) for each in in_order(base, found)))


def _interim(base: RuleBase, result: Result, controls: Iterable[ControlFound]) -> Iterator[Block]:
    """List what to hold in the interim, and count what may still come."""
    interim = [found for found in controls if found.required == "interim"]
    words = Run(f"In the meantime ({len(interim)}):", "doubt")
    heading = line(words, "to be held until the open questions are answered")
    yield from _group(base, result, interim, heading)
    possible = sum(found.required == "possible" for found in controls)
    if possible:
        yield Paragraph(line(f"{amount(possible, 'more', 'more')} may be asked for, depending on what is still open."))


def _item(base: RuleBase, result: Result, found: ControlFound) -> Item:
    control = base.controls[found.name]
    status = () if found.required == "yes" else (Run(f"({STATUS[found.status][0].lower()})", STATUS[found.status][1]),)
    basis = line(basis_words(result.given(found.name)))
    who = line(owner_words(base, control), names(found.rules))
    return Item(line(control.title, *status), (who, basis) if basis else (who,))


def gravest_class(base: RuleBase, found: ControlFound) -> str:
    """Find the first class, in the order of the pack, that a control belongs to; packs declare the gravest first."""
    return _gravest(base, found.name)


def _gravest(base: RuleBase, control: str) -> str:
    classes = base.controls[control].classes
    return next((name for name in base.pack.control_classes if name in classes), "")


def in_order(base: RuleBase, found: Iterable[ControlFound]) -> list[ControlFound]:
    """Sort controls: gravest class first, then by topic and quick number, like the questions about them."""
    by_name = {each.name: each for each in found}
    return [by_name[name] for name in gravest_first(base, by_name)]


def gravest_first(base: RuleBase, controls: Iterable[str]) -> list[str]:
    """Sort the names of controls as people are shown them."""
    order = [*base.pack.control_classes, ""]

    def urgency(name: str) -> tuple[object, ...]:
        return (order.index(_gravest(base, name)), *base.asking_order(base.question(name)))

    return sorted(controls, key=urgency)
