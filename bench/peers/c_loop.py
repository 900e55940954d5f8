"""A loop in C over the planes, written out for these very rules and compiled here: what the machine allows.

Tile by tile, small enough for the second-level cache; in a tile flag after flag, each a straight run of vector
instructions over the words of the planes that it reads. What the next tile will read is fetched meanwhile; the result
planes are written past the cache. Planes begin at a line of the cache, and not a power of two apart, so that no two of
them fall upon each other in it.
"""

import ctypes
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from bench.peers.contract import Machine, NotHereError, Peer
from bench.planes import Words, atom, atoms_of, cells_of_planes, planes_of, subjects_of
from bench.problem import Cells, Literal, Problem, Profiles, Rule

VECTOR = 8
"""Words in a vector: a line of the cache."""
TILE = 256
"""Words of each plane in a tile."""
GAP = 40
"""Words between planes, so that they are not a power of two apart."""
OPTIONS = ["-O3", "-march=native", "-shared", "-fPIC"]

HEAD = """#include <stdint.h>
#include <stddef.h>
typedef uint64_t v __attribute__((vector_size(64), aligned(8), may_alias));
#define TILE {tile}
#define IN(row) (*(const v *)(in + (row) * words + w))
#define UP(flag) (*(v *)(up[flag] + w))
#define MAYBE(flag) (*(v *)(maybe[flag] + w))
#if defined(__AVX512F__)
#include <immintrin.h>
#define PUT(row, x) _mm512_stream_si512((void *)(out + (row) * words + w), (__m512i)(x))
#else
#define PUT(row, x) (*(v *)(out + (row) * words + w) = (x))
#endif
"""

BODY = """
static void tile(const uint64_t *restrict in, uint64_t *restrict out, size_t words) {{
  static _Thread_local uint64_t up[{flags}][TILE] __attribute__((aligned(64)));
  static _Thread_local uint64_t maybe[{flags}][TILE] __attribute__((aligned(64)));
{loops}
}}

void run(const uint64_t *in, uint64_t *out, size_t words) {{
  for (size_t at = 0; at + TILE <= words; at += TILE)
    tile(in + at, out + at, words);
}}
"""


def prepare(problem: Problem) -> Machine:
    """Write the C, compile it, and call it."""
    run = compiled(source(problem))
    flags = len(problem.flags)

    def take(profiles: Profiles) -> tuple[Words, Words]:
        planes = planes_of(profiles).rows
        words = -(-planes.shape[1] // TILE) * TILE + GAP
        given = aligned(len(planes), words)
        given[:, : planes.shape[1]] = planes
        return given, aligned(2 * flags, words)

    def call(given: tuple[Words, Words]) -> Words:
        planes, results = given
        run(planes.ctypes.data, results.ctypes.data, planes.shape[1])
        return results

    def read(results: Words, profiles: Profiles) -> Cells:
        words = -(-profiles.count // 64)
        shown = results[:, :words].copy()
        return cells_of_planes(shown[:flags], shown[flags:], profiles.count)

    return Machine(take, call, read)


def source(problem: Problem) -> str:
    """Write the C for one problem."""
    writer = _Writer(problem)
    loops = "\n".join(writer.flag(flag, rules) for flag, rules in problem.by_flag())
    return HEAD.format(tile=TILE) + BODY.format(flags=len(problem.flags), loops=loops)


class _Writer:
    """Writes the loop of each flag, and remembers which planes are in the cache already."""

    def __init__(self, problem: Problem) -> None:
        atoms = atoms_of(problem)
        self._certain = {each: row for row, each in enumerate(atoms)}
        self._unknown = {each: row for row, each in enumerate(subjects_of(problem), start=len(atoms))}
        self._flags = {flag: row for row, flag in enumerate(problem.flags)}
        self._met: set[int] = set()

    def flag(self, name: str, rules: tuple[Rule, ...]) -> str:
        """Write the loop over a tile that works out one flag."""
        row, ahead = self._flags[name], self._ahead(rules)
        certain = " | ".join("(" + " & ".join(map(self._holds, rule.literals)) + ")" for rule in rules)
        possible = " | ".join("(" + " & ".join(map(self._may_hold, rule.literals)) + ")" for rule in rules)
        return (
            f"  for (int w = 0; w < TILE; w += {VECTOR}) {{\n{ahead}"
            f"    v a = {certain};\n    v b = {possible};\n"
            f"    UP({row}) = a; PUT({row}, a);\n"
            f"    MAYBE({row}) = b; PUT({row + len(self._flags)}, b);\n  }}"
        )

    def _ahead(self, rules: tuple[Rule, ...]) -> str:
        """Fetch for the next tile what is read here for the first time in this one."""
        literals = [each for rule in rules for each in rule.literals if each.subject not in self._flags]
        rows = [row for each in literals for row in (self._certain[atom(each)], self._unknown[each.subject])]
        first = [row for row in dict.fromkeys(rows) if row not in self._met]
        self._met.update(first)
        return "".join(f"    __builtin_prefetch(in + {row} * words + TILE + w, 0, 2);\n" for row in first)

    def _holds(self, literal: Literal) -> str:
        return self._plain(literal) if literal.wanted else f"~{self._plain_possible(literal)}"

    def _may_hold(self, literal: Literal) -> str:
        return self._plain_possible(literal) if literal.wanted else f"~{self._plain(literal)}"

    def _plain(self, literal: Literal) -> str:
        row = self._flags.get(literal.subject)
        return f"IN({self._certain[atom(literal)]})" if row is None else f"UP({row})"

    def _plain_possible(self, literal: Literal) -> str:
        row = self._flags.get(literal.subject)
        return f"({self._plain(literal)} | IN({self._unknown[literal.subject]}))" if row is None else f"MAYBE({row})"


def compiled(text: str) -> Callable[..., None]:
    """Compile C source and load its `run`."""
    compiler = _compiler()
    with tempfile.TemporaryDirectory() as folder:
        written, target = Path(folder, "rules.c"), Path(folder, "rules.so")
        written.write_text(text, encoding="utf-8")
        subprocess.run([compiler, *OPTIONS, str(written), "-o", str(target)], check=True)
        run: Any = ctypes.CDLL(str(target)).run
    run.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t]
    run.restype = None
    called: Callable[..., None] = run
    return called


def _compiler() -> str:
    found = shutil.which(os.environ.get("CC", "cc"))
    if found is None:
        raise NotHereError("no C compiler")
    return found


def _version_of_compiler(_: str) -> str:
    """Ask for it in the way that gcc and clang both know."""
    asked = subprocess.run(
        [_compiler(), "-dumpfullversion", "-dumpversion"], check=True, capture_output=True, text=True
    )
    return asked.stdout.strip()


def aligned(rows: int, words: int) -> Words:
    """Make planes that begin at a line of the cache."""
    held = np.zeros(rows * words + VECTOR, dtype=np.uint64)
    start = (-held.ctypes.data // 8) % VECTOR
    return held[start : start + rows * words].reshape(rows, words)


PEER = Peer(
    title="C, written out for these rules, compiled with `-O3 -march=native`, one core",
    given="planes",
    unknowns=True,
    rule_engine=False,
    profiles=1 << 21,
    prepare=prepare,
    library="cc",
    version_of=_version_of_compiler,
)
