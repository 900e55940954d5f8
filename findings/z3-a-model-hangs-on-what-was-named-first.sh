#!/bin/sh
# z3-solver 5.4.1.0: two solvers in contexts of their own, with the same assertions in the same order and the same seed, give
# different models, since the constants were named in another order before anything was asserted. One would guess that
# only what is asserted counts; whoever keeps models, or promises the same output for the same input, has to name first, too.
# Seen: named upwards [0, 3, 6, 9], named downwards [0, 3, 6, 11]; each the same again in every process.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check z3-solver==5.4.1.0
cd "$work"
cat > ask.py <<'END'
import sys

import z3

context = z3.Context()
order = range(12) if sys.argv[1] == "upwards" else reversed(range(12))
named = {each: z3.Bool(f"x{each}", context) for each in order}
solver = z3.Solver(ctx=context)
solver.set("random_seed", 7)
for each in range(0, 12, 3):
    solver.add(z3.Or(named[each], named[each + 1], named[each + 2]))
for each in range(0, 12, 2):
    solver.add(z3.Or(z3.Not(named[each]), z3.Not(named[each + 1])))
assert solver.check() == z3.sat
model = solver.model()
print([each for each in range(12) if z3.is_true(model.eval(named[each], model_completion=True))])
END
for hash in 0 1 2; do
    upwards=$(PYTHONHASHSEED=$hash "$work/venv/bin/python" ask.py upwards)
    downwards=$(PYTHONHASHSEED=$hash "$work/venv/bin/python" ask.py downwards)
    echo "upwards $upwards, downwards $downwards"
    [ "$upwards" = "[0, 3, 6, 9]" ]
    [ "$downwards" = "[0, 3, 6, 11]" ]
done
