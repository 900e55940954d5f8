"""What was changed between two packs, as it is written in them."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from engine.checks.differences.named_pack import NamedPack
from engine.checks.differences.parts import PartChanged
from engine.checks.differences.words import ChangeKind, DeclarationChange, DeclaredKind
from engine.page.model import Block, Heading, Item, Line, Paragraph, Run, Section, line, listing, section
from engine.render.words import amount

KINDS: Mapping[DeclaredKind, tuple[str, str]] = {
    "pack": ("head of the pack", "heads of the pack"),
    "facts": ("question", "questions"),
    "rules": ("rule", "rules"),
    "tables": ("decision table", "decision tables"),
    "decisions": ("decision", "decisions"),
    "controls": ("control", "controls"),
    "statements": ("statement", "statements"),
    "documents": ("document", "documents"),
    "principles": ("principle", "principles"),
    "properties": ("property", "properties"),
    "crosswalks": ("crosswalk", "crosswalks"),
    "glossary": ("term of the glossary", "terms of the glossary"),
}
ORDER: tuple[ChangeKind, ...] = ("added", "removed", "renamed", "changed")


def in_words(before: NamedPack, after: NamedPack, changes: tuple[DeclarationChange, ...]) -> Section:
    """Lay out what was added, removed, renamed and changed; of the cases, only how many there are."""
    return section("words", "What is written otherwise", [*_blocks(changes), *_cases(before, after)])


def _blocks(changes: tuple[DeclarationChange, ...]) -> Iterator[Block]:
    if not changes:
        yield Paragraph(line("Nothing but, at most, the layout and the order."))
    for kind, found in groupby(changes, key=lambda each: each.kind):
        these = list(found)
        counts = ((how, sum(each.how == how for each in these)) for how in ORDER)
        counted = ", ".join(f"{amount(count, *KINDS[kind])} {how}" for how, count in counts if count)
        yield Heading(line(counted[:1].upper() + counted[1:]))
        yield listing(Item(_title(each), below=tuple(Item(_part(part)) for part in each.parts)) for each in these)


def _title(change: DeclarationChange) -> Line:
    place = f"({change.span.file}:{change.span.line})" if change.span else ""
    was = f"(was {change.was})" if change.was else ""
    return line(f"{change.how}:", Run(change.name, "strong"), was, place)


def _part(part: PartChanged) -> Line:
    before, after = ("; ".join(each) for each in (part.before, part.after))
    if part.how == "entries":
        gone, come = f"no longer {before}" if before else "", f"now also {after}" if after else ""
        return line(f"{part.part}:", "; ".join(filter(None, (gone, come))))
    if part.how == "moved":
        stood, stands = (f"below {each}" if each else "first" for each in (before, after))
        return line(f"{part.part} moved:", f"it stood {stood} and stands {stands} now")
    if part.how == "order":
        return line(f"{part.part}, in another order:", f"{before} → {after}")
    return line(f"{part.part}:", f"{before or 'nothing'} → {after or 'nothing'}")


def _cases(before: NamedPack, after: NamedPack) -> Iterator[Block]:
    if before.cases != after.cases:
        yield Paragraph(line(f"{amount(before.cases, 'case')}, then {after.cases}."))
