"""The wheel and the source archive: what is in them, what they say of themselves, and that they work anywhere."""

import io
import json
import re
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from email.message import Message
from email.parser import Parser
from pathlib import Path
from shutil import copy

import pytest

from engine import __version__
from engine.assessment.agreement import COLUMNAR, REFERENCE
from engine.interpret import columnar
from tests.cli.program import ATLAS, LIBRARY, PROGRAM, ROOT, Finished, environment, run
from tests.packs.shipped import shipped_cases

DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
MACHINE = re.compile(r"(?<![\w.])/(?:home|Users|root|tmp|var|mnt|opt)/\w|[A-Z]:\\\\?Users")
"""How a path of somebody's machine begins."""

PORTFOLIO = {"profiles": {"portfolio/forty-partners.csv", "portfolio/forty-partners.xlsx"}}
"""What is shipped beside rules and worked examples, by folder."""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source archive, and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return folder


@pytest.fixture(scope="session")
def wheel(built: Path) -> Path:
    (found,) = built.glob("*.whl")
    return found


@pytest.fixture(scope="session")
def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


@pytest.fixture(scope="session")
def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [each for each in archive.namelist() if each.endswith(".dist-info/METADATA")]
        return Parser().parsestr(archive.read(name).decode("utf-8"))


def in_tree(folder: str, pattern: str) -> set[str]:
    return {str(path.relative_to(ROOT / folder)) for path in (ROOT / folder).rglob(pattern)}


def test_the_wheel_holds_the_program_and_nothing_else(names: list[str]) -> None:
    folders = {"engine", "armslength", "cli.py", f"armslength-{__version__}.dist-info"}
    assert {name.partition("/")[0] for name in names} == folders
    assert {"engine/py.typed", "engine/page/style.css", "engine/render/book/style.css"} <= set(names)
    assert {"armslength/py.typed", "armslength/documents/writers/typeset/document.typ"} <= set(names)
    for folder in ("engine", "armslength"):
        inside = {name.removeprefix(f"{folder}/") for name in names if name.startswith(f"{folder}/")}
        assert {name for name in inside if name.endswith(".py")} == in_tree(folder, "*.py")
    litter = re.compile(r"(^|/)(tests?|bench|docs|tools|__pycache__|\.[^/]*)(/|$)|\.pyc$")
    assert not [name for name in names if litter.search(name)]


def test_the_wheel_holds_the_rules_and_the_worked_examples(names: list[str]) -> None:
    for folder in ("rules", "profiles"):
        inside = f"engine/shipped/{folder}/"
        found = {name.removeprefix(inside) for name in names if name.startswith(inside)}
        assert found == in_tree(folder, "*.*")
        assert {name for name in found if not name.endswith(".yaml")} == PORTFOLIO.get(folder, set())


def texts_in(data: bytes, name: str) -> Iterator[tuple[str, str]]:
    """Walk the texts of a wheel; a workbook is an archive of texts itself."""
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for inner in archive.namelist():
                yield from texts_in(archive.read(inner), f"{name}/{inner}")
    else:
        yield name, data.decode("utf-8")


def test_nothing_in_the_wheel_names_a_path_of_a_machine(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        everything = [text for name in archive.namelist() for text in texts_in(archive.read(name), name)]
        for name, text in everything:
            for path in (str(ROOT), str(Path.home()), sys.prefix):
                assert path not in text, (name, path)
            assert not MACHINE.search(text), (name, MACHINE.search(text))


def test_the_search_for_paths_would_find_one() -> None:
    for text in ("at /home/ada/x", "in /opt/ada", "C:\\Users\\ada", "file:///tmp/x"):
        assert MACHINE.search(text)
    for text in ("a/home/x", "https://example.org/opt/", "either/or", "`/tmp`"):
        assert not MACHINE.search(text)


def test_the_metadata_are_right(metadata: Message) -> None:
    assert metadata["Name"] == "armslength"
    assert metadata["Version"] == __version__
    assert metadata["Summary"] == DECLARED["description"]
    assert metadata["License-Expression"] == "MIT"
    assert metadata.get_all("License-File") == ["LICENCE"]
    assert metadata["Requires-Python"] == ">=3.11"
    classifiers = metadata.get_all("Classifier") or []
    for minor in (11, 12, 13, 14):
        assert f"Programming Language :: Python :: 3.{minor}" in classifiers
    assert "Typing :: Typed" in classifiers


def test_only_what_every_run_needs_is_required(metadata: Message) -> None:
    asked = [re.split(r"[ <>=!~;\[]", line, maxsplit=1)[0] for line in metadata.get_all("Requires-Dist") or []]
    always = [line for line in metadata.get_all("Requires-Dist") or [] if "extra ==" not in line]
    assert sorted(re.split(r"[<>=!~; ]", line, maxsplit=1)[0].lower() for line in always) == [
        "click",
        "openpyxl",
        "pydantic",
        "pyyaml",
        "rfc8785",
    ]
    assert {"durable", "dev"} <= set(metadata.get_all("Provides-Extra") or [])
    assert "durable-rules" in asked


def test_the_licence_and_the_command_are_there(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        info = f"armslength-{__version__}.dist-info"
        assert archive.read(f"{info}/licenses/LICENCE") == (ROOT / "LICENCE").read_bytes()
        assert "armslength = cli:main" in archive.read(f"{info}/entry_points.txt").decode()


def test_the_source_archive_is_the_tree_without_litter(built: Path) -> None:
    (found,) = built.glob("*.tar.gz")
    with tarfile.open(found) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    for name in ("pyproject.toml", "Makefile", "LICENCE", "README.md", "cli.py", "engine/api.py", "rules/pack.yaml"):
        assert name in inside
    assert {"tests/packaging/test_what_is_shipped.py", "tools/docs/generate.py", "docs/README.md"} <= inside
    assert not [name for name in inside if re.search(r"(^|/)(\.(?!gitignore)[^/]*|__pycache__|dist)(/|$)|\.pyc$", name)]


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """The command in a fresh environment, which has the wheel of its own and only the dependencies from ours."""
    folder = tmp_path_factory.mktemp("fresh") / "venv"
    venv.create(folder, with_pip=False)
    (packages,) = folder.glob("lib/python*/site-packages")
    ours = next(path for path in map(Path, sys.path) if (path / "click").is_dir())
    (packages / "dependencies.pth").write_text(f"{ours}\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), "--quiet", "install"]
    subprocess.run([*pip, "--no-deps", "--no-index", "--no-compile", str(wheel)], check=True)
    return (str(folder / "bin" / "armslength"),)


def elsewhere(*args: str | Path, program: tuple[str, ...], cwd: Path) -> Finished:
    """Run a command far from the checkout, and without it on the path."""
    return run(*args, program=program, cwd=cwd, env=environment(PYTHONPATH=None, XDG_CACHE_HOME=str(cwd / "cache")))


def test_it_works_away_from_the_checkout(installed: tuple[str, ...], tmp_path: Path) -> None:
    python = (str(Path(installed[0]).parent / "python"),)
    told = elsewhere(
        "-c", "import cli, engine; print(cli.__file__); print(engine.__file__)", program=python, cwd=tmp_path
    )
    assert all(line.startswith(str(Path(installed[0]).parent.parent)) for line in told.text.splitlines())

    copy(ROOT / "profiles" / "inclusion-sessions.yaml", tmp_path / "mine.yaml")
    args = ["assess", "mine.yaml", "--as-of", "2026-11-22", "--format", "json"]
    here = elsewhere(*args, program=installed, cwd=tmp_path)
    assert (here.code, here.err) == (0, "")
    assert json.loads(here.out)["result"]["pack"]["id"] == "armslength"
    there = run("assess", ROOT / "profiles" / "inclusion-sessions.yaml", *args[2:])
    assert here.out == there.out

    shown = elsewhere("assess", "mine.yaml", program=installed, cwd=tmp_path)
    assert (shown.code, shown.err) == (0, "")
    assert elsewhere("--version", program=installed, cwd=tmp_path).text == f"armslength {__version__}\n"
    blank = elsewhere("profile", "new", "--quick", program=installed, cwd=tmp_path)
    assert (blank.code, blank.err) == (0, "")


def test_the_shipped_rules_can_be_checked_where_they_are_installed(installed: tuple[str, ...], tmp_path: Path) -> None:
    """The same outcome as by the program in the checkout, worked examples included."""
    here = elsewhere("rules", "check", program=installed, cwd=tmp_path)
    (rules,) = Path(installed[0]).parent.parent.glob("lib/python*/site-packages/engine/shipped/rules")
    there = run("rules", "check", "--rules", rules, program=PROGRAM, cwd=ROOT)
    assert here.code == there.code
    assert here.code in (0, 1)
    assert here.err == there.err
    assert here.out == there.out


def test_every_case_is_run_where_they_are_installed(installed: tuple[str, ...], tmp_path: Path) -> None:
    engine = COLUMNAR if columnar.available() else REFERENCE
    here = elsewhere("rules", "test", "--engine", engine, program=installed, cwd=tmp_path)
    assert (here.code, here.out) == (0, b"")
    assert here.err == f"{len(shipped_cases()):,} cases, none failed; by {engine}\n"


def test_another_pack_works_there_too(installed: tuple[str, ...], tmp_path: Path) -> None:
    ended = elsewhere("assess", ATLAS, "--rules", LIBRARY, program=installed, cwd=tmp_path)
    assert (ended.code, ended.err) == (0, "")


@pytest.mark.deep
def test_it_installs_from_the_index_with_its_dependencies(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    pip = str(tmp_path / "venv" / "bin" / "pip")
    subprocess.run([pip, "install", "--quiet", "--disable-pip-version-check", str(wheel)], check=True)
    subprocess.run([pip, "check"], check=True)
    copy(ROOT / "profiles" / "inclusion-sessions.yaml", tmp_path / "mine.yaml")
    program = (str(tmp_path / "venv" / "bin" / "armslength"),)
    ended = elsewhere("assess", "mine.yaml", "--format", "json", program=program, cwd=tmp_path)
    assert (ended.code, ended.err) == (0, "")
    assert json.loads(ended.out)["run"]["engines"] == ["reference"]
