"""A real cluster on this machine: a master and workers, each a process of its own, on the loopback address only."""

import os
import re
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

QUICK_TO_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""Nothing here runs for so long that it pays to compile it well."""

SMALL = {
    "SPARK_DAEMON_MEMORY": "256m",
    "SPARK_DAEMON_JAVA_OPTS": QUICK_TO_START,
    "SPARK_LAUNCHER_OPTS": QUICK_TO_START,
    "SPARK_WORKER_CORES": "1",
    "SPARK_WORKER_MEMORY": "1g",
}
ON_LOOPBACK = {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_MASTER_HOST": "127.0.0.1", "SPARK_LOCAL_HOSTNAME": "127.0.0.1"}
NO_SERVICE = {"SPARK_MASTER_OPTS": "-Dspark.master.rest.enabled=false"}


@dataclass
class Node:
    """One process of the cluster, first of a process group, with its log."""

    process: "subprocess.Popen[bytes]"
    log: Path

    def wait_for(self, words: str) -> re.Match[str]:
        """Wait until its log says this, for as long as it lives."""
        while not (found := re.search(words, self.log.read_text())):
            assert self.process.poll() is None, f"no `{words}` in:\n{self.log.read_text()}"
            time.sleep(0.1)
        return found

    def kill(self) -> None:
        """End it and the executors it started, at once and without a word."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@dataclass
class Cluster:
    """A master and its workers."""

    folder: Path
    workers: list[Node] = field(default_factory=list)
    master: Node = field(init=False)
    address: str = field(init=False)

    def __post_init__(self) -> None:
        self.master = self._start("master", "master.Master", "--port", "0", "--webui-port", "0")
        self.address = self.master.wait_for(r"spark://127\.0\.0\.1:\d+")[0]

    def with_workers(self, count: int) -> str:
        """Have so many workers alive, no more and no fewer; give the address of the master."""
        alive = self.alive()
        for node in alive[count:]:
            node.kill()
        for _ in range(count - len(alive)):
            name = f"worker-{len(self.workers)}"
            args = ["--webui-port", "0", "--work-dir", str(self.folder / name), self.address]
            self.workers.append(self._start(name, "worker.Worker", *args))
        for node in self.alive():
            node.wait_for("Successfully registered with master")
        return self.address

    def alive(self) -> list[Node]:
        """List the workers that are alive."""
        return [node for node in self.workers if node.process.poll() is None]

    def executor_log(self, worker: Node) -> str:
        """Give what the last executor of a worker said."""
        logs = (self.folder / worker.log.stem).glob("app-*/*/stderr")
        return max(logs, key=lambda path: path.stat().st_mtime).read_text()

    def stop(self) -> None:
        """End every process."""
        for node in (*self.workers, self.master):
            node.kill()

    def _start(self, name: str, what: str, *args: str) -> Node:
        import pyspark

        home = Path(pyspark.__file__).parent
        command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{what}", "--host", "127.0.0.1", *args]
        environment = {**os.environ, **SMALL, **ON_LOOPBACK, **NO_SERVICE, "SPARK_HOME": str(home)}
        log = self.folder / f"{name}.log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                command, cwd=self.folder, env=environment, stdout=out, stderr=out, start_new_session=True
            )
        return Node(process, log)
