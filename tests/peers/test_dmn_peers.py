"""Programs that we did not write read the exported file, open it, and come to the same decisions.

    make peers                      30 profiles of each pack
    make peers PROFILES=1000        about half an hour

The schema is that of the OMG, as the package dmn-moddle carries it; dmn-moddle reads the file, dmn-js opens it (where
there is Chromium), and the DMN engine of Apache KIE (Drools) decides. What is not there is skipped.
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from engine.checks.cases import read_examples
from engine.export.dmn.document import dmn
from engine.rulebase.base import RuleBase
from engine.rulebase.load.folder import read_pack_files, to_rule_base
from tests.packs.random_base import random_base
from tests.packs.random_extras import with_dates, with_silences
from tests.packs.shipped import ROOT, shipped
from tests.peers.kie import ENGINE, MODULES, Kie, needs_engine, running
from tests.render.dmn.complete import complete_cases, same
from tests.render.dmn.feel_words import pack_of_feel_words

HERE = Path(__file__).parent
LIBRARY = ROOT / "tests" / "packs" / "library"
PROFILES = int(os.environ.get("ARMSLENGTH_PEER_PROFILES", "30"))

pytestmark = pytest.mark.peers
needs_modules = pytest.mark.skipif(shutil.which("node") is None or not MODULES.is_dir(), reason="run `make peers`")


def base_of(pack: str) -> RuleBase:
    return shipped() if pack == "shipped" else to_rule_base(read_pack_files(LIBRARY), LIBRARY)


@pytest.fixture(params=["shipped", "library"])
def exported(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / f"{request.param}.dmn"
    path.write_text(dmn(base_of(request.param)), encoding="utf-8")
    return path


@needs_modules
def test_the_schema_of_the_omg_accepts_it(exported: Path) -> None:
    xmlschema = pytest.importorskip("xmlschema")
    schema = xmlschema.XMLSchema(str(MODULES / "dmn-moddle" / "resources" / "dmn" / "xsd" / "DMN13.xsd"))
    schema.validate(str(exported))
    spoilt = exported.read_text(encoding="utf-8").replace('hitPolicy="ANY"', 'hitPolicy="SOME"')
    assert not schema.is_valid(spoilt)


@needs_modules
def test_dmn_moddle_reads_it_without_a_warning(exported: Path) -> None:
    ended = subprocess.run(["node", HERE / "parse.mjs", exported], capture_output=True, text=True, check=True)
    (found,) = json.loads(ended.stdout)
    assert found["warnings"] == []
    assert found["elements"] == len(re.findall("<(?:decision|inputData|knowledgeSource) ", exported.read_text()))


@needs_modules
def test_dmn_js_opens_it_and_each_of_its_tables(exported: Path, tmp_path: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("there is no Chromium here")
    text = exported.read_text(encoding="utf-8")
    page = (HERE / "open.html").read_text(encoding="utf-8").replace("MODULES", MODULES.as_uri())
    file = json.dumps(text).replace("</", "<\\/")
    (tmp_path / "open.html").write_text(page.replace("<script>", f"<script>const FILE = {file};</script><script>"))
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files"]
    command += [f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=60000", "--dump-dom"]
    ended = subprocess.run([*command, (tmp_path / "open.html").as_uri()], capture_output=True, text=True, check=False)
    found = re.search("<title>(.*?)</title>", ended.stdout)
    assert found, ended.stderr
    decisions = text.count("<decision ")
    assert re.fullmatch(rf"opened: {decisions + 1} views, \d+ shapes, 0 warnings", found[1]), found[1]


@pytest.fixture(scope="module")
def kie() -> Iterator[Kie]:
    with running(ENGINE) as engine:
        yield engine


def differences(kie: Kie, base: RuleBase, seed: int, count: int) -> tuple[int, list[object]]:
    """Count the profiles that were compared, and list where the two differ."""
    text, known = dmn(base), set(re.findall(r'<inputData id="[^"]*" name="([^"]*)"', dmn(base)))
    examples = [each.facts() for each in read_examples(base)]
    compared = 0
    found: list[object] = []
    for inputs, expected in complete_cases(base, seed, count, examples):
        got, said = kie.decide(text, {name: value for name, value in inputs.items() if name in known})
        compared += 1
        found += said
        found += [(name, value, got.get(name)) for name, value in expected.items() if not same(value, got.get(name))]
    return compared, found


@needs_engine
@pytest.mark.parametrize("pack", ["shipped", "library"])
def test_another_engine_finds_no_fault_and_decides_the_same(kie: Kie, pack: str) -> None:
    base = base_of(pack)
    assert kie.faults(dmn(base)) == []
    assert differences(kie, base, 1, PROFILES) == (PROFILES, [])


@needs_engine
@pytest.mark.parametrize("seed", range(40))
def test_another_engine_decides_the_same_for_random_rules(kie: Kie, seed: int) -> None:
    base = random_base(Random(seed))
    _, found = differences(kie, base if seed % 2 else with_dates(Random(seed), base), seed, 5)
    assert found == []


@needs_engine
@pytest.mark.parametrize("seed", range(20))
def test_another_engine_takes_silence_as_the_rules_do(kie: Kie, seed: int) -> None:
    _, found = differences(kie, with_silences(Random(seed), random_base(Random(seed))), seed, 5)
    assert found == []


@needs_engine
def test_another_engine_reads_names_that_were_words_of_feel(kie: Kie, tmp_path: Path) -> None:
    base = pack_of_feel_words(tmp_path)
    assert kie.faults(dmn(base)) == []
    assert differences(kie, base, 1, PROFILES) == (PROFILES, [])


@needs_engine
def test_another_engine_notices_a_change(kie: Kie) -> None:
    base = base_of("library")
    text = dmn(base).replace('"curator", "counter", "light"', '"light", "counter", "curator"')
    noticed = 0
    for inputs, expected in complete_cases(base, 1, 40):
        got, _ = kie.decide(text, inputs)
        noticed += not same(expected["care"], got["care"])
    assert noticed
