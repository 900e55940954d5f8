"""What people write stays text: in every field of a pack and a profile, in every form of output.

The same pack and profile are shown twice, once with a plain word in every text and once with something in its place
that a template, a shell, a spreadsheet or a browser would take for more than text. The two may differ in that alone.
"""

import html
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from engine.api import assess, explain_decision, to_json, write_explanation
from engine.export.blank import blank_profile
from engine.export.dmn.document import dmn
from engine.export.schema import SCHEMAS, schema
from engine.page.html import page_html
from engine.page.markdown import page_markdown
from engine.page.text import page_text
from engine.profile.files import profiles_from
from engine.render.book import book
from engine.render.page import result_page
from engine.rulebase.base import RuleBase
from engine.rulebase.load.folder import to_rule_base
from engine.source.text import Source

PAYLOADS = (
    "{{7*7}}",
    "${7*7}",
    "#{7*7}",
    "<%=7*7%>",
    "%s%d%n%(x)s",
    "{0.__class__}",
    "{profile}{}",
    "=1+1",
    "@SUM(A1)",
    "+49",
    "-1+1|cmd",
    "=HYPERLINK(A1)",
    "<script>alert(1)</script>",
    "<img/src=x>",
    "[x](javascript:alert(1))",
    "![x](//x.y/z)",
    "&lt;b&gt;&#49;",
    "`id`",
    "$(id)",
    "${HOME}",
    "*b*_i_~~s~~",
    "a|b|c",
    "\\n\\x1b[31m",
    "--",
    "1)x",
    "https://x.y/z",
)
PACK = """\
pack:
  id: texts
  version: TEXT
  title: TEXT
  topics: {topic: TEXT}
  roles: {us: TEXT}
  control_classes: {blocking: TEXT}
  header: {name: text, also: texts}
  layout:
    {heading: [name, also], primary: [care], headline: [care, level], sections: [{title: TEXT, decisions: [many]}]}
documents: [{id: document, prefix: d, title: TEXT}]
statements: [{id: d.one, must: told, under: TEXT, says: TEXT}]
topic: topic
facts:
  - name: one
    kind: choice
    values: {yes: TEXT, no: TEXT}
    question: TEXT
    why: TEXT
    example: TEXT
    worse: higher
    ordered: yes
  - {name: two, kind: number, unit: TEXT, range: [0, 9], question: TEXT}
  - {name: free, kind: text, question: TEXT}
  - {name: later, kind: text, question: TEXT, applies_when: {one: no}}
decisions:
  - name: care
    title: TEXT
    hit_policy: any
    values: {high: {label: TEXT, says: TEXT}, low: TEXT}
    default: {value: low, because: TEXT, cites: [d.one]}
  - {name: level, title: TEXT, hit_policy: max, while_open: b, values: {a: TEXT, b: {label: TEXT, says: TEXT}, c: TEXT}}
  - {name: many, title: TEXT, hit_policy: collect, values: {m: TEXT}}
controls:
  - {name: control, title: TEXT, what: TEXT, owner: us, evidence: TEXT, classes: [blocking], cites: [d.one]}
rules:
  - {name: a, title: TEXT, when: {one: yes}, then: {care: high, warn: TEXT, advise: TEXT}, because: TEXT,
     cites: [d.one]}
  - {name: b, when: {two: {at_least: 5}}, then: {level: c}, because: TEXT, cites: [d.one]}
  - {name: c, when: always, then: {many: m, require: control}, because: TEXT, cites: [d.one]}
"""
PROFILE = """\
id: TEXT
name: TEXT
also: [TEXT, TEXT]
answers:
  one: {value: yes, evidence: TEXT, by: TEXT, known: told}
  free: {value: TEXT, evidence: TEXT}
  later: TEXT
controls:
  control: {in_place: no, evidence: TEXT, by: TEXT}
"""
DAY = date(2026, 6, 1)
WORD = re.compile("Qq*z")
SAFE_ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "article", "footer"),
    *("div", "p", "br", "span", "a", "code", "strong", "h1", "h2", "h3", "h4", "ul", "li", "dl", "dt", "dd", "figure"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "svg", "g", "rect", "path", "text", "tspan"),
}
HASHES = re.compile("[0-9a-f]{64}|[0-9a-f]{12}")


class Book(HTMLParser):
    """What a browser makes of a page: its elements with their attributes, and its texts, one after another."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.seen.append(f"{tag} {attrs}")

    def handle_data(self, data: str) -> None:
        if self.elements[-1:] != ["tspan"]:  # in the picture, titles that do not fit are cut
            self.seen.append(data)


def plain(payload: str) -> str:
    """A word that takes as much room."""
    return f"Q{'q' * (len(payload) - 2)}z"


def read(text: str) -> tuple[RuleBase, str]:
    quoted = json.dumps(text)
    source = Source("pack.yaml", PACK.replace("TEXT", quoted))
    return to_rule_base([source], Path("nowhere")), PROFILE.replace("TEXT", quoted)


def as_text(base: RuleBase, profile: str) -> str:
    (read,) = profiles_from(profile.encode(), base)
    result = assess(base, read, DAY, "reference")
    return page_text(result_page(base, result, full=True), 300, False)


def as_markdown(base: RuleBase, profile: str) -> str:
    (read,) = profiles_from(profile.encode(), base)
    result = assess(base, read, DAY, "reference")
    return unescaped(page_markdown(result_page(base, result, full=True)))


def as_json(base: RuleBase, profile: str) -> str:
    (read,) = profiles_from(profile.encode(), base)
    return "\n".join(strings_in(json.loads(to_json(base, (assess(base, read, DAY, "reference"),)))))


def explained(base: RuleBase, profile: str) -> str:
    (read,) = profiles_from(profile.encode(), base)
    found = explain_decision(base, read, "care", "low", DAY)
    return write_explanation(base, found, form="text", full=True, width=300, colour=False)


def explained_in_markdown(base: RuleBase, profile: str) -> str:
    (read,) = profiles_from(profile.encode(), base)
    found = explain_decision(base, read, "care", "low", DAY)
    return unescaped(write_explanation(base, found, form="markdown", full=True))


def blank(base: RuleBase, profile: str) -> str:
    """A blank profile, which can be read again whatever the questions say."""
    made = blank_profile(base, quick=False, topics=())
    assert profiles_from(made.replace("id:", "id: a", 1).encode(), base)[0].facts() == {}
    return made


def as_book(base: RuleBase, profile: str) -> str:
    return as_a_browser_shows(book(base))


def as_html(base: RuleBase, profile: str) -> str:
    (read,) = profiles_from(profile.encode(), base)
    result = assess(base, read, DAY, "reference")
    return as_a_browser_shows(page_html(result_page(base, result, full=True)))


def as_a_browser_shows(written: str) -> str:
    """A page as a browser shows it, elements and all: a text may make none."""
    read = Book()
    read.feed(written)
    assert set(read.elements) <= SAFE_ELEMENTS
    return "\n".join(re.sub(r"\s+", " ", each) for each in read.seen)


def as_dmn(base: RuleBase, profile: str) -> str:
    """The file for DMN tools: its elements, attributes and texts, as an XML reader gives them."""
    read = ET.fromstring(dmn(base))
    parts = ((each.tag, *(f"{key}={value}" for key, value in each.items()), each.text or "") for each in read.iter())
    return "\n".join(part.strip() for each in parts for part in each)


def as_schemas(base: RuleBase, profile: str) -> str:
    return "\n".join(each for kind in SCHEMAS for each in strings_in(schema(base, kind)))


def strings_in(value: object) -> Iterator[str]:
    """Walk the strings of JSON data, keys included, and the kinds of everything else."""
    if isinstance(value, dict):
        yield from (each for pair in value.items() for part in pair for each in strings_in(part))
    elif isinstance(value, list):
        yield from (each for part in value for each in strings_in(part))
    else:
        yield value if isinstance(value, str) else repr(value)


def unescaped(markdown: str) -> str:
    """Markdown as a reader sees it: nothing that is active may be left in it unescaped."""
    assert "<" not in markdown
    assert not re.search(r"(?<!\\)\]\(", markdown)
    return html.unescape(re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", markdown))


FORMS = (as_text, as_markdown, as_html, as_json, as_book, as_dmn, as_schemas, explained, explained_in_markdown, blank)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_text_is_shown_and_does_nothing(payload: str, form: Callable[[RuleBase, str], str]) -> None:
    shown = form(*read(payload))
    as_it_should_be = form(*read(plain(payload)))
    assert WORD.search(as_it_should_be)
    assert HASHES.sub("#", shown) == HASHES.sub("#", WORD.sub(lambda _: payload, as_it_should_be))
