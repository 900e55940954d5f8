"""The links and the forms of a page, as somebody without a browser reads them."""

from html.parser import HTMLParser
from urllib.parse import urljoin

Fields = list[tuple[str, str]]
Form = tuple[str, str, Fields]
"""Its method, where it is sent, and what each of its fields may hold."""


class Read(HTMLParser):
    """Reads the links and the forms of a page: where each is sent, and what each field may hold."""

    def __init__(self, at: str) -> None:
        super().__init__(convert_charrefs=True)
        self.at = at
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.named = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(urljoin(self.at, given.get("href", "")))
        if tag == "form":
            sent: Form = (given.get("method", "get").upper(), urljoin(self.at, given.get("action") or self.at), [])
            self.forms.append(sent)
        if tag == "select":
            self.named = given.get("name", "")
        if tag == "option" and self.forms:
            self.forms[-1][2].append((self.named, given.get("value", "")))
        if tag in ("input", "textarea", "button") and self.forms and given.get("name"):
            self.forms[-1][2].append((given["name"], given.get("value", "")))


def read_page(page: str, at: str) -> Read:
    """Read a page that was found at an address."""
    read = Read(at)
    read.feed(page)
    return read
