"""What `rules mutate` takes, and `rules test --coverage`, and what the program of an earlier commit took beside it."""

import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.beside import BEFORE, before
from bench.children import ROOT, ran
from bench.hosted import hosted
from bench.sections import met, section

SAMPLE = 30
"""Mutants of the hosted tables that both programs try; the earlier one would take hours for all."""
TIMES = 3
MUTATE = ("mutate",)
SAMPLED = ("mutate", "--sample", str(SAMPLE), "--seed", "1")
COVERAGE = ("test", "--engine", "reference", "--coverage")
AIM, AIM_MINUTES = 0.25, 10


def table() -> str:
    """Measure both programs, on the same rules."""
    with TemporaryDirectory() as folder, before() as earlier:
        tables = Path(folder)
        hosted(tables)
        shipped = ROOT / "rules" if earlier is None else earlier.rules_today
        was = None if earlier is None else (earlier.folder, earlier.rules)
        whole, ratio = _row("all mutants", "shipped", MUTATE, shipped, was, 1)
        few, _ = _row(f"{SAMPLE} mutants", "hosted", SAMPLED, tables, was and (was[0], tables), 1)
        covered, _ = _row("cases and coverage", "shipped", COVERAGE, shipped, was, TIMES)
        minutes = _seconds(MUTATE, tables, ROOT) / 60
        rows = [whole, few, ["all mutants", "hosted", f"{minutes * 60:.1f}", "", ""], covered]
    share = "could not be measured" if ratio is None else f"{ratio:.2f} of what it took{met(ratio <= AIM)}"
    return section(
        "Mutants and coverage",
        f"""`rules mutate` and `rules test --coverage`, each a process of its own, in seconds of the processor, and
        beside it the program of commit {BEFORE} on the same rules. The hosted tables are 622 rows, most of them read
        from the top, with 1,500 cases, made up for this; of the sample, picked by chance, both try the same.""",
        ["work", "rules", ">seconds", f">at {BEFORE}", ">share"],
        rows,
        f"Aims: the shipped pack at most {AIM} of what it took: {share}; all mutants of the hosted tables within "
        f"{AIM_MINUTES} minutes: {minutes:.1f}{met(minutes <= AIM_MINUTES)}.",
    )


def _row(
    work: str, rules: str, words: tuple[str, ...], folder: Path, was: tuple[Path, Path] | None, times: int
) -> tuple[list[str], float | None]:
    """Measure one command by both programs in turn; give its row, and the share if there is an earlier one."""
    now, then = [], []
    for _ in range(times):
        now.append(_seconds(words, folder, ROOT))
        if was is not None:
            then.append(_seconds(words, was[1], was[0]))
    if not then:
        return [work, rules, f"{median(now):.1f}"], None
    share = median(one / other for one, other in zip(now, then, strict=True))
    return [work, rules, f"{median(now):.1f}", f"{median(then):.1f}", f"{share:.2f}"], share


def _seconds(words: tuple[str, ...], rules: Path, program: Path) -> float:
    return ran([sys.executable, "-m", "cli", "rules", *words, "--rules", str(rules)], program).cpu
