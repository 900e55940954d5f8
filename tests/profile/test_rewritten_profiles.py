"""A profile that is written back over its own file: whole or not at all, and no comment is lost."""

from pathlib import Path

import pytest

from engine.errors import UsageError
from engine.profile.rewrite import has_comments, rewrite

COMMENTS = {
    "a line of its own": "# asked on Monday\nid: a\n",
    "behind an answer": "id: a\nanswers:\n  x: yes  # so they say\n",
    "at the end": "id: a\n# the end",
    "under a key": "id: a\nanswers:\n  # x: comment\n  x: yes\n",
    "in brackets": "id: a\nanswers: {x: [a, # one\n b]}\n",
    "behind the mark of a text in lines": "id: a\nservice: | # as they wrote it\n  text\n",
    "under a text in lines": "id: a\nservice: |\n  text\n# not text\n",
    "behind a mark of the order of bytes": "\ufeff# here\nid: a\n",
    "in what is no YAML": "id: [a # open\n",
}
NONE = {
    "none": "id: a\n",
    "in quotes": "id: 'a # b'\nservice: \"# c\"\n",
    "inside a word": "id: a#b\n",
    "in a text in lines": "id: a\nservice: |\n  # their own heading\n  text\n",
    "nothing at all": "",
}


@pytest.mark.parametrize("text", COMMENTS.values(), ids=COMMENTS)
def test_comments_are_found(text: str) -> None:
    assert has_comments(text.encode())


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_what_is_no_comment_is_none(text: str) -> None:
    assert not has_comments(text.encode())


@pytest.mark.parametrize("text", COMMENTS.values(), ids=COMMENTS)
def test_a_file_with_comments_is_kept_beside_the_new_one(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(text.encode())
    assert rewrite(path, "id: new\n") == tmp_path / "a.yaml.before"
    assert path.read_text() == "id: new\n"
    assert (tmp_path / "a.yaml.before").read_bytes() == text.encode()


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_a_file_without_comments_is_written_over(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(text.encode())
    assert rewrite(path, "id: new\n") is None
    assert [each.name for each in tmp_path.iterdir()] == ["a.yaml"]


def test_a_new_file_has_none_before_it(tmp_path: Path) -> None:
    assert rewrite(tmp_path / "a.yaml", "id: new\n") is None
    assert (tmp_path / "a.yaml").read_text() == "id: new\n"


def test_a_copy_that_was_kept_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    kept = []
    for text in ("# one\nid: a\n", "# two\nid: a\n", "# one\nid: a\n"):
        path.write_text(text)
        kept.append(rewrite(path, "id: a\n"))
    assert kept == [tmp_path / name for name in ("a.yaml.before", "a.yaml.before-2", "a.yaml.before")]
    assert (tmp_path / "a.yaml.before").read_text() == "# one\nid: a\n"
    assert (tmp_path / "a.yaml.before-2").read_text() == "# two\nid: a\n"


def test_where_nothing_can_be_written_all_is_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    with pytest.raises(UsageError, match="can't be written: this is a folder; name a file in it"):
        rewrite(tmp_path / "a.yaml", "id: a\n")
    with pytest.raises(UsageError, match="can't be written: no such file or directory"):
        rewrite(tmp_path / "nowhere" / "a.yaml", "id: a\n")
    assert [each.name for each in tmp_path.iterdir()] == ["a.yaml"]
