"""The findings of `rules check`, `rules test` and `rules mutate`, each as the check in the code says it."""

from collections.abc import Iterator
from pathlib import Path

from engine.checks.all_checks import CHECKS
from engine.checks.case_failed import CASE_FAILED
from engine.checks.check import Check
from engine.checks.coverage import COVERAGE_CHECKS
from engine.checks.mutation.survived import SURVIVED
from engine.checks.prove.all_proofs import CHECKS_BY_PROOF
from tools.docs.writer.markdown import bullets, fenced, page

OF_PACKS = {check.code: check for check in (*CHECKS, *CHECKS_BY_PROOF)}
"""What `rules check` finds, with `--prove` or without."""

OF_CASES = {check.code: check for check in (CASE_FAILED, *COVERAGE_CHECKS, SURVIVED)}
"""What `rules test` and `rules mutate` find."""

SEE = {"statement-not-shown": "See [statements](../statements.md) for the kinds."}
"""Where to read on."""

EXAMPLES = Path(__file__).parent.parent / "checks" / "examples"
"""By the code of a finding: a file that brings it about in the small pack beside it, and one that does not."""


def check_pages() -> dict[str, str]:
    """Write the list of all findings, and a page for each."""
    checks = (*OF_PACKS.values(), *OF_CASES.values())
    pages = {f"checks/{check.code}.md": page(check.code, *_check(check)) for check in checks}
    return {"checks.md": _all(), **pages}


def _all() -> str:
    head = (
        "`armslength rules check` reads a pack strictly, then looks for these. It prints one line for each finding and "
        "exits with 1 if there is one. Each rule is tried over every combination of answers that its own tests can "
        "tell apart, as long as there are not too many. With `--prove`, z3 looks at every profile there can be, and "
        "what it finds comes with a profile that shows it: see [Prove a pack](../how-to/prove-a-pack.md)."
    )
    found = bullets(_line(OF_PACKS[code]) for code in sorted(OF_PACKS))
    ran = bullets(map(_line, OF_CASES.values()))
    other = "`rules test` and `rules mutate` run the cases of a pack, and find these:"
    return page("Checks", head, found, other, ran)


def _line(check: Check) -> str:
    return f"[`{check.code}`](checks/{check.code}.md): {check.says}"


def _check(check: Check) -> Iterator[str]:
    """Say what a finding is, show a pack that has it and one that has not, and say why it matters."""
    yield check.says
    yield from _example("Avoid", check.avoid, EXAMPLES / check.code / "avoid.yaml")
    yield from _example("Prefer", check.prefer, EXAMPLES / check.code / "prefer.yaml")
    yield f"## Why\n\n{check.why} {SEE.get(check.code, '')}".rstrip()
    if (EXAMPLES / check.code).is_dir():
        pack = "[a small pack](../../../tools/docs/checks/pack/pack.yaml)"
        yield f"Both are added to {pack}, and the tests see that only the first is found."


def _example(title: str, words: str, file: Path) -> Iterator[str]:
    """Show the file where there is one, else say it in words."""
    shown = fenced(file.read_text(encoding="utf-8"), "yaml") if file.is_file() else f"{words}."
    yield f"## {title}\n\n{shown}"
