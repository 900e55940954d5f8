"""YAML as an editor reads it: by the core schema of YAML 1.2, in which `yes` is a text and `true` a truth value."""

import re
from typing import Any

import yaml


class Loader(yaml.CSafeLoader):
    """PyYAML with the few implicit types of YAML 1.2."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


IMPLICIT = (
    ("tag:yaml.org,2002:bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("tag:yaml.org,2002:int", r"[-+]?[0-9]+", "-+0123456789"),
    ("tag:yaml.org,2002:float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("tag:yaml.org,2002:null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
)
for tag, pattern, first in IMPLICIT:
    Loader.add_implicit_resolver(tag, re.compile(f"^(?:{pattern})$"), list(first))


def loaded(text: str) -> Any:
    """Read a text."""
    return yaml.load(text, Loader)
