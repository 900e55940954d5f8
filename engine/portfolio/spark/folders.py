"""Folders as Spark sees them: on this machine, on a cluster's file system or in a cloud store, by one address.

Spark's own file systems are asked, so that whatever it can read and write can be looked at and moved here too.
"""

from typing import Any

from pyspark.sql import SparkSession

from engine.errors import UsageError
from engine.source.characters import in_backticks

REFUSED = "-refused"
UNFINISHED = "-unfinished"


class Folders:
    """The file systems that one Spark session knows."""

    def __init__(self, spark: SparkSession) -> None:
        """Take the session whose settings say how to reach them."""
        java: Any = spark.sparkContext._jvm
        self._path = java.org.apache.hadoop.fs.Path
        self._settings = spark.sparkContext._jsc.hadoopConfiguration()

    def exists(self, address: str) -> bool:
        """Tell whether there is a file or a folder of this address."""
        path = self._path(address)
        return bool(self._system(path).exists(path))

    def move(self, address: str, target: str) -> None:
        """Give a folder another name beside its own."""
        path = self._path(address)
        if not self._system(path).rename(path, self._path(target)):
            raise UsageError(f"{in_backticks(target)} can't be written: the finished folder can't be given this name")

    def remove(self, address: str) -> None:
        """Remove a folder with all that is in it, if it is there."""
        path = self._path(address)
        self._system(path).delete(path, True)

    def _system(self, path: Any) -> Any:
        return path.getFileSystem(self._settings)
