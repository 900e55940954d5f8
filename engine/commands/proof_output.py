"""What `rules check --prove` adds: the claims in words, and the witnesses, printed or written into a folder."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from engine import RuleBase

if TYPE_CHECKING:
    from engine import ProofResult


def proved(base: RuleBase, rlimit: int | None) -> list["ProofResult"]:
    """Prove each claim, and say what came of it as soon as it is known."""
    from engine import prove
    from engine.commands.terminal import say
    from engine.source.characters import visible

    results = []
    for result in prove(base, rlimit):
        say(visible(f"{result.answer}: {result.says}"))
        results.append(result)
    return results


def witnesses(base: RuleBase, results: Iterable["ProofResult"]) -> Iterator[tuple[str, str]]:
    """Walk the witnesses, each with a name for its file and the file itself; the same one is given once."""
    from engine.profile.witness_file import witness_file

    seen: set[str] = set()
    counts: dict[str, int] = {}
    for result in results:
        for finding in result.findings:
            if finding.witness is None:
                continue
            shows = str(finding.diagnostic)
            text = witness_file(base, shows, finding.witness.profiles, finding.witness.as_of)
            if text not in seen:
                seen.add(text)
                code = finding.diagnostic.code
                counts[code] = counts.get(code, 0) + 1
                yield f"{code}-{counts[code]}.yaml", text


def keep(folder: Path, files: Iterable[tuple[str, str]]) -> None:
    """Write each witness into a folder, and say where. Raises `UsageError` where that can't be done."""
    from engine import UsageError
    from engine.commands.terminal import say
    from engine.source.characters import in_backticks, visible

    for name, text in files:
        path = folder / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            reason = (error.strerror or "no reason is given").lower()
            raise UsageError(f"{in_backticks(str(path))} can't be written: {reason}") from error
        say(f"witness: {visible(str(path))}")
