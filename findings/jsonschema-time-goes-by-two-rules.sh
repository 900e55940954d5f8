#!/bin/sh
# jsonschema 4.26.0: for `format: time`, `FormatChecker()` refuses the times that the checker of the draft takes, and the reverse.
# One would guess that `FormatChecker()` checks each format as the draft of the validator has it. It holds one rule a name, and
# for `time` that of draft 3: no offset, no fractions. From draft 7 on an offset is required.
# Seen under draft 2020-12: 10:00:00Z is refused and 10:00:00 taken by `FormatChecker()`; the other way round by
# `Draft202012Validator.FORMAT_CHECKER`. Of the formats that the draft has, `time` alone differs.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check 'jsonschema[format]==4.26.0'
cd "$work"
"$work/venv/bin/python" - <<'END'
from jsonschema import Draft202012Validator as Validator
from jsonschema import FormatChecker

schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "format": "time"}
texts = ["10:00:00", "10:00:00Z", "10:00:00+01:00", "10:00:00.5Z"]
seen = {
    name: [text for text in texts if Validator(schema, format_checker=checker).is_valid(text)]
    for name, checker in (("FormatChecker()", FormatChecker()), ("the draft's", Validator.FORMAT_CHECKER))
}
print(seen)
assert seen == {"FormatChecker()": ["10:00:00"], "the draft's": ["10:00:00Z", "10:00:00+01:00", "10:00:00.5Z"]}
general, own = FormatChecker().checkers, Validator.FORMAT_CHECKER.checkers
assert [name for name in own if general[name] != own[name]] == ["time"]
END
