"""A check: one thing that can be wrong with a pack, with all that is said of it, in the file that looks for it."""

from collections.abc import Callable, Iterable
from typing import Literal

from engine.frozen import frozen
from engine.profile.profile import Profile
from engine.rulebase.base import RuleBase
from engine.source.diagnostics import Diagnostic
from engine.source.span import Span

Find = Callable[[RuleBase], Iterable[Diagnostic]]
FindWithExamples = Callable[[RuleBase, list[Profile]], Iterable[Diagnostic]]


@frozen
class Check:
    """One thing that can be wrong.

    `code` names it, `says` is what is wrong, and `why` is why that matters, each a sentence for people. `avoid` and
    `prefer` show it in words where no small pack can bring it about.

    `find`, or `find_with_examples`, looks for it in a pack that reads well, and may look for what is related too; what
    proofs and cases find has neither. With `of_declarer` it is the business of the pack that declares the thing: a pack
    laid over it may well switch off the only rule.
    """

    code: str
    says: str
    why: str
    find: Find | None = None
    find_with_examples: FindWithExamples | None = None
    of_declarer: bool = False
    severity: Literal["error", "warning"] = "error"
    avoid: str = ""
    prefer: str = ""

    def finding(self, message: str, span: Span | None) -> Diagnostic:
        """Report it of one place."""
        return Diagnostic(self.code, message, span, self.severity)


def by_place(finding: Diagnostic) -> tuple[str, int, int, str, str]:
    """Give the sort key of a finding: where it is, then what it says."""
    span = finding.span
    place = ("", 0, 0) if span is None else (span.file, span.line, span.column)
    return (*place, finding.code, finding.message)
