"""From a result to a document of a declared kind: the one place where the two are brought together."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from armslength.documents.model import Document, SignatureLine, signatures
from armslength.documents.office import DocumentKind, DocumentSection, Office
from armslength.documents.parts import WRITERS
from armslength.documents.writing import Writing
from engine import Result, RuleBase, UsageError, stamp_lines
from engine.page.model import KeyValueList, Listing, Page, Paragraph, Section, line, section
from engine.render.footer import NOT_LEGAL_ADVICE, day_line
from engine.render.origins import unreleased_lines
from engine.render.page import heading
from engine.render.source_marks import legend
from engine.source.characters import in_backticks
from engine.source.suggest import near_or_all

MARKED = frozenset({"advice", "reasons", "rules", "warnings"})
"""The parts that say in brackets where something stands."""

SIGNATURES = "signatures"
"""The key of the section in which people sign."""


def build(base: RuleBase, results: Sequence[Result], office: Office, kind: str) -> Document:
    """Make a document of a kind that the pack declares, about one result.

    Raises `UsageError` where there is no such kind, where the result was read back without its profile, or where
    there is not exactly one.
    """
    if kind not in office.documents:
        hint = near_or_all(kind, list(office.documents)) if office.documents else "; this pack declares none"
        raise UsageError(f"there is no document {in_backticks(kind)}{hint}")
    if len(results) != 1:
        raise UsageError(f"the document {in_backticks(kind)} is about one profile, not {len(results)}")
    result, declared = results[0], office.documents[kind]
    day = result.assessment.as_of
    if result.profile is None or day is None:
        raise UsageError("a document needs the profile, and not only its result, and the day of assessment")
    writing = Writing(base, result)
    name, *under = [*filter(None, heading(base, result.profile)), result.profile.id][:2]
    page = Page(
        title=f"{declared.title}: {name}",
        under=(*(line(each) for each in under if each != name), *unreleased_lines(base), line(f"{declared.reader}")),
        sections=tuple(_sections(writing, declared)),
        footer=(*((legend(),) if _is_marked(declared) else ()), day_line(day), NOT_LEGAL_ADVICE),
    )
    return Document(kind=kind, page=page, day=day, name=name, stamp=tuple(stamp_lines(base, result.assessment)))


def _sections(writing: Writing, declared: DocumentKind) -> Iterator[Section]:
    """Walk the sections that have something to say: the main ones, the signatures, then the annexes."""
    written = [_section(writing, each) for each in declared.sections.values() if writing.holds(each.when)]
    kept = [each for each in written if each.blocks]
    annexes = {each.key for each in declared.sections.values() if each.annex}
    yield from (each for each in kept if each.key not in annexes)
    if declared.signing:
        people = (SignatureLine(writing.base.pack.roles[role]) for role in declared.signing.roles)
        yield signatures(SIGNATURES, "Signatures", [line(declared.signing.declaration)], people)
    behind = [each for each in kept if each.key in annexes]
    yield from (replace(each, new_page=number == 0) for number, each in enumerate(behind))


def _is_marked(declared: DocumentKind) -> bool:
    return any(each.part in MARKED for each in declared.sections.values())


def _section(writing: Writing, declared: DocumentSection) -> Section:
    """Write one section: its words, then what its part has to say, or the words for nothing."""
    said = list(writing.paragraphs(declared.says))
    made = [each for each in WRITERS[declared.part](writing, declared) if each not in (Listing(()), KeyValueList(()))]
    if not made and declared.none:
        return section(declared.key, declared.title, [Paragraph(line(declared.none))])
    if not made and declared.part != "words":
        return section(declared.key, declared.title, [])
    return section(declared.key, declared.title, [*said, *made])
