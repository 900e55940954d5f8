"""The page of `rules diff`: what is written otherwise, what that means, and what is affected."""

from collections.abc import Iterable, Iterator

from engine.checks.differences.meaning import DecisionCompared, DifferenceVerdict, Meaning
from engine.checks.differences.named_pack import NamedPack
from engine.checks.differences.witnesses import Standing
from engine.checks.differences.words import DeclarationChange
from engine.interpret.evaluation import Collected
from engine.page.model import Block, Heading, Item, Page, Paragraph, Section, Verbatim, line, listing, names, section
from engine.profile.witness_file import witness_file
from engine.render.differences.in_words import in_words
from engine.render.differences.standings import standing_line
from engine.render.words import amount, day_words, listed
from engine.rulebase.decisions import CONTROLS
from engine.rulebase.periods import Period

PROVED = "no difference (proved)"
UNDECIDED = "undecided: the solver gave up after as many steps as it may take"


def difference_page(
    before: NamedPack, after: NamedPack, changes: tuple[DeclarationChange, ...], found: tuple[Meaning, ...] | None
) -> Page:
    """Lay out a difference for people; without `found`, only what is written otherwise."""
    heads = (f"{each.base.pack.id} {each.base.pack.version} ({each.base.sha256[:12]})" for each in (before, after))
    sections = [in_words(before, after, changes)]
    if found is not None:
        sections += [*(_means(before, after, each) for each in found), _affected(found)]
    return Page(
        title=f"From {before.name} to {after.name}",
        under=(line(" → ".join(heads)),),
        sections=tuple(sections),
        footer=(),
    )


def _means(before: NamedPack, after: NamedPack, found: Meaning) -> Section:
    blocks: list[Block] = []
    count = len(found.compared)
    if not count:
        words = "Every decision rests on the same rules as before: no profile, complete or not, comes out otherwise."
        blocks.append(Paragraph(line("No difference (proved).", words)))
    else:
        rest = f"the other {len(found.untouched)} rest on the same rules" if found.untouched else "that is all of them"
        blocks.append(Paragraph(line(f"The changes can reach {amount(count, 'decision')}; {rest}.")))
    if found.asked_differently:
        words = "Asked otherwise, or by one pack alone:"
        rest = "Only answers that both packs can read are compared."
        blocks.append(Paragraph(line(words, f"{listed(found.asked_differently, 'and')}.", rest)))
    for compared in found.compared:
        blocks += _decision(before, after, compared)
    return section("meaning", f"What that means{_days(found.stretch)}", blocks)


def _days(stretch: Period) -> str:
    first = f" from {day_words(stretch.first)}" if stretch.first else ""
    return first + (f" until {day_words(stretch.last)}" if stretch.last else "")


def _decision(before: NamedPack, after: NamedPack, found: DecisionCompared) -> Iterator[Block]:
    title = after.base.decisions[found.name].title or found.name
    yield Heading(line(title, names([found.name])))
    if found.kind == "same":
        yield Paragraph(line(f"{PROVED[:1].upper()}{PROVED[1:]}."))
        return
    sorts = (
        ("Complete profiles", "can get another result", found.complete),
        ("Incomplete profiles", "can be open otherwise", found.partial),
    )
    yield listing(_verdict(before, after, found.name, sort, verb, verdict) for sort, verb, verdict in sorts)
    members = sorted({*found.complete.members, *found.partial.members})
    if members:
        yield Paragraph(line("Can be otherwise:", listed(members, "and")))
    unknown = sorted({*found.complete.undecided, *found.partial.undecided})
    if unknown:
        yield Paragraph(line("Undecided:", listed(unknown, "and")))
    yield from _profiles(before, after, found)


def _verdict(before: NamedPack, after: NamedPack, name: str, sort: str, verb: str, verdict: DifferenceVerdict) -> Item:
    if verdict.kind == "same":
        return Item(line(f"{sort}: {PROVED}"))
    if verdict.kind == "undecided" or verdict.witness is None:
        return Item(line(f"{sort}: {UNDECIDED}"))
    seen = verdict.witness
    sides = ((before.name, before.base, verdict.member, seen.was), (after.name, after.base, verdict.now, seen.now))
    if not any(_is_open(each, member) for _, _, member, each in sides):
        verb = "can get another result"
    said = tuple(Item(standing_line(side, base, name, member, each)) for side, base, member, each in sides)
    return Item(line(f"{sort} {verb}:"), below=said)


def _is_open(standing: Standing, member: str) -> bool:
    found = standing.outcome
    return member in found.undecided if isinstance(found, Collected) and member else found.status == "open"


def _profiles(before: NamedPack, after: NamedPack, found: DecisionCompared) -> Iterator[Block]:
    """Show the profile that a complete one needs, or else the incomplete one; programs are given both."""
    shown = found.complete if found.complete.witness else found.partial
    if shown.witness is None:
        return
    texts = witness_texts(before, after, found.name, shown)
    words = "For example this, whatever else is answered:" if shown is found.complete else "For example this:"
    if texts[0] == texts[1]:
        yield Paragraph(line(words))
        yield Verbatim(texts[0])
        return
    for side, text in zip((before, after), texts, strict=True):
        yield Paragraph(line(words, f"as {side.name} reads it"))
        yield Verbatim(text)


def witness_texts(before: NamedPack, after: NamedPack, decision: str, verdict: DifferenceVerdict) -> tuple[str, str]:
    """Write a witness as each pack reads it."""
    seen = verdict.witness
    if seen is None:
        return "", ""
    about = f"{decision} {verdict.member}".strip()
    name = f"witness-{about.replace(' ', '-')}"
    return (
        witness_file(before.base, about, {name: seen.before}, seen.as_of),
        witness_file(after.base, about, {name: seen.after}, seen.as_of),
    )


def _affected(found: tuple[Meaning, ...]) -> Section:
    if all(each.is_same for each in found):
        return section("affected", "Affected", [Paragraph(line("No decision and no control."))])
    said = {name: " (added)" for each in found for name in each.added}
    said |= {name: " (removed)" for each in found for name in each.removed}
    decisions = _once(each.decisions for each in found)
    undecided = _once(each.undecided for each in found)
    rows = [
        ("Decisions", ", ".join(name + said.get(name, "") for name in decisions if name != CONTROLS)),
        ("Controls", ", ".join(_once(each.controls for each in found))),
    ]
    rows += [("Undecided", ", ".join(undecided))] if undecided else []
    return section("affected", "Affected", [listing(Item(line(f"{head}:", words or "none")) for head, words in rows)])


def _once(lists: Iterable[tuple[str, ...]]) -> list[str]:
    return list(dict.fromkeys(name for names in lists for name in names))
