"""Enter the shipped rules in the register of releases, under the version that they give themselves.

python -m tools.release

A version is entered once. Where it stands there already with other rules, nothing is written: rules that people hold
results of are released again only under a new version.
"""

import csv
import sys
from pathlib import Path

from engine.api import load_pack
from engine.rulebase.released import COLUMNS, REGISTER, registered

ROOT = Path(__file__).parent.parent


def entered(register: Path, name: str, version: str, sha256: str) -> str:
    """Enter a version in a register; give what stands against it, and nothing where it stands there now."""
    before = registered(register).get(name, {}).get(version)
    if before is not None:
        return "" if before == sha256 else f"{name} {version} was released with other rules; raise `version` first"
    new = not register.is_file()
    with register.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([COLUMNS] * new + [(name, version, sha256)])
    registered.cache_clear()
    return ""


def main() -> None:
    """Enter the rules of this checkout, or say why not."""
    base = load_pack(ROOT / "rules")
    sys.exit(entered(ROOT / REGISTER, base.pack.id, base.pack.version, base.sha256) or None)


if __name__ == "__main__":
    main()
