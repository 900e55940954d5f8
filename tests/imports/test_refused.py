"""What a pack can't hold, or what means harm, is refused: the exact message, with the line, and all in one run.

`refused.txt` says of each file below what is said of it; the lines were thought out before they were ever printed.
"""

from pathlib import Path

import pytest

from engine.errors import InputError
from engine.imports.dmn.import_dmn import import_dmn
from engine.source import xml_tree
from tests.imports.written import SPACE, decision, model, one_table, saved, table, text

MESSAGES = dict(
    line.split(" | ", 1) for line in Path(__file__).with_name("refused.txt").read_text(encoding="utf-8").splitlines()
)


def cell(words: str, asks: str = "x") -> str:
    return one_table(f'{words} -> "a"', asks=[asks])


def output(words: str, policy: str = "UNIQUE") -> str:
    return one_table(f'"a" -> {words}', policy=policy)


def logic(words: str) -> str:
    return model(decision("D", text("literalExpression", words), ["x", "y", "z"]))


PLAIN = one_table('"a" -> "b"')
TIED = '"a" | - -> "p" | "q"\n- | true -> "p" | "r"'
TYPES = {"x": "tList"}
A_LIST = '<itemDefinition name="tList" isCollection="true"><typeRef>string</typeRef></itemDefinition>'
READS_E, READS_D = (table('"a" -> "b"', asks=[name]) for name in "ED")
CALLS = '<knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement>'
BAND = '<businessKnowledgeModel id="k" name="Band"/>'
ENTITY = '<!DOCTYPE definitions [<!ENTITY e SYSTEM "file:///etc/passwd">]>'

REFUSED = {
    "a word without quotation marks": cell("yes"),
    "30 February": cell('date("2026-02-30")', "day"),
    "a week where a day belongs": cell('@"2026-W01-1"', "day"),
    "a function": cell('starts with(x, "a")'),
    "a call": cell("max(1, 2)", "y"),
    "a day with a time": cell('date and time("2026-01-01T00:00:00")', "day"),
    "arithmetic in a cell": cell("5 + 1", "y"),
    "a range turned round": cell("[5..1]", "y"),
    "a range of texts": cell('["a".."c"]'),
    "a text without an end": cell('"a'),
    "a kind that is another": cell("< 5"),
    "a value that is not allowed": one_table('"c" -> "a"', allowed={"x": '"a", "b"'}),
    "two values in an output": output("3,5"),
    "an output that is worked out": output("1 + 2"),
    "an empty output": output(""),
    "null in a sum": output("null", "COLLECT+SUM"),
    "null in a least": output("null", "COLLECT+MIN"),
    "a sum of parts": output("1.5", "COLLECT+SUM"),
    "a sum that falls": output("-5", "COLLECT+SUM"),
    "two outputs of one name": one_table('"a" -> 1 | 2', gives=["r", "r"]),
    "priority without values": output('"b"', "PRIORITY"),
    "a tie in priority": one_table(TIED, asks=["x", "z"], policy="PRIORITY", gives=["one", "two"], listed=['"p"']),
    "a policy that DMN doesn't have": output('"b"', "BEST"),
    "a cell too few": PLAIN.replace('<outputEntry><text>"b"</text></outputEntry>', ""),
    "another language": PLAIN.replace("<inputExpression ", '<inputExpression expressionLanguage="javascript" '),
    "a loop": model(decision("D", "<for/>")),
    "a list as input": model(decision("D", table('"a" -> "b"', types=TYPES)), types=TYPES, more=A_LIST),
    "a circle": model(decision("D", READS_E, ["E"]), decision("E", READS_D, ["D"])),
    "what is not in the file": model(decision("D", table('"a" -> "b"'), ["x", "q"])),
    "another file": model(
        decision("D", table('"a" -> "b"')), more='<import namespace="urn:other" locationURI="/etc/passwd"/>'
    ),
    "a decision that is not required": model(decision("E", table('"a" -> "b"')), decision("D", READS_E, [])),
    "arithmetic in an expression": logic("y + 1 > 5"),
    "two names compared": logic("x = z"),
    "a document type": f'{ENTITY}\n<definitions xmlns="{SPACE}">&e;</definitions>',
    "no end of depth": f'<definitions xmlns="{SPACE}">' + "<a>" * 70,
    "a file that breaks off": PLAIN[:200],
    "something else": "<html/>",
    "a version that nobody knows": '<definitions xmlns="urn:dmn:99"/>',
    "no decision": model(),
    "a character that nobody sees": one_table('"a\u202eb" -> "c"'),
    "a truth in capitals": cell("TRUE", "z"),
    "quotation marks of a word processor": cell("“a”"),
    "what is asked, by its sign": cell('? = "a"'),
    "a name that nothing has": logic("no such thing"),
    "a function in an expression": logic("string length(x)"),
    "another language of the whole file": PLAIN.replace("<definitions", '<definitions expressionLanguage="javascript"'),
    "another language of a table": PLAIN.replace("<decisionTable", '<decisionTable expressionLanguage="juel"'),
    "another language of allowed values": one_table('"a" -> "b"', allowed={"x": '"a", "b"'}).replace(
        "<inputValues", '<inputValues expressionLanguage="juel"'
    ),
    "a business knowledge model": model(decision("D", CALLS + table('"a" -> "b"')), more=BAND),
    "an output of two decisions": model(
        *(decision(each, table('"a" -> "b"', gives=["r"])) for each in "AB"),
        decision("D", table('"b" -> "c"', asks=["r"]), ["A", "B"]),
    ),
}


LIMIT = {"y": "number", "low limit": "number"}
REFUSED |= {
    "another name in a cell": one_table('[low limit..9] -> "a"', asks=["y"], types=LIMIT, needs=["y", "low limit"]),
    "an output that is put together": output('x + " or so"'),
}


def test_something_is_said_of_every_file() -> None:
    assert list(MESSAGES) == list(REFUSED)


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_these_words(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as problem:
        import_dmn(saved(tmp_path, REFUSED[name]))
    said = [str(each).partition("small.dmn:")[2].split(": ", 1) for each in problem.value.diagnostics]
    assert [words for _, words in said] == [MESSAGES[name]]
    assert all(place.count(":") == 1 and place.replace(":", "").isdigit() for place, _ in said)


def test_everything_is_said_in_one_run(tmp_path: Path) -> None:
    rows = 'yes | 5 + 1 -> \n"a" | < 5 -> 1 + 1'
    broken = [
        decision("D", table(rows, asks=["x", "y"], policy="PRIORITY"), ["x", "y"]),
        decision("E", "<context/>"),
        decision("F", text("literalExpression", "x + 1")),
    ]
    with pytest.raises(InputError) as problem:
        import_dmn(saved(tmp_path, model(*broken)))
    assert len(problem.value.diagnostics) == 6


def test_a_decision_that_is_not_there_is_named_with_one_that_is_near(tmp_path: Path) -> None:
    content = PLAIN.replace('name="D"', 'name="Discount"')
    with pytest.raises(InputError, match=r"the file holds no decision `Discont`; did you mean `Discount`\?"):
        import_dmn(saved(tmp_path, content), "Discont")


def test_a_file_of_many_elements_is_refused_before_it_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_tree, "MOST_ELEMENTS", 1_000)
    content = f'<definitions xmlns="{SPACE}">' + "<a/>" * 1_001
    with pytest.raises(InputError, match="too-large: more than 1,000 elements in one file; split it"):
        import_dmn(saved(tmp_path, content))
