"""How the proofs of a pack grow with its rules, and what they cost again after one rule of the shipped pack was edited.

The shipped pack, sound bases in blocks like it, and a pack of long tables; beside it the program as it was before.
"""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from shutil import copytree
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from bench.beside import Before, before
from bench.children import ROOT, ran
from bench.exceptions import exceptions_pack
from bench.layered import layered_text
from bench.sections import met, section
from engine import RuleBase, load_pack, prove
from engine.checks.mutation.example import compared_mutant
from engine.checks.mutation.mutant import Reach
from engine.checks.mutation.mutants import mutants

SIZES = (300, 1_000, 3_000)
EDITS, EDITED_FILES = 15, 5
AFTER_AN_EDIT, GROWTH, OF_OVERLAPS = 0.15, 15, 0.2
"""The aims: of the whole after one edit; for ten times the rules; and of what overlaps took before."""
OVERLAPS = "no-hidden-order"
FEW, MANY = f"blocks {SIZES[0]}", f"blocks {SIZES[-1]}"
BESIDE = (FEW, MANY, "exceptions")
"""What the earlier program proves too: that takes it some ten minutes."""
SHOWN = ("no-conflicts", "settled-stays-settled", "worse-is-never-lighter", OVERLAPS)
CHECK = [sys.executable, "-m", "cli", "rules", "check"]
A_TEST = re.compile(r"^ +(?:- |when: )\{\w+: (yes|no)\}$", re.MULTILINE)
TURNED = {"yes": "no", "no": "yes"}

MOST_BEFORE = 400
"""What is counted: seconds of the processor that the earlier program gets for a pack. Why so many: ten times the rules
took some five minutes. Beyond it: it is broken off, and the page says that it would have taken more."""

PROVING = """
import json, resource, sys
from pathlib import Path
from time import process_time
from engine.checks.prove.prove import prove
from engine.rulebase.load.folder import read_pack_files, to_rule_base

if len(sys.argv) > 2:
    resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[2]), int(sys.argv[2])))
base = to_rule_base(read_pack_files(Path(sys.argv[1])), Path(sys.argv[1]))
took, findings, start = {}, [], process_time()
for claim in prove(base):
    took[claim.name] = took.get(claim.name, 0) + process_time() - start
    findings += [(claim.name, each.diagnostic.code) for each in claim.findings]
    print(json.dumps([len(base.rules), took, findings]), flush=True)
    start = process_time()
"""
"""Proves the pack in a folder, with this program or an earlier one: its rules, seconds by claim, and what was found, as
far as it got."""


def table() -> str:
    """Measure each pack once, claim by claim, each in a process of its own."""
    with ExitStack() as left_behind:
        earlier = left_behind.enter_context(before())
        folder = Path(left_behind.enter_context(TemporaryDirectory()))
        rows, now, then = _measured(folder, earlier)
        shares = after_edits(load_pack(ROOT / "rules"))
        edited = edited_files(ROOT / "rules", folder / "edited")
        of_then = "" if earlier is None else _of_then(earlier, folder / "of then")
    return section(
        "Proofs",
        """`rules check --prove`, in seconds of the processor, loading aside: everything, and of that some claims, the
        last of them about overlapping rows. The blocks are sound bases made for this, of some two dozen rules each,
        like the shipped ones; ten of them hang together. `exceptions` is a pack of long tables read from the top,
        whose rows are exceptions to the rows below them. `before` is commit d20e1f8 with the same rules, in the same
        run.""",
        ["base", ">rules", ">everything", *(f">{name.replace('-', ' ')}" for name in SHOWN), ">undecided", ">before"],
        rows,
        f"{_growth(now, then)} {_of_overlaps(now, then)} After one edited rule, {EDITS} of them picked by chance, the "
        f"proofs take {median(shares):.2f} of the time of the whole (median; {max(shares):.2f} at most, where nearly "
        f"all rests on it). Aim: at most {AFTER_AN_EDIT}{met(median(shares) <= AFTER_AN_EDIT)}. {_of_processes(edited)}"
        f"{of_then}",
    )


Seconds = Mapping[str, Mapping[str, float]]
"""By pack and claim."""


def _measured(folder: Path, earlier: Before | None) -> tuple[list[list[str]], Seconds, Seconds]:
    packs = {"shipped": ROOT / "rules", "exceptions": folder / "exceptions"}
    packs["exceptions"].mkdir()
    exceptions_pack(packs["exceptions"])
    for size in SIZES:
        packs[f"blocks {size}"] = folder / f"blocks {size}"
        packs[f"blocks {size}"].mkdir()
        (packs[f"blocks {size}"] / "pack.yaml").write_text(layered_text(size), encoding="utf-8")
    rows: list[list[str]] = []
    now: dict[str, Mapping[str, float]] = {}
    then: dict[str, Mapping[str, float]] = {}
    for name, pack in packs.items():
        rules, now[name], found, _ = proved(pack, ROOT)
        if name != "exceptions" and any(code != "undecided" for _, code in found):
            raise SystemExit(f"claims about `{name}` are refuted; it was meant to be sound")
        undecided = sum(code == "undecided" for _, code in found)
        row = [name.split()[0], f"{rules:,}", _written(sum(now[name].values()))]
        row += [*(_written(now[name].get(claim, 0)) for claim in SHOWN), str(undecided)]
        if earlier is not None and name in BESIDE:
            _, then[name], _, ended = proved(pack, earlier.folder, MOST_BEFORE)
            if not ended:  # whatever it was at, that took the rest
                then[name] = {OVERLAPS: MOST_BEFORE - sum(then[name].values()), **then[name]}
            row.append(f"{'' if ended else 'over '}{_written(sum(then[name].values()))}")
        rows.append(row)
    return rows, now, then


def proved(
    pack: Path, program: Path, most: int | None = None
) -> tuple[int, Mapping[str, float], list[tuple[str, str]], bool]:
    """Prove a pack in a process of its own, by the program in a folder, with nothing kept.

    Gives its rules, the seconds of each claim, what was found, and whether it came to its end within `most` seconds.
    """
    with nothing_kept():
        command = [sys.executable, "-c", PROVING, str(pack), *([] if most is None else [str(most)])]
        environment = {**os.environ, "PYTHONPATH": str(program)}
        ended = subprocess.run(command, cwd=program, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    if ended.returncode not in (0, -signal.SIGXCPU, -signal.SIGKILL) or not ended.stdout:
        raise SystemExit(f"`{pack.name}` could not be proved in {program}")
    rules, took, found = json.loads(ended.stdout.splitlines()[-1])
    return rules, took, found, ended.returncode == 0


def _growth(now: Seconds, then: Seconds) -> str:
    def grown(seconds: Seconds) -> float:
        return sum(seconds[MANY].values()) / sum(seconds[FEW].values())

    earlier = f", and {grown(then):.0f} times before" if then else ""
    return (
        f"Ten times the rules, in blocks, take {grown(now):.1f} times as long{earlier}. "
        f"Aim: at most {GROWTH} times{met(grown(now) <= GROWTH)}."
    )


def _of_overlaps(now: Seconds, then: Seconds) -> str:
    if not then:
        return ""
    took = then["exceptions"][OVERLAPS]
    share = now["exceptions"][OVERLAPS] / took
    broken_off = round(sum(then["exceptions"].values())) >= MOST_BEFORE
    before = f"{'more than ' if broken_off else ''}{took:.0f} s"
    return (
        f"Overlaps of `exceptions` take {share:.2f} of the {before} that they took before. "
        f"Aim: at most {OF_OVERLAPS}{met(share <= OF_OVERLAPS)}."
    )


def _written(seconds: float) -> str:
    return f"{seconds:.1f}"


@contextmanager
def nothing_kept() -> Iterator[Path]:
    """Keep in a folder of its own what is kept, for as long as this lasts."""
    earlier = os.environ.get("XDG_CACHE_HOME")
    with TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        try:
            yield Path(folder)
        finally:
            os.environ.pop("XDG_CACHE_HOME")
            if earlier is not None:
                os.environ["XDG_CACHE_HOME"] = earlier


def after_edits(base: RuleBase) -> list[float]:
    """Give the share of the whole that the proofs take after one edit, each starting from the same kept answers."""
    reach = Reach(base)
    edits = [each for each in mutants(base) if len(each.rules) == 1]
    with nothing_kept() as folder:
        whole, shares = _proving(base), []
        for each in Random(3).sample(edits, EDITS):
            with nothing_kept() as again:
                copytree(folder, again, dirs_exist_ok=True)
                shares.append(_proving(compared_mutant(base, each, reach).changed) / whole)
    return shares


def _proving(base: RuleBase) -> float:
    start = process_time()
    list(prove(base))
    return process_time() - start


@dataclass(frozen=True, slots=True)
class Edited:
    """Seconds of whole processes: of everything, and after each edit with proofs, and without."""

    whole: float
    proving: Sequence[float]
    checking: Sequence[float]

    @property
    def share(self) -> float:
        """What a process with proofs takes of the whole after an edit."""
        return median(self.proving) / self.whole


def edited_files(rules: Path, folder: Path) -> Edited:
    """Time `rules check` in processes of their own, each after one test in a copy of a pack was turned round."""
    for name in ("rules", "profiles"):
        copytree(rules.parent / name, folder / name)
    check = [*CHECK, "--rules", str(folder / "rules")]
    files = sorted((folder / "rules" / "by-topic").glob("*.yaml"))
    places = [(file, found) for file in files for found in A_TEST.finditer(file.read_text(encoding="utf-8"))]
    proving: list[float] = []
    checking: list[float] = []
    with nothing_kept():
        ran(check, may_find=True)  # so that all modules are compiled, as where the program is installed
    with nothing_kept() as kept:
        whole = ran([*check, "--prove"], may_find=True).cpu
        for file, found in Random(3).sample(places, EDITED_FILES):
            text = file.read_text(encoding="utf-8")
            file.write_text(text[: found.start(1)] + TURNED[found[1]] + text[found.end(1) :], encoding="utf-8")
            for command, seconds in (([*check, "--prove"], proving), (check, checking)):
                with nothing_kept() as again:
                    copytree(kept, again, dirs_exist_ok=True)
                    seconds.append(ran(command, may_find=True).cpu)
            file.write_text(text, encoding="utf-8")
    return Edited(whole, proving, checking)


def _of_processes(edited: Edited) -> str:
    return (
        f"As a process, from its start to its end, with reading the changed files and the checks without proof, `rules "
        f"check --prove` takes {median(edited.proving):.1f} s after one edited test ({EDITED_FILES} picked by chance), "
        f"{edited.share:.2f} of the {edited.whole:.1f} s of the whole{met(edited.share <= AFTER_AN_EDIT)}; "
        f"{median(edited.checking):.1f} s are spent without any proof, by `rules check` alone."
    )


def _of_then(earlier: Before, folder: Path) -> str:
    """Say what the pack of the earlier commit takes after an edit, of what all of it took then, and took after each."""
    edited = edited_files(earlier.rules_today, folder)
    with nothing_kept():
        then = ran([*CHECK, "--prove"], earlier.folder, may_find=True).cpu
    return (
        f" The pack of that commit took the program of that commit {then:.1f} s, after each edit anew; now it takes "
        f"{median(edited.proving):.1f} s after one, {median(edited.proving) / then:.2f} of that."
    )
