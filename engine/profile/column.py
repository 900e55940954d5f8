"""One column of a table of profiles: what it is about, and so how its cells are to be read."""

from collections.abc import Mapping
from dataclasses import field
from typing import Literal as OneOfTheseWords

from engine.frozen import frozen
from engine.rulebase.facts import Fact

Role = OneOfTheseWords["id", "header", "fact", "member", "control", "basis", "result", "own", "unheaded"]
"""`member` is one choice of a set, `basis` what an answer rests on, `result` what an earlier run wrote. `own` is
people's own column, which is carried through; over one that is `unheaded` stands nothing, nor may anything be in it."""


@frozen
class Column:
    """A column that was bound to what a pack declares.

    `name` is the fact or control that is answered, or the path of a field of the header. `part` is the choice for a
    `member`, and `evidence`, `known`, `by` or `on` for a `basis`. `question` is there for `fact`, `member` and
    `control`, and `said` is how messages call it: the question, or the title of the control. `many` marks a field of
    the header that takes several texts. `words` maps every way to write an answer, folded, to the name of that answer.
    `day_first` tells that in a date in figures the day comes first.
    """

    position: int
    heading: str
    role: Role
    name: str = ""
    part: str = ""
    question: Fact | None = None
    said: str = ""
    many: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    day_first: bool = False

    @property
    def target(self) -> tuple[Role, str, str]:
        """Say what the cells of this column are about; no two columns of a table may share it."""
        return self.role, self.name, self.part
