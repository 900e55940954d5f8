"""Every code that a message can bear: what it means, and what to do."""

from docs.writer.markdown import code, page, table

FILES = {
    "missing-file": ("There is no file of that name.", "Check the path. `-` reads standard input."),
    "not-a-file": ("The path leads to a folder, a pipe or a device.", "Name an ordinary file."),
    "unreadable-file": ("The file can't be opened.", "The message says why; most often it is a right that is missing."),
    "too-large": (
        "A file is over 5 MB or holds over 200,000 values; or a condition asks too much, `applies_when` written out.",
        "Split the file; simplify the condition or the `applies_when` that it reads.",
    ),
    "too-deep": (
        "Lists and mappings, or decisions that read decisions, are nested deeper than anybody can follow.",
        "Lay it out flatter.",
    ),
    "not-utf8": ("The file is not UTF-8.", "Save it as UTF-8."),
    "byte-order-mark": ("The file begins with an invisible mark.", "Save it as UTF-8 without a byte order mark."),
    "empty-file": ("There is nothing in the file, or only comments.", "Write something, or name another file."),
    "control-character": ("A character that moves the cursor or ends the text.", "Delete it."),
    "hidden-character": ("A character that nobody can see, so that two texts look alike.", "Delete it."),
    "lone-surrogate": ("Half a character.", "Write the whole character."),
    "too-many-errors": ("Reading stopped after 1,000 errors.", "Mend the first ones, and run it again."),
}

SYNTAX = {
    "yaml-syntax": ("This is not YAML.", "The message says what is wrong in plain words, and where."),
    "json-syntax": ("This is not JSON.", "The message says what was expected, and where."),
    "tab": ("A tab.", "Use spaces."),
    "duplicate-key": ("A key stands twice in one mapping.", "Keep one of the two."),
    "empty-key": ("A `:` without a key before it.", "Write the key."),
    "key-not-text": ("A list or a mapping where a key should be.", "Write a plain word."),
    "alias": ("YAML's `*` is not allowed.", "Write the value out; put a text that begins with `*` in quotes."),
    "anchor": ("YAML's `&` is not allowed.", "Delete it; put a text that begins with `&` in quotes."),
    "tag": ("YAML's `!` is not allowed.", "Delete it; put a text that begins with `!` in quotes."),
    "directive": ("A line that begins with `%` is not allowed.", "Delete the line."),
    "merge-key": ("YAML's `<<` is not allowed.", "Write the entries out."),
    "several-documents": ("A second document after `---`.", "One document a file."),
}

WORDS = {
    "missing-key": ("Something that must be there is not.", "Add the key."),
    "unknown-key": ("A key that has no meaning here.", "Mind the spelling; the message may guess what was meant."),
    "wrong-kind": ("A list, a mapping or a text where something else belongs.", "The message says what belongs there."),
    "empty-text": ("A text with nothing in it.", "Write the text, or leave the key out."),
    "bad-name": ("A name with letters that names may not have.", "The message shows how it may be written."),
    "listed-twice": ("The same word twice in one list.", "Keep one of the two."),
    "not-yes-no": ("Neither `yes` nor `no`.", "Write `yes` or `no`, in small letters."),
    "not-integer": ("Not a whole number in plain digits.", "Write, for instance, `14`."),
    "not-date": ("Not a date.", "Write it as `2026-01-31`."),
    "not-duration": ("Not a length of time.", "Write, for instance, `P3M`, `P2W`, `PT24H` or `same_day`."),
    "unknown-value": ("A value that was not declared.", "Choose one of those in the message."),
}

PROFILES = {
    "unknown-fact": ("An answer to a question that the pack does not ask.", "See [questions](questions.md)."),
    "unknown-control": ("A control that is not in the catalogue.", "See [controls](controls.md)."),
    "not-a-status": ("A control is in place (`yes`), missing (`no`) or `unknown`.", "Write one of the three."),
    "out-of-range": ("A number outside the range of its question.", "The message gives the range."),
    "answered-twice": ("A question is answered in the head and under `answers`.", "Keep one of the two."),
    "contradiction": ("A choice stands in both `includes` and `excludes`.", "Keep one of the two."),
    "duplicate-id": ("Two profiles of one file have the same `id`.", "Give each an id of its own."),
}

PACKS = {
    "no-pack": ("The folder holds no rule file, or no file with the key `pack`.", "Name the folder of a pack."),
    "second-pack": ("The key `pack` stands in two files.", "Keep one of the two."),
    "duplicate-name": ("A name is declared twice.", "Rename one, or delete it."),
    "name-taken": ("A question, a control and a decision can't share a name.", "Rename one of them."),
    "reserved-name": ("A name that the rules use for something of their own.", "Choose another."),
    "unknown-name": ("A condition reads something that is declared nowhere.", "Mind the spelling."),
    "unknown-decision": ("A rule or an expectation names a decision that is not there.", "Mind the spelling."),
    "unknown-statement": ("Something cites a statement that is not there.", "Declare it under `statements`."),
    "unknown-document": ("A statement's prefix belongs to no document.", "Declare it under `documents`."),
    "unknown-topic": ("A topic that the pack does not list.", "Add it to `topics` of the pack."),
    "unknown-role": ("An owner that the pack does not list.", "Add it to `roles` of the pack."),
    "unknown-class": ("A class of controls that the pack does not list, or that has no control.", "Mind the spelling."),
    "unknown-field": ("The heading names a field that the head does not have.", "Mind the spelling."),
    "unknown-kind": ("A kind of statement that the pack does not list.", "Add it to `statement_kinds`."),
    "unknown-operator": ("This can't be asked of it.", "The message names what can."),
    "bad-condition": ("A condition has one key, and its parts are a list.", "Join several with `all` or `any`."),
    "bad-property": ("A property makes one claim.", "Write `when` with `then`, or one of those in the message."),
    "bad-count": ("`n` of an `at_least` is more than there are parts, or less than 1.", "Mend the number."),
    "bad-conclusion": ("`then` does not say what follows in a way that the decision can take.", "See the message."),
    "bad-header": ("A field of the head is `text`, `texts` or `{fact: NAME}`.", "Write one of the three."),
    "bad-range": ("A number needs a range of two whole numbers, the lower one first.", "Write `range: [0, 100]`."),
    "no-citation": ("A rule or a property must cite one statement at least.", "Add it under `cites`."),
    "reads-text": ("No condition may read free text.", "Ask a question with declared answers instead."),
    "not-a-fact": ("`applies_when` may read questions only, no decisions and no controls.", "Ask a question instead."),
    "not-readable": ("No condition may read warnings or advice.", "Read what the warning itself rests on."),
    "circular-applies-when": ("Questions that apply only if each other apply.", "Break the circle the message shows."),
    "circular-decisions": ("Decisions that read each other in a circle.", "Break the circle the message shows."),
    "scattered-table": ("The rules of a `first` decision stand in several files.", "Put them in one, in order."),
    "too-few-values": ("A choice needs two values at least, a decision one.", "Declare them under `values`."),
    "values-not-allowed": ("Something of this kind has no `values`.", "Delete them, or change the kind."),
    "range-not-allowed": ("Only a number has a `range` and a `unit`.", "Delete them, or change the kind."),
    "ordered-not-allowed": ("Only a choice can be `ordered`.", "Delete it, or change the kind."),
    "worse-not-allowed": ("Only an ordered choice has a worse direction.", "Add `ordered: yes`, or delete `worse`."),
    "default-not-allowed": ("A set or a count has no default.", "Delete it."),
    "while-open-not-allowed": ("A set or a count has no value for the meantime.", "Delete it."),
    "no-examples": ("The folder that `examples` of the pack names is not there.", "Mend the path, or delete the key."),
    "empty-expectation": ("`expect` says nothing about a decision.", "Say what must come out, or leave it out."),
    "two-rhythms": ("A control has a deadline or a cadence, not both.", "Keep one of the two."),
}

GROUPS = (
    ("The file as a whole", FILES),
    ("YAML and JSON", SYNTAX),
    ("Keys, names and values", WORDS),
    ("Profiles", PROFILES),
    ("Packs", PACKS),
)


def errors() -> str:
    """Write the page."""
    head = (
        "A file that is refused gives one line for each fault, all of them in one run: `file:line:column: code: "
        "message`; on a terminal, the line itself follows with a mark under the place. Nothing is written to standard "
        "output, and the exit code is 2. What `armslength rules check` finds in a pack that reads well is listed under "
        "[checks](checks.md)."
    )
    parts = []
    for title, group in GROUPS:
        rows = [(code(name), *words) for name, words in sorted(group.items())]
        parts += [f"## {title}", table(("Code", "What it means", "What to do"), rows)]
    return page("Error codes", head, *parts)
