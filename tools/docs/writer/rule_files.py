"""The keys of rule files: what each means. The lists of keys come from the reader itself."""

from engine.render.words import listed
from engine.rulebase.load import files, read_facts, read_pack, read_properties, read_rules, read_tables, table_columns
from tools.docs.writer.markdown import code, fenced, page, table

PACK = {
    "id": "A short name, with hyphens.",
    "version": "The version of the rules. It is shown with every result.",
    "title": "What the pack answers, in a line.",
    "topics": "Each topic with its title, in the order in which people are asked.",
    "layout": "What comes first: `primary`, `headline`, `heading`; `sections`, each with its `decisions` "
    "or the `facts` whose answers it lists; and what is `left_out` where.",
    "examples": "The folder of worked examples, seen from the folder of the pack.",
    "roles": "Each role that may own a control, with its title.",
    "control_classes": "Each class of controls, with what it means.",
    "urgencies": "Each kind of harm with its label, the gravest first; warnings and advice are ordered by it.",
    "header": "The fields in the head of a profile: `text`, `texts`, or `{fact: NAME}`; groups may hold fields.",
    "statement_kinds": "Each kind of statement: what it says, and by what it has to show (`shown_by`).",
    "day_first": "`yes` where the day comes first: `12/03/2025` is 12 March. Without it, such a date is not read.",
    "extends": "The pack that it is laid over: a folder, as seen from this one, or the id of the shipped pack.",
}
LISTS = {
    "documents": "The sources: `id`, `prefix`, `title`, `short`, and where known `author`, `publisher`, `dated`.",
    "statements": "What the sources say: `id` (prefix, dot, name), `must` (its kind), `says`, `under`, `origin`.",
    "principles": "How the software itself behaves: `name`, `says`, `cites`.",
    "facts": "The questions.",
    "decisions": "The named results.",
    "controls": "The catalogue of what must be in place.",
    "rules": "The rules.",
    "properties": "What the pack claims of itself, to be proved; it decides nothing.",
    "tables": "Decision tables: rules that stand in the rows of a CSV file.",
    "crosswalks": "Where others look for what the pack asks, as it stood on a day; it decides nothing.",
    "glossary": "The words that the texts use: `term`, `means`, words to `avoid`, phrases they are `fine_in`.",
    "switch_off": "Rules of a pack below that do not hold here: `rule`, `because`.",
    "tighten": "Thresholds of rules of a pack below that are moved: `rule`, `question`, `to`, `because`.",
}
PROPERTY = {
    "name": "A name with hyphens.",
    "says": "The claim, as a sentence.",
    "when": "A condition: where it holds, so must `then`.",
    "then": "What must hold wherever `when` does; without `when`, everywhere.",
    "changes_only": "`{fact, decisions}`: the answer to this question changes these decisions at most.",
    "leaves": "`{fact, decisions}`: the answer to this question changes none of these decisions.",
    "never_lighter": "`{decisions}`: when an answer gets worse, none of these falls, and no control drops.",
    "may_fall": "An exception from that: which questions, decisions and controls, and `while_open` of which decision.",
    "order_decides": "`{decisions}`: tables read from the top, in which the order of rows is meant to decide.",
    "complete": "`{decisions}`: in every complete profile a rule gives their value, never the default.",
    "cites": "The statements that it rests on.",
}
FACT = {
    "name": "A name with underscores, by which rules and profiles speak of it.",
    "kind": "`yes_no`, `choice`, `choices`, `number`, `date` or `text`.",
    "question": "The question, as people are asked it.",
    "topic": "Its topic; the default is the `topic` of the file.",
    "quick": "Its place on the quick screen, if it is there. Several may share one; each counts as a question.",
    "why": "Why it is asked, in a sentence.",
    "yes_example": "A case in which the answer is yes.",
    "no_example": "A case in which the answer is no.",
    "example": "An example of an answer.",
    "ordered": "`yes` where the values of a `choice` run from least to most.",
    "values": "The answers of a `choice` or `choices`, each with its label.",
    "unit": "What a `number` counts.",
    "range": "The lowest and the highest `number` that is allowed.",
    "worse": "The direction in which its risk grows.",
    "aliases": "Other names of the question, as another program writes them: read in profiles, tables and conditions.",
    "value_aliases": "Other names of its answers, each with the answer that it means: `{HIGH: high}`.",
    "line": "What stands for it before its answer, where a section of the page lists answers. Left out: the question.",
    "applies_when": "A condition on other questions; where it is false, this one is not asked and counts for nothing.",
    "past": "Whether a date is of something that has happened: a day yet to come is warned of. Left out: where a rule "
    "asks how long ago it was.",
    "when_silent": (
        "The answer where none was given; such a question is never unknown. Of `choices`, a list. Of a `yes_no`, "
        "`not_answered` makes it a third answer."
    ),
    "changeable": "`no` where nobody can arrange for another answer: it has happened, or is what it is. No way to "
    "another result is offered that rests on it.",
    "known_by": "The roles of the pack that are likely to know the answer.",
    "cites": "The statements that it rests on.",
}
CONTROL = {
    "name": "A name with hyphens.",
    "title": "What it is, in a few words.",
    "what": "What has to be so, in a sentence.",
    "owner": "The role that answers for it.",
    "evidence": "What shows that it is in place.",
    "cites": "The statements that it rests on.",
    "topic": "Its topic; the default is the `topic` of the file.",
    "deadline": "How soon it is due, such as `PT24H` or `same_day`.",
    "cadence": "How often it is done, such as `P3M`.",
    "classes": "The classes it belongs to.",
    "quick": "Its place on the quick screen, if it is there. Several may share one; each counts as a question.",
    "question": "How it is asked, where the title alone makes a poor question.",
    "belongs_to": "The values of a decision for which alone it is meant, so that it may drop away with them.",
}
DECISION = {
    "name": "A name with underscores.",
    "title": "What is decided, in a few words.",
    "hit_policy": "How the rules make the result: see [decisions](decisions.md).",
    "values": "What can come out: a label each, or `label`, `says`, `deadline`, `cadence`, `cites`; for `max` upwards.",
    "default": (
        "What holds where every rule is ruled out: `value`, `because`, `cites`. With `gap: yes` it says that no rule "
        "fits, and counts as a gap."
    ),
    "while_open": "What to apply while it is open, kept within what is possible.",
    "cites": "The statements that it rests on.",
}
RULE = {
    "name": "A name with hyphens. It is shown beside everything that follows from the rule.",
    "title": "The rule in a few words.",
    "when": "The condition, or `always`.",
    "then": "What follows: decisions with their values, `require`, `warn`, `advise`.",
    "because": "The reason, in one sentence that can be read to anybody.",
    "cites": "The statements that it rests on, one at least.",
    "origin": "`derived` for our reading of the sources, `ours` for what they do not say.",
    "urgency": "The kind of harm that it warns of or advises against; such a rule is read first, and always shown.",
    "from": "The first day on which it is in force. Before, it is as if it were not there.",
    "replaces": "Why it stands in the place of the rule of that name in a pack below.",
    "until": "The last day on which it is in force. Later, it is as if it were not there.",
}
TABLE = {
    "name": "A name with hyphens. A row without a name is called after it and its line.",
    "file": "The CSV file, in the folder of the pack.",
    "hit_policy": "How its rows make the result: that of each decision that it decides.",
    "decides": "The decisions that have a column.",
    "title": "The table in a few words.",
    "because": "The reason of every row that gives none of its own.",
    "cites": "What every row cites that cites nothing of its own.",
    "origin": "Where every row comes from that does not say so itself.",
    "from": "The first day of every row that has none of its own.",
    "until": "The last day of every row that has none of its own.",
}
CELLS = (
    ("`-`, or nothing", "any answer, also none"),
    ("`a`", "this answer, value or status; of a set, it is in it"),
    ("`a \\| b`", "one of these"),
    ("`not a`, `not a \\| b`", "not this; none of these"),
    ("`>= 3`, `<= 3`, `> 3`, `< 3`", "a number; `>=` and `<=` also for ordered values"),
    ("`3..5`", "from one to the other, both included; also for ordered values"),
    ("`older than P1Y`", "a date that lies more than this before the day of assessment"),
    ("`yes`, `no` under `question.member`", "this member is in the set, or is not"),
)
CASE = {
    "name": "A sentence: the situation and what must come out.",
    "expect": "Decisions with what must come out.",
    "answers": "The answers of the situation; all others are unknown.",
    "controls": "The status of controls.",
    "as_of": "The day of assessment.",
    "header": "Fields of the head.",
    "cites": "The statements that it shows.",
    "why": "A remark for readers.",
}

CONDITIONS = (
    ("{all: [A, B]}", "every part holds"),
    ("{any: [A, B]}", "one part at least holds"),
    ("{not: A}", "the part does not hold"),
    ("{at_least: {n: 2, of: [A, B, C]}}", "two parts at least hold"),
    ("{question: yes}", "a yes/no question, answered so"),
    ("{question: value}", "a choice, a decision or a control, with this value"),
    ("{question: {one_of: [a, b]}}", "one of these values"),
    ("{question: {at_least: value}}", "an ordered choice or a `max` decision from this value up; also `at_most`"),
    ("{question: {includes: value}}", "a set that holds this; also `includes_any: [a, b]`"),
    ("{question: {at_least: 4}}", "a number or a count; also `at_most` and `equals`"),
    ("{question: {older_than: P1Y}}", "a date that lies more than this before the day of assessment"),
    ("{some-control: missing}", "the status of a control: `in_place` or `missing`"),
    ("{controls: {includes: some-control}}", "the control is required"),
    ("{controls: {missing: blocking}}", "a required control of this class is missing"),
    ("always", "no condition"),
)
EXPECTATIONS = (
    ("model: subcontract", "it is settled, with this value"),
    ("model: {possible: [a, b]}", "exactly these values are still possible"),
    ("model: {within: [a, b]}", "nothing but these is still possible"),
    ("oversight: {at_least: standard, at_most: enhanced}", "bounds, for an ordered decision or a count"),
    ("oversight: {interim: standard}", "this holds while it is open"),
    ("controls: {includes: [a], excludes: [b], undecided: [c], interim: [d]}", "members of a set"),
    ("some_count: 2", "exactly this number"),
)

EXAMPLE = """
rules:
  - name: sessions-in-the-dark
    title: Sessions after dark
    when: {all: [{meets_people_we_support: yes}, {not: {our_staff_present: always}}]}
    then:
      oversight: standard
      require: [out-of-hours-contact]
      advise: Agree who is rung in the evening, and try the number once.
    because: Nobody of ours is there when it gets dark.
    cites: [ours.out-of-hours]
    origin: ours
"""


def rule_files() -> str:
    """Write the page."""
    top = {**LISTS, "pack": "What the pack says of itself; in one file only.", "topic": "The topic of this file."}
    fact = (*read_facts.FACT_REQUIRED, *read_facts.FACT_OPTIONAL)
    control = (*read_facts.CONTROL_REQUIRED, *read_facts.CONTROL_OPTIONAL)
    return page(
        "Rule files",
        "A pack is a folder of YAML files. Their names and their order mean nothing, save for the folder `cases`. What "
        "a text means is said by its declaration, never by YAML: `no` is an answer to a yes/no question and a plain "
        "word elsewhere.",
        "The shape for the shipped rules is described by [rules.schema.json](rules.schema.json), and that of a file of "
        "cases by [cases.schema.json](cases.schema.json); an editor that knows them completes names and values.",
        f"An example:\n\n{fenced(EXAMPLE.strip(), 'yaml')}",
        _keys("Keys of a file", top, (*files.LISTS, "pack", "topic")),
        _keys("Keys of `pack`", PACK, (*read_pack.REQUIRED, *read_pack.OPTIONAL, "extends"), read_pack.REQUIRED),
        "A pack that `extends` another has no `header`, and of what is needed only "
        + listed([code(key) for key in read_pack.OVER_REQUIRED], "and")
        + "; what else it says is added to the pack below. See [lay a pack over another](../how-to/overlay-packs.md).",
        _keys("Keys of a question (`facts`)", FACT, fact, read_facts.FACT_REQUIRED),
        _keys("Keys of a control", CONTROL, control, read_facts.CONTROL_REQUIRED),
        _keys("Keys of a decision", DECISION, tuple(DECISION), ("name", "title", "hit_policy")),
        _keys("Keys of a rule", RULE, (*read_rules.REQUIRED, *read_rules.OPTIONAL), read_rules.REQUIRED),
        _keys(
            "Keys of a property",
            PROPERTY,
            (*read_properties.REQUIRED, "when", *read_properties.CLAIMS),
            ("name", "says", "cites"),
        ),
        "A property decides nothing. It makes one claim: `then` (with `when`, if it has a condition), or one of the "
        "others. `rules check --prove` proves it, or shows a profile that breaks it.",
        "## Conditions",
        table(("Written", "Holds when"), ((code(written), says) for written, says in CONDITIONS)),
        "A part over an answer that is not known is unknown, and so may the whole be. A part over a question that does "
        "not apply is false.",
        _keys("Keys of a table", TABLE, (*read_tables.REQUIRED, *read_tables.OPTIONAL), read_tables.REQUIRED),
        "The headings of its file are questions, controls and earlier decisions, those that it decides, `require`, "
        "`warn` and `advise`, and what is said of a row: "
        + listed([code(word) for word in table_columns.WORDS], "and")
        + ". See [write rules as a table](../how-to/decision-tables.md).",
        table(("Cell", "Asks for"), CELLS),
        _keys("Keys of a case (`cases/*.yaml`)", CASE, tuple(CASE), ("name", "expect")),
        "A worked example is a profile with `expect`. Both say in the same way what must come out:",
        table(("Written", "Expected"), ((code(written), says) for written, says in EXPECTATIONS)),
    )


def _keys(title: str, says: dict[str, str], keys: tuple[str, ...], required: tuple[str, ...] = ()) -> str:
    unknown = set(keys) ^ set(says)
    if unknown:
        raise KeyError(f"docs/writer/rule_files.py, {title}: say what these mean, or drop them: {sorted(unknown)}")
    rows = [(code(key), "yes" if key in required else "", words) for key, words in says.items()]
    if not required:
        return f"## {title}\n\n" + table(("Key", "Meaning"), ((key, words) for key, _, words in rows))
    return f"## {title}\n\n" + table(("Key", "Needed", "Meaning"), rows)
