"""A page in the form that is asked for. Only the writer that is needed is loaded."""

from engine.page.model import Page

PAGE_FORMS = ("text", "markdown", "html")


def write_page(page: Page, form: str, *, width: int, colour: bool) -> str:
    """Write a page as one of `PAGE_FORMS`; `width` and `colour` are those of a terminal, and matter to text alone."""
    if form == "html":
        from engine.page.html import page_html

        return page_html(page)
    if form == "markdown":
        from engine.page.markdown import page_markdown

        return page_markdown(page)
    from engine.page.text import page_text

    return page_text(page, width, colour).rstrip("\n") + "\n"
