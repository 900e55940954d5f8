"""What people wrote stays text in every kind of document, and is never taken for a placeholder, a mark or a stamp."""

import re
from dataclasses import replace
from functools import cache

import pytest

from armslength.documents.kinds import build
from armslength.documents.writers import write_document
from engine import Given, Result, assess
from tests.documents.at_hand import OF_ONE, ON_DAY, office, read_one, result_of, with_answers
from tests.packs.shipped import shipped

PAYLOADS = {
    "script": "<script>alert(1)</script>",
    "attribute": '" onmouseover="alert(1)',
    "markdown": "[press](javascript:alert(1)) `x` **y** | z",
    "placeholder": "{service} {as_of} {partner.name}",
    "command": "#import \"evil.typ\"; =cmd|' /C calc'!A0",
    "stamp": f"Rules, SHA-256: {'0' * 64} Day of assessment: 2001-01-01",
    "entity": "&lt;b&gt; &amp; &#x3c;",
}


@cache
def hostile(payload: str) -> Result:
    """Give a result whose profile has a payload for its names, and as evidence for everything that it says."""
    quoted = "'" + payload.replace("'", "''") + "'"
    profile = read_one(
        f"id: somebody\npartner: {{name: {quoted}}}\nservice: {quoted}\nanswers: {{in_a_bid: yes}}\n", shipped()
    )
    result = assess(shipped(), profile, ON_DAY, engine="reference")

    def put(answers: dict[str, Given]) -> None:
        given = result_of("tender-weekly-team").profile
        if given is not None:
            answers |= {
                name: replace(each, evidence=payload, by=payload)
                for name, each in {**given.answers, **given.controls}.items()
            }

    return with_answers(result, put)


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
@pytest.mark.parametrize("kind", OF_ONE)
def test_it_shows_as_it_is_in_html(kind: str, payload: str) -> None:
    html = write_document(build(shipped(), [hostile(payload)], office(), kind), "html").decode()
    body = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    assert "<script" not in html
    assert not re.search(r"<[^<>]*\sonmouseover=", body)
    assert 'href="javascript:' not in body
    shown = re.sub(r"<[^<>]*>", "", body)
    escaped = (
        payload.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("'", "&#x27;")
    )
    assert escaped in shown


@pytest.mark.parametrize("kind", OF_ONE)
def test_a_placeholder_in_what_people_wrote_is_left_as_it_is(kind: str) -> None:
    payload = PAYLOADS["placeholder"]
    page = build(shipped(), [hostile(payload)], office(), kind).page
    assert payload in page.title


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
@pytest.mark.parametrize("kind", OF_ONE)
def test_it_makes_no_html_and_no_link_in_markdown(kind: str, payload: str) -> None:
    from markdown_it import MarkdownIt

    text = write_document(build(shipped(), [hostile(payload)], office(), kind), "md").decode()
    html = MarkdownIt("commonmark").enable("table").render(text)
    assert "<script" not in html
    assert "javascript:" not in "".join(re.findall(r'href="[^"]*"', html))
