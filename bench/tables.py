"""Tables of profiles for the shipped pack, of any number of rows, made batch by batch so that memory does not grow.

A column for each question and for the status of each control, named as the pack names them. Each row is one of the
worked examples, with one answer in ten changed and one in ten left blank; what the example leaves out is answered at
random. Ids and names are all different, answers are dictionary-coded texts, as a data team would hold them. In long
tables the answers repeat after half a million rows.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from engine import Profile, RuleBase
from engine.checks.cases import read_examples
from engine.rulebase.controls import IN_PLACE, MISSING
from engine.rulebase.facts import Answer, Fact, Members

BATCH = 65_536
DIFFERENT = 8
"""How many batches of answers differ."""
UNKNOWN_SHARE = 0.1
CHANGED_SHARE = 0.1
FIRST_DAY = date(2023, 1, 1)
SETS = 24
"""How many different sets of choices a column holds."""
SERVICES = ("Day sessions", "Home visits", "Transport", "Advice by phone", "Courses", "Equipment")


def batches(base: RuleBase, rows: int, more: int = 0, seed: int = 3) -> Iterator[Any]:
    """Make a table, a record batch at a time; `more` columns are about nothing that is asked."""
    rng = np.random.default_rng(seed)
    columns = _columns(base)
    asked = list(columns)
    columns |= {f"our own {number}": columns[asked[number % len(asked)]] for number in range(more)}
    fresh = [_answers_of(columns, rng) for _ in range(min(DIFFERENT, -(-rows // BATCH)))]
    for start in range(0, rows, BATCH):
        count = min(BATCH, rows - start)
        answers = [column.slice(0, count) for column in fresh[start // BATCH % DIFFERENT]]
        heads = _heads(base, start, count)
        yield pa.RecordBatch.from_arrays([*heads.values(), *answers], names=[*heads, *columns])


def _columns(base: RuleBase) -> dict[str, "Coded"]:
    """List the columns of answers, and what may stand in each."""
    told = read_examples(base)
    return {question.name: _coded(question, told) for question in base.questions()}


def _answers_of(columns: Mapping[str, "Coded"], rng: np.random.Generator) -> list[Any]:
    example = rng.integers(0, len(next(iter(columns.values())).examples), size=BATCH)
    return [column.filled(rng, example) for column in columns.values()]


def _heads(base: RuleBase, start: int, count: int) -> dict[str, Any]:
    """Make the id, and a text for each field of the head that holds one."""
    numbers = pa.array(np.arange(start, start + count)).cast(pa.string())
    heads = {"id": pc.binary_join_element_wise("P", pc.utf8_lpad(numbers, 9, "0"), "-")}
    for field in base.pack.header:
        if not field.fact and not field.many:
            heads[field.path] = pc.binary_join_element_wise("Organisation", numbers, " ")
    return heads


@dataclass(frozen=True, slots=True)
class Coded:
    """The answers that may stand in a column, and the place among them of what each example answers, or -1."""

    answers: Any
    examples: npt.NDArray[np.int8]

    def filled(self, rng: np.random.Generator, example: npt.NDArray[np.int64]) -> Any:
        """Make a column for rows that follow these examples."""
        codes = self.examples[example]
        chance = rng.random(len(example), dtype=np.float32)
        other = (codes < 0) | (chance > 1 - CHANGED_SHARE)
        codes[other] = rng.integers(0, len(self.answers), size=int(other.sum()), dtype=np.int8)
        return pa.DictionaryArray.from_arrays(pa.array(codes, mask=chance < UNKNOWN_SHARE), self.answers)


def _coded(question: Fact, told: Sequence[Profile]) -> Coded:
    """List what may stand in the column of one question, the examples' answers first."""
    given = [profile.facts().get(question.name) for profile in told]
    texts = [None if answer is None else _text(answer) for answer in given]
    answers = list(dict.fromkeys([*filter(None, texts), *_answers(Random(question.name), question)]))
    places = np.array([-1 if text is None else answers.index(text) for text in texts], np.int8)
    return Coded(pa.array(answers, pa.string()), places)


def _text(answer: Answer) -> str:
    """Write an answer as people do in a table."""
    match answer:
        case bool():
            return "yes" if answer else "no"
        case Members():
            return "; ".join(sorted(answer.holds)) or "none"
        case date():
            return answer.isoformat()
    return {IN_PLACE: "yes", MISSING: "no"}.get(str(answer), str(answer))


def _answers(rng: Random, fact: Fact) -> Iterator[str]:
    match fact.kind:
        case "yes_no":
            yield from ("yes", "no")
        case "choice":
            yield from (_text(value) for value in fact.values)
        case "choices":
            sets = [each for size in (1, 2, 3) for each in combinations(fact.values, size)]
            yield from map("; ".join, rng.sample(sets, min(SETS, len(sets))))
        case "number":
            low, high = fact.range or (0, 100)
            yield from (str(rng.randint(low, high)) for _ in range(SETS))
        case "date":
            yield from ((FIRST_DAY + timedelta(days=rng.randrange(1400))).isoformat() for _ in range(SETS))
        case "text":
            yield from SERVICES


def write_parquet(base: RuleBase, rows: int, target: Path, more: int = 0) -> None:
    """Write a table as Parquet, with so many more columns of people's own."""
    import pyarrow.parquet as pq

    _write(batches(base, rows, more), lambda schema: pq.ParquetWriter(target, schema))


def write_csv(base: RuleBase, rows: int, target: Path) -> None:
    """Write a table as CSV, blanks for what is unknown."""
    from pyarrow import csv

    options = csv.WriteOptions(quoting_style="needed")
    _write(map(as_texts, batches(base, rows)), lambda schema: csv.CSVWriter(target, schema, write_options=options))


def write_workbook(base: RuleBase, rows: int, target: Path) -> None:
    """Write a table as a workbook of one sheet."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Sheet")
    for number, batch in enumerate(map(as_texts, batches(base, rows))):
        if number == 0:
            sheet.append(batch.schema.names)
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            sheet.append(row)
    book.save(target)


def as_texts(batch: Any) -> Any:
    """Give the same batch with plain texts in place of dictionaries."""
    return pa.RecordBatch.from_arrays([each.cast(pa.string()) for each in batch.columns], names=batch.schema.names)


def _write(made: Iterator[Any], opened: Callable[[Any], Any]) -> None:
    first = next(made)
    with opened(first.schema) as writer:
        writer.write_batch(first)
        for batch in made:
            writer.write_batch(batch)
