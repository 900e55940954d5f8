"""The pages that people read: every command that they show is run, and every link leads somewhere."""

import re
from pathlib import Path

import pytest

from tests.forked import loaded_once
from tests.packs.shipped import ROOT
from tools.docs.console import NotAsShown, blocks, excerpt, fill, loosely, pages_with_commands, ran
from tools.docs.writer.markdown import anchor

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
HAND_WRITTEN = pages_with_commands(ROOT)
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "engine").rglob("*.md")])


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", HAND_WRITTEN, ids=named)
def test_the_commands_of_a_page_do_what_it_shows(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By one engine, which decides a thousand cases in a third of the time; two are one word more, compared loosely."""
    monkeypatch.setenv("ARMSLENGTH_HIDE_DURABLE", "1")
    for block, body in ran(page.read_text(encoding="utf-8"), loaded_once()):
        assert loosely(body) == loosely(block.body), f"run `make docs` if this is right now:\n{body}"


def test_pages_with_commands_were_found() -> None:
    assert len(HAND_WRITTEN) >= 6


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        path, _, place = target.partition("#")
        if path.startswith(("http:", "https:")):
            continue
        other = (page.parent / path).resolve() if path else page
        assert other.exists(), target
        if place:
            headings = HEADING.findall(other.read_text(encoding="utf-8"))
            assert place in {anchor(heading.replace("`", "")) for heading in headings}, target


def test_no_how_to_imports_from_inside_the_engine() -> None:
    inside = re.compile(r"^\s*(?:from engine\.|import engine\.)", re.MULTILINE)
    pages = sorted((ROOT / "docs" / "how-to").glob("*.md"))
    assert len(pages) > 10
    assert [page.name for page in pages if inside.search(page.read_text(encoding="utf-8"))] == []


def test_every_page_is_on_the_map() -> None:
    """Whoever looks for a page finds it in docs/README.md, by what it is for."""
    mapped = set(LINK.findall((ROOT / "docs" / "README.md").read_text(encoding="utf-8")))
    pages = [path for folder in ("tutorial", "how-to", "explanation") for path in (ROOT / "docs" / folder).glob("*.md")]
    assert len(pages) > 20
    assert {path.relative_to(ROOT / "docs").as_posix() for path in pages} - mapped == set()


def test_a_block_knows_its_file_and_its_excerpt() -> None:
    page = "<!-- exit: 2; parts: Why.. -->\n```console\n$ x\nWhy\n```\n\n<!-- file: a.yaml -->\n```yaml\nid: a\n```\n"
    first, second = blocks(page)
    assert (first.kind, first.says, first.body) == ("console", {"exit": "2", "parts": "Why.."}, "$ x\nWhy\n")
    assert (second.kind, second.says) == ("yaml", {"file": "a.yaml"})


def test_lines_are_typed_at_the_last_command() -> None:
    (found,) = ran("<!-- types: yes / 1, 2 /  / stop -->\n```console\n$ echo no\n$ cat\n```\n")
    assert found[1] == "$ echo no\nno\n$ cat\nyes\n1, 2\n\nstop\n"


def test_an_excerpt_says_what_it_leaves_out() -> None:
    rows = ["one", "two", "", "three"]
    assert excerpt(rows, {}) == rows
    assert excerpt(rows, {"parts": "two.."}) == ["…", "two", "", "three"]
    assert excerpt(rows, {"parts": "..three"}) == ["one", "two", "…"]
    assert excerpt(rows, {"parts": "..two, three.."}) == ["one", "…", "three"]
    with pytest.raises(NotAsShown, match="begins with `four`"):
        excerpt(rows, {"parts": "four.."})


def test_filling_in_replaces_the_line_of_a_key(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("id: x\nanswers:\n  # a: comment\n  a: unknown\n  b: unknown\n")
    fill(file, "a: yes\n")
    assert file.read_text() == "id: x\nanswers:\n  # a: comment\n  a: yes\n  b: unknown\n"


def test_outputs_are_compared_loosely() -> None:
    assert loosely("396 rules (eb835f28674a)\n  and  more") == loosely("400 rules (0123456789ab) and\nmore")
    assert loosely("one rule") != loosely("two rules")


def test_a_page_that_changes_what_people_decide_with_is_found_out() -> None:
    with pytest.raises(NotAsShown, match="changes `rules`, which people decide with"):
        list(ran("<!-- add: rules/pack.yaml -->\n```yaml\n# mine\n```\n"))
    with pytest.raises(NotAsShown, match="changes `profiles`"):
        list(ran("```console\n$ rm profiles/inclusion-sessions.yaml\n```\n"))


def test_a_page_that_leaves_a_pack_behind_is_found_out() -> None:
    page = "```console\n$ cp -r rules practice\n```\n"
    with pytest.raises(NotAsShown, match="leaves practice behind; let it end with how to undo it"):
        list(ran(page))
    assert len(list(ran(page + "\n```console\n$ rm -r practice\n```\n"))) == 2


def test_what_every_push_runs_is_what_the_readme_says() -> None:
    """The commands of its first block under "Start", in their order, before anything else."""
    start = (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## Start\n")[2]
    first = next(block for block in blocks(start) if block.kind == "sh").body.split("\n")[:-1]
    assert first == ["make assess", "make test"]
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in script if line.startswith("make ")][: len(first)] == first


def test_a_page_whose_command_fails_is_found_out() -> None:
    with pytest.raises(NotAsShown, match="exited with 2"):
        list(ran("```console\n$ armslength assess nothing.yaml\n```\n"))
