"""The book holds everything that a pack says, each thing in one place that all others lead to."""

import re
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from engine import api
from engine.page.html import MANY
from engine.render.book import book
from engine.rulebase.conditions import literals
from engine.rulebase.decisions import CONTROLS
from engine.rulebase.load.folder import read_pack_files, to_rule_base
from engine.rulebase.overlay import Extended, RuleChange
from engine.rulebase.properties import Implies, MayFall
from engine.rulebase.tables import DecisionTable
from tests.packs.shipped import ROOT
from tests.page.reading import Element, page
from tests.render.book.pages import LIBRARY, base_of, book_of, every_pack, page_of


@cache
def entries(pack: str) -> dict[str | None, Element]:
    return {each.attributes["id"]: each for each in page_of(pack).all("article")}


def entry(pack: str, kind: str, name: str) -> Element:
    return entries(pack)[f"{kind}-{name}"]


def leads_to(element: Element) -> set[str]:
    return {(each.attributes["href"] or "").removeprefix("#") for each in element.all("a")}


@every_pack
def test_everything_has_one_entry_with_its_words(pack: str) -> None:
    base = base_of(pack)
    words = {
        **{f"decision-{each.name}": each.title for each in base.decisions.values()},
        **{f"question-{each.name}": each.question for each in base.facts.values()},
        **{f"control-{each.name}": each.title for each in base.controls.values()},
        **{f"rule-{each.name}": each.because for each in base.rules.values()},
        **{f"statement-{each.id}": each.says for each in base.statements.values()},
        **{f"property-{each.name}": each.says for each in base.properties.values()},
        **{f"principle-{each.name}": each.says for each in base.principles.values()},
    }
    found = [(each.attributes["id"], each.text) for each in page_of(pack).all("article")]
    assert sorted(place or "" for place, _ in found) == sorted(words)
    assert [place for place, text in found if words[place or ""] not in text] == []


BUS = """\
pack: {id: bus, version: 0.1.0, title: What the bus costs, topics: {all: All}, header: {who: text},
       layout: {heading: [who], primary: [price], headline: [price]}}
documents: [{id: house, prefix: h, title: House rules}]
statements: [{id: h.one, must: one, says: One.}]
topic: all
facts: [{name: short, kind: yes_no, question: Is it a short trip?}]
decisions: [{name: price, title: Price, hit_policy: first, values: {free: Free, full: Full}}]
tables: [{name: prices, file: prices.csv, hit_policy: first, decides: [price], because: So., cites: [h.one]}]
"""
"""A pack without controls, and with a table that has no title."""


def test_a_bare_pack_has_no_link_to_nowhere_and_none_without_words(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(BUS, encoding="utf-8")
    (tmp_path / "prices.csv").write_text("short,price\nyes,free\n,full\n", encoding="utf-8")
    read = page(book(api.load_pack(tmp_path)))
    places = {f"#{each.attributes['id']}" for each in read.all() if "id" in each.attributes}
    links = read.all("a")
    assert "#table-prices" in {each.attributes["href"] for each in links}
    assert {each.attributes["href"] for each in links} <= places
    assert [each.attributes["href"] for each in links if not each.text.strip()] == []
    assert [each.attributes for each in read.all("h1", "h2", "h3", "h4") if not each.text.strip()] == []


@every_pack
def test_every_link_leads_somewhere_and_every_place_is_one(pack: str) -> None:
    places = [each.attributes["id"] for each in page_of(pack).all() if "id" in each.attributes]
    assert len(places) == len(set(places))
    links = [each.attributes["href"] or "" for each in page_of(pack).all("a")]
    assert links
    assert {link for link in links if link.removeprefix("#") not in places or not link.startswith("#")} == set()


@every_pack
def test_a_rule_leads_to_all_that_it_reads_gives_and_cites(pack: str) -> None:
    base = base_of(pack)
    for rule in base.rules.values():
        expected = {f"statement-{name}" for name in rule.cites}
        expected |= {f"control-{each.value}" for each in rule.then if each.decision == CONTROLS}
        expected |= {f"decision-{each.decision}" for each in rule.then if not base.decisions[each.decision].built_in}
        for each in literals(rule.when):
            if not each.on_decision:
                expected.add(f"{'question' if each.subject in base.facts else 'control'}-{each.subject}")
            elif each.subject != CONTROLS:
                expected.add(f"decision-{each.subject}")
        missing = expected - leads_to(entry(pack, "rule", rule.name))
        assert {each for each in missing if not each.startswith("control-")} == set(), rule.name


@every_pack
def test_a_decision_leads_to_its_rules_and_to_all_that_they_read(pack: str) -> None:
    base = base_of(pack)
    for decision in base.decisions.values():
        found = leads_to(entry(pack, "decision", decision.name))
        rules = base.rules_of[decision.name]
        if decision.name != CONTROLS:
            assert {f"rule-{rule.name}" for rule in rules} <= found, decision.name
        read = {each for rule in rules for each in literals(rule.when)}
        assert {f"decision-{each.subject}" for each in read if each.on_decision} <= found
        asked = {each.subject for each in read if not each.on_decision}
        assert {f"{'question' if name in base.facts else 'control'}-{name}" for name in asked} <= found


@every_pack
def test_a_statement_leads_to_all_that_cites_it(pack: str) -> None:
    base = base_of(pack)
    for statement in base.statements.values():
        found = leads_to(entry(pack, "statement", statement.id))
        for kind, group in (("rule", base.rules), ("control", base.controls), ("question", base.facts)):
            assert {f"{kind}-{each.name}" for each in group.values() if statement.id in each.cites} <= found


def test_a_claim_leads_to_all_that_it_speaks_of() -> None:
    base = base_of("shipped")
    for each in base.properties.values():
        found = leads_to(entry("shipped", "property", each.name))
        assert {f"statement-{name}" for name in each.cites} <= found
        match each.claim:
            case Implies(when, then):
                read = [literal for part in (when, then) for literal in literals(part)]
                assert {f"decision-{literal.subject}" for literal in read if literal.on_decision} - {
                    "decision-controls"
                } <= found
            case MayFall(facts, decisions, controls, _):
                places = (("question", facts), ("decision", decisions), ("control", controls))
                assert {f"{kind}-{name}" for kind, names in places for name in names if kind != "question"} <= found
                assert all({f"question-{name}", f"control-{name}"} & found for name in facts)
            case claim:
                assert {f"decision-{name}" for name in claim.decisions} <= found
    assert len(base.properties) >= 12


@every_pack
def test_a_list_of_answers_leads_to_each_of_its_questions_in_its_order(pack: str) -> None:
    base = base_of(pack)
    lists = [part for part in base.pack.sections if part.facts]
    sections = {each.attributes["id"]: each for each in page_of(pack).all("section")}
    found = [sections[f"answers-{number}"] for number, _ in enumerate(lists, 1)]
    assert ("answers" in sections) is bool(lists)
    for part, each in zip(lists, found, strict=True):
        assert part.title in each.text
        links = [(link.attributes["href"], link.text) for link in each.all("a")]
        words = [(name, base.facts[name].line or base.facts[name].question) for name in part.facts]
        assert links == [(f"#question-{name}", asked) for name, asked in words]


@every_pack
def test_the_contents_lead_to_every_chapter_and_group(pack: str) -> None:
    (contents,) = page_of(pack).all("nav")
    sections = {each.attributes["id"] for each in page_of(pack).all("section")}
    assert leads_to(contents) == sections


def test_the_table_of_a_decision_is_in_order_and_ends_with_what_holds_otherwise() -> None:
    (table,) = entry("library", "decision", "renewal").all("table")
    rows = [[cell.text for cell in row.all("th", "td")] for row in table.all("tr")[1:]]
    assert [row[0] for row in rows] == ["1", "2", "3", ""]
    assert [row[-1] for row in rows] == ["No renewal", "At the desk, in person", "By letter", "Online"]
    assert "renewal-somebody-waits" in rows[0][1]


def test_a_condition_keeps_its_shape() -> None:
    (rule,) = [name for name in base_of("library").rules if name == "card-for-every-loan"]
    when, *_ = entry("library", "rule", rule).all("dd")
    assert when.text == "not:Who wants to borrow it? — Another library"


@every_pack
def test_nothing_is_loaded_and_nothing_runs(pack: str) -> None:
    names = {each.name for each in page_of(pack).all()}
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "form", "image", "use", "base"}
    for each in page_of(pack).all():
        assert not [key for key in each.attributes if key.startswith("on") or key in ("src", "srcset", "style")]
    policy = [each.attributes["content"] for each in page_of(pack).all("meta") if "http-equiv" in each.attributes]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert not re.search(r"https?:|//[a-z]|url\(|@import", book_of(pack).replace("<!doctype html>", ""))


@every_pack
def test_headings_go_down_one_step_at_a_time(pack: str) -> None:
    levels = [int(each.name[1]) for each in page_of(pack).all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@every_pack
def test_it_says_its_language_and_what_it_is(pack: str) -> None:
    (html,) = page_of(pack).all("html")
    assert html.attributes["lang"] == "en-GB"
    (title, *_) = page_of(pack).all("title")
    assert base_of(pack).pack.version in title.text
    for table in page_of(pack).all("table"):
        assert all(each.attributes.get("scope") for each in table.all("th"))
    for part in page_of(pack).all():
        assert part.attributes.get("tabindex") is None or part.attributes.get("aria-label")


@every_pack
def test_many_references_are_counted_and_set_in_columns(pack: str) -> None:
    counted = 0
    for each in page_of(pack).all("div"):
        if label := re.fullmatch(r".*\((\d+)\)", each.all("dt")[0].text if each.all("dt") else ""):
            (items,) = each.all("ul")
            assert len(items.all("li")) == int(label[1])
            assert items.attributes.get("class") == ("columns" if int(label[1]) > MANY else None)
            counted += 1
    assert counted > 5


def test_the_same_rules_give_the_same_bytes_in_whatever_order_their_files_are_read() -> None:
    sources = read_pack_files(LIBRARY)
    turned = [*reversed(sources)]
    assert book(to_rule_base(turned, LIBRARY)) == book_of("library")
    assert book(api.load_pack(LIBRARY)) == book_of("library")


def test_where_a_pack_lies_does_not_show(tmp_path: Path) -> None:
    from shutil import copytree

    folder = copytree(LIBRARY, tmp_path / "elsewhere")
    assert book(to_rule_base(read_pack_files(folder), folder)) == book_of("library")


def test_a_table_stands_row_by_row_with_its_sources() -> None:
    base = base_of("library")
    rules = tuple(rule.name for rule in base.rules_of["renewal"])
    place = base.rules[rules[0]].span
    table = DecisionTable("renewals", "Renewals", "renewals.csv", "first", ("renewal",), rules, place)
    read = page(book(replace(base, tables={"renewals": table})))
    (found,) = [each for each in read.all("section") if each.attributes["id"] == "table-renewals"]
    (rows,) = found.all("tbody")
    shown = [[cell.text for cell in row.all("th", "td")] for row in rows.all("tr")]
    assert [row[0] for row in shown] == ["1", "2", "3"]
    assert all(base.rules[name].because in row[3] for name, row in zip(rules, shown, strict=True))
    cited = {f"statement-{cite}" for name in rules for cite in base.rules[name].cites}
    assert cited | {"decision-renewal", *(f"rule-{name}" for name in rules)} <= leads_to(found)
    (contents,) = read.all("nav")
    assert {"tables", "table-renewals"} <= leads_to(contents)


def test_a_rule_says_when_it_is_in_force_and_which_pack_it_is_from() -> None:
    base = base_of("library")
    name = "card-for-every-loan"
    rule = replace(base.rules[name], valid_from=date(2026, 3, 1), pack="town-library")
    change = RuleChange(name, "replaced", "Cards are new.", "our-branch", rule.span)
    gone = RuleChange("no-longer-there", "switched_off", "Nobody asked for it.", "our-branch", rule.span)
    changed = replace(base, rules={**base.rules, name: rule}, changes=(change, gone))
    read = page(book(replace(changed, extends=(Extended("town-library", "2.3.0", ""),))))
    (found,) = [each for each in read.all("article") if each.attributes["id"] == f"rule-{name}"]
    assert (
        "In force from 1 March 2026. From the pack town-library. Replaced by our-branch: Cards are new." in found.text
    )
    assert "Laid over town-library 2.3.0." in read.text
    (section,) = [each for each in read.all("section") if each.attributes["id"] == "changes"]
    assert "Switched off by our-branch: Nobody asked for it." in section.text
    assert leads_to(section) == {f"rule-{name}"}


def test_a_question_says_what_its_silence_means() -> None:
    base = base_of("library")
    silent = replace(base.facts["lives_here"], when_silent=False)
    read = page(book(replace(base, facts={**base.facts, "lives_here": silent})))
    (found,) = [each for each in read.all("article") if each.attributes["id"] == "question-lives_here"]
    assert "Where it is not answered, this is assumed: no." in found.text


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, as the accessibility guidelines reckon it."""

    def light(colour: str) -> float:
        digits = colour.removeprefix("#")
        digits = "".join(each * 2 for each in digits) if len(digits) == 3 else digits
        parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


ENTRIES = ("rule", "question", "control", "decision", "statement")


def test_words_stand_out_from_what_is_behind_them() -> None:
    files = [ROOT / "engine" / "page" / "style.css", ROOT / "engine" / "render" / "book" / "style.css"]
    style = "".join(each.read_text(encoding="utf-8") for each in files)
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]+)", style))
    for words in (
        "ink",
        "quiet",
        "link",
        "good",
        "bad",
        "doubt",
        "rule",
        "question",
        "control",
        "decision",
        "statement",
    ):
        for behind in (colours["paper"], colours["wash"]):
            assert contrast(colours[words], behind) >= 4.5, words
    assert contrast("#777", "#fff") < 4.5
    shades = dict(re.findall(r"\.shade-(\d) \{ background: (#[0-9a-f]+)", style))
    assert all(contrast("#fff" if number == "4" else colours["ink"], shade) >= 4.5 for number, shade in shades.items())
