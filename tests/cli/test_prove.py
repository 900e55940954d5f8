"""`rules check --prove`: claims in words, findings as data, witnesses that `assess` reads, and how it ends."""

from pathlib import Path

import pytest

from engine.interpret import symbolic
from tests.cli.conftest import Call
from tests.proofs.small_packs import listed, pack_text

pytest.importorskip("z3")

FAULTY = {case["name"]: case for case in listed("faulty.yaml")}
SOUND = {case["name"]: case for case in listed("sound.yaml")}


def folder_with(tmp_path: Path, case: dict[str, object]) -> Path:
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "pack.yaml").write_text(pack_text(case), encoding="utf-8")
    return folder


@pytest.mark.engines
def test_a_refuted_claim_is_shown_with_a_witness_that_assess_reads(call: Call, tmp_path: Path) -> None:
    folder = folder_with(tmp_path, FAULTY["thresholds that overlap in one number"])
    ended = call("rules", "check", "--rules", folder, "--prove")
    assert ended.code == 1
    assert "refuted: no profile gets two values of one decision" in ended.err
    assert "proved: every complete profile gets a value" in ended.err
    assert "conflict: rules `large`" in ended.text
    witness = tmp_path / "witness.yaml"
    witness.write_text(ended.text.split("\n\n")[-1], encoding="utf-8")
    assert "  n: 6\n" in witness.read_text(encoding="utf-8")
    again = call("assess", witness, "--rules", folder, "--as-of", "2026-03-31", "--format", "json")
    assert '"status":"conflict"' in again.text


def test_witnesses_are_written_into_a_folder(call: Call, tmp_path: Path) -> None:
    folder = folder_with(tmp_path, FAULTY["a floor that falls when an answer gets worse"])
    ended = call("rules", "check", "--rules", folder, "--prove", "--witnesses", tmp_path / "shown")
    assert ended.code == 1
    assert "id: before" not in ended.text
    (file,) = (tmp_path / "shown").iterdir()
    assert f"witness: {file}" in ended.err
    assert file.name == "worse-is-lighter-1.yaml"
    checked = call("profile", "check", file, "--rules", folder)
    assert (checked.code, checked.err.count("reads well")) == (0, 2)


def test_a_folder_that_can_not_be_written_is_named(call: Call, tmp_path: Path) -> None:
    folder = folder_with(tmp_path, FAULTY["a floor that falls when an answer gets worse"])
    taken = tmp_path / "taken"
    taken.write_text("", encoding="utf-8")
    ended = call("rules", "check", "--rules", folder, "--prove", "--witnesses", taken)
    assert ended.code == 2
    assert "can't be written" in ended.err


def test_the_options_of_a_proof_need_the_proof(call: Call) -> None:
    ended = call("rules", "check", "--rlimit", "5")
    assert ended.code == 2
    assert ended.err == "armslength: `--witnesses` and `--rlimit` go with `--prove`\n"


def test_undecided_is_a_failure(call: Call, tmp_path: Path) -> None:
    folder = folder_with(tmp_path, SOUND["floors that only rise"])
    ended = call("rules", "check", "--rules", folder, "--prove", "--rlimit", "1")
    assert ended.code == 1
    assert "undecided: " in ended.text
    assert "undecided: " in ended.err


def test_without_z3_the_extra_is_named(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(symbolic, "available", lambda: False)
    folder = folder_with(tmp_path, SOUND["floors that only rise"])
    ended = call("rules", "check", "--rules", folder, "--prove")
    assert ended.code == 2
    assert ended.err.endswith("this needs the extra `proofs`; install it with: pip install 'armslength[proofs]'\n")
    assert ended.out == b""
