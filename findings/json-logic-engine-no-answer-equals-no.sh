#!/bin/sh
# json-logic-engine 5.0.7: what is not there is `==` to false and to 0, and not to "". For json-logic-js 2.0.5, of which it
# calls itself a drop-in replacement, and for JavaScript's own `==`, only null equals null. So no answer counts as a no.
# `missing` parts them too: null and "" are missing for json-logic-js, and not for json-logic-engine.
# Seen: without an answer `== false` and `== 0` are true for the one, false for the other; `missing` [] and ["a", "b"].
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund json-logic-engine@5.0.7 json-logic-js@2.0.5
cat > ask.mjs <<'END'
import assert from "node:assert";
import { LogicEngine } from "json-logic-engine";
import classic from "json-logic-js";

const machines = [(rule, data) => new LogicEngine().run(rule, data), (rule, data) => classic.apply(rule, data)];
const seen = machines.map((machine) => ({
  not_answered: [false, 0, "", null].map((value) => machine({ "==": [{ var: "a" }, value] }, {})),
  answered_no: machine({ "==": [{ var: "a" }, false] }, { a: false }),
  missing: machine({ missing: ["a", "b"] }, { a: null, b: "" }),
}));
console.log(JSON.stringify(seen, null, 1));
assert.deepEqual(seen, [
  { not_answered: [true, true, false, true], answered_no: true, missing: [] },
  { not_answered: [false, false, false, true], answered_no: true, missing: ["a", "b"] },
]);
END
node ask.mjs
