"""Every code that a message can bear: what it means, and what to do."""

from tools.docs.writer.markdown import code, page, table

FILES = {
    "missing-file": ("There is no file of that name.", "Check the path. `-` reads standard input."),
    "not-a-file": ("The path leads to a folder, a pipe or a device.", "Name an ordinary file."),
    "unreadable-file": ("The file can't be opened.", "The message says why; most often it is a right that is missing."),
    "too-large": (
        "A file, a row of a table, a workbook or a condition is larger than what is read; the message gives the limit.",
        "Split the file, save a workbook as CSV; simplify the condition or the `applies_when` that it reads.",
    ),
    "too-deep": (
        "Lists and mappings, or decisions that read decisions, are nested deeper than anybody can follow.",
        "Lay it out flatter.",
    ),
    "not-utf8": ("The file is not UTF-8.", "Save it as UTF-8."),
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
    "not-date": ("Not a date, or not clearly one day.", "Write it as `2026-01-31` or `31 January 2026`."),
    "not-duration": ("Not a length of time.", "Write, for instance, `P3M`, `P2W`, `PT24H` or `same_day`."),
    "unknown-value": ("A value that was not declared.", "Choose one of those in the message."),
}

PROFILES = {
    "unknown-fact": ("An answer to a question that the pack does not ask.", "See [questions](questions.md)."),
    "unknown-control": ("A control that is not in the catalogue.", "See [controls](controls.md)."),
    "not-a-status": ("A control is in place (`yes`), missing (`no`) or `unknown`.", "Write one of the three."),
    "out-of-range": ("A number outside the range of its question.", "The message gives the range."),
    "day-to-come": (
        "A warning: a question about the past was answered with a day after the day of assessment.",
        "Look whether the year is right.",
    ),
    "answered-twice": ("A question is answered in the head and under `answers`, or twice.", "Keep one of the two."),
    "contradiction": ("A choice stands in both `includes` and `excludes`.", "Keep one of the two."),
    "duplicate-id": ("Two profiles of one file have the same `id`.", "Give each an id of its own."),
}

PACKS = {
    "no-pack": ("The folder holds no rule file, or no file with the key `pack`.", "Name the folder of a pack."),
    "second-pack": ("The key `pack` stands in two files.", "Keep one of the two."),
    "duplicate-name": ("A name is declared twice.", "Rename one, or delete it."),
    "name-taken": ("A question, a control and a decision can't share a name.", "Rename one of them."),
    "aliases-not-allowed": ("Answers of this kind have no names, so no others either.", "Leave `value_aliases` out."),
    "reserved-heading": ("A name or a wording that means something else at the head of a column.", "Choose another."),
    "reserved-name": ("A name that the rules use for something of their own.", "Choose another."),
    "unknown-name": ("A condition reads something that is declared nowhere.", "Mind the spelling."),
    "unknown-decision": ("A rule or an expectation names a decision that is not there.", "Mind the spelling."),
    "unknown-statement": ("Something cites a statement that is not there.", "Declare it under `statements`."),
    "unknown-document": ("A statement's prefix belongs to no document.", "Declare it under `documents`."),
    "unknown-topic": ("A topic that the pack does not list.", "Add it to `topics` of the pack."),
    "unknown-role": (
        "An owner, or one who is likely to know, that the pack does not list.",
        "Add it to `roles` of the pack.",
    ),
    "unknown-reference": ("A line of a crosswalk names a reference that is not there.", "Declare it there."),
    "used-and-avoided": ("The glossary avoids a word that is one of its terms.", "Avoid it, or use it."),
    "needless-meanwhile": ("A value says `meanwhile: no`, where that means nothing.", "Leave it out."),
    "unknown-urgency": ("An urgency that the pack does not list.", "Choose one that `urgencies` of the pack lists."),
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
    "past-not-allowed": ("Only a date can be of the past.", "Delete `past`, or change the kind."),
    "worse-not-allowed": ("Only an ordered choice has a worse direction.", "Add `ordered: yes`, or delete `worse`."),
    "default-not-allowed": ("A set or a count has no default.", "Delete it."),
    "while-open-not-allowed": ("A set or a count has no value for the meantime.", "Delete it."),
    "no-examples": ("The folder that `examples` of the pack names is not there.", "Mend the path, or delete the key."),
    "empty-expectation": ("`expect` says nothing about a decision.", "Say what must come out, or leave it out."),
    "when-silent-not-allowed": ("A text has no answer for silence, since no rule reads it.", "Delete it."),
    "bad-file": ("The file of a table is no `*.csv` in the folder of the pack.", "Move or rename it."),
    "duplicate-file": ("Two tables have the same file.", "Give each a file of its own."),
    "duplicate-heading": ("Two columns of a table have the same heading.", "Keep one of the two."),
    "missing-column": ("A table has no column for a decision that it decides.", "Add it, or mend `decides`."),
    "unknown-heading": ("A column is headed by nothing that is declared.", "Mind the spelling."),
    "empty-heading": ("A column has no heading.", "Name what it asks or decides, or delete it."),
    "no-rows": ("A table has headings, and no row under them.", "Write a row, or delete the table."),
    "nothing-decided": ("A row of a table says nothing of what it decides.", "Fill it in, or delete the row."),
    "other-hit-policy": ("A table and its decision have different hit policies.", "Let both say the same."),
    "unknown-pack": ("`extends` names no pack.", "Name a folder, as seen from this pack, or the shipped pack's id."),
    "circular-packs": ("Packs extend each other in a circle, or are more than eight deep.", "Break the chain."),
    "nothing-below": ("A pack that extends no other has no rules to change.", "Change the rule itself."),
    "unknown-rule": ("No pack below has a rule of that name.", "Mind the spelling; `rules show` lists them."),
    "row-without-name": (
        "A pack changes a row of a table, or a case expects one, by its line, which others may shift.",
        "Give the row a name in a column `name`.",
    ),
    "nothing-to-replace": ("A rule says `replaces`, and no pack below has one of its name.", "Mind the spelling."),
    "changed-twice": ("A pack changes a rule of a pack below in two ways.", "Keep one of the two."),
    "no-threshold": (
        "A rule has no single threshold for this question, or nothing says which way is worse.",
        "Replace the rule.",
    ),
    "not-tighter": (
        "The new threshold would let more pass than the old one.",
        "Move it the other way, or replace the rule.",
    ),
    "bad-period": ("A rule would end before it begins.", "`from` is its first day, `until` its last."),
    "idle-urgency": ("A rule has an urgency, and neither warns nor advises.", "Leave the urgency out."),
    "two-rhythms": ("A control has a deadline or a cadence, not both.", "Keep one of the two."),
}

HANDED_OVER = {
    "other-profile": ("The answers that came back are about another profile.", "Merge them into that one."),
    "other-pack": ("The answers that came back are to the questions of other rules.", "Name these with `--rules`."),
    "to-read-only": (
        "A page of questions is for reading.",
        "Fill in the workbook or the YAML file of the same questions.",
    ),
    "unknown-form": ("The name of a file of questions ends in nothing known.", "Let it end in `.xlsx` or `.yaml`."),
    "no-question": ("A row has an answer, and no question.", "Give it the `Reference` of its question."),
    "missing-heading": ("A heading of a workbook of questions is gone.", "Write it again as it was made."),
    "missing-row": ("A workbook of questions does not say what it was made from.", "Make it again, and fill that in."),
}

TABLES = {
    "disguised": ("The file is something else than its name says.", "Let its name end as the message says."),
    "old-workbook": ("A workbook of a kind that is not read.", "Save it as `.xlsx` or as CSV."),
    "encrypted": ("The workbook needs a password.", "Save it without one."),
    "broken-workbook": ("The workbook is cut off or damaged.", "Open it in a spreadsheet program and save it again."),
    "document-type": ("A part of the file could read other files or grow without end.", "Delete it, or save it again."),
    "compressed": ("The file is packed.", "Unpack it first."),
    "not-a-table": ("A web page, a PDF or something else.", "Save it as a workbook or as CSV."),
    "not-json-lines": ("JSON, but not one object on each line.", "Write one object on each line."),
    "not-an-object": ("A line of JSON Lines that is no object.", "Put it in braces, with keys."),
    "not-a-text": ("A list holds something that can't stand in one cell with others.", "Write plain words."),
    "csv-syntax": ("This is not CSV.", "Most often a quotation mark that is never closed; the message says."),
    "other-delimiter": ("There is no comma between the cells.", "Save the file with commas, as `CSV UTF-8`."),
    "no-headings": ("There is no row of headings.", "Begin with one: names or questions of the rules, and `id`."),
    "no-rows": ("There are headings, and nothing under them.", "Fill in a row, or name another file."),
    "no-sheets": ("A sheet was asked for where there is none.", "Leave out `--sheet`."),
    "missing-sheet": ("The workbook has no sheet of that name.", "Mind the spelling."),
    "missing-id-column": ("No column says which row is which.", "Head it `id`, or name it with `--id`."),
    "missing-id": ("A row has no id.", "Give it one of its own."),
    "empty-heading": ("Something stands in a column without a heading.", "Give it one, or empty the cell."),
    "unknown-heading": (
        "A heading is nearly that of a question, control or field, and none.",
        "Mind the spelling, or head a column of your own `own: …`.",
    ),
    "lock-file": ("A small file that says that somebody has a table open.", "Name the table itself."),
    "totals-row": ("A line of totals, or of averages.", "Leave it out: the results count the rows."),
    "headings-again": ("The headings stand in the middle of the table once more.", "Leave that row out."),
    "note-row": (
        "A group of rows behind a blank one, in none of which anything is answered.",
        "Leave it, or move it up to the others if it is one of them.",
    ),
    "headings-below": ("A warning: something stands above the headings.", "Nothing, if it is a title."),
    "sheet-left-out": (
        "A warning: a sheet asks nothing, or has no ids.",
        "Nothing, if it is none to be read; else name it with `--sheet` to see what is missing.",
    ),
    "own-columns": (
        "A warning: these columns are about no question, and are carried through.",
        "Nothing, if they are your own.",
    ),
    "ids-alike": (
        "A warning: ids differ only in case, spaces or zeros before a number.",
        "Write each id in one way, so that nobody need guess.",
    ),
    "marks-stay": (
        "A warning: comments and colours of cells are not in the results.",
        "Keep the workbook, or write into a column of your own what they say.",
    ),
    "unclear-heading": ("The words of a heading belong to two things.", "Use the name of one of them."),
    "column-twice": ("Two columns are about the same.", "Keep one of the two."),
    "short-row": ("A row has fewer cells than there are headings.", "Most often a comma is missing."),
    "surplus-cells": ("A row has more cells than there are headings.", "Put texts with commas in quotes."),
    "no-answer": (
        "A cell says `n/a`, or the like: that there is no answer.",
        "Leave it blank where the question does not apply, or answer it.",
    ),
    "unclear-list": (
        "Several answers in one cell may be read in more than one way.",
        "Put `;` between them; `none` stands alone.",
    ),
    "error-cell": ("A cell shows an error such as `#N/A`.", "Mend it, or empty the cell."),
    "no-stored-result": ("A formula whose result is not in the file.", "Open it in a spreadsheet program and save it."),
    "merged-cells": ("Cells are merged, so that nobody knows whose they are.", "Take them apart, and fill in each."),
    "shown-otherwise": (
        "A cell is formatted so that it shows another number than it holds, or a length of time.",
        "Format it as General, and look at it again.",
    ),
    "unknown-type": ("A column of Parquet holds what is no answer, such as structures or bytes.", "Write texts."),
    "rounded-number": ("A number so long that the workbook rounded it.", "Format the cell as text, and type it again."),
    "broken-cell": ("What is stored for a cell makes no sense.", "Type it again."),
    "unknown-word": ("A way of knowing that there is not.", "Choose one of those in the message."),
    "hidden-rows": ("A warning: rows that nobody sees are read too.", "Delete them if they are not meant."),
    "hidden-columns": ("A warning: columns that nobody sees are read too.", "Delete them if they are not meant."),
    "hidden-sheet": ("A warning: a sheet that nobody sees is read too.", "Name the others with `--sheet`."),
}

DOCUMENTS = {
    "no-register": (
        "A register is asked for of a pack that declares none.",
        "Write `office/register.yaml` into its folder: see [the register](register.md).",
    ),
    "refused-step": (
        "The register refuses a step that `office/demo.yaml` tells.",
        "Do what the message says, or tell before it what has to come first.",
    ),
    "no-section": ("A document without a section.", "Declare one at least."),
    "stray-brace": ("A `{` in a text without its `}`.", "Close it, or delete it."),
    "says-more": (
        "A sentence that is held to its answers could say more than they do.",
        "Let its `when` ask for each answer that it rests on, joined by `all`, and for nothing else.",
    ),
    "not-a-word-file": ("The template is no Word file.", "Name the `.docx` of your house."),
    "missing-style": (
        "A warning: the template lacks a style, and the writer uses one of its own instead.",
        "Add a style of that name in Word, or leave it so.",
    ),
    "letter-not-in-font": (
        "A letter that none of the typefaces of the PDF has.",
        "Write it otherwise, or take HTML or Word, which use the typefaces of the machine.",
    ),
    "not-a-form": (
        "A file that is no form of ours in Word, or one whose end was changed.",
        "Write the form again with `document questions`, and let it be filled in in Word.",
    ),
    "two-answers": (
        "More was ticked for a question than can be true together.",
        "Ask the person who filled in the form which is meant.",
    ),
    "no-control": ("A wording of a clause that is for no control of its section.", "Name one of them as `control`."),
}

DMN = {
    "xml-syntax": ("This is not XML.", "Save the file again in the tool that wrote it."),
    "not-dmn": (
        "The file is XML, and not DMN of a version that is known, or holds no decision.",
        "Export it as DMN 1.1 to 1.6.",
    ),
    "not-held": (
        "Something that the rules of a pack have no meaning for, or that engines of DMN read differently.",
        "The message says what, in which element, and how it may be written; `--only` takes one decision.",
    ),
    "null-undecided": (
        "A cell asks for `null`, and nobody said what that means.",
        "Say `--null unknown` (the answer is not known) or `--null value` (an answer of its own).",
    ),
}

GROUPS = (
    ("The file as a whole", FILES),
    ("YAML and JSON", SYNTAX),
    ("Keys, names and values", WORDS),
    ("Profiles", PROFILES),
    ("Questions that were handed over", HANDED_OVER),
    ("Tables", TABLES),
    ("Packs", PACKS),
    ("Documents of a pack", DOCUMENTS),
    ("Tables in DMN", DMN),
)


def errors() -> str:
    """Write the page."""
    head = (
        "A file that is refused gives one line for each fault, all of them in one run: `file:line:column: code: "
        "message`; on a terminal, the line itself follows with a mark under the place. Nothing is written to standard "
        "output, and the exit code is 2. In a workbook the place is `file:Sheet!C7`, in other tables `file:line:cell`; "
        "an answer of a table that can't be read is not known, and a row that can't be read is refused; the others are "
        "decided all the same. What `armslength rules check` finds in a pack "
        "that reads well is listed under [checks](checks.md)."
    )
    parts = []
    for title, group in GROUPS:
        rows = [(code(name), *words) for name, words in sorted(group.items())]
        parts += [f"## {title}", table(("Code", "What it means", "What to do"), rows)]
    return page("Error codes", head, *parts)
