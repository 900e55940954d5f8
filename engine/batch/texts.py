"""Arrow columns as a table of texts would have them: yes and no, days as ISO 8601 writes them, lists joined."""

import json
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.source.tables.flat import BETWEEN, NOTHING_LISTED

_SCALARS = (
    pa.types.is_null,
    pa.types.is_boolean,
    pa.types.is_integer,
    pa.types.is_floating,
    pa.types.is_decimal,
    pa.types.is_string,
    pa.types.is_large_string,
    pa.types.is_string_view,
    pa.types.is_date,
    pa.types.is_timestamp,
    pa.types.is_time,
)
_LISTS = (
    pa.types.is_list,
    pa.types.is_large_list,
    pa.types.is_fixed_size_list,
    pa.types.is_list_view,
    pa.types.is_large_list_view,
)
_NULL = "null"
"""How a member of a list is shown that is none."""


def can_be_read(kind: pa.DataType) -> bool:
    """Tell whether cells of a type can be answers: texts, numbers, days, yes and no, or lists of these."""
    kind = _stored(kind)
    return any(is_kind(kind) for is_kind in _SCALARS) or (
        _is_list_type(kind) and any(is_kind(_stored(kind.value_type)) for is_kind in _SCALARS)
    )


def _stored(kind: pa.DataType) -> pa.DataType:
    """Give the type of the values themselves, however they are laid out."""
    while pa.types.is_dictionary(kind) or pa.types.is_run_end_encoded(kind):
        kind = kind.value_type
    return pa.string() if kind == pa.uuid() else kind


def _is_list_type(kind: pa.DataType) -> bool:
    return any(is_kind(kind) for is_kind in _LISTS)


def text_of(value: Any) -> str:
    """Write one value as text, as a workbook would: a number without `.0`, midnight as the day that it begins."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case Decimal() if value.is_finite():
            return str(int(value)) if value == value.to_integral_value() else f"{value.normalize():f}"
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
    return str(value)


def is_list(array: pa.Array) -> bool:
    """Tell whether the cells of a column are lists, in whatever way they are laid out."""
    return _is_list_type(array.type)


def coded(array: pa.Array) -> pa.Array:
    """Give a column by its distinct texts, each of which may then be looked at once."""
    if is_list(array):
        array = joined(array)
    elif pa.types.is_run_end_encoded(array.type):
        return coded(pc.run_end_decode(array))
    elif isinstance(array.type, pa.UuidType) or not can_be_read(array.type):
        array = pa.array([None if each is None else shown(each) for each in array.to_pylist()], pa.string())
    found = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
    if pa.types.is_string(found.type.value_type) and not found.dictionary.null_count:
        return found
    texts = pa.array([text_of(value) for value in _values(found.dictionary)], pa.string())
    return pa.DictionaryArray.from_arrays(found.indices, texts)


def shown(value: Any) -> str:
    """Write a value that no cell can hold, so that people can see what it is."""
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict | list) else str(value)


def _values(array: pa.Array) -> list[Any]:
    """List the values of a column; as Arrow's own text where one is finer, or further away, than Python knows it."""
    try:
        found: list[Any] = _as_python_knows(array).to_pylist()
    except (ValueError, OverflowError):
        return [_value(array.slice(place, 1)) for place in range(len(array))]
    return found


def _value(one: pa.Array) -> Any:
    try:
        return _as_python_knows(one)[0].as_py()
    except (ValueError, OverflowError):
        return one.cast(pa.string())[0].as_py()


def _as_python_knows(array: pa.Array) -> pa.Array:
    """Give moments as fine as Python's own; pandas, where it is installed, would give its own, of another text.

    Raises `ValueError` where one is finer.
    """
    is_finer = pa.types.is_timestamp(array.type) and array.type.unit == "ns"
    return array.cast(pa.timestamp("us", array.type.tz)) if is_finer else array


def plain(array: pa.Array) -> pa.Array:
    """Give a column without views, of which Arrow can't pick rows: the same texts and lists, laid out one by one."""
    if pa.types.is_string_view(array.type):
        return array.cast(pa.string())
    if not is_list(array) or not (_is_view(array.type) or pa.types.is_string_view(array.type.value_type)):
        return array
    members, starts = _members(array)
    return pa.ListArray.from_arrays(starts, members, mask=array.is_null())


def _is_view(kind: pa.DataType) -> bool:
    return bool(pa.types.is_list_view(kind) or pa.types.is_large_list_view(kind))


def joined(array: pa.Array, empty: str = NOTHING_LISTED) -> pa.Array:
    """Join lists into one text each; a list of none is written as `empty`, and a member that is none as `null`."""
    members, starts = _members(array)
    lists = pa.ListArray.from_arrays(starts, members.fill_null(_NULL) if members.null_count else members)
    texts = pc.binary_join(lists, BETWEEN)
    if empty:
        texts = pc.if_else(pc.equal(lists.value_lengths(), 0), empty, texts)
    return pc.if_else(array.is_valid(), texts, None) if array.null_count else texts


def blurred(array: pa.Array) -> NDArray[np.bool_]:
    """Tell of each row whether its list can't be told from another once its members stand in one text.

    A member is none or blank, has a `;` in it, or spaces around it.
    """
    members, starts = _members(array)
    texts = members.fill_null("")
    trimmed = pc.utf8_trim_whitespace(texts)
    bad = pc.or_(pc.or_(pc.equal(trimmed, ""), pc.not_equal(trimmed, texts)), pc.match_substring(texts, ";"))
    before = np.concatenate([[0], np.cumsum(bad.to_numpy(zero_copy_only=False))])
    ends = starts.to_numpy()
    return np.asarray(before[ends[1:]] > before[ends[:-1]])


def _members(array: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Give the members of all lists as texts, none where one is none, and where each list begins and the last ends."""
    lengths = pc.list_value_length(array).fill_null(0).to_numpy(zero_copy_only=False)
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    found = coded(pc.list_flatten(array))
    return pa.array(found.dictionary, pa.string()).take(found.indices), pa.array(starts)


def as_texts(array: pa.Array, empty: str = NOTHING_LISTED) -> pa.Array:
    """Write a whole column as texts; nothing is an empty text, and a list of none is `empty`."""
    if is_list(array):
        array = joined(array, empty)
    if pa.types.is_string(array.type):
        return array.fill_null("") if array.null_count else array
    found = coded(array)
    return found.dictionary.take(found.indices).fill_null("")


def is_plain(texts: pa.Array) -> bool:
    """Tell whether a column of texts holds nothing but printable ASCII, none of which hides anything."""
    offsets, data = _bytes_of(texts)
    found = data[offsets[0] : offsets[-1]]
    return bool(((found >= ord(" ")) & (found <= ord("~"))).all())


def holds_any(texts: pa.Array, wanted: bytes) -> bool:
    """Tell whether any of these bytes stands anywhere in a column of texts."""
    offsets, data = _bytes_of(texts)
    found = data[offsets[0] : offsets[-1]].tobytes()
    return any(each in found for each in wanted)


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
