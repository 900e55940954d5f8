"""Git repositories for tests: nobody's settings, nobody's name."""

import os
import subprocess
from pathlib import Path


def git(folder: Path, *args: str) -> None:
    settings = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false")
    quiet = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *settings, *args], cwd=folder, check=True, capture_output=True, env=quiet)
