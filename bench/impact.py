"""What `rules impact` takes over a table, against deciding the same table by both packs, and at an earlier commit."""

import sys
import tempfile
from pathlib import Path
from shutil import copytree
from statistics import median

from bench import tables
from bench.beside import BEFORE, before
from bench.children import ROOT, Ran, portfolio, ran
from bench.rounds import ratio
from bench.sections import met, section
from engine import load_pack

ROWS = (1_000, 10_000, 40_000)
ROUNDS = {1_000: 3, 10_000: 3, 40_000: 1}
ROWS_BEFORE = 1_000
"""Rows that the earlier program is given; it takes as long for each of more of them."""
AIM, AIM_ROWS = 3, 10_000
FILE = Path("by-topic", "oversight.yaml")
RULE = "  - name: floor-alone-in-a-home\n"
WAS, NOW = "then: {oversight: enhanced}", "then: {oversight: direct_control}"


def table() -> str:
    """Try an edited rule on tables of growing length, and decide each by both packs, as processes in turn."""
    with tempfile.TemporaryDirectory() as folder, before() as earlier:
        rules = earlier.rules_today if earlier else ROOT / "rules"
        packs = rules, edited(rules, Path(folder, "edited"))
        then = earlier and (earlier.rules, edited(earlier.rules, Path(folder, "edited-then")))
        given = Path(folder, "in.csv")
        lines, found = [], 0.0
        for rows in ROWS:
            tables.write_csv(load_pack(rules), rows, given)
            ours, theirs = [], []
            for _ in range(ROUNDS[rows]):
                ours.append(impact(packs, given, ROOT))
                theirs.append(sum(portfolio(given, Path(folder, "out.csv"), pack).cpu for pack in packs))
            share = ratio([each.cpu for each in ours], theirs)
            found = share if rows == AIM_ROWS else found
            was = impact(then, given, earlier.folder) if earlier and then and rows == ROWS_BEFORE else None
            lines.append(_line(rows, ours, theirs, share, was))
    told = f"""`armslength rules impact A B TABLE` against `armslength portfolio` of the same table by each of both
        packs, from CSV to CSV, each a process of its own. B is A with one rule that says more, so that one row in ten
        comes out otherwise. A column for each question and control. Beside it the program of commit {BEFORE} on the
        same rules, with the fewest rows only. Seconds of the processor, medians of {ROUNDS[AIM_ROWS]} rounds (of one
        with the most rows), and of the ratios within a round; the most memory that was held (`ru_maxrss`)."""
    columns = [">rows", ">`rules impact`", ">a row", ">memory", ">both by `portfolio`", ">ratio", f">at {BEFORE}"]
    after = f"""Aim: {AIM_ROWS:,} rows in at most {AIM} times what the kernel takes for both packs, file to file:
        {found:.2f}{met(found <= AIM)}."""
    return section("Two packs on the same rows", told, columns, lines, after)


def edited(rules: Path, into: Path) -> Path:
    """Copy a pack, and let one of its rules ask for more."""
    copytree(rules, into)
    text = (into / FILE).read_text(encoding="utf-8")
    head, rule, tail = text.partition(RULE)
    if not rule or WAS not in tail:
        raise SystemExit(f"{into / FILE}: there is no rule {RULE.strip()} with {WAS}")
    (into / FILE).write_text(head + rule + tail.replace(WAS, NOW, 1), encoding="utf-8")
    return into


def impact(packs: tuple[Path, Path], given: Path, program: Path) -> Ran:
    """Run the command by the program in a folder; that somebody's result changes is no failure."""
    command = [sys.executable, "-m", "cli", "rules", "impact", *map(str, packs), str(given)]
    return ran(command, program, may_find=True)


def _line(rows: int, ours: list[Ran], theirs: list[float], share: float, was: Ran | None) -> list[str]:
    seconds = median(each.cpu for each in ours)
    return [
        f"{rows:,}",
        f"{seconds:.1f} s",
        f"{seconds / rows * 1e3:.2f} ms",
        f"{max(each.megabytes for each in ours):.0f} MB",
        f"{median(theirs):.1f} s",
        f"{share:.2f}",
        f"{was.cpu:.1f} s" if was else "",
    ]
