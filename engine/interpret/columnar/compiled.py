"""Runs a plan compiled for this processor: the same planes in, the same planes out, several times as fast.

This module alone imports llvmlite. Object code is kept like a compiled pack, under the hash of what it was made from
and for.
"""

import ctypes
import hashlib
from collections.abc import Callable
from functools import cache

import llvmlite.binding as llvm
import numpy as np

from engine.errors import InternalError
from engine.frozen import frozen
from engine.interpret.columnar.plan import Plan
from engine.interpret.columnar.run import LINE, Planes, room_for
from engine.interpret.columnar.straight_line import TILE, straight_line
from engine.rulebase.load.compiled import cached, kept

_RUN = ctypes.CFUNCTYPE(
    None, ctypes.c_void_p, ctypes.c_int64, ctypes.c_void_p, ctypes.c_int64, ctypes.c_void_p, ctypes.c_int64
)


@frozen
class ObjectCode:
    """What a plan was compiled to, for one kind of processor."""

    code: bytes


class CompiledPlan:
    """A plan as machine code. Any number of threads may run it at a time: each run has memory of its own."""

    def __init__(self, plan: Plan, code: ObjectCode) -> None:
        self._plan = plan
        self._engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), _machine())
        self._engine.add_object_file(llvm.ObjectFileRef.from_data(code.code))
        self._engine.finalize_object()
        address = self._engine.get_function_address("run")
        if not address:
            raise InternalError("a compiled plan has no beginning")
        self._run: Callable[..., None] = _RUN(address)

    def run(self, inputs: Planes) -> Planes:
        """Work out the output planes from the input planes, in the order of the plan."""
        outputs = room_for(len(self._plan.outputs), inputs.shape[1])
        self.run_into(outputs, inputs)
        return outputs

    def run_into(self, outputs: Planes, inputs: Planes) -> None:
        """Work the output planes out in room made for them: the last line of the cache of each is written whole."""
        words = inputs.shape[1]
        whole = words // LINE * LINE
        memory = room_for(1, self._plan.rows * TILE)
        if whole:
            self._call(inputs, outputs, memory, whole)
        if words > whole:
            rest = room_for(len(inputs), LINE)
            rest[:, : words - whole] = inputs[:, whole:]
            self._call(rest, outputs[:, whole:], memory, LINE)

    def _call(self, inputs: Planes, outputs: Planes, memory: Planes, words: int) -> None:
        if inputs.dtype != np.uint64 or inputs.strides[1] != inputs.itemsize:
            raise InternalError("a compiled plan takes planes of words that stand side by side")
        planes = (inputs.ctypes.data, inputs.strides[0], outputs.ctypes.data, outputs.strides[0])
        self._run(*planes, memory.ctypes.data, words * inputs.itemsize)


def compiled(plan: Plan) -> CompiledPlan:
    """Compile a plan, or take the object code that was kept."""
    text = straight_line(plan)
    return CompiledPlan(plan, cached(_name(text), ObjectCode, lambda: _object_code(text)))


def kept_compiled(plan: Plan) -> CompiledPlan | None:
    """Give a plan compiled, where its object code was kept."""
    code = kept(_name(straight_line(plan)), ObjectCode)
    return None if code is None else CompiledPlan(plan, code)


def _name(text: str) -> str:
    """Name object code by all that it depends on. What LLVM calls a module is the same for each."""
    version = ".".join(map(str, llvm.llvm_version_info))
    return f"{hashlib.sha256(text.encode()).hexdigest()} {version} {llvm.get_host_cpu_name()} {_features()}"


def _object_code(text: str) -> ObjectCode:
    machine = _machine()
    return ObjectCode(machine.emit_object(llvm.parse_assembly(text)))


def _features() -> str:
    return str(llvm.get_host_cpu_features().flatten())


def _machine() -> llvm.TargetMachine:
    """Describe this processor, anew each time: whoever loads code takes the description over, and destroys it."""
    _start()
    target = llvm.Target.from_default_triple()
    return target.create_target_machine(cpu=llvm.get_host_cpu_name(), features=_features(), opt=2)


@cache
def _start() -> None:
    """Set LLVM up. One of its steps is left out: it takes ten times as long as all others together."""
    llvm.set_option("", "-disable-lsr")
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
