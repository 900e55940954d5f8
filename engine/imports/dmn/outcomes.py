"""The decisions of a pack: what the rows of a table give, in which order, and by which hit policy.

What a row gives, all its outputs together, is one value of the decision, so that every policy means of several outputs
what it means of one. See decision records 052 to 054.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from engine.frozen import frozen
from engine.imports.dmn.model import FileTable, GivingColumn, Policy, Written
from engine.imports.dmn.names import value_names
from engine.imports.dmn.unary_tests import read_output, read_values
from engine.imports.dmn.values import CellTest, FeelFault, FeelValue, is_same, is_whole, kind_of, written
from engine.rulebase.decisions import MOST_ADDED, HitPolicy
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.span import Span

Outputs = tuple[FeelValue, ...]
MayBothFit = Callable[[int, int], bool]
"""Tells of two rows, by their places, whether one set of answers fits both."""

MOST_COMPARED = 200
"""Rows of a list that give the same and are held against each other. People write some dozens. Beyond it: each has a
value of its own, whether or not two of them may fit."""

MOST_TIES = 100_000
"""Pairs of rows of the same priority that are held against each other. With the values of every output listed there are
none. Beyond it: refused."""

LISTS: tuple[Policy, ...] = ("R", "O", "C")
NUMBERS: tuple[Policy, ...] = ("C+", "C<", "C>")
HERE: Mapping[Policy, HitPolicy] = {
    "U": "unique", "A": "any", "F": "first", "P": "max", "C<": "max", "C>": "max", "C#": "count", "C+": "sum",
    "C": "collect", "R": "output_order", "O": "output_order",
}  # fmt: skip
"""The hit policy of a pack for each of DMN's. The highest of ordered values is the one with priority."""


@frozen
class MadeDecision:
    """A decision of the pack, made of a table or an expression.

    `values` gives the words of each value, and `outputs` what it stands for; `rows` says what each row gives: a value,
    a number under `sum`, `1` under `count`. `default` is the value where no row fits, and `otherwise` a member of a
    list that is given by a rule of its own then.
    """

    name: str
    title: str
    description: str
    file_policy: Policy | None
    policy: HitPolicy
    values: Mapping[str, str]
    outputs: Mapping[str, Outputs]
    rows: tuple[str, ...] = ()
    default: str = ""
    otherwise: str = ""
    components: tuple[str, ...] = ()


class OutcomeMaker:
    """Makes the values of one decision out of the outputs of its table."""

    def __init__(self, table: FileTable, shown: str, diagnostics: Diagnostics, may_both_fit: MayBothFit) -> None:
        """Take a table, how messages name its decision, and what tells whether two rows may both fit."""
        self._table, self._shown, self._diagnostics = table, shown, diagnostics
        self._may_both_fit = may_both_fit
        self._several = len(table.outputs) > 1
        self._rows: list[Outputs] = []

    def make(self, name: str, title: str, description: str) -> MadeDecision | None:
        """Make the decision; nothing where something can't be held, which is reported."""
        before = len(self._diagnostics.items)
        policy = self._table.policy
        listed = [self._listed(column) for column in self._table.outputs]
        self._rows = rows = [self._outputs(row.outputs, listed) for row in self._table.rows]
        default = self._default(listed)
        if len(self._diagnostics.items) > before:
            return None
        self._check_numbers(rows)
        ranks = self._ranks(rows, listed)
        if len(self._diagnostics.items) > before:
            return None
        parts = tuple(column.name for column in self._table.outputs) if self._several else ()
        made = MadeDecision(name, title, description, policy, HERE[policy], {}, {}, components=parts)
        if policy == "C#":
            return replace(made, rows=("1",) * len(rows))
        if policy == "C+":
            return replace(made, rows=tuple(written(row[0]) for row in rows))
        return self._with_values(made, rows, default, ranks)

    # ---- what stands in the cells

    def _listed(self, column: GivingColumn) -> Sequence[FeelValue] | None:
        """Give the values of an output in their order; None where they are not listed."""
        place = column.values or column.type.allowed
        if place is None:
            return None
        try:
            return read_values(place.text)[1] or None
        except FeelFault as fault:
            self._refuse(place.span, f"values of an output of {self._shown}: {fault}")
            return None

    def _outputs(self, cells: Sequence[Written], listed: Sequence[Sequence[FeelValue] | None]) -> Outputs:
        return tuple(
            self._output(cell, column, values)
            for cell, column, values in zip(cells, self._table.outputs, listed, strict=True)
        )

    def _output(self, cell: Written, column: GivingColumn, listed: Sequence[FeelValue] | None) -> FeelValue:
        if self._table.policy == "C#" and cell.text.strip() in ("", "-"):
            return None
        try:
            value = read_output(cell.text)
        except FeelFault as fault:
            self._refuse(cell.span, f"output of {self._shown}: {fault}")
            return None
        kind = column.type.base if not column.type.components else ""
        if value is not None and kind and kind_of(value) != kind:
            message = f"output of {self._shown}: {in_backticks(cell.text)} is no {kind}, which the column gives"
            self._refuse(cell.span, f"{message}; mend one of the two")
        elif value is not None and listed is not None and not any(is_same(value, each) for each in listed):
            message = f"output of {self._shown}: {in_backticks(cell.text)} is not one of the values of its column"
            self._refuse(cell.span, f"{message}; mend the cell, or list it there")
        return value

    def _default(self, listed: Sequence[Sequence[FeelValue] | None]) -> Outputs | None:
        given = [column.default for column in self._table.outputs]
        if not any(given):
            return None
        if self._table.policy in ("C#", "C+"):
            place = next(each for each in given if each)
            message = f"a default of {self._shown}: where no row fits, a count and a sum are 0 here; delete the default"
            self._refuse(place.span, message)
            return None
        return tuple(
            None if cell is None else self._output(cell, column, values)
            for cell, column, values in zip(given, self._table.outputs, listed, strict=True)
        )

    def _check_numbers(self, rows: Sequence[Outputs]) -> None:
        policy = self._table.policy
        if policy not in NUMBERS:
            return
        if self._several:
            message = f"`decisionTable` of {self._shown}: {policy} of several outputs has no meaning in DMN; split it"
            self._refuse(self._table.span, message)
            return
        for row, (value,) in zip(self._table.rows, rows, strict=True):
            if not isinstance(value, Decimal):
                message = f"output of {self._shown}: {policy} of {in_backticks(written(value))} has no meaning"
                self._refuse(row.outputs[0].span, f"{message}; write a number, or leave the row out")
            elif policy == "C+" and not is_whole(value):
                message = f"output of {self._shown}: {in_backticks(written(value))} is summed, and sums are whole here"
                self._refuse(row.outputs[0].span, f"{message}; write it in a smaller unit")
            elif policy == "C+" and not 0 <= value <= MOST_ADDED:
                message = (
                    f"output of {self._shown}: {in_backticks(written(value))} is summed, and a sum only grows here"
                )
                self._refuse(row.outputs[0].span, f"{message}; write a number from 0 to {MOST_ADDED:,}")

    # ---- priority

    def _ranks(
        self, rows: Sequence[Outputs], listed: Sequence[Sequence[FeelValue] | None]
    ) -> Mapping[Outputs, tuple[int, ...]]:
        """Give for what each row gives its place by priority, the smallest first; nothing where there is no order."""
        policy = self._table.policy
        if policy in ("C<", "C>"):
            order = sorted(set(rows), key=lambda row: row[0], reverse=policy == "C>")  # type: ignore[arg-type,return-value]
            return {row: (place,) for place, row in enumerate(order)}
        if policy not in ("P", "O"):
            return {}
        if all(values is None for values in listed):
            message = (
                f"`decisionTable` of {self._shown} goes by the priority of its outputs, and none is listed "
                "(`outputValues`); list them, the first having priority"
            )
            self._refuse(self._table.span, message)
            return {}
        ranks = {row: _rank(row, listed) for row in rows}
        self._refuse_ties(rows, ranks)
        return ranks

    def _refuse_ties(self, rows: Sequence[Outputs], ranks: Mapping[Outputs, tuple[int, ...]]) -> None:
        """Refuse two rows that may both fit and differ only where no priority is listed: engines take either."""
        compared = 0
        for later, other in enumerate(rows):
            for earlier, one in enumerate(rows[:later]):
                if one == other or ranks[one] != ranks[other]:
                    continue
                compared += 1
                if compared > MOST_TIES:
                    message = f"more than {MOST_TIES:,} pairs of rows of {self._shown} have the same priority"
                    where = self._table.rows[later].span
                    self._refuse(where, f"{message}; list the values of every output (`outputValues`)")
                    return
                if self._may_both_fit(earlier, later):
                    message = (
                        f"rows {earlier + 1} and {later + 1} of {self._shown} may both fit and have the same priority, "
                        "but do not give the same; list the values of every output (`outputValues`)"
                    )
                    self._refuse(self._table.rows[later].span, message)

    # ---- values

    def _with_values(
        self,
        made: MadeDecision,
        rows: Sequence[Outputs],
        default: Outputs | None,
        ranks: Mapping[Outputs, tuple[int, ...]],
    ) -> MadeDecision:
        policy = self._table.policy
        keys = self._keys(rows)
        order = sorted(dict.fromkeys(keys), key=lambda key: (ranks.get(key[0], ()), key[1]))
        if policy in ("P", "C<", "C>"):
            order.reverse()  # from the lowest, which is the last by priority
        words = {key: self._words(key) for key in order}
        extra = None
        if default is not None:
            extra = next((key for key in order if key[0] == default), None)
            takes_part = policy not in LISTS and (policy not in ("P", "C<", "C>") or extra == order[0])
            if extra is None or not takes_part:
                extra = (default, len(rows))
                words = {extra: self._label(default) + self._apart(default, order), **words}
        words = _told_apart(words)
        names = value_names(words.values())
        shown = {names[label]: label for label in words.values()}
        outputs = {names[label]: key[0] for key, label in words.items()}
        fallback = names[words[extra]] if extra is not None else ""
        return replace(
            made,
            values=shown,
            outputs=outputs,
            rows=tuple(names[words[key]] for key in keys),
            default="" if policy in LISTS else fallback,
            otherwise=fallback if policy in LISTS else "",
        )

    def _apart(self, default: Outputs, order: Sequence[tuple[Outputs, int]]) -> str:
        return " (no row fits)" if any(key[0] == default for key in order) else ""

    def _keys(self, rows: Sequence[Outputs]) -> list[tuple[Outputs, int]]:
        """Tell apart what rows give; in a list also two rows that may give the same twice, by the place of the row."""
        policy = self._table.policy
        keys: list[tuple[Outputs, int]] = []
        for place, row in enumerate(rows):
            same = [earlier for earlier in range(place) if rows[earlier] == row]
            many = policy == "R" or len(same) > MOST_COMPARED
            twice = policy in LISTS and bool(same) and (many or any(self._may_both_fit(each, place) for each in same))
            if policy in LISTS and same and not twice:
                keys.append(keys[same[0]])
            else:
                first = same[0] if same and policy not in LISTS else place
                keys.append((row, first))
        return keys

    def _words(self, key: tuple[Outputs, int]) -> str:
        first = next(place for place, row in enumerate(self._rows) if row == key[0])
        again = f" (row {key[1] + 1})" if self._table.policy in LISTS and key[1] != first else ""
        return self._label(key[0]) + again

    def _label(self, outputs: Outputs) -> str:
        if not self._several:
            return _words(outputs[0])
        named = zip((column.name for column in self._table.outputs), outputs, strict=True)
        return ", ".join(f"{name}: {_words(value)}" for name, value in named)

    def _refuse(self, span: Span, message: str) -> None:
        self._diagnostics.error("not-held", span, message)


def _told_apart(words: Mapping[tuple[Outputs, int], str]) -> dict[tuple[Outputs, int], str]:
    """Number the words of a value that are those of another: the text `5` and the number are two values."""
    found: dict[tuple[Outputs, int], str] = {}
    for key, label in words.items():
        number, one = 2, label
        while one in found.values():
            one, number = f"{label} ({number})", number + 1
        found[key] = one
    return found


def _words(value: FeelValue) -> str:
    return "Nothing (null)" if value is None else " ".join(written(value).split()) or "Empty text"


def _rank(outputs: Outputs, listed: Sequence[Sequence[FeelValue] | None]) -> tuple[int, ...]:
    """Give the places of outputs in the lists of their columns, from the left; a column without a list says nothing."""
    return tuple(
        next(place for place, each in enumerate((*values, None)) if is_same(each, value))
        for value, values in zip(outputs, listed, strict=True)
        if values is not None
    )


def of_expression(name: str, title: str, description: str) -> MadeDecision:
    """Make the decision of an expression that is true or false: `no` is what stands where it is not true."""
    words, outputs = {"yes": "true", "no": "false"}, {"yes": (True,), "no": (False,)}
    return MadeDecision(name, title, description, None, "unique", words, outputs, default="no")


def passing(decision: MadeDecision, test: CellTest, component: str) -> tuple[bool, tuple[str, ...]]:
    """Write a test of an earlier decision as a cell of the pack asks it.

    That no row fitted is null: it passes what null passes.
    """
    place = decision.components.index(component) if component else 0
    inner = CellTest(test.values, test.stretches)
    names = {name: inner.passes(outputs[place]) for name, outputs in decision.outputs.items()}
    if inner.asks_for_null:  # nothing fitted, or null was given
        return not test.negated, tuple(name for name, yes in names.items() if not yes)
    return test.negated, tuple(name for name, yes in names.items() if yes)
