"""Conditions as our own export writes them in FEEL, read back as a rule file holds them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from engine.imports.dmn.tokens import tokens
from engine.imports.dmn.unary_tests import Values, day, read_cell_test
from engine.imports.dmn.values import FeelFault, FeelValue, first_of, last_of, written
from engine.imports.dmn.yaml_text import Yaml

DEEPEST = 150
"""Brackets within brackets, as deep as conditions may be in a pack. Beyond it: refused."""

_PERIOD = re.compile(r"P([0-9]+)([MD])")


@dataclass
class OwnNames:
    """What the file calls questions and decisions, by what the rules call them; what silence means is noted here."""

    names: Mapping[str, str]
    day: str = ""
    silent: dict[str, Yaml] = field(default_factory=dict)

    def in_force(self, text: str) -> tuple[dict[str, str], str]:
        """Take the days on which a rule is in force off the front of its condition."""
        found: dict[str, str] = {}
        for key, sign in (("from", ">="), ("until", "<=")):
            begins = re.match(rf'{self.day} {sign} date\("([0-9-]+)"\)(?: and |$)', text) if self.day else None
            if begins:
                found[key], text = day(begins[1]).isoformat(), text[begins.end() :]
        return found, text

    def condition(self, text: str) -> Yaml:
        """Read an expression that is true or false; `True` where it always is. Raises `FeelFault`."""
        reader = _OwnConditions(text, self)
        found = reader.either(0)
        reader.finish()
        return found

    def cell(self, column: str, text: str) -> Yaml:
        """Read what a cell asks, under the expression of its column. Raises `FeelFault`."""
        if text == "-":
            return True
        subject = _OwnConditions(column, self).subject_alone()
        if not subject:
            return self.condition(text if column == "true" else column if text == "true" else f"not({column})")
        test = read_cell_test(text)
        asked: list[Yaml] = [{subject: _word(value)} for value in test.values]
        if len(asked) > 1:
            asked = [{subject: {"one_of": [_word(value) for value in test.values]}}]
        for each in test.stretches:
            ends = {"at_least": first_of(each), "at_most": last_of(each)}
            asked += [{subject: {key: str(end)}} for key, end in ends.items() if end is not None]
        found: Yaml = asked[0] if len(asked) == 1 else {"all": asked}
        return {"not": found} if test.negated else found


class _OwnConditions(Values):
    """Reads conditions, word by word, by the grammar of what we write."""

    def __init__(self, text: str, own: OwnNames) -> None:
        super().__init__(tokens(text, {*own.names, *([own.day] if own.day else [])}))
        self._own = own

    def subject_alone(self) -> str:
        """Name what an expression is, if it is nothing but a subject; else nothing."""
        start = self._place
        subject = self._subject()
        alone = subject and self.next.kind == "end"
        self._place = start
        return subject if alone else ""

    def either(self, level: int) -> Yaml:
        parts = [self._both(level)]
        while self.next.is_word("or"):
            self.take()
            parts.append(self._both(level))
        return _joined("any", parts)

    def _both(self, level: int) -> Yaml:
        parts = [self._one(level)]
        while self.next.is_word("and"):
            self.take()
            parts.append(self._one(level))
        return _joined("all", parts)

    def _one(self, level: int) -> Yaml:
        if level > DEEPEST:
            raise FeelFault(f"brackets are nested more than {DEEPEST} deep")
        subject = self._subject()
        if subject:
            return self._asked(subject)
        token = self.take()
        if token.is_word("true", "false"):
            return token.text == "true"
        if token.is_word("not"):
            found = self._in_brackets(level)
            return not found if isinstance(found, bool) else {"not": found}
        if token.is_word("list"):
            return self._member()
        if token.is_word("count"):
            return self._so_many(level)
        if token.is_sign("("):
            self._place -= 1
            return self._in_brackets(level)
        raise FeelFault(f"`{token.text}` begins no condition that we write")

    def _in_brackets(self, level: int) -> Yaml:
        self.expect("(")
        found = self.either(level + 1)
        self.expect(")")
        return found

    def _subject(self) -> str:
        """Take a subject: a name, or `(if name = null then value else name)`, whose value is noted; else nothing."""
        if self.next.kind == "name" and self.next.text != self._own.day:
            return self._own.names[self.take().text]
        if not (self.next.is_sign("(") and self.after.is_word("if")):
            return ""
        self.take()
        self.take()
        name = self._own.names[self.take().text]
        self.expect("=")
        self.take()  # null
        self.take()  # then
        self._own.silent[name] = self._silent_answer()
        self.take()  # else
        self.take()
        self.expect(")")
        return name

    def _silent_answer(self) -> Yaml:
        if not self.next.is_sign("["):
            return _word(self.value())
        self.take()
        listed: list[Yaml] = []
        while not self.next.is_sign("]"):
            listed.append(_word(self.value()))
            if self.next.is_sign(","):
                self.take()
        self.take()
        return listed

    def _asked(self, subject: str) -> Yaml:
        sign = self.take()
        if sign.is_sign("="):
            return {subject: _word(self.value())}
        if sign.is_word("in"):
            self.expect("(")
            listed = [_word(self.value())]
            while self.next.is_sign(","):
                self.take()
                listed.append(_word(self.value()))
            self.expect(")")
            return {subject: {"one_of": listed}}
        if sign.is_sign(">=", "<="):
            return {subject: {"at_least" if sign.text == ">=" else "at_most": _word(self.value())}}
        if sign.is_sign("+"):
            return {subject: {"older_than": self._age()}}
        raise FeelFault(f"`{sign.text}` is no test that we write")

    def _age(self) -> str:
        months = days = 0
        while True:
            self.take()  # duration
            self.expect("(")
            found = _PERIOD.fullmatch(self.take().text)
            self.expect(")")
            if found is None:
                raise FeelFault("this is no length of time that we write")
            months, days = months + int(found[1]) * (found[2] == "M"), days + int(found[1]) * (found[2] == "D")
            if not self.next.is_sign("+"):
                break
            self.take()
        self.expect("<")
        self.take()  # the day of assessment
        return "P" + (f"{months}M" if months else "") + (f"{days}D" if days or not months else "")

    def _member(self) -> Yaml:
        self.take()  # contains
        self.expect("(")
        subject = self._subject()
        self.expect(",")
        member = self.take().text
        self.expect(")")
        return {subject: {"includes": member}}

    def _so_many(self, level: int) -> Yaml:
        self.expect("(")
        self.expect("[")
        parts = [self.either(level + 1)]
        while self.next.is_sign(","):
            self.take()
            parts.append(self.either(level + 1))
        for _ in range(6):  # ][item = true]
            self.take()
        self.expect(")")
        self.expect(">=")
        least = self.value()
        return {"at_least": {"n": written(least), "of": parts}}


def _word(value: FeelValue) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or not isinstance(value, str | Decimal | date):
        raise FeelFault("null is nothing that we write here")
    return written(value)


def _joined(word: str, parts: list[Yaml]) -> Yaml:
    return parts[0] if len(parts) == 1 else {word: parts}
