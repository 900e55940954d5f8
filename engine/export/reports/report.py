"""A report: what `rules check` or `rules test` found, before anybody has decided how it is to be written."""

from collections.abc import Iterable

from engine.frozen import frozen
from engine.rulebase.base import RuleBase
from engine.source.diagnostics import Diagnostic
from engine.source.span import Span

Figures = tuple[tuple[str, int | float | str], ...]
"""Numbers of a run, each with its name."""


@frozen
class TriedItem:
    """One thing that was tried, where it is written, and what was found to be wrong with it."""

    name: str
    span: Span | None
    faults: tuple[Diagnostic, ...]


@frozen
class Report:
    """What a command found.

    `tried` are what was tried one by one. `findings` are everything to be shown, in the order of their places.
    `refused` tells that the pack could not be read, so that nothing was tried; the findings say why. `version` is that
    of the pack.
    """

    command: str
    pack: str
    version: str
    tried: tuple[TriedItem, ...]
    findings: tuple[Diagnostic, ...]
    figures: Figures = ()
    refused: bool = False


def refused(command: str, diagnostics: Iterable[Diagnostic]) -> Report:
    """Report that a pack could not be read, with every fault found in it."""
    findings = tuple(diagnostics)
    return Report(command, "", "", (TriedItem("the pack can be read", None, findings),), findings, refused=True)


def of_pack(
    command: str, base: RuleBase, tried: Iterable[TriedItem], findings: Iterable[Diagnostic], figures: Figures = ()
) -> Report:
    """Report what was found in a pack that could be read."""
    return Report(command, base.pack.id, base.pack.version, tuple(tried), tuple(findings), figures)
