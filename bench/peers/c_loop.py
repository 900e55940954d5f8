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
from bench.planes import Atom, Planes, Words, atom, atoms_of, cells_of_planes, planes_of
from bench.problem import Literal, Problem, Rule

VECTOR = 8
"""Words in a vector: a line of the cache."""
TILE = 256
"""Words of each plane in a tile."""
GAP = 40
"""Words between planes, so that they are not a power of two apart."""
FLAGS = ["-O3", "-march=native", "-shared", "-fPIC"]

HEAD = """#include <stdint.h>
#include <string.h>
#include <stddef.h>
typedef uint64_t v __attribute__((vector_size(64), aligned(8), may_alias));
#define TILE {tile}
#define IN(p) (*(const v *)((p) + w))
#define FLAG(p) (*(v *)((p) + w))
#if defined(__AVX512F__)
#include <immintrin.h>
#define PUT(p, x) _mm512_stream_si512((void *)(p), (__m512i)(x))
#else
#define PUT(p, x) (*(v *)(p) = (x))
#endif
"""

BODY = """
static void tile(const uint64_t *restrict t, const uint64_t *restrict f, uint64_t *restrict ot, uint64_t *restrict of,
                 size_t words) {{
  static _Thread_local uint64_t ft[{flags}][TILE] __attribute__((aligned(64)));
  static _Thread_local uint64_t ff[{flags}][TILE] __attribute__((aligned(64)));
{loops}
}}

void run(const uint64_t *t, const uint64_t *f, uint64_t *ot, uint64_t *of, size_t words) {{
  for (size_t at = 0; at + TILE <= words; at += TILE)
    tile(t + at, f + at, ot + at, of + at, words);
}}
"""


def prepare(problem: Problem) -> Machine:
    """Write the C, compile it, and call it."""
    run = compiled(source(problem))
    flags = problem.flags

    def take(profiles: Any) -> tuple[Planes, Words, Words]:
        planes = padded(planes_of(profiles))
        return planes, aligned(len(flags), planes.true.shape[1]), aligned(len(flags), planes.true.shape[1])

    def call(given: tuple[Planes, Words, Words]) -> tuple[Words, Words]:
        planes, true, false = given
        run(*(each.ctypes.data for each in (planes.true, planes.false, true, false)), planes.true.shape[1])
        return true, false

    def read(result: tuple[Words, Words], profiles: Any) -> Any:
        words = -(-profiles.count // 64)
        true, false = (each[:, :words].copy() for each in result)
        return cells_of_planes(true, false, profiles.count)

    return Machine(take, call, read)


def source(problem: Problem) -> str:
    """Write the C for one problem."""
    places = {each: n for n, each in enumerate(atoms_of(problem))}
    flags = {flag: n for n, flag in enumerate(problem.flags)}
    read: set[str] = set()
    loops = []
    for flag, rules in problem.by_flag():
        reads = {atom(each): None for rule in rules for each in rule.literals if each.subject not in flags}
        planes = [f"{side} + {places[each]} * words" for each in reads for side in "tf"]
        loops.append(_flag(flags[flag], rules, places, flags, [each for each in planes if each not in read]))
        read.update(planes)
    return HEAD.format(tile=TILE) + BODY.format(flags=len(flags), loops="\n".join(loops))


def _flag(
    place: int, rules: tuple[Rule, ...], places: dict[Atom, int], flags: dict[str, int], first_read: list[str]
) -> str:
    def plane(literal: Literal, wanted: bool) -> str:
        side = "t" if literal.wanted == wanted else "f"
        if literal.subject in flags:
            return f"FLAG(f{side}[{flags[literal.subject]}])"
        return f"IN({side} + {places[atom(literal)]} * words)"

    holds = " | ".join("(" + " & ".join(plane(each, True) for each in rule.literals) + ")" for rule in rules)
    fails = " & ".join("(" + " | ".join(plane(each, False) for each in rule.literals) + ")" for rule in rules)
    ahead = "".join(f"    __builtin_prefetch({each} + TILE + w, 0, 2);\n" for each in first_read)
    return (
        f"  for (int w = 0; w < TILE; w += {VECTOR}) {{\n{ahead}"
        f"    v a = {holds};\n    v b = {fails};\n"
        f"    FLAG(ft[{place}]) = a; PUT(ot + {place} * words + w, a);\n"
        f"    FLAG(ff[{place}]) = b; PUT(of + {place} * words + w, b);\n  }}"
    )


def compiled(text: str) -> Callable[..., None]:
    """Compile C source and load its `run`."""
    compiler = shutil.which(os.environ.get("CC", "cc"))
    if compiler is None:
        raise NotHereError("no C compiler")
    with tempfile.TemporaryDirectory() as folder:
        written, target = Path(folder, "rules.c"), Path(folder, "rules.so")
        written.write_text(text, encoding="utf-8")
        subprocess.run([compiler, *FLAGS, str(written), "-o", str(target)], check=True)
        run: Callable[..., None] = ctypes.CDLL(str(target)).run
    run.argtypes = [ctypes.c_void_p] * 4 + [ctypes.c_size_t]  # type: ignore[attr-defined]
    run.restype = None  # type: ignore[attr-defined]
    return run


def aligned(rows: int, words: int) -> Words:
    """Make planes that begin at a line of the cache."""
    held = np.zeros(rows * words + VECTOR, dtype=np.uint64)
    start = (-held.ctypes.data // 8) % VECTOR
    return held[start : start + rows * words].reshape(rows, words)


def padded(planes: Planes) -> Planes:
    """Lengthen planes to whole tiles, and begin them at a line of the cache."""
    words = -(-planes.true.shape[1] // TILE) * TILE + GAP
    longer = []
    for each in (planes.true, planes.false):
        longer.append(aligned(each.shape[0], words))
        longer[-1][:, : each.shape[1]] = each
    return Planes(longer[0], longer[1], planes.count)


PEER = Peer(
    title="C, written out for these rules, compiled with `-O3 -march=native`, one core",
    given="planes",
    unknowns=True,
    rule_engine=False,
    profiles=1 << 21,
    prepare=prepare,
)
