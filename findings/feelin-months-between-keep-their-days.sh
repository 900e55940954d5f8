#!/bin/sh
# feelin 8.2.0: `years and months duration` gives days as well. FEEL's kind of that name has none: for the first pair below
# DMN's own example is P1Y8M. One would guess P1M from 1 January to 15 February, and that `<= duration("P1M")` holds for it.
# Seen: "P1Y8M2D", "P1M14D" and "P28D"; `<= duration("P1M")` is false, and nothing is warned of.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund feelin@8.2.0
cat > ask.mjs <<'END'
import assert from "node:assert";
import { evaluate } from "feelin";

const between = (start, end) => `years and months duration(date("${start}"), date("${end}"))`;
const ask = (text) => evaluate(text, {});
const seen = [["2011-12-22", "2013-08-24"], ["2026-01-01", "2026-02-15"], ["2026-01-31", "2026-02-28"]].map(
  ([start, end]) => ask(`string(${between(start, end)})`).value,
);
const within = ask(`${between("2026-01-01", "2026-02-15")} <= duration("P1M")`);
console.log(seen, within.value, within.warnings);
assert.deepEqual(seen, ["P1Y8M2D", "P1M14D", "P28D"]); // one would guess P1Y8M, P1M, P0M
assert.deepEqual([within.value, within.warnings], [false, []]); // true
END
for zone in UTC Europe/London America/Los_Angeles; do
    TZ=$zone node ask.mjs
done
