"""Arrow columns as a table of texts would have them: yes and no, days as ISO 8601 writes them, lists joined."""

from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

BETWEEN = "; "
NO_MEMBERS = "[]"
"""What an empty list is written as, so that it differs from what is not known."""


def text_of(value: Any) -> str:
    """Write one value as text; nothing where there is none."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def joined(array: pa.Array, empty: str = NO_MEMBERS) -> pa.Array:
    """Join lists into one text each; a list of none is written as `empty`."""
    texts = pc.binary_join(array.cast(pa.list_(pa.string())), BETWEEN)
    return pc.if_else(pc.equal(texts, ""), empty, texts)


def is_list(array: pa.Array) -> bool:
    """Tell whether the cells of a column are lists."""
    return bool(pa.types.is_list(array.type) or pa.types.is_large_list(array.type))


def coded(array: pa.Array) -> pa.Array:
    """Give a column by its distinct values, each of which may then be looked at once."""
    if is_list(array):
        array = joined(array)
    return array if pa.types.is_dictionary(array.type) else array.dictionary_encode()


def as_texts(array: pa.Array, empty: str = NO_MEMBERS) -> pa.Array:
    """Write a whole column as texts; nothing is an empty text."""
    if is_list(array):
        array = joined(array, empty)
    if pa.types.is_string(array.type):
        return array.fill_null("") if array.null_count else array
    found = coded(array)
    texts = pa.array([text_of(value) for value in found.dictionary.to_pylist()], pa.string())
    return texts.take(found.indices).fill_null("")


def is_plain(texts: pa.Array) -> bool:
    """Tell whether a column of texts holds nothing but printable ASCII, none of which hides anything."""
    offsets, data = _bytes_of(texts)
    found = data[offsets[0] : offsets[-1]]
    return bool(((found >= ord(" ")) & (found <= ord("~"))).all())


def first_bytes(texts: pa.Array) -> frozenset[int]:
    """Give the bytes with which the texts of a column begin."""
    offsets, data = _bytes_of(texts)
    starts = offsets[:-1][np.diff(offsets) > 0]
    return frozenset(np.flatnonzero(np.bincount(data[starts], minlength=1)).tolist())


def _bytes_of(texts: pa.Array) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
    """Give where each text of a column begins and ends, and the bytes of all."""
    _, offsets, data = texts.buffers()
    found = np.zeros(1, np.int32) if offsets is None else np.frombuffer(offsets, np.int32)
    found = found[texts.offset : texts.offset + len(texts) + 1] if len(texts) else np.zeros(1, np.int32)
    return found, np.zeros(0, np.uint8) if data is None else np.frombuffer(data, np.uint8)
