"""People are asked in the order in which a pack declares its questions; no result depends on that order."""

from pathlib import Path

from engine import api
from engine.rulebase.base import RuleBase
from tests.rulebase.over import over

HEAD = """\
pack: {id: order, version: 0.1.0, title: In order, topics: {one: One, two: Two}, header: {who: text},
       layout: {heading: [who], primary: [act], headline: [act]}, roles: {us: Us}}
documents: [{id: house, prefix: h, title: House rules}]
statements: [{id: h.one, must: one, says: One.}]
decisions: [{name: act, title: Act, hit_policy: count}]
controls:
  - {name: zebra, topic: one, title: Zebra, what: Z., owner: us, evidence: E., cites: [h.one]}
  - {name: ant, topic: one, title: Ant, what: A., owner: us, evidence: E., cites: [h.one]}
rules: [{name: all-of-them, when: {any: [ASKED]}, then: {act: 1}, because: So., cites: [h.one]}]
topic: one
facts:
"""
FACTS = (
    "{name: early, kind: yes_no, question: Early?, applies_when: {why: yes}}",
    "{name: zeal, kind: yes_no, question: Zeal?}",
    "{name: why, kind: yes_no, question: Why?}",
    "{name: later, kind: yes_no, question: Later?, applies_when: {early: yes}}",
    "{name: ask, kind: yes_no, question: Ask?}",
    "{name: quick, kind: yes_no, question: Quick?, quick: 1}",
    "{name: before, kind: yes_no, question: Before?, topic: two}",
    "{name: able, kind: yes_no, question: Able?, topic: two}",
)
NAMES = [fact.split(": ")[1].split(",")[0] for fact in FACTS]


def load(folder: Path, facts: tuple[str, ...]) -> RuleBase:
    folder.mkdir(exist_ok=True)
    head = HEAD.replace("ASKED", ", ".join(f"{{{name}: yes}}" for name in NAMES))
    (folder / "pack.yaml").write_text(head + "".join(f"  - {fact}\n" for fact in facts), encoding="utf-8")
    return api.load_pack(folder)


def asked(base: RuleBase) -> list[str]:
    return [question.name for question in base.questions()]


def test_questions_are_asked_as_they_are_declared_and_each_behind_what_it_hangs_on(tmp_path: Path) -> None:
    in_order = ["quick", "zeal", "why", "early", "later", "ask", "zebra", "ant", "before", "able"]
    assert asked(load(tmp_path / "a", FACTS)) == in_order
    turned = ["quick", "ask", "why", "zeal", "early", "later", "zebra", "ant", "able", "before"]
    assert asked(load(tmp_path / "b", FACTS[::-1])) == turned


def test_each_line_of_the_quick_screen_counts_as_one_with_controls_last(tmp_path: Path) -> None:
    facts = [fact.replace("Zeal?", "Zeal?, quick: 2").replace("Able?", "Able?, quick: 1") for fact in FACTS]
    folder = tmp_path / "a"
    load(folder, tuple(facts))
    path = folder / "pack.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("name: ant,", "name: ant, quick: 1,"), encoding="utf-8")
    assert dict(api.load_pack(folder).quick_screen) == {"quick": 1, "able": 2, "zeal": 3, "ant": 4}


def test_the_order_of_questions_changes_no_result(tmp_path: Path) -> None:
    one, other = load(tmp_path / "a", FACTS), load(tmp_path / "b", FACTS[::-1])
    assert asked(one) != asked(other)
    assert one.sha256 == other.sha256
    for text in (b"id: x", b"id: x\nanswers: {zeal: no, why: yes}"):
        results = [api.to_json(base, [api.assess(base, api.read_profiles(text, base)[0])]) for base in (one, other)]
        assert results[0] == results[1]


def test_files_are_read_by_their_names_and_packs_below_first(tmp_path: Path) -> None:
    added = "facts: [{name: NAME, kind: yes_no, topic: people, question: NAME?}]\n"
    files = {"b_yaml": added.replace("NAME", "aaa"), "a_yaml": added.replace("NAME", "zzz")}
    base = over(tmp_path, "", **files)
    below = api.load_pack(tmp_path / "below")
    of_people = [each.name for each in base.questions() if each.topic == "people" and each.name in base.facts]
    assert of_people[-2:] == ["zzz", "aaa"]
    assert of_people[:-2] == [each for each in asked(below) if each in of_people]
