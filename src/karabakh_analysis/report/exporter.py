"""Executed notebooks as pages of the site: an nbconvert exporter (``jupyter nbconvert --to karabakh``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from nbconvert import HTMLExporter
from nbformat import NotebookNode
from traitlets import default

from karabakh_analysis.report.cells import join_prose, split_title
from karabakh_analysis.report.info import read_info
from karabakh_analysis.report.notebook_page import notebook_page
from karabakh_analysis.report.outputs import has_failed, lacks_description, show_code, show_output
from karabakh_analysis.report.page import TEMPLATES
from karabakh_analysis.report.prose import render_markdown


class KarabakhExporter(HTMLExporter):
    """Notebook to page.

    What the page says about its making is read from ``nb.metadata["karabakh"]`` (see `PageInfo`). ``resources["karabakh"]`` tells
    the caller whether a cell ``failed`` and how many figures are ``without_description``.
    """

    export_from_notebook = "Karabakh Analysis page"

    @default("template_name")
    def _template_name_default(self) -> str:
        return "karabakh"

    @default("extra_template_basedirs")
    def _default_extra_template_basedirs(self) -> list[str]:
        return [str(TEMPLATES)]

    def default_filters(self) -> Iterator[tuple[str, Any]]:
        """The filters of nbconvert and those of our template."""
        yield from super().default_filters()  # type: ignore[no-untyped-call]
        yield from {"show_output": show_output, "show_code": show_code, "show_markdown": render_markdown}.items()

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()  # type: ignore[no-untyped-call]
        environment.autoescape = True
        return environment

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Convert an executed notebook.

        nbconvert's own HTML step is left out on purpose: it parses and rewrites the finished page, which would change what the hashes
        of the policy name, and puts a placeholder where a description is missing.
        """
        title, rest = split_title(nb)
        body, resources = super(HTMLExporter, self).from_notebook_node(join_prose(rest), resources, **kw)
        failed = has_failed(nb.cells)
        html = Markup(body)  # noqa: S704 - our template escapes by default and calls our own writers
        resources["karabakh"] = {"failed": failed, "without_description": lacks_description(html)}
        return notebook_page(read_info(nb.metadata), title, html, failed), resources
