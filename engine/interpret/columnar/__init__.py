"""Many profiles at once: every fact as planes of bits, every rule as a few operations on them, 64 profiles to a word.

    rule base -> circuit (conditions, hit policies) -> plan -> run, block by block
    answers as codes -> planes -> run -> planes of outcomes, or whole evaluations

It works with NumPy, which is optional; with llvmlite, too, plans run compiled where that pays. `engine/batch` is its
door for Arrow.
"""

from importlib.util import find_spec


def available() -> bool:
    """Tell whether the libraries that the kernel and its door work with are installed."""
    return find_spec("numpy") is not None and find_spec("pyarrow") is not None


def compiles() -> bool:
    """Tell whether the library that compiles plans is installed."""
    return find_spec("llvmlite") is not None
