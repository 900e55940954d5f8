"""Spark, started and stopped by us: with this program on every executor, and no word on the terminal but ours."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from py4j.protocol import Py4JError
from pyspark import SparkConf, SparkContext
from pyspark.errors import PySparkException
from pyspark.java_gateway import launch_gateway
from pyspark.sql import SparkSession

from engine.errors import UsageError
from engine.source.characters import in_backticks

OLDEST_JAVA = 17
THIS_MACHINE = "local[*]"
OURS = {"spark.app.name": "armslength", "spark.sql.session.timeZone": "UTC"}
UNLESS_SET = {
    "spark.ui.enabled": "false",  # nobody asked for a page on a port with what people said of others
    "spark.log.level": "ERROR",
    "spark.sql.autoBroadcastJoinThreshold": "100m",  # the few ids that are shared go to the rows, not the rows to them
}
ON_THIS_MACHINE = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
"""Where no other machine takes part, no other can connect."""


@contextmanager
def spark_on(master: str | None) -> Iterator[SparkSession]:
    """Open Spark on a cluster, and stop it however it ends.

    The executors get this very program, as a file that Python imports from; its libraries must be there. They run the
    Python that `PYSPARK_PYTHON` names, or else the one that runs here.
    """
    check_java()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    with tempfile.TemporaryDirectory(prefix="armslength-") as folder:
        context = _context(master, _program(Path(folder)))
        try:
            yield SparkSession(context)
        finally:
            context.stop()


def _context(master: str | None, program: str) -> SparkContext:
    """Connect to a cluster. One that does not answer is noticed after a minute, when the first thing is sent to it."""
    gateway = _java()
    conf = SparkConf(_jvm=gateway.jvm)
    where = master or conf.get("spark.master", THIS_MACHINE) or THIS_MACHINE
    for name, value in UNLESS_SET.items():
        conf.setIfMissing(name, value)
    settings = {**OURS, **(ON_THIS_MACHINE if where.startswith("local") else {}), "spark.master": where}
    conf.setAll(list(settings.items()))
    try:
        context = SparkContext(conf=conf, gateway=gateway)
        context.addPyFile(program)
    except ValueError:
        raise UsageError("Spark is running in this program already; give its DataFrame to `decide_frame`") from None
    except (PySparkException, Py4JError):
        way_out = "name a master such as `spark://HOST:7077`, and see that it runs and can be reached"
        raise UsageError(f"Spark does not start on {in_backticks(where)}; {way_out}") from None
    return context


@cache
def _java() -> Any:
    """Start the Java that Spark runs in, once for this process. What it says is not for the terminal.

    Whoever wants a log lets a `log4j2.properties` in the folder that `SPARK_CONF_DIR` names write it to a file.
    """
    with tempfile.TemporaryFile(prefix="armslength-") as log:
        try:
            return launch_gateway(popen_kwargs={"stdout": log, "stderr": log})
        except PySparkException:
            log.seek(0)
            lines = log.read().decode("utf-8", "replace").split("\n")
    last = next((line.strip() for line in reversed(lines) if line.strip()), "it does not say why")
    raise UsageError(f"the Java that Spark runs in does not start: {last}")


def _program(folder: Path) -> str:
    """Put this program into a file that an executor can import from."""
    inside = Path(__file__).parents[2]
    target = folder / "armslength.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(inside.rglob("*.py")):
            archive.write(path, Path("engine") / path.relative_to(inside))
    return str(target)


def check_java() -> None:
    """Make sure that there is a Java that Spark can run on."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which(str(Path(home) / "bin" / "java") if home else "java")
    way_out = f"; Spark needs Java {OLDEST_JAVA} or later: install it, or set JAVA_HOME to the folder it is in"
    if java is None:
        raise UsageError(f"no Java is found{f' in JAVA_HOME, {in_backticks(home)}' if home else ''}{way_out}")
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr  # noqa: S603
    found = re.search(r'version "(?:1\.)?(\d+)', told)
    if found and int(found[1]) < OLDEST_JAVA:
        raise UsageError(f"this Java is of version {found[1]}{way_out}")
