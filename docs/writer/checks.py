"""The findings of `rules check`: one for each thing that can be wrong with a pack that reads well."""

from collections.abc import Iterator

from docs.writer.markdown import fenced, page

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
        "What a source says and the rules leave out is a hole. See [statements](statements.md) for the kinds.",
    ),
    "unknown-statement": (
        "A worked example that cites a statement which the pack does not hold.",
        "`cites: svp.eg-inclusoin`",
        "`cites: svp.eg-inclusion`",
        "The example then shows nothing.",
    ),
}

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


def checks() -> str:
    """Write the page."""
    head = (
        "`armslength rules check` reads a pack strictly, then looks for these. It prints one line for each finding and "
        "exits with 1 if there is one. Each rule is tried over every combination of answers that its own tests can "
        "tell apart, as long as there are not too many."
    )
    tests = [f"## {name}\n\n{says}" for name, says in RUN.items()]
    return page("Checks", head, *("\n\n".join(_check(name)) for name in sorted(CHECKS)), *tests)


def _check(name: str) -> Iterator[str]:
    says, avoid, prefer, why = CHECKS[name]
    yield f"## {name}"
    yield says
    for title, example in (("Avoid", avoid), ("Prefer", prefer)):
        yield f"{title}:\n\n{fenced(example, 'yaml')}" if example.startswith("when:") else f"{title}: {example}."
    yield f"Why: {why}"
