"""The page of `rules impact`: counts first, then who changes, then what can't be read."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from engine.checks.differences.named_pack import NamedPack
from engine.interpret.result_columns import PREFIX
from engine.page.model import Block, Heading, Item, Line, Page, Paragraph, Run, Section, line, listing, section
from engine.portfolio.impact.counted import Changed, Impact, Step
from engine.portfolio.impact.moved import (
    MEANWHILE,
    NOT_REQUIRED,
    NOT_WARNED,
    PARTS,
    REQUIRED,
    WARNED,
    Moved,
    State,
)
from engine.portfolio.impact.subjects import Unread
from engine.portfolio.row_words import decision_words
from engine.render.words import amount, day_words, listed
from engine.rulebase.base import RuleBase

WORDS: Mapping[str, str] = {
    REQUIRED: "required",
    MEANWHILE: "held meanwhile",
    NOT_REQUIRED: "not required",
    WARNED: "warned of",
    NOT_WARNED: "not warned of",
}
KINDS = {"decision": "Decisions", "control": "Controls", "warning": "Warnings"}
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
    )
    blocks: list[Block] = [Paragraph(line(f"{_profiles(found.profiles)}: {', '.join(filter(None, parts))}."))]
    for kind, title in KINDS.items():
        steps = [step for step in found.steps if step[0] == kind]
        if steps:
            blocks.append(Heading(line(title)))
            ordered = sorted(steps, key=lambda step: (-found.steps[step], step[1], str(step)))
            blocks.append(listing(_step(before, after, found, step) for step in ordered))
    return section("counts", "", blocks)


def _profiles(count: int) -> str:
    return amount(count, "profile") if count < 1000 else f"{count:,} profiles"


def _step(before: NamedPack, after: NamedPack, found: Impact, step: Step) -> Item:
    kind, name, was, now = step
    old, new = _words(before.base, name, was), _words(after.base, name, now)
    words = f"{_title(before, after, kind, name)}: {old} → {new}:"
    rules = "; ".join(_by(found.gone[step], found.come[step]))
    return Item(line(words, Run(_profiles(found.steps[step]), "strong"), f"({rules})" if rules else ""))


def _by(gone: Counter[str], come: Counter[str]) -> Iterator[str]:
    """Say which rules make the difference, those of most profiles first."""
    for verb, rules in (("no longer", gone), ("now", come)):
        if rules:
            ordered = sorted(rules.items(), key=lambda pair: (-pair[1], pair[0]))
            yield f"{verb} {listed([name for name, _ in ordered], 'and')}"


def _title(before: NamedPack, after: NamedPack, kind: str, name: str) -> str:
    """Name what moved: in the words of the second pack, or of the first where only that has it."""
    for base in (after.base, before.base):
        if kind == "control" and name in base.controls:
            return base.controls[name].title
        if kind == "decision" and name in base.decisions:
            return base.decisions[name].title or name
        if kind == "warning" and name in base.rules:
            return base.rules[name].warning or base.rules[name].title or name
    return name


def _words(base: RuleBase, name: str, state: State) -> str:
    if isinstance(state, str):
        return WORDS[state]
    cells = {f"{PREFIX}{name}{part}": cell for part, cell in zip(PARTS, state, strict=True)}
    if name not in base.decisions or not any(state):
        return NOT_THERE
    return decision_words(base.decisions[name], cells)


def _who(before: NamedPack, after: NamedPack, found: Impact) -> Section:
    left = found.changes - len(found.changed)
    more = Item(line(f"and {left:,} more; `--most` shows more of them")) if left else None
    items = (_changed(before, after, each) for each in found.changed)
    return section("who", "Who changes" if found.changes else "", [listing([*items, more])])


def _changed(before: NamedPack, after: NamedPack, each: Changed) -> Item:
    where = f"({each.place})" if each.place else ""
    below = tuple(Item(_line(before, after, moved)) for moved in each.moved)
    return Item(line(Run(each.id or "without an id", "strong"), where), below=below)


def _line(before: NamedPack, after: NamedPack, moved: Moved) -> Line:
    was = _words(before.base, moved.name, moved.was)
    now = _words(after.base, moved.name, moved.now)
    rules = "; ".join(_by(Counter(moved.gone), Counter(moved.come)))
    words = f"{_title(before, after, moved.kind, moved.name)}: {was} → {now}"
    return line(words, f"({rules})" if rules else "")


def _not_read(before: NamedPack, after: NamedPack, found: Impact) -> Section:
    left = found.refused - len(found.unread)
    more = Item(line(f"and {left:,} more")) if left else None
    items = (_refused((before.name, after.name), each) for each in found.unread)
    return section("unread", "Can't be read" if found.refused else "", [listing([*items, more])])


def _refused(sides: tuple[str, str], each: Unread) -> Item:
    by = "by either" if len(each.sides) > 1 else f"by {sides[each.sides[0]]}"
    name = (Run(each.id, "strong"), Run(f"({each.place}),")) if each.id else (Run(f"{each.place},"),)
    return Item((*name, Run(f"{by}:")), below=tuple(Item(line(reason)) for reason in each.reasons))
