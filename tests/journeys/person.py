"""Somebody before the pages: who reads, presses, chooses and types in one of three ways."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from tests.browsers import beyond_the_screen, found_by_axe

MOST_STOPS = 600
"""What is counted: presses of Tab on the way to one thing. Why so many: more than stand on the longest page. Beyond it:
the thing can't be reached by keyboard."""

HAS_FOCUS = "element => element === document.activeElement"
SAME_GROUP = "element => document.activeElement.name === element.name && document.activeElement.type === 'radio'"
IS_SEEN = """() => {
  const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
  const label = at.labels && at.labels.length ? getComputedStyle(at.labels[0]) : style;
  const marked = s => (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none';
  return marked(style) || marked(label);
}"""


class Way(Enum):
    """How somebody uses the pages."""

    SCRIPT = "with script"
    WITHOUT = "without script"
    KEYBOARD = "by keyboard alone"


@dataclass
class Person:
    """Somebody with a browser of their own, and a second one in which axe looks at what they see."""

    page: Any
    judge: Any
    way: Way
    origin: str

    # ---- reading

    def sees(self, *texts: str) -> "Person":
        """Wait until these texts stand on the page."""
        for text in texts:
            self.page.locator("body", has_text=text).wait_for()
        return self

    def sees_nothing_of(self, text: str) -> None:
        assert text not in self.page.locator("body").inner_text()

    def text(self) -> str:
        return str(self.page.locator("main").inner_text())

    def heading(self) -> str:
        return str(self.page.locator("h1").inner_text())

    def value(self, label: str) -> str:
        return str(self._field(label).input_value())

    def is_for_everybody(self, *, at_the_end: bool = False) -> "Person":
        """Let axe look at the page as it is: what the server sent, and what was opened and chosen since.

        The pages on the way are the same in all three ways, and looked at in one; where a journey ends, in each.
        """
        if self.way is not Way.SCRIPT and not at_the_end:
            return self
        found = found_by_axe(self._judged(self.page.content()))
        assert not found, (self.page.url, found)
        return self

    def _judged(self, html: str) -> Any:
        """Show the page in a browser that has script, with the stylesheet that it names."""
        address = f"{self.origin}/as-it-was-seen"
        self.judge.route(address, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        self.judge.goto(address)
        self.judge.unroute(address)
        beyond = beyond_the_screen(self.judge)
        assert beyond <= 0, (self.page.url, f"{beyond} pixels beyond the screen")
        return self.judge

    # ---- going on

    def goes_to(self, address: str) -> "Person":
        self.page.goto(address if "://" in address else self.origin + address)
        return self

    def follows(self, name: str, **within: str) -> "Person":
        """Press a link."""
        return self._pressed(self._inside(within).get_by_role("link", name=name, exact=True).first)

    def presses(self, name: str, **within: str) -> "Person":
        """Press a button, and wait for what comes of it."""
        return self._pressed(self._inside(within).get_by_role("button", name=name, exact=True).first)

    def opens(self, name: str, **within: str) -> "Person":
        """Open what is folded."""
        folded = self._inside(within).locator("summary", has_text=name).first
        if self.way is Way.KEYBOARD:
            self._reach(folded)
            self.page.keyboard.press("Enter")
        else:
            folded.click()
        return self

    def goes_back(self) -> "Person":
        self.page.go_back()
        return self

    def _inside(self, within: dict[str, str]) -> Any:
        if "region" in within:
            return self.page.get_by_role("region", name=within["region"])
        if "form" in within:
            return self.page.locator("form", has_text=within["form"])
        return self.page

    def _pressed(self, what: Any) -> "Person":
        """Press something; the page is another one, or has another main part, when the answer has come."""
        what.wait_for()
        self.page.evaluate("document.querySelector('main').setAttribute('data-before', '')")
        if self.way is Way.KEYBOARD:
            self._reach(what)
            self.page.keyboard.press("Enter")
        else:
            what.click()
        self.page.locator("main:not([data-before])").wait_for()
        return self

    # ---- answering

    def chooses(self, answer: str, question: str = "") -> "Person":
        """Choose an answer to a question, or to the only one that has it."""
        where = self.page.get_by_role("group", name=question) if question else self.page
        roles = (where.get_by_role(role, name=answer, exact=True) for role in ("radio", "checkbox"))
        choice = next((found.first for found in roles if found.count()), None)
        assert choice, f"there is no choice “{answer}” in:\n{where.locator('body').aria_snapshot()}"
        if self.way is not Way.KEYBOARD:
            choice.check()
        elif choice.get_attribute("type") == "radio":
            self._reach(choice, SAME_GROUP)
            for _ in range(MOST_STOPS):
                if choice.evaluate(HAS_FOCUS):
                    break
                self.page.keyboard.press("ArrowDown")
            if not choice.is_checked():
                self.page.keyboard.press("Space")
        else:
            self._reach(choice)
            if not choice.is_checked():
                self.page.keyboard.press("Space")
        assert choice.is_checked()
        return self

    def picks(self, label: str, option: str) -> "Person":
        """Pick from a list that drops down."""
        field = self._field(label)
        if self.way is Way.KEYBOARD:
            self._reach(field)
            self.page.keyboard.type(option)
        else:
            field.select_option(label=option)
        assert field.evaluate("each => each.selectedOptions[0].text") == option
        return self

    def types(self, label: str, text: str) -> "Person":
        """Type into a field, in the place of what stood there."""
        field = self._field(label)
        if self.way is Way.KEYBOARD:
            self._reach(field)
            self.page.keyboard.press("Control+A")
            self.page.keyboard.insert_text(text)
        else:
            field.fill(text)
        return self

    def gives(self, label: str, file: Path) -> "Person":
        """Choose a file. By keyboard, the field has to be reached; the window that opens then is the system's own."""
        field = self._field(label)
        if self.way is Way.KEYBOARD:
            self._reach(field)
        field.set_input_files(file)
        return self

    def takes(self, name: str, folder: Path) -> Path:
        """Take a file along."""
        link = self.page.get_by_role("link", name=name, exact=True).first
        with self.page.expect_download() as download:
            if self.way is Way.KEYBOARD:
                self._reach(link)
                self.page.keyboard.press("Enter")
            else:
                link.click()
        to = folder / str(download.value.suggested_filename)
        download.value.save_as(to)
        return to

    def _field(self, label: str) -> Any:
        return (
            self.page.get_by_label(label, exact=True)
            .and_(self.page.locator("input:visible, textarea:visible, select:visible"))
            .first
        )

    def _reach(self, what: Any, arrived: str = HAS_FOCUS) -> None:
        """Press Tab until the focus is there, and see that it shows where it is."""
        for _ in range(MOST_STOPS):
            if what.evaluate(arrived):
                assert self.page.evaluate(IS_SEEN), f"nobody sees that the focus is at {what}"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{what} can't be reached by keyboard")
