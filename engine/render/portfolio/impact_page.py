"""The page of `rules impact`: counts first, then who changes, then what can't be read."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from engine.assessment.compare import Timing
from engine.checks.differences.named_pack import NamedPack
from engine.interpret.results import DecisionCells
from engine.page.model import Block, Item, Line, Page, Paragraph, Run, Section, headed, line, listing, section
from engine.portfolio.compare import INTERIM, NOT_REQUIRED, NOT_WARNED, REQUIRED, WARNED, ChangeState, RowChange
from engine.portfolio.impact.count import ChangedProfile, Impact, ImpactStep
from engine.portfolio.paired import UnreadProfile
from engine.render.portfolio.row_words import decision_words
from engine.render.words import amount, day_words, listed, timing_words
from engine.rulebase.base import RuleBase

WORDS: Mapping[str, str] = {
    REQUIRED: "required",
    INTERIM: "held meanwhile",
    NOT_REQUIRED: "not required",
    WARNED: "warned of",
    NOT_WARNED: "not warned of",
}
KINDS = {"decision": "Decisions", "control": "Controls", "warning": "Warnings", "timing": "How soon, or how often"}
NOT_THERE = "not in this pack's headline"


def impact_page(before: NamedPack, after: NamedPack, found: Impact, as_of: date | None) -> Page:
    """Lay out for people whose result changes."""
    heads = " → ".join(
        f"{each.base.pack.id} {each.base.pack.version} ({each.base.sha256[:12]})" for each in (before, after)
    )
    day = f"assessed on {day_words(as_of)}" if as_of else ""
    return Page(
        title=f"Whose result changes from {before.name} to {after.name}",
        under=(line("; ".join(filter(None, (heads, day)))),),
        sections=(_counts(before, after, found), _who(before, after, found), _not_read(before, after, found)),
        footer=(),
    )


def _counts(before: NamedPack, after: NamedPack, found: Impact) -> Section:
    parts = (
        f"{found.changes:,} {'gets' if found.changes == 1 else 'get'} another result",
        f"{found.unchanged:,} {'keeps its own' if found.unchanged == 1 else 'keep theirs'}",
        f"{found.refused:,} can't be read" if found.refused else "",
        f"{found.not_read:,} with an answer that can't be read, and so is not known" if found.not_read else "",
    )
    blocks: list[Block] = [Paragraph(line(f"{_profiles(found.profiles)}: {', '.join(filter(None, parts))}."))]
    for kind, title in KINDS.items():
        steps = [step for step in found.steps if step[0] == kind]
        ordered = sorted(steps, key=lambda step: (-found.steps[step], step[1], _in_order(step)))
        blocks += headed(line(title), (_step(before, after, found, step) for step in ordered))
    return section("counts", "", blocks)


def _in_order(step: ImpactStep) -> str:
    """Put steps of equally many profiles into an order of their own."""
    kind, name, *states = step
    stated = (tuple(cell for _, cell in each.stated()) if isinstance(each, DecisionCells) else each for each in states)
    return str((kind, name, *stated))


def _profiles(count: int) -> str:
    return amount(count, "profile") if count < 1000 else f"{count:,} profiles"


def _step(before: NamedPack, after: NamedPack, found: Impact, step: ImpactStep) -> Item:
    kind, name, was, now = step
    old, new = _words(before.base, name, was), _words(after.base, name, now)
    words = f"{_title(before, after, kind, name)}: {old} → {new}:"
    rules = "; ".join(_by(found.removed[step], found.added[step]))
    return Item(line(words, Run(_profiles(found.steps[step]), "strong"), f"({rules})" if rules else ""))


def _by(removed: Counter[str], added: Counter[str]) -> Iterator[str]:
    """Say which rules make the difference, those of most profiles first."""
    for verb, rules in (("no longer", removed), ("now", added)):
        if rules:
            ordered = sorted(rules.items(), key=lambda pair: (-pair[1], pair[0]))
            yield f"{verb} {listed([name for name, _ in ordered], 'and')}"


def _title(before: NamedPack, after: NamedPack, kind: str, name: str) -> str:
    """Name what moved: in the words of the second pack, or of the first where only that has it."""
    for base in (after.base, before.base):
        decision, _, value = name.partition(".") if kind == "timing" else ("", "", "")
        if decision in base.decisions and value in base.decisions[decision].values:
            return f"{base.decisions[decision].title}, {base.decisions[decision].values[value].label}"
        if kind in ("control", "timing") and name in base.controls:
            return base.controls[name].title
        if kind == "decision" and name in base.decisions:
            return base.decisions[name].title or name
        if kind == "warning" and name in base.rules:
            return base.rules[name].warning or base.rules[name].title or name
    return name


def _words(base: RuleBase, name: str, state: ChangeState) -> str:
    if isinstance(state, Timing):
        return timing_words(state)
    if not isinstance(state, DecisionCells):
        return WORDS[state]
    if name not in base.decisions or not state.status:
        return NOT_THERE
    return decision_words(base.decisions[name], state)


def _who(before: NamedPack, after: NamedPack, found: Impact) -> Section:
    left = found.changes - len(found.changed)
    more = Item(line(f"and {left:,} more; `--most` shows more of them")) if left else None
    items = (_changed(before, after, each) for each in found.changed)
    return section("who", "Who changes" if found.changes else "", [listing([*items, more])])


def _changed(before: NamedPack, after: NamedPack, each: ChangedProfile) -> Item:
    where = f"({each.place})" if each.place else ""
    below = tuple(Item(_line(before, after, change)) for change in each.changes)
    return Item(line(Run(each.id or "without an id", "strong"), where), below=below)


def _line(before: NamedPack, after: NamedPack, change: RowChange) -> Line:
    was = _words(before.base, change.name, change.before)
    now = _words(after.base, change.name, change.after)
    rules = "; ".join(_by(Counter(change.removed), Counter(change.added)))
    words = f"{_title(before, after, change.kind, change.name)}: {was} → {now}"
    return line(words, f"({rules})" if rules else "")


def _not_read(before: NamedPack, after: NamedPack, found: Impact) -> Section:
    both = found.refused + found.not_read
    left = both - len(found.unread)
    more = Item(line(f"and {left:,} more")) if left else None
    items = (_refused((before.name, after.name), each) for each in found.unread)
    return section("unread", "Can't be read" if both else "", [listing([*items, more])])


def _refused(sides: tuple[str, str], each: UnreadProfile) -> Item:
    by = "by either" if len(each.sides) > 1 else f"by {sides[each.sides[0]]}"
    name = (Run(each.id, "strong"), Run(f"({each.place}),")) if each.id else (Run(f"{each.place},"),)
    return Item((*name, Run(f"{by}:")), below=tuple(Item(line(reason)) for reason in each.reasons))
