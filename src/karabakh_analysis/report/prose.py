"""Markdown cells as markup: raw HTML is shown as text, links and images are confined to what a page may hold."""

from __future__ import annotations

import re
from typing import Any

import mistune
from markupsafe import Markup

from karabakh_analysis.figures.markup import escape, tag, web_address

NOTEBOOK = re.compile(r"(?:\.\./notebooks/|\./)?([A-Za-z0-9_]+)\.ipynb(#[A-Za-z0-9_-]*)?")
RELATIVE = re.compile(r"[#A-Za-z0-9._][^:\\]*")
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+")


def render_markdown(source: str) -> Markup:
    """Markdown as markup that is safe in a page, whatever the source holds.

    Parameters
    ----------
    source
        Markdown with tables. Raw HTML becomes text; links lead to http(s) addresses or to places of the site (a link to another
        notebook leads to its page); images must be embedded, others are replaced by their description.
    """
    markdown = mistune.create_markdown(renderer=_Renderer(), plugins=["table", "strikethrough"])
    return Markup(markdown(source))  # noqa: S704 - every piece is escaped by the renderer below


def safe_link(address: str) -> str | None:
    """The address as a page may carry it, or ``None``."""
    notebook = NOTEBOOK.fullmatch(address)
    if notebook:
        return f"../{notebook[1].replace('_', '-')}.html{notebook[2] or ''}"
    if RELATIVE.fullmatch(address):
        return address
    return web_address(address)


class _Renderer(mistune.HTMLRenderer):
    """Mistune's renderer with our escaping, our links and our tables."""

    def __init__(self) -> None:
        super().__init__(escape=True)
        self._latest_heading = "Table"

    def text(self, text: str) -> str:
        return escape(text)

    def codespan(self, text: str) -> str:
        return tag("code", text)

    def block_code(self, code: str, info: str | None = None) -> str:  # noqa: ARG002 - mistune passes it
        return tag("pre", tag("code", code), tabindex="0", role="group", aria_label="Code")

    def inline_html(self, html: str) -> str:
        return escape(html)

    def block_html(self, html: str) -> str:
        return tag("p", html.strip())

    def link(self, text: str, url: str, title: str | None = None) -> str:
        address = safe_link(url)
        content = Markup(text)  # noqa: S704 - rendered by this class
        if address is None:
            return content
        return tag("a", content, href=address, title=title, rel="noopener noreferrer" if web_address(address) else None)

    def image(self, text: str, url: str, title: str | None = None) -> str:  # noqa: ARG002 - mistune passes it
        description = Markup(text).striptags()  # noqa: S704 - rendered by this class
        return tag("img", src=url, alt=description) if PICTURE.fullmatch(url) else escape(f"[{description}]")

    def heading(self, text: str, level: int, **_attrs: Any) -> str:
        self._latest_heading = Markup(text).striptags()  # noqa: S704 - rendered by this class
        return f"<h{level}>{text}</h{level}>\n"

    def table(self, text: str) -> str:
        title = self._latest_heading
        table = tag("table", tag("caption", title, class_="vh"), Markup(text))  # noqa: S704 - rendered by this class
        return tag("div", table, class_="scroll", tabindex="0", role="region", aria_label=title)

    def table_head(self, text: str) -> str:
        return f"<thead><tr>{text}</tr></thead>"

    def table_body(self, text: str) -> str:
        return f"<tbody>{text}</tbody>"

    def table_row(self, text: str) -> str:
        return f"<tr>{text}</tr>"

    def table_cell(self, text: str, align: str | None = None, head: bool = False) -> str:
        content, side = Markup(text), None if align == "right" else "l"  # noqa: S704 - rendered by this class
        return tag("th", content, scope="col", class_=side) if head else tag("td", content, class_=side)
