"""The findings of `rules check`: one for each thing that can be wrong with a pack that reads well."""

from collections.abc import Iterator
from pathlib import Path

from tools.docs.writer.markdown import bullets, fenced, page

CHECKS = {
    "always-fires": (
        "A rule that every combination of answers fires.",
        "when: {any: [{stage: new}, {stage: running}]}",
        "when: always",
        "What always holds should say so. Often an answer was forgotten, or one too many was listed.",
    ),
    "never-fires": (
        "A rule that no combination of answers fires.",
        "when: {all: [{stage: new}, {stage: running}]}",
        "when: {any: [{stage: new}, {stage: running}]}",
        "Nobody ever sees what it says, and readers think that the point is covered.",
    ),
    "needless-openness": (
        "A rule that waits for a question although every answer to it would give the same.",
        "when: {any: [{stage: new}, {stage: running}, {danger_now: yes}]}",
        "when: {danger_now: yes}",
        "People are asked for nothing, and a decision stays open that could be settled.",
    ),
    "may-both-fire": (
        "Two rules for different values of one decision that do not contradict each other in any test.",
        "two rules, `{a: yes}` and `{b: yes}`, that give the decision different values",
        "the second becomes `{all: [{a: no}, {b: yes}]}`",
        "Where they contradict each other, one that fires rules the other out. Two values never fire at once.",
    ),
    "not-compared": (
        "A decision with so many rules that they can't be compared in pairs.",
        "hundreds of rules with long conditions for one decision",
        "a decision in between, which several rules read",
        "Whether two of its rules may fire at once is then not known.",
    ),
    "same-rule": (
        "Two rules with the same condition and the same conclusions.",
        "the same rule under two names, in two files",
        "one rule that cites the statements of both",
        "One of them will be changed one day, and the other forgotten.",
    ),
    "unread-fact": (
        "A question that no rule and no `applies_when` reads.",
        "a question that was asked because it might be useful",
        "a rule that reads it, or no question",
        "Every question costs somebody time, and people believe that an answer changes something.",
    ),
    "unrequired-control": (
        "A control that no rule ever requires.",
        "a control in the catalogue alone",
        "a rule with `then: {require: …}`, or no control",
        "A control that is never asked for will never be in place.",
    ),
    "ungiven-value": (
        "A value of a decision that neither a rule nor the default gives.",
        "a value that was declared for later",
        "a rule that gives it, or no value",
        "Readers take a declared value for a possible result. The lowest step of a scale is exempt.",
    ),
    "no-rules": (
        "A decision that no rule concludes.",
        "a decision with a default alone",
        "rules for it, or no decision",
        "It would always come out the same.",
    ),
    "statement-not-shown": (
        "A statement that nothing cites, or that does not show as its kind asks.",
        "a statement of the kind `control` that only a warning cites",
        "a control that cites it, and a rule that requires the control",
        "What a source says and the rules leave out is a hole. See [statements](../statements.md) for the kinds.",
    ),
    "unknown-statement": (
        "A worked example that cites a statement which the pack does not hold.",
        "`cites: svp.eg-inclusoin`",
        "`cites: svp.eg-inclusion`",
        "The example then shows nothing.",
    ),
}

CHECKS |= {
    "gap": (
        "A profile with every question answered for which a decision without a default has no value.",
        "`{n: {at_most: 5}}` for one value and `{n: {at_least: 7}}` for the other",
        "thresholds that meet, or a default",
        "Somebody will have just that profile.",
    ),
    "conflict": (
        "A profile for which two rules give an `any` or `unique` decision two values.",
        "`{n: {at_most: 6}}` for one value and `{n: {at_least: 6}}` for the other",
        "rules that contradict each other in some test",
        "No conclusion could be shown to whoever has that profile.",
    ),
    "settled-may-change": (
        "Two rules can fire against each other, so that what is settled may change as answers come in.",
        "a `conflict`, see there",
        "rules that contradict each other in some test",
        "People act on what is settled.",
    ),
    "not-monotone": (
        "A connective or a hit policy by which an outcome may widen as answers come in. It is a fault of the program.",
        "nothing in a pack can bring it about",
        "to report it",
        "That settled stays settled rests on it.",
    ),
    "worse-is-lighter": (
        "An answer gets worse, and a level falls or a control drops; also a level in the meantime.",
        "`{risk: small}` as the reason for a high level",
        "`{risk: {at_least: great}}`, or `may_fall` among the properties, with the reason",
        "Where it gets riskier, nobody expects less to be asked.",
    ),
    "changes-more": (
        "The answer to a question changes what the pack says it does not: see `changes_only` and `leaves`.",
        "a level that is read from what the parties call it",
        "a level that is read from the facts",
        "The pack promises it.",
    ),
    "implied-rule": (
        "A rule without which every profile would come out the same, and that cites no statement of its own.",
        "a control required at a middle level and up, and once more at the high level",
        "one of the two",
        "One of them will be changed one day, and the other still says the old thing.",
    ),
    "constant-test": (
        "A test that comes out the same for every profile, through all that stands behind it.",
        "`{level: {at_least: low}}`, where `low` is the lowest",
        "the rule without it",
        "Readers think that something is asked.",
    ),
    "idle-test": (
        "A test without which its rule would say the same.",
        "when: {all: [{n: {at_least: 12}}, {n: {at_least: 6}}]}",
        "when: {n: {at_least: 12}}",
        "Often the wrong value or the wrong question was written.",
    ),
    "idle-question": (
        "A question that rules read and whose answer changes no result.",
        "a question that only an implied rule reads",
        "a rule that hangs on it, or no question",
        "Every question costs somebody time.",
    ),
    "idle-answer": (
        "A member of a set that rules read and that changes no result.",
        "a member that is asked for only beside another that suffices",
        "a rule that hangs on it, or no mention of it",
        "People believe that it matters.",
    ),
    "idle-value": (
        "A value that rules give to a decision and that never comes out.",
        "a middle level that a higher one always tops",
        "a rule by which it can come out, or no such value",
        "Readers take it for a possible result.",
    ),
    "hidden-row": (
        "A row of a table read from the top that never decides, because an earlier row always does.",
        "`{n: {at_most: 10}}` above `{n: {at_most: 5}}`",
        "the narrow row above the wide one",
        "What the row says happens to nobody.",
    ),
    "hidden-order": (
        "Two rows of a table read from the top that overlap, neither an exception to the other, with different values.",
        "a row for children above a row for members",
        "a row for children who are members, or `order_decides` among the properties",
        "Nobody can tell from the rows which is meant.",
    ),
    "property-broken": (
        "A profile for which something that the pack claims under `properties` does not hold.",
        "a claim that was true before the last change",
        "rules by which it holds, or another claim",
        "The claim is why people trust the pack.",
    ),
    "property-says-nothing": (
        "A claim of the pack whose `when` no profile can meet.",
        "when: {all: [{stage: new}, {stage: running}]}",
        "when: {stage: new}",
        "It would hold whatever the rules say.",
    ),
    "undecided": (
        "A question that the solver did not answer within its steps. It is never taken for a proof.",
        "one rule with hundreds of tests over decisions that read each other",
        "a decision in between; or more steps, with `--rlimit`",
        "What is not decided may be false.",
    ),
}
"""The second half is found by `rules check --prove` only."""

RUN = {
    "case-failed": "`rules test` reports each case and each worked example whose outcome is not the expected one, with "
    "the place of the expectation, what was expected, and what came out.",
    "never-fired": "`rules test --coverage` reports each rule that fires in no case. What it concludes is never looked "
    "at.",
    "never-ruled-out": "`rules test --coverage` reports each rule that no case rules out. It might as well always "
    "fire, and no case would notice.",
    "never-open": "`rules test --coverage` reports each rule that is open in no case. Nobody has looked at what comes "
    "out while its questions are unanswered.",
    "never-decisive": "`rules test --coverage` reports each test of a rule on which the rule hangs in no case: with "
    "this one test the other way round, it would everywhere be fired or ruled out just the same.",
    "survived": "`rules mutate` reports each small change of the rules that no case notices. Write the case "
    "that would.",
}


RUN_WHY = {
    "case-failed": "Either the rules are wrong or the expectation is. Nobody knows which until somebody has looked.",
    "never-fired": "A slip in its condition or in what it concludes would go unnoticed.",
    "never-ruled-out": "The condition might be missing as a whole, and no case would tell.",
    "never-open": "Most profiles have gaps. What people see of them is what nobody has looked at.",
    "never-decisive": "The test might be left out or turned round, and no case would tell.",
    "survived": "Somebody may make that very change by mistake one day.",
}

EXAMPLES = Path(__file__).parent.parent / "checks" / "examples"
"""By the code of a finding: a file that brings it about in the small pack beside it, and one that does not."""


def check_pages() -> dict[str, str]:
    """Write the list of all findings, and a page for each."""
    pages = {f"checks/{code}.md": page(code, *_check(code)) for code in (*CHECKS, *RUN)}
    return {"checks.md": _all(), **pages}


def _all() -> str:
    head = (
        "`armslength rules check` reads a pack strictly, then looks for these. It prints one line for each finding and "
        "exits with 1 if there is one. Each rule is tried over every combination of answers that its own tests can "
        "tell apart, as long as there are not too many. With `--prove`, z3 looks at every profile there can be, and "
        "what it finds comes with a profile that shows it: see [Prove a pack](../how-to/prove-a-pack.md)."
    )
    found = bullets(f"[`{code}`](checks/{code}.md): {CHECKS[code][0]}" for code in sorted(CHECKS))
    ran = bullets(f"[`{code}`](checks/{code}.md): {RUN[code]}" for code in RUN)
    other = "`rules test` and `rules mutate` run the cases of a pack, and find these:"
    return page("Checks", head, found, other, ran)


def _check(code: str) -> Iterator[str]:
    """Say what a finding is, show a pack that has it and one that has not, and say why it matters."""
    if code in RUN:
        yield RUN[code]
        avoid = prefer = ""
        why = RUN_WHY.get(code, "")
    else:
        says, avoid, prefer, why = CHECKS[code]
        yield says
    yield from _example("Avoid", avoid, EXAMPLES / code / "avoid.yaml")
    yield from _example("Prefer", prefer, EXAMPLES / code / "prefer.yaml")
    yield f"## Why\n\n{why}" if why else ""
    if (EXAMPLES / code).is_dir():
        pack = "[a small pack](../../../tools/docs/checks/pack/pack.yaml)"
        yield f"Both are added to {pack}, and the tests see that only the first is found."


def _example(title: str, words: str, file: Path) -> Iterator[str]:
    if file.is_file():
        yield f"## {title}\n\n{fenced(file.read_text(encoding='utf-8'), 'yaml')}"
    elif words:
        yield f"## {title}\n\n{fenced(words, 'yaml') if words.startswith('when:') else words + '.'}"
