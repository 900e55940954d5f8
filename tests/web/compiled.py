"""Templates are compiled once for all applications of a test run: that takes longer than all else that a page does."""

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class _InMemory(BytecodeCache):
    """Compiled templates by key; each knows the checksum of its source."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


_TEMPLATES = _InMemory()


def compiled_once(app: Flask) -> Flask:
    """Let an application share the compiled templates."""
    app.jinja_env.bytecode_cache = _TEMPLATES
    return app
