"""A pack in a git revision is read like one in a folder, and every message names the revision."""

import shutil
from pathlib import Path

import pytest

from engine.errors import InputError, UsageError
from engine.rulebase.base import RuleBase
from engine.rulebase.load.revision import load_revision
from engine.source.revision import copied_out, names_revision
from tests.differences.repositories import git
from tests.mutation.small import PACK, base, line_of, pack

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two revisions of a pack in the folder `house rules/gate`, and one that can't be read."""
    root = tmp_path / "repository"
    folder = root / "house rules" / "gate"
    pack(folder)
    git(root.parent, "init", "-q", "repository")
    for text in (PACK, PACK.replace("at_least: 3", "at_least: 4"), PACK.replace("{visits:", "{visit:")):
        pack(folder, rules=text)
        git(root, "add", "-A")
        git(root, "commit", "-q", "-m", "change")
    monkeypatch.chdir(root)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return root


def loaded(name: str) -> RuleBase:
    with copied_out(name) as found:
        return load_revision(found, name)


@pytest.mark.parametrize("name", ["HEAD~2:house rules/gate", "HEAD~2:house rules/gate/", "HEAD~2:./house rules/gate"])
def test_it_is_the_pack_as_it_was(repository: Path, tmp_path: Path, name: str) -> None:
    found = loaded(name)
    assert found.sha256 == base(pack(tmp_path / "plain")).sha256
    assert loaded("HEAD~1:house rules/gate").sha256 != found.sha256


def test_every_place_in_it_names_the_revision(repository: Path) -> None:
    name = "HEAD~2:house rules/gate"
    for _ in range(2):  # read, and then taken from what was kept
        found = loaded(name)
        line = line_of(repository / "house rules" / "gate", "name: opens-with-a-key")
        assert str(found.rules["opens-with-a-key"].span) == f"{name}/pack.yaml:{line}:11"
        assert found.folder == name
        assert "/tmp" not in repr(found)


def test_so_does_every_message_about_it(repository: Path) -> None:
    with pytest.raises(InputError) as refused:
        loaded("HEAD:house rules/gate")
    (line,) = str(refused.value).splitlines()
    where = line_of(repository / "house rules" / "gate", "{visit:")
    assert line.startswith(f"HEAD:house rules/gate/pack.yaml:{where}:")
    assert "unknown-name: " in line


def test_from_a_folder_further_down_a_path_begins_at_the_root_or_with_a_dot_where_we_are(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "house rules")
    assert loaded("HEAD~2:house rules/gate").sha256 == loaded("HEAD~2:./gate").sha256


def test_a_pack_over_another_in_the_same_revision_is_read_with_it(repository: Path) -> None:
    text = "pack: {id: over, version: 1.0.0, title: Over, extends: ../gate}\n"
    (repository / "house rules" / "over").mkdir()
    (repository / "house rules" / "over" / "pack.yaml").write_text(text, encoding="utf-8")
    pack(repository / "house rules" / "gate")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "a pack over it")
    pack(repository / "house rules" / "gate", rules=PACK.replace("opens-with-a-key", "changed-since"))
    found = loaded("HEAD:house rules/over")
    assert "opens-with-a-key" in found.rules
    assert found.rules["opens-with-a-key"].span.file == "HEAD:house rules/gate/pack.yaml"
    assert [each.folder for each in found.extends] == ["HEAD:house rules/gate"]


def test_links_and_other_files_of_a_revision_are_passed_over(repository: Path) -> None:
    (repository / "house rules" / "gate" / "link.yaml").symlink_to("/etc/hostname")
    (repository / "house rules" / "gate" / "notes.txt").write_text("Not rules.", encoding="utf-8")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "a link")
    with copied_out("HEAD:house rules/gate") as found:
        assert sorted(path.name for path in found.folder.rglob("*") if path.is_file()) == ["all.yaml", "pack.yaml"]
        copy = found.whole
    assert not copy.exists()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("HEAD~9:rules", "there is no revision `HEAD~9`; `git log` lists them"),
        ("no-such:rules", "there is no revision `no-such`; `git log` lists them"),
        ("HEAD:rules", "`rules` is not there in revision `HEAD`; name a folder of it"),
        (
            "HEAD:house rules/gate/pack.yaml",
            "`house rules/gate/pack.yaml` is not a folder in revision `HEAD`; name a folder of it",
        ),
        (":house rules/gate", "name the revision before the colon, as in `HEAD~1:rules`"),
        ("--output=x:rules", "name the revision before the colon, as in `HEAD~1:rules`"),
        ("HEAD:../elsewhere", "`HEAD:../elsewhere` leads out of the repository; name a folder inside it"),
        ("HEAD\x1b[2J:rules", "there is no revision `HEAD\\x1b[2J`; `git log` lists them"),
    ],
)
def test_what_is_not_there_is_said(repository: Path, name: str, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        loaded(name)
    assert str(refused.value) == message


def test_outside_a_repository_there_are_no_revisions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(UsageError) as refused:
        loaded("HEAD:rules")
    words = "this folder is in no git repository, so that there are no revisions; name a folder instead"
    assert str(refused.value) == words


def test_without_git_a_folder_can_still_be_named(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError) as refused:
        loaded("HEAD:house rules/gate")
    assert str(refused.value) == "git is not there to read a revision; install it, or name a folder"


def test_a_folder_with_a_colon_in_its_name_is_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert names_revision("a:b")
    (tmp_path / "a:b").mkdir()
    assert not names_revision("a:b")
    assert not names_revision("rules")
