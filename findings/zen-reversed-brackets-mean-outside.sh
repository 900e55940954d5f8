#!/bin/sh
# zen-engine 2.1.3: a range whose brackets are turned outwards is everything but the range. DMN and ISO 80000-2 write a range
# without its ends that way, so one would guess that `]1..5[` is `(1..5)`. ZEN takes both, and they are opposites.
# Where one bracket is turned, only one end counts: `[1..5[` is 5 and above. Nothing is raised.
# Seen: for 0, 1, 3, 5, 100 `(1..5)` holds for 3, `]1..5[` for 0, 1, 5, 100, `[1..5[` for 5 and 100, `]1..5]` for 0, 1, 3, 5.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check zen-engine==2.1.3
cd "$work"
"$work/venv/bin/python" - <<'END'
import zen


def fits(cell: str) -> list[int]:
    return [value for value in (0, 1, 3, 5, 100) if zen.evaluate_unary_expression(cell, {"$": value})]


seen = {cell: fits(cell) for cell in ("[1..5]", "(1..5)", "]1..5[", "[1..5[", "]1..5]")}
print(seen)
assert seen == {
    "[1..5]": [1, 3, 5],
    "(1..5)": [3],
    "]1..5[": [0, 1, 5, 100],  # one would guess [3]
    "[1..5[": [5, 100],  # [1, 3]
    "]1..5]": [0, 1, 3, 5],  # [3, 5]
}
END
