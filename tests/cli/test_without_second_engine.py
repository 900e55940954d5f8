"""Life without the second engine: everything works, and results say that one engine stood behind them."""

import json

import pytest

from engine.interpret import durable
from tests.cli.program import ATLAS, ON_DAY, RULES, environment, needs_second_engine, run

pytestmark = pytest.mark.engines

HIDDEN = environment(ARMSLENGTH_HIDE_DURABLE="1")


def test_a_result_says_that_one_engine_stood_behind_it() -> None:
    ended = run("assess", ATLAS, *ON_DAY, "--format", "json", env=HIDDEN)
    assert (ended.code, ended.err) == (0, "")
    assert json.loads(ended.out)["run"]["engines"] == ["reference"]
    assert "One engine: reference." in run("assess", ATLAS, *ON_DAY, env=HIDDEN).text


@needs_second_engine
def test_the_result_itself_is_the_same() -> None:
    one, two = (run("assess", ATLAS, *ON_DAY, "--format", "json", env=env).out for env in (HIDDEN, environment()))
    assert json.loads(one)["result"] == json.loads(two)["result"]
    assert json.loads(one)["run"] != json.loads(two)["run"]


def test_asking_for_it_says_how_to_install_it() -> None:
    for args in (["assess", ATLAS, *ON_DAY], ["rules", "test", *RULES]):
        ended = run(*args, "--engine", "durable", env=HIDDEN)
        assert (ended.code, ended.out) == (2, b"")
        assert ended.err == (
            "armslength: this needs the extra `durable`; install it with: pip install 'armslength[durable]'\n"
        )


def test_rules_are_tested_by_the_one_that_is_there() -> None:
    ended = run("rules", "test", *RULES, env=HIDDEN)
    assert ended.code == 0
    assert ended.err.endswith("; by reference\n")


@pytest.mark.parametrize(("value", "hidden"), [("1", True), ("0", False), ("", False)])
def test_only_1_hides_it(monkeypatch: pytest.MonkeyPatch, value: str, hidden: bool) -> None:
    monkeypatch.delenv("ARMSLENGTH_HIDE_DURABLE", raising=False)
    there = durable.available()
    monkeypatch.setenv("ARMSLENGTH_HIDE_DURABLE", value)
    assert durable.available() is (there and not hidden)
