"""Names as FEEL can read them: letters, digits and `_`, none of them twice, and none a word of FEEL."""

from collections.abc import Iterable, Iterator

from engine.rulebase.base import RuleBase

DAY = "as_of"
"""What the day of assessment is called, unless the pack has that name already."""

KEYWORDS = (
    "and", "or", "not", "in", "between", "if", "then", "else", "for", "return", "some", "every", "satisfies",
    "true", "false", "null", "function", "external", "instance", "of", "item", "partial",
    "any", "boolean", "context", "number", "range", "string", "list", "date", "time", "duration",
)  # fmt: skip
"""Words of the grammar of FEEL, and its types (DMN 1.5, 10.3.1)."""

FUNCTIONS = (
    "abs", "after", "all", "any", "append", "before", "ceiling", "coincides", "concatenate", "contains", "context",
    "context merge", "context put", "count", "date", "date and time", "day of week", "day of year", "decimal",
    "distinct values", "duration", "during", "ends with", "even", "exp", "finished by", "finishes", "flatten", "floor",
    "get entries", "get value", "includes", "index of", "insert before", "is", "is defined", "list contains",
    "list replace", "log", "lower case", "matches", "max", "mean", "median", "meets", "met by", "min", "mode", "modulo",
    "month of year", "not", "now", "number", "odd", "overlaps", "overlaps after", "overlaps before", "product", "range",
    "remove", "replace", "reverse", "round down", "round half down", "round half up", "round up", "sort", "split",
    "sqrt", "started by", "starts", "starts with", "stddev", "string", "string join", "string length", "sublist",
    "substring", "substring after", "substring before", "sum", "time", "today", "union", "upper case", "week of year",
    "years and months duration",
)  # fmt: skip
"""The functions that are built into FEEL (DMN 1.5, 10.3.4)."""

PROPERTIES = ("year", "month", "day", "weekday", "hour", "minute", "second", "timezone", "years", "months", "days",
              "hours", "minutes", "seconds", "start", "end", "value")  # fmt: skip
"""What FEEL calls the parts of dates, times, durations and ranges."""

RESERVED = frozenset(word for words in (*KEYWORDS, *FUNCTIONS, *PROPERTIES) for word in words.split())
"""Words that no name may be: readers tell names from functions by their words, and not all of them alike."""


class FeelNames:
    """The name of each question, control and decision in the exported file. What can be kept is kept."""

    def __init__(self, base: RuleBase) -> None:
        self._taken: set[str] = set(RESERVED)
        self._decisions = self._named(base.decisions)
        self._questions = self._named(base.facts)
        self._controls = self._named(base.controls)
        self.day = self._free(DAY)
        self.when_silent = {name: fact.when_silent for name, fact in base.facts.items() if fact.when_silent is not None}

    def _named(self, names: Iterable[str]) -> dict[str, str]:
        return {name: self._free(name.replace("-", "_")) for name in names}

    def _free(self, name: str) -> str:
        free, number = name, 2
        while free in self._taken:
            free, number = f"{name}_{number}", number + 1
        self._taken.add(free)
        return free

    def renamed(self) -> Iterator[tuple[str, str]]:
        """Walk what has another name in the file than in the rules, with that name."""
        for named in (self._decisions, self._questions, self._controls):
            yield from ((name, called) for name, called in named.items() if name != called)

    def decision(self, name: str) -> str:
        """Give the name of a decision."""
        return self._decisions[name]

    def question(self, name: str) -> str:
        """Give the name of a question, or of the status of a control."""
        return self._questions[name] if name in self._questions else self._controls[name]
