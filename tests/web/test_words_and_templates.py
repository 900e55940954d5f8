"""Texts stand in the files of words, and templates get one page and nothing else."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from jinja2 import Environment, FileSystemLoader, nodes
from jinja2.lexer import TOKEN_DATA

from armslength.web import pages
from armslength.web.words import ENGLISH, texts_of

WEB = Path(pages.__file__).parent.parent
ENVIRONMENT = Environment(loader=FileSystemLoader(WEB / "templates"), autoescape=True)
TEMPLATES = sorted(path.relative_to(WEB / "templates").as_posix() for path in WEB.rglob("templates/**/*.html"))
PAGES = [
    each
    for module in iter_modules(pages.__path__, f"{pages.__name__}.")
    for each in vars(import_module(module.name)).values()
    if isinstance(each, type) and is_dataclass(each) and hasattr(each, "template") and each.__module__ == module.name
]
TAG = re.compile(r"<[^>]*>|&[a-z]+;|&#\d+;", re.DOTALL)
SPOKEN = re.compile(r"\bsay\(\s*['\"]([\w.]+)['\"]")


@pytest.mark.parametrize("template", TEMPLATES)
def test_no_text_stands_in_a_template(template: str) -> None:
    source = (WEB / "templates" / template).read_text()
    written = "".join(text for _, kind, text in ENVIRONMENT.lexer.tokeniter(source, template) if kind == TOKEN_DATA)
    assert re.findall(r"[^\W\d_]{2,}", TAG.sub(" ", written)) == []


def test_every_text_that_is_said_is_there_and_every_text_is_said() -> None:
    texts = texts_of(ENGLISH)
    source = "\n".join(path.read_text() for path in WEB.rglob("*") if path.suffix in {".py", ".html"})
    assert sorted(set(SPOKEN.findall(source)) - texts.keys()) == []
    assert [each for each in texts if not _is_said(each.removesuffix(".one"), source)] == []


def _is_said(key: str, source: str) -> bool:
    """Find the key itself, or the beginning of keys that are put together, or what a redirection says was done.

    The fields of forms know their topic: what they say is named without it.
    """
    beginning, _, end = key.rpartition(".")
    topic, _, rest = key.partition(".")
    if f'Fields("{topic}"' in source and rest and _is_said(rest.removeprefix("ask."), source):
        return True
    return f'"{key}"' in source or f"'{key}'" in source or f'"{key}.{{' in source or (
        bool(beginning) and f"{beginning}.{{" in source
    ) or (beginning == "done" and f'"{end}"' in source)  # fmt: skip


@pytest.mark.parametrize("page", PAGES, ids=lambda each: each.__name__)
def test_a_template_uses_all_that_its_page_shows_and_nothing_else(page: type) -> None:
    parsed = _with_what_it_includes(page.template)  # type: ignore[attr-defined]
    used = {
        each.attr
        for tree in parsed
        for each in tree.find_all(nodes.Getattr)
        if isinstance(each.node, nodes.Name) and each.node.name == "page"
    }
    declared = {each.name for each in fields(page)} | {
        name for name, value in vars(page).items() if isinstance(value, property)
    }
    assert used - declared == set()
    assert {each.name for each in fields(page)} - used == set()


def _with_what_it_includes(template: str) -> list[nodes.Template]:
    tree = ENVIRONMENT.parse((WEB / "templates" / template).read_text())
    return [tree, *(found for each in _taken(tree) for found in _with_what_it_includes(each))]


def _taken(tree: nodes.Template) -> Iterator[str]:
    for each in (*tree.find_all(nodes.Extends), *tree.find_all(nodes.Include)):
        assert isinstance(each, nodes.Extends | nodes.Include)
        assert isinstance(each.template, nodes.Const)
        yield each.template.value
