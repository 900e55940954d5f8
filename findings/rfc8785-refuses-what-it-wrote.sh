#!/bin/sh
# rfc8785 0.1.4: what it wrote can't always be read and written again. From 2**53 up, a float is written with no point or
# exponent, so a reader takes it for an integer, and an integer of that size is refused.
# One would guess that the canonical form of a canonical text is that text: it is what whoever checks a hash relies on.
# Seen: dumps(1e16) is 10000000000000000, and dumps(loads(of that)) raises IntegerDomainError. At 1e21 it works again.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check rfc8785==0.1.4
cd "$work"
"$work/venv/bin/python" - <<'END'
import json

import rfc8785


def again(number):
    """What the written number is written as, once it was read; the name of the error where it is refused."""
    try:
        return rfc8785.dumps(json.loads(rfc8785.dumps(number)))
    except rfc8785.CanonicalizationError as error:
        return type(error).__name__


seen = {number: (rfc8785.dumps(number), again(number)) for number in (2.0**53 - 1, 2.0**53, 1e16, 1e20, 1e21)}
print(seen)
assert seen[2.0**53 - 1] == (b"9007199254740991",) * 2
assert seen[2.0**53] == (b"9007199254740992", "IntegerDomainError")
assert seen[1e16] == (b"10000000000000000", "IntegerDomainError")
assert seen[1e20] == (b"100000000000000000000", "IntegerDomainError")
assert seen[1e21] == (b"1e+21",) * 2
END
