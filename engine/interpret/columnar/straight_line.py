"""A plan as loops without branches, in LLVM's notation: tile by tile, and in a tile one short run after another.

A tile of every plane that is worked on stays in the cache. A run is a few instructions in one loop over the tile, so
that what only they need never leaves the registers. What comes out is written past the cache.
"""

from collections.abc import Iterator, Sequence

from engine.interpret.columnar.circuit import AND, JOIN, NOT, OR, XOR
from engine.interpret.columnar.plan import Instruction, Plan

VECTOR = 8
"""Words that are worked on at a time: a line of the cache, so that results can be written past it."""

TILE = 128
"""Words of each plane in a tile."""

RUN = 40
"""Instructions in one loop: fewer write more of what lies between, more find no room in the registers."""

_WORD = 8
_KIND = f"<{VECTOR} x i64>"
_LINE = VECTOR * _WORD
_OPERATIONS = {AND: "and", OR: "or", XOR: "xor"}

_HEAD = f"""\
declare i64 @llvm.umin.i64(i64, i64)
declare void @llvm.prefetch(ptr, i32, i32, i32)
define void @run(ptr noalias readonly %in, i64 %in_apart, ptr noalias %out, i64 %out_apart,
                 ptr noalias %memory, i64 %bytes) {{
start:
  br label %tile
tile:
  %done = phi i64 [ 0, %start ], [ %after, %next_tile ]
  %in_tile = getelementptr i8, ptr %in, i64 %done
  %out_tile = getelementptr i8, ptr %out, i64 %done
  %left = sub i64 %bytes, %done
  %size = call i64 @llvm.umin.i64(i64 %left, i64 {TILE * _WORD})
  br label %run0
"""

_TAIL = f"""\
next_tile:
  %after = add i64 %done, {TILE * _WORD}
  %more = icmp ult i64 %after, %bytes
  br i1 %more, label %tile, label %end
end:
  ret void
}}
!0 = !{{i32 1}}
"""


def straight_line(plan: Plan) -> str:
    """Write a plan as the function `run`.

    It takes the input planes and how many bytes they are apart, the output planes likewise, memory of the plan's rows
    a tile long, and the bytes of a plane. Memory, output planes and bytes are whole lines of the cache.
    """
    return _LoopWriter(plan).text()


class _LoopWriter:
    """Writes run after run, and knows which rows a later run reads."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._lines: list[str] = []
        self._names = 0
        self._rows: dict[int, str] = {}
        self._met: set[int] = set()
        self._written: set[int] = set()

    def text(self) -> str:
        """Write the whole function."""
        runs = list(_runs(self._plan.instructions))
        leaving = _leaving(self._plan, runs)
        for number, run in enumerate(runs):
            self._run(number, run, leaving[number], last=number == len(runs) - 1)
        return _HEAD + "".join(self._lines) + _TAIL

    def _run(self, number: int, run: Sequence[Instruction], leaving: "_Leaving", *, last: bool) -> None:
        self._rows = {0: "splat (i64 -1)", 1: "zeroinitializer"}
        after = "next_tile" if last else f"run{number + 1}"
        self._line(f"run{number}:")
        self._line(f"  br label %loop{number}")
        self._line(f"loop{number}:")
        self._line(f"  %at{number} = phi i64 [ 0, %run{number} ], [ %next{number}, %loop{number} ]")
        self._at = f"%at{number}"
        for each in run:
            self._operate(each)
        for row in leaving.kept:
            self._line(f"  store {_KIND} {self._row(row)}, ptr {self._memory(row)}, align {_LINE}")
        for place, row in leaving.out:
            where = self._plane("%out_tile", "%out_apart", place)
            self._line(f"  store {_KIND} {self._row(row)}, ptr {where}, align {_LINE}, !nontemporal !0")
        self._written.update(row for each in run for row in _into(each))
        self._line(f"  %next{number} = add i64 {self._at}, {_LINE}")
        self._line(f"  %more{number} = icmp ult i64 %next{number}, %size")
        self._line(f"  br i1 %more{number}, label %loop{number}, label %{after}")

    def _line(self, text: str) -> None:
        self._lines.append(text + "\n")

    def _named(self, value: str) -> str:
        self._names += 1
        self._line(f"  %v{self._names} = {value}")
        return f"%v{self._names}"

    def _memory(self, row: int) -> str:
        start = self._named(f"getelementptr i8, ptr %memory, i64 {row * TILE * _WORD}")
        return self._named(f"getelementptr i8, ptr {start}, i64 {self._at}")

    def _plane(self, tile: str, apart: str, place: int) -> str:
        start = self._named(f"getelementptr i8, ptr {tile}, i64 {self._named(f'mul i64 {apart}, {place}')}")
        return self._named(f"getelementptr i8, ptr {start}, i64 {self._at}")

    def _operate(self, each: Instruction) -> None:
        heights = range(each.height)
        ones = [self._row(each.one + height) for height in heights]
        if each.operation == JOIN:
            found = ones
        elif each.operation == NOT:
            found = [self._named(f"xor {_KIND} {one}, {self._row(0)}") for one in reversed(ones)]
        else:
            others = [self._row(each.other + height) for height in heights]
            operation = _OPERATIONS[each.operation]
            found = [
                self._named(f"{operation} {_KIND} {one}, {other}") for one, other in zip(ones, others, strict=True)
            ]
        self._rows.update(zip(_into(each), found, strict=True))

    def _row(self, row: int) -> str:
        """Name what a row holds now."""
        if row not in self._rows:
            if row in self._written:
                self._rows[row] = self._named(f"load {_KIND}, ptr {self._memory(row)}, align {_LINE}")
            else:
                self._rows[row] = self._before(row)
        return self._rows[row]

    def _before(self, row: int) -> str:
        """Work out what a row holds before any instruction: handed in, possible, or a literal turned round."""
        plan = self._plan
        if row >= plan.turned_from:
            return self._named(f"xor {_KIND} {self._row(2 + ((row - plan.turned_from) ^ 1))}, {self._row(0)}")
        if row >= plan.others:
            return self._handed_in(len(plan.unknown) + row - plan.others)
        literal, possible = divmod(row - 2, 2)
        if not possible:
            return self._handed_in(literal)
        return self._named(f"or {_KIND} {self._row(row - 1)}, {self._row(plan.unknown[literal])}")

    def _handed_in(self, place: int) -> str:
        """Read an input plane; where that is the first time in this tile, fetch meanwhile what the next will read."""
        where = self._plane("%in_tile", "%in_apart", place)
        if place not in self._met:
            self._met.add(place)
            ahead = self._named(f"getelementptr i8, ptr {where}, i64 {TILE * _WORD}")
            self._line(f"  call void @llvm.prefetch(ptr {ahead}, i32 0, i32 2, i32 1)")
        return self._named(f"load {_KIND}, ptr {where}, align {_WORD}")


class _Leaving:
    """What outlasts a run: rows that a later run reads, and output planes with the row that each is in."""

    def __init__(self) -> None:
        self.kept: list[int] = []
        self.out: list[tuple[int, int]] = []


def _runs(instructions: Sequence[Instruction]) -> Iterator[Sequence[Instruction]]:
    for start in range(0, max(1, len(instructions)), RUN):
        yield instructions[start : start + RUN]


def _into(each: Instruction) -> range:
    return range(each.into, each.into + each.height)


def _reads(each: Instruction) -> tuple[int, ...]:
    return (*range(each.one, each.one + each.height), *range(each.other, each.other + each.height))


def _leaving(plan: Plan, runs: Sequence[Sequence[Instruction]]) -> list[_Leaving]:
    """Walk the runs backwards: a row is kept where one after it reads what is in it."""
    found = [_Leaving() for _ in runs]
    waiting: dict[int, list[int]] = {}
    for place, row in enumerate(plan.outputs):
        waiting.setdefault(row, []).append(place)
    needed: set[int] = set()
    for leaving, run in zip(reversed(found), reversed(runs), strict=True):
        written = {row for each in run for row in _into(each)}
        leaving.kept = sorted(written & needed)
        leaving.out = [(place, row) for row in sorted(written & waiting.keys()) for place in waiting.pop(row)]
        for each in reversed(run):
            needed -= set(_into(each))
            needed.update(_reads(each))
    found[-1].out += [(place, row) for row, places in waiting.items() for place in places]
    return found
