"""The published shapes hold for everything that the program writes and reads."""

import json
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from engine import assess, to_json
from engine.assessment.agreement import REFERENCE
from engine.export.shapes import DocumentShape, documents, profile_shape
from engine.profile.profile import Profile
from engine.source.diagnostics import Diagnostics
from engine.source.text import Source
from engine.source.tree import Mapping, Node, Scalar, Sequence
from engine.source.yaml_tree import read_tree
from tests.packs.shipped import ROOT, shipped, shipped_examples

TODAY = date(2026, 11, 22)
EXAMPLES = shipped_examples()
FILES = sorted((ROOT / "profiles").glob("*.yaml"))


def as_json(node: Node | None) -> Any:
    """Turn a tree into the JSON that a program would write: every scalar as a text."""
    if isinstance(node, Mapping):
        return {entry.key.text: as_json(entry.value) for entry in node.entries}
    if isinstance(node, Sequence):
        return [as_json(item) for item in node.items]
    return node.text if isinstance(node, Scalar) else None


def written(profiles: list[Profile], as_of: date | None) -> bytes:
    return to_json(shipped(), tuple(assess(shipped(), each, as_of, REFERENCE) for each in profiles))


@pytest.mark.parametrize("profile", EXAMPLES, ids=lambda each: each.id)
def test_the_assessment_of_each_example_has_the_published_shape(profile: Profile) -> None:
    for as_of in (TODAY, None):
        (document,) = documents(written([profile], as_of))
        assert document.result.profile.id == profile.id
        assert set(document.result.decisions) == set(shipped().decisions)


def test_what_was_read_writes_the_same_json_again() -> None:
    data = written([EXAMPLES[0]], TODAY)
    again = documents(data)[0].model_dump(mode="json", by_alias=True, exclude_unset=True)
    assert again == json.loads(data)


def test_several_profiles_give_several_documents() -> None:
    assert [each.result.profile.id for each in documents(written(list(EXAMPLES[:3]), TODAY))] == [
        each.id for each in EXAMPLES[:3]
    ]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.update(more=1),
        lambda data: data["result"].update(surprise=None),
        lambda data: data["result"].pop("controls"),
        lambda data: data["result"].update(schema="armslength/assessment/2"),
        lambda data: data["result"]["decisions"]["model"].update(status="fairly sure"),
        lambda data: data["result"]["decisions"]["model"].update(by_default="yes"),
        lambda data: data["result"]["pack"].update(sha256="short"),
        lambda data: data["run"].update(engines=["guessing"]),
    ],
)
def test_another_shape_is_refused(spoil: Any) -> None:
    data = json.loads(written([EXAMPLES[0]], TODAY))
    spoil(data)
    with pytest.raises(ValidationError):
        documents(json.dumps(data))


def test_documents_are_frozen() -> None:
    document = documents(written([EXAMPLES[0]], TODAY))[0]
    with pytest.raises(ValidationError):
        document.run = None  # type: ignore[assignment]  # what must not be done is also of the wrong kind
    assert isinstance(document, DocumentShape)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_example_has_the_published_shape_of_a_profile(path: Any) -> None:
    tree = read_tree(Source(path.name, path.read_text(encoding="utf-8")), Diagnostics())
    profile_shape(shipped()).model_validate_json(json.dumps(as_json(tree)))


@pytest.mark.parametrize(
    "answers", [{"no_such_question": "yes"}, {"danger_now": "maybe"}, {"danger_now": {"value": "yes", "because": "x"}}]
)
def test_a_profile_of_another_shape_is_refused(answers: dict[str, Any]) -> None:
    shape = profile_shape(shipped())
    shape.model_validate_json('{"id": "a", "answers": {"danger_now": true}}')
    with pytest.raises(ValidationError):
        shape.model_validate_json(json.dumps({"id": "a", "answers": answers}))
