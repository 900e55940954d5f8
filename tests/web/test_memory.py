"""What was read is read once, until anything is written."""

from pathlib import Path

from armslength.register.store.register import create_register
from armslength.web import memory
from armslength.web.memory import MOST_KEPT, Memory
from tests.register.keeping import SOME, noted, put


def test_what_was_read_is_kept_until_something_is_written(tmp_path: Path) -> None:
    register = create_register(tmp_path / "register.db")
    put(register, *SOME)
    kept = Memory(register)
    first = kept.once("one", lambda: register.state("one"))
    assert kept.once("one", lambda: register.state("one")) is first
    put(register, noted(9))
    assert kept.once("one", lambda: register.state("one")).version == first.version + 1


def test_what_is_written_while_it_is_read_is_not_missed(tmp_path: Path) -> None:
    register = create_register(tmp_path / "register.db")
    put(register, *SOME)
    kept = Memory(register)

    def slowly() -> int:
        found = register.state("one").version
        put(register, noted(9))
        return found

    old = kept.once("one", slowly)
    assert kept.once("one", lambda: register.state("one").version) == old + 1


def test_so_many_are_kept_and_then_the_first_is_read_anew(tmp_path: Path) -> None:
    kept = Memory(create_register(tmp_path / "register.db"))
    first = [kept.once(number, object) for number in range(MOST_KEPT + 1)]
    assert kept.once(MOST_KEPT, object) is first[MOST_KEPT]
    assert kept.once(0, object) is not first[0]
    assert len(kept._kept) == memory.MOST_KEPT


class LookedUpTwice:
    """A key; between two times that it is looked up, others are kept, as by other people at the same moment."""

    def __init__(self, kept: Memory) -> None:
        self.kept = kept
        self.times = -2  # as it is read, it is looked up, and put there

    def __hash__(self) -> int:
        self.times += 1
        if self.times == 2:
            for _ in range(MOST_KEPT):
                self.kept.once(object(), object)
        return 1


def test_what_was_found_is_given_also_where_it_is_dropped_in_the_next_moment(tmp_path: Path) -> None:
    kept = Memory(create_register(tmp_path / "register.db"))
    key = LookedUpTwice(kept)
    assert kept.once(key, lambda: "read") == "read"
    assert kept.once(key, lambda: "read anew") == "read"
