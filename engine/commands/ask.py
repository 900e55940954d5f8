"""`ask`: one question after another in the terminal, each answer saved before the next is asked."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.commands.options import BROKEN_OFF, as_of_option, example, pack_option

if TYPE_CHECKING:
    from engine import Interview, Interviewer, Profile, RuleBase
    from engine.page.model import Section

PROMPT = b"Answer: "
NEW_TURN = ("answered", "not known", "later", "does not apply", "go on", "back", "change")
"""What leads to another question, or to the same one anew."""


@click.command(epilog=example("ask my-arrangement.yaml"))
@click.argument("profile", type=click.Path(path_type=Path), default="profile.yaml")
@click.option("--further", is_flag=True, help="Go on until nothing that a page shows is open.")
@click.option("--by", metavar="NAME", default="", help="Who answers: noted with the day of each answer.")
@as_of_option
@pack_option
def ask(profile: Path, further: bool, by: str, as_of: date, folder: Path | None) -> None:
    """Ask one question after another, those that matter most first, and keep the answers in PROFILE.

    PROFILE is profile.yaml unless another file is named: a new one, or one to go on with. Each answer is saved before
    the next question. It ends by itself once the decisions at the head of the page are settled. An answer is a number,
    a name or its words; `?` says what else may be typed: don't know, later, back, change, stop. Answers may also come
    from a file, a line each.
    """
    from engine import Interview, Interviewer, UsageError, api
    from engine.source.characters import refused_character

    if refused_character(by) is not None:
        raise UsageError("`--by` holds a character that nobody can see; write the name without it")
    base = api.load_pack(folder)
    kept = _KeptProfile(profile, base, folder)
    interview = Interview(kept.opened())
    talk = _Talk(Interviewer(base, as_of, further=further), kept, interview, as_of, " ".join(by.split()))
    try:
        talk.run()
    except KeyboardInterrupt:
        talk.end(stopped=True)
        sys.exit(BROKEN_OFF)


class _Talk:
    """One run of an interview: what is printed, what is read, and what is saved in between."""

    def __init__(
        self, interviewer: "Interviewer", kept: "_KeptProfile", interview: "Interview", day: date, by: str
    ) -> None:
        self.interviewer, self.base, self.kept = interviewer, interviewer.base, kept
        self.interview, self.day, self.by = interview, day, by
        self.step = interviewer.next_step(interview)

    def run(self) -> None:
        """Put questions until none is left, somebody stops, or there is nothing more to read."""
        from engine.render.interview import asked, opened, so_far

        self.show(opened(self.base, self.interview, self.kept.shown))
        while self.step.question:
            self.show(so_far(self.base, self.step))
            self.show(asked(self.base, self.interview, self.step))
            if not self.answered():
                self.end(stopped=True)
                return
        self.end(stopped=False)

    def answered(self) -> bool:
        """Read lines until one leads on; tell whether the interview goes on at all."""
        from engine import take
        from engine.render.interview import helped, replied

        while (text := _line()) is not None:
            self.catch_up()
            before, was = self.interview, self.step
            taken = take(self.base, before, was.question, text, self.day, self.by)
            if taken.doing == "stop":
                return False
            self.interview = taken.interview
            if self.interview.profile != before.profile:
                self.kept.save(self.interview.profile, taken.name)
            self.step = self.interviewer.next_step(self.interview)
            found = helped() if taken.doing == "help" else replied(self.base, taken, before, was, self.step)
            self.show(found)
            if taken.doing in NEW_TURN:
                return True
        return False

    def catch_up(self) -> None:
        """Take what somebody else has written into the file meanwhile, before a line is added to it."""
        from engine import InputError
        from engine.commands.terminal import say

        try:
            found = self.kept.written_meanwhile()
        except InputError:
            say(f"{self.kept.shown} was changed meanwhile and can't be read any more; the last answer is not saved")
            raise
        if found is not None:
            say(f"{self.kept.shown} was changed meanwhile; what it says now is kept")
            self.interview = replace(self.interview, profile=found)

    def end(self, *, stopped: bool) -> None:
        """Say how it ended, and how to go on."""
        from engine.render.interview import ended

        file = self.kept.shown if self.kept.is_there else ""
        self.show(ended(self.base, self.step, file, self.kept.command, stopped=stopped))

    def show(self, section: "Section") -> None:
        """Show a section with an empty line above it; nothing where it says nothing."""
        from engine.commands.terminal import colour, out, width
        from engine.page.text import section_text

        words = section_text(section, width(), colour())
        if words:
            out("\n" + words)


def _line() -> str | None:
    """Read a line; `None` at the end of what can be read. Where nobody types, it is shown as if somebody had."""
    from engine import UsageError
    from engine.commands.terminal import out
    from engine.interview.read_line import MOST_CHARACTERS
    from engine.source.characters import visible

    if sys.stdin is None:
        raise UsageError("standard input is closed; answers are read from there")
    out(PROMPT)
    data = sys.stdin.buffer.readline(4 * MOST_CHARACTERS)
    if not data.endswith(b"\n") and len(data) == 4 * MOST_CHARACTERS:
        while (more := sys.stdin.buffer.readline(4 * MOST_CHARACTERS)) and not more.endswith(b"\n"):
            pass
    text = data.decode("utf-8", "replace").rstrip("\r\n")
    if not sys.stdin.isatty():
        out(visible(text))
    return text if data else None


class _KeptProfile:
    """The file that the answers are kept in."""

    def __init__(self, path: Path, base: "RuleBase", folder: Path | None) -> None:
        import shlex

        from engine.source.characters import visible

        self.path, self.base = path, base
        self.shown = visible(str(path))
        again = (str(path), *(() if folder is None else ("--rules", str(folder))))
        self.command = visible(shlex.join(again))
        self._seen = b""

    @property
    def is_there(self) -> bool:
        """Tell whether there is such a file, from before or since the first answer."""
        return self.path.exists()

    def opened(self) -> "Profile":
        """Read the profile of the file; begin one, named after the file, where there is none yet."""
        from engine import UsageError, read_profiles
        from engine.source.characters import in_backticks, visible

        if str(self.path) == "-":
            raise UsageError("the answers are kept in a file; name one instead of `-`")
        if self.path.exists():
            return self._read()
        if self.path.suffix.lower() not in ("", ".yaml", ".yml"):
            raise UsageError(f"{in_backticks(self.shown)} is no name for a profile in YAML; let it end in .yaml")
        if not self.path.parent.is_dir():
            raise UsageError(f"there is no folder {in_backticks(visible(str(self.path.parent)))}; make it first")
        name = "".join(each if each.isalnum() or each in "-_." else "-" for each in self.path.stem)
        return read_profiles(f'id: "{name or "profile"}"'.encode(), self.base)[0]

    def written_meanwhile(self) -> "Profile | None":
        """Read the file anew where somebody else has written it; nothing where it is as it was left, or gone."""
        if not self.path.is_file() or self.path.read_bytes() == self._seen:
            return None
        return self._read()

    def save(self, profile: "Profile", name: str) -> None:
        """Write one answer of the profile into its file, so that all else stays as it was written there.

        Where that can't be, the profile is written anew; if that loses comments, the old file is kept, and it is said.
        """
        from engine import write_profile
        from engine.commands.terminal import say
        from engine.profile.edit_in_place import with_answer
        from engine.profile.rewrite import rewrite
        from engine.source.atomic import atomic_write
        from engine.source.characters import in_backticks, visible

        text = with_answer(self.base, self._seen.decode("utf-8", "replace"), profile, name) if self._seen else None
        if text is not None:
            self._seen = text.encode()
            atomic_write(self.path, self._seen, in_backticks(self.shown))
            return
        text = write_profile(self.base, profile)
        before = rewrite(self.path, text)
        self._seen = text.encode()
        if before is not None:
            say(f"{self.shown} held comments; it is kept as it was in {visible(str(before))}")

    def _read(self) -> "Profile":
        from engine import UsageError
        from engine.commands.profile_files import profiles_in

        found = profiles_in([str(self.path)], self.base)
        if len(found) != 1:
            raise UsageError(f"`ask` takes one profile; {self.shown} holds {len(found)}")
        self._seen = self.path.read_bytes()
        if self._seen.lstrip()[:1] in (b"{", b"["):
            raise UsageError(f"{self.shown} is JSON, and answers are kept as YAML; write the profile as YAML first")
        return found[0]
