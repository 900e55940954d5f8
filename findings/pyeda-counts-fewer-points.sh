#!/bin/sh
# pyeda 0.29.0: `satisfy_count` is documented as the number of "all satisfying input points". It counts what `satisfy_all`
# gives, and that may leave out variables which do not matter: one entry then stands for several points. Whether it does so
# hangs on how the expression is written; a BDD does so for either. A truth table of the same function counts all.
# pyeda is built from source, and needs a C compiler.
# Seen: for `a | b & c`, which 5 of 8 points satisfy, 2; for `(a | b) & (a | c)`, which is the same function, 5; as a BDD 2.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pyeda==0.29.0
cd "$work"
"$work/venv/bin/python" - <<'END'
from pyeda.inter import expr, expr2bdd, expr2truthtable

sums, products = expr("a | b & c"), expr("(a | b) & (a | c)")
assert sums.equivalent(products)
seen = {
    "sum of products": sums.satisfy_count(),
    "product of sums": products.satisfy_count(),
    "bdd": expr2bdd(products).satisfy_count(),
    "truth table": expr2truthtable(sums).satisfy_count(),
}
print(seen, list(sums.satisfy_all()))
assert seen == {"sum of products": 2, "product of sums": 5, "bdd": 2, "truth table": 5}  # one would guess 5 each time
END
