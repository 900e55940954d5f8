"""What is wrong with a profile is said exactly: every error, at its place; and what is good is kept as it is."""

from pathlib import Path

import pytest

from engine.errors import InputError
from engine.profile.files import profiles_from
from engine.profile.profile import Profile
from tests.hostile.made import PROFILES, Made
from tests.hostile.packs import BASE, KEPT_PROFILES, expected, load, made_lines, without

BOATS = load(BASE)


def read(path: Path) -> tuple[tuple[Profile, ...], list[str]]:
    try:
        return profiles_from(path, BOATS), []
    except InputError as error:
        return (), without(path.parent, map(str, error.diagnostics))


@pytest.mark.parametrize("path", KEPT_PROFILES, ids=lambda path: path.stem)
def test_the_messages_are_those_beside_the_profile(path: Path) -> None:
    profiles, lines = read(path)
    assert lines == expected(path)
    assert bool(profiles) is path.stem.startswith("accepted-")


@pytest.mark.parametrize("case", PROFILES.values(), ids=PROFILES.keys())
def test_a_profile_that_no_text_file_can_hold(case: Made, tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_bytes(case.data)
    profiles, lines = read(path)
    assert lines == made_lines(case, "bad.yaml")
    assert bool(profiles) is not bool(case.lines)


def test_ids_stay_as_they_are() -> None:
    profiles, _ = read(next(path for path in KEPT_PROFILES if path.stem == "accepted-ids"))
    texts = ["NA", "null", "00123", "123", "1E5", "-", "~", "yes", "1:30", "2026-02-29", ".inf"]
    assert [profile.id for profile in profiles] == texts


def test_what_is_not_known_is_not_known() -> None:
    (profile,), _ = read(next(path for path in KEPT_PROFILES if path.stem == "accepted-nothing-is-known"))
    assert profile.facts() == {}
    assert not any(profile.header.values())


def test_carriage_returns_change_nothing(tmp_path: Path) -> None:
    plain, windows = tmp_path / "plain.yaml", tmp_path / "windows.yaml"
    text = "id: a\nboat: canoe\nanswers:\n  can_swim: yes\n  remark: |\n    one\n    two\n"
    plain.write_bytes(text.encode())
    windows.write_bytes(text.replace("\n", "\r\n").encode())
    hashes = {profile.sha256 for path in (plain, windows) for profile in read(path)[0]}
    assert len(hashes) == 1


def test_a_json_true_means_what_a_yaml_yes_means(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"id": "a", "answers": {"can_swim": true}, "controls": {"trip-list": true}}')
    (tmp_path / "a.yaml").write_text("id: a\nanswers: {can_swim: yes}\ncontrols: {trip-list: yes}\n")
    (json,), (yaml,) = (read(tmp_path / name)[0] for name in ("a.json", "a.yaml"))
    assert json.facts() == yaml.facts() == {"can_swim": True, "trip-list": "in_place"}
    assert json.sha256 == yaml.sha256
