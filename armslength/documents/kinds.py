"""From a result to a document of a declared kind: the one place where the two are brought together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from armslength.documents.conclusions import PERHAPS_ALSO
from armslength.documents.declared import SIGNATURES
from armslength.documents.held import PERHAPS
from armslength.documents.model import Document, SignatureLine, signatures
from armslength.documents.office import DocumentKind, DocumentSection, Office
from armslength.documents.parts import WRITERS
from armslength.documents.portfolio import WRITERS_OF_MANY, Portfolio
from armslength.documents.to_fill_in import spaces
from armslength.documents.writing import Writing
from engine import Assessment, Result, RuleBase, UsageError, hand_over, stamp_lines
from engine.page.model import Block, KeyValueList, Listing, Page, Paragraph, Run, Section, line, section
from engine.render.footer import NOT_LEGAL_ADVICE, day_line
from engine.render.origins import unreleased_lines
from engine.render.page import heading
from engine.render.source_marks import legend
from engine.source.characters import in_backticks
from engine.source.suggest import near_or_all

MARKED = frozenset({"advice", "reasons", "rules", "warnings"})
"""The parts that say in brackets where something stands."""

PACK, PACK_SHA256 = "Rules", "Rules, SHA-256"
"""The labels of the stamp of a document about many results, which can't be worked out again from one profile."""


def build(
    base: RuleBase,
    results: Sequence[Result],
    office: Office,
    kind: str,
    *,
    earlier: Mapping[str, Assessment] | None = None,
    role: str = "",
) -> Document:
    """Make a document of a kind that the pack declares, about one result, or about many together.

    `earlier` is what was concluded of the same profiles at another time, by their ids, for a kind that says what has
    changed. `role` is that of the reader, by its name or its label, for a kind that asks questions: only those that
    somebody in that role may know. Raises `UsageError` where there is no such kind or role, where a result was read
    back without its profile or has no day, where a document about one result is asked for with none or several, or
    where something is given that such a document has no place for.
    """
    if kind not in office.documents:
        hint = near_or_all(kind, list(office.documents)) if office.documents else "; this pack declares none"
        raise UsageError(f"there is no document {in_backticks(kind)}{hint}")
    declared = office.documents[kind]
    if not results or (declared.about == "one" and len(results) > 1):
        raise UsageError(f"the document {in_backticks(kind)} is about one profile, not {len(results) or 'none'}")
    if role and not declared.has_part("questions"):
        raise UsageError(f"the document {in_backticks(kind)} asks no questions, so it can't be for one role")
    if earlier and not declared.has_part("changed"):
        raise UsageError(f"the document {in_backticks(kind)} does not say what has changed since earlier results")
    if any(each.profile is None or each.assessment.as_of is None for each in results):
        raise UsageError("a document needs the profile, and not only its result, and the day of assessment")
    if declared.about == "many":
        return _of_many(Portfolio(base, results, earlier or {}), declared)
    meant = hand_over(base, results[0], role).made_from.role if role else ""
    return _of_one(Writing(base, results[0], meant), declared)


def _of_one(writing: Writing, declared: DocumentKind) -> Document:
    base, result = writing.base, writing.result
    found = [] if result.profile is None else list(filter(None, heading(base, result.profile)))
    name, *under = found or [result.assessment.profile_id]
    foot = (*((legend(),) if _is_marked(declared) else ()), day_line(result.assessment.as_of), NOT_LEGAL_ADVICE)
    reader = f"For: {base.pack.roles[writing.role]}. " if writing.role else ""
    page = Page(
        title=f"{declared.title}: {name}",
        under=(*map(line, under), *unreleased_lines(base), line(f"{reader}{declared.reader}")),
        sections=tuple(_sections(writing, declared)),
        footer=foot,
    )
    stamp = tuple(stamp_lines(base, result.assessment))
    return Document(kind=declared.name, page=page, day=_day([result]), name=name, stamp=stamp)


def _of_many(portfolio: Portfolio, declared: DocumentKind) -> Document:
    base, results = portfolio.base, portfolio.results
    sections = [_section_of_many(portfolio, each) for each in declared.sections.values()]
    page = Page(
        title=declared.title,
        under=(line(f"{len(results)} in all."), *unreleased_lines(base), line(declared.reader)),
        sections=(*(each for each in sections if each.blocks), *_signatures(base, declared)),
        footer=(day_line(_day(results)), NOT_LEGAL_ADVICE),
    )
    stamp = ((PACK, f"{base.pack.id} {base.pack.version}"), (PACK_SHA256, base.sha256))
    return Document(kind=declared.name, page=page, day=_day(results), name=declared.title, stamp=stamp)


def _day(results: Sequence[Result]) -> date:
    """Give the last of the days of assessment."""
    return max(each.assessment.as_of for each in results if each.assessment.as_of is not None)


def _section_of_many(portfolio: Portfolio, declared: DocumentSection) -> Section:
    """Write one section about many results; its words stand before what its part has to say."""
    said = [Paragraph(line(each.says)) for each in declared.says]
    if declared.part in WRITERS_OF_MANY:
        made = list(WRITERS_OF_MANY[declared.part](portfolio, declared))
    else:
        made = list(spaces(declared))
    return _put_together(declared, said, made)


def _sections(writing: Writing, declared: DocumentKind) -> Iterator[Section]:
    """Walk the sections that have something to say: the main ones, the signatures, then the annexes."""
    written = [_section(writing, each) for each in declared.sections.values() if writing.holds(each.when)]
    kept = [each for each in written if each.blocks]
    annexes = {each.key for each in declared.sections.values() if each.annex}
    yield from (each for each in kept if each.key not in annexes)
    yield from _signatures(writing.base, declared)
    behind = [each for each in kept if each.key in annexes]
    yield from (replace(each, new_page=number == 0) for number, each in enumerate(behind))


def _signatures(base: RuleBase, declared: DocumentKind) -> Iterator[Section]:
    """Walk the section in which people sign; nothing where nobody does."""
    if declared.signing:
        people = (SignatureLine(base.pack.roles[role]) for role in declared.signing.roles)
        yield signatures(SIGNATURES, "Signatures", [line(declared.signing.declaration)], people)


def _is_marked(declared: DocumentKind) -> bool:
    return any(each.part in MARKED for each in declared.sections.values())


def _section(writing: Writing, declared: DocumentSection) -> Section:
    """Write one section about one result."""
    made = WRITERS[declared.part](writing, declared)
    kept = [each for each in made if each not in (Listing(()), KeyValueList(()))]
    return _put_together(declared, list(writing.paragraphs(declared.says)), kept)


def _put_together(declared: DocumentSection, said: list[Paragraph], made: list[Block]) -> Section:
    """Put the words of a section before what its part has to say; where that is nothing, the words for nothing.

    Where nothing is certain, what may come stands by itself: the words speak of what is there.
    """
    if made and all(map(_is_perhaps, made)):
        return section(declared.key, declared.title, made)
    if not made and declared.none:
        return section(declared.key, declared.title, [Paragraph(line(declared.none))])
    if not made and declared.part != "words":
        return section(declared.key, declared.title, [])
    return section(declared.key, declared.title, [*said, *made])


def _is_perhaps(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.line[:1] in (
        line(Run(each, "doubt")) for each in (PERHAPS, PERHAPS_ALSO)
    )
