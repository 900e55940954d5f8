"""What every page must be, whichever test opens it: one h1, a title, a language, labels, ids of its own, no script."""

from collections import Counter
from html.parser import HTMLParser

NEED_A_LABEL = {"input", "select", "textarea"}
NO_LABEL = {"hidden", "submit", "button", "image", "reset"}


class _Seen(HTMLParser):
    """Reads a page, and gathers what is wrong with it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.controls: list[dict[str, str]] = []
        self.links: list[str] = []
        self.wrong: list[str] = []
        self.language = ""
        self._drawing = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags[tag if not self._drawing else f"svg {tag}"] += 1
        self._drawing = tag == "svg" or self._drawing
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "html":
            self.language = given.get("lang", "")
        if tag == "label":
            self.labelled.add(given.get("for", ""))
        if tag in NEED_A_LABEL and given.get("type") not in NO_LABEL:
            self.controls.append(given)
        if tag == "a":
            self.links.append(given.get("href", ""))
        if tag == "script" and "src" not in given:
            self.wrong.append("a script within the page")
        if tag == "th" and "scope" not in given:
            self.wrong.append("a heading of a table without scope")
        if (
            tag == "form"
            and given.get("method", "get").lower() == "post"
            and not given.get("action", "/").startswith("/")
        ):
            self.wrong.append("a form that is sent elsewhere")
        self.wrong += [f"{name} within the page" for name in given if name == "style" or name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        self._drawing = self._drawing and tag != "svg"


def look_at(text: str) -> None:
    """Hold a page to what every page must be. Raises `AssertionError` with all that is wrong."""
    seen = _Seen()
    seen.feed(text)
    wrong = list(seen.wrong)
    wrong += [f"{seen.tags[tag]} times {tag}" for tag in ("h1", "title", "main") if seen.tags[tag] != 1]
    wrong += [f"the id {each} twice" for each, times in Counter(seen.ids).items() if times > 1]
    wrong += [
        f"no label: {each.get('name')}"
        for each in seen.controls
        if each.get("id") not in seen.labelled and "aria-label" not in each and "aria-labelledby" not in each
    ]
    wrong += [f"a link to nowhere: {each}" for each in seen.links if each.startswith("#") and each[1:] not in seen.ids]
    if not seen.language:
        wrong.append("no language")
    if "style" in seen.tags:
        wrong.append("a style within the page")
    assert not wrong, wrong
