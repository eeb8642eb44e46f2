"""Notebook pages: what they show, what they never carry, and that they say how they were made."""

from __future__ import annotations

import base64
import hashlib
import re

import pandas as pd
import pytest
from markupsafe import Markup, escape
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from tests.report.conftest import shown

from karabakh_analysis.figures import bullets, heading, note, paragraph, record
from karabakh_analysis.report.dates import date_in_words
from karabakh_analysis.report.outline import outline, relink
from karabakh_analysis.report.prose import render_markdown, safe_link
from karabakh_analysis.report.render import report_files
from karabakh_analysis.values import Sentence

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<style>*{display:none}</style>",
    "</title></style></main><h1>second</h1>",
    "javascript:alert(1)",
    "[click](javascript:alert(1)) ![x](https://example.org/x.png)",
    "abc\u202edef\u2066",
    "x" * 10_000,
]


def block(thing):
    data, metadata = thing._repr_mimebundle_()
    return new_output("display_data", data=data, metadata=metadata)


def foreign(**data):
    return new_output("display_data", data={key.replace("_", "/", 1): value for key, value in data.items()})


def test_a_page_of_real_figures_holds_nothing_it_may_not_hold(make_notebook, export, find_problems):
    page, told = export(make_notebook())
    assert find_problems(page) == []
    assert told == {"failed": False, "without_description": 0}


def test_the_check_of_pages_sees_a_bad_page(find_problems):
    bad = (
        '<h1>a</h1><h1>b</h1><h4 id="x">c</h4><p id="x" style="color:red" onclick="y">d</p>'
        '<img src="https://example.org"><a href="javascript:x">e</a><table><th>f</th></table>'
    )
    found = find_problems(bad)
    for part in ("style", "onclick", "loads", "leads to javascript", "h1", "skipped", "twice", "alt", "caption", "scope"):
        assert any(part in problem for problem in found), part


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_text_wherever_it_stands(text, make_notebook, export, find_problems, read_page):
    sentence = Sentence("Of {place}.", {"place": text})
    more = [
        new_markdown_cell(f"{text}\n\n## {text}\n\n`{text}`\n\n| {text} |\n|---|\n| b |"),
        new_code_cell(f"x = {text!r}", outputs=[block(thing(sentence)) for thing in (heading, paragraph, bullets, note)]),
        new_code_cell(text, outputs=[new_output("stream", name="stdout", text=text), foreign(text_html=text, text_plain=text)]),
        new_code_cell(
            "y", outputs=[foreign(text_markdown=text), foreign(application_javascript=text), foreign(text_latex=text, text_plain=text)]
        ),
        new_code_cell("z", outputs=[new_output("error", ename=text, evalue=text, traceback=[text])]),
    ]
    page, told = export(
        make_notebook(*more, question=text, digest=text, command=text, versions={text: text}, cite={"text": text, "bibtex": text})
    )
    assert told["failed"]
    assert find_problems(page) == []
    shown = read_page(page).text
    assert shown.count(text.translate({0x202E: "\ufffd", 0x2066: "\ufffd"})) >= 8
    assert not set(page) & set("\u202e\u2066")


def test_markup_from_elsewhere_gives_way_to_its_plain_text(export, make_notebook):
    frame = pd.DataFrame({"a": [1]})
    page, _ = export(make_notebook(new_code_cell("frame", outputs=[foreign(text_html=frame.to_html(), text_plain=frame.to_string())])))
    assert "dataframe" not in page
    assert escape(frame.to_string()) in page


def test_a_script_or_widget_without_plain_text_shows_nothing(export, make_notebook):
    page, _ = export(make_notebook(new_code_cell("w", outputs=[foreign(application_javascript="alert(7)")])))
    assert "alert(7)" not in page


def test_the_policy_names_the_style_and_the_script_by_their_hashes(make_notebook, export):
    page, _ = export(make_notebook())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1].replace("&#39;", "'")
    for name in ("style", "script"):
        (content,) = re.findall(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)
        assert f"{name}-src 'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "img-src data:;" in policy
    assert "unsafe" not in policy


def test_a_second_export_is_the_same_to_the_byte(make_notebook, export):
    assert export(make_notebook()) == export(make_notebook())


def test_the_first_markdown_cell_gives_title_and_question(make_notebook, export):
    page, _ = export(make_notebook(title="# Job *growth*\n\nHow many?\n\n## Before\n\nText."))
    assert "<title>Job growth - Karabakh Analysis</title>" in page
    assert "<h1>Job <em>growth</em></h1><p>How many?</p>" in page
    assert '<h2 id="before">Before</h2>' in page


def test_a_notebook_without_metadata_still_becomes_a_page(export, find_problems):
    page, _ = export(new_notebook(cells=[new_code_cell("1 + 1", outputs=[new_output("execute_result", data={"text/plain": "2"})])]))
    assert find_problems(page) == []
    assert "<h1><span>Notebook</span></h1>" in page
    assert "How this page was made" in page


def test_tables_of_a_page_close_no_cell_or_row_that_the_next_one_closes(make_notebook, export):
    page, _ = export(make_notebook())
    assert "<td" in page
    assert re.findall("</t[dhr]>", page) == []
    assert page.count("<table") == page.count("</table>") > 0


def test_the_contents_list_names_every_second_level_heading_by_its_label(make_notebook, export):
    page, _ = export(make_notebook())
    contents = re.search(r'<nav class="toc".*?</nav>', page, re.DOTALL)[0]
    assert re.findall(r'href="#([^"]*)"', contents) == ["in-short", "half-years", "what-these-counts-do-not-say", "made"]
    assert ">Half-years<" in contents
    assert '<h2 id="half-years">Two thirds of the 2,575 new jobs' in page


def test_headings_are_put_in_order_with_unique_anchors():
    html, contents = outline(Markup("<h1>One &amp; two</h1><h5>Deep</h5><h2 id='x'>a</h2><h2 id=\"main\">Same</h2><h2>Same</h2>"))
    assert re.findall(r"<h(\d) id=\"([^\"]*)\">", html) == [("2", "one-two"), ("3", "deep"), ("2", "a"), ("2", "main-2"), ("2", "same")]
    assert [str(entry.label) for entry in contents] == ["One &amp; two", "a", "Same", "Same"]


def test_links_lose_one_step_up_on_a_page_at_the_root():
    link = Markup('<a class="q" href="../sources.html#a/01">1</a>')
    assert relink(link, 0) == '<a class="q" href="sources.html#a/01">1</a>'
    assert relink(link, 1) == link
    text = Markup("<p>href=&#34;../sources.html&#34;</p>")
    assert relink(text, 0) == text
    with pytest.raises(ValueError, match="depth"):
        relink(link, 2)


def test_a_page_in_a_folder_links_upwards(make_notebook, export):
    deep, _ = export(make_notebook(depth=1))
    flat, _ = export(make_notebook(depth=0))
    for target in (
        "sources.html#newsaz-2025-jobs-2024/01",
        "index.html",
        "downloads/new-jobs.csv",
        "notebooks/01-job-growth.ipynb",
        "02-entrepreneurship.html",
    ):
        assert f'href="../{target}"' in deep
        assert f'href="{target}"' in flat
    assert 'href="../' not in flat


def test_a_report_is_linked_to_only_where_the_site_has_it(make_notebook, export):
    methods = {"name": "09-data-and-methods", "title": "Data and methods", "href": "09-data-and-methods.html"}
    alone, whole = (export(make_notebook(nav=nav))[0] for nav in ([], [methods]))
    assert 'see <a href="09-data-and-methods.html#limits">the methods</a>' in whole
    assert "see the methods" in alone
    assert 'href="sources.html#newsaz-2025-jobs-2024/01"' in alone


def test_a_cut_off_stands_at_the_top_of_the_page(make_notebook, export):
    page, _ = export(make_notebook(as_of="2025-01-31", scope="what-if"))
    assert "Only documents certainly published by 31 January 2025 are used" in page
    assert "A what-if page" in page
    assert "no cut-off: all documents" in export(make_notebook())[0]


def test_a_page_with_an_error_says_so_and_tells_the_caller(make_notebook, export):
    error = new_output("error", ename="ValueError", evalue="no rows", traceback=["\x1b[31mValueError\x1b[0m: no rows"])
    page, told = export(make_notebook(new_code_cell("fail()", outputs=[error])))
    assert told["failed"]
    assert "This page is not complete" in page
    assert "\x1b" not in page


def test_a_drawing_is_an_image_with_its_description(make_notebook, export, read_page):
    page, _ = export(make_notebook())
    images = read_page(page).named("img")
    assert [image["alt"] for image in images] == ["A blue block."]
    assert images[0]["src"].startswith("data:image/svg+xml;base64,")
    assert page.count("<svg") == 1, "only the mark in the header stands in the page itself"


def test_a_figure_without_description_is_counted_and_marked(make_notebook, export):
    page, told = export(make_notebook(new_code_cell("fig", outputs=[foreign(image_png="iVBO\nRw0K")])))
    assert told["without_description"] == 1
    assert "This figure has no description in words." in page
    assert 'src="data:image/png;base64,iVBORw0K" alt=""' in page


def test_code_is_folded_after_what_it_shows_and_joined_to_the_figure_it_leads_to(make_notebook, export):
    page, _ = export(make_notebook())
    place = page.index("</table>")
    fold = page.index('<details class="fold code">', place)
    assert page.index("</h2>") < page.index('<div class="p">') < place < fold
    code = page[fold : page.index("</details>", fold)]
    assert code.index("heading") < code.index("paragraph") < code.index("table")
    assert "Parameters and their defaults" in page


def test_code_that_only_records_values_stands_in_the_fold_before_it(make_notebook, export):
    notebook = make_notebook()
    plain = export(notebook)[0].count('class="fold code"')
    notebook.cells.append(new_code_cell("figures.record(first=year)", outputs=[shown(record(first=1))]))
    page, _ = export(notebook)
    assert page.count('class="fold code"') == plain
    assert "first" in page[page.rindex('class="fold code"') :]


def test_the_last_section_says_how_the_page_was_made(make_notebook, export, read_page):
    text = read_page(export(make_notebook())[0]).text
    for part in (
        "indicator = 'new_jobs'",
        "sha256:0dd6df83",
        "pandas 3.0.1",
        "karabakh-analysis build 01-job-growth",
        "@misc{",
        "no independent count",
    ):
        assert part in text


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("09_data_and_methods.ipynb#limits", "../09-data-and-methods.html#limits"),
        ("https://example.org/a:b", "https://example.org/a:b"),
        ("#made", "#made"),
        ("../sources.html#a/01", "../sources.html#a/01"),
        ("javascript:alert(1)", None),
        (" javascript:alert(1)", None),
        ("java\tscript:alert(1)", None),
        ("//example.org", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
    ],
)
def test_markdown_links_lead_to_the_web_or_into_the_site(address, expected):
    assert safe_link(address) == expected


def test_a_markdown_table_has_caption_and_scopes():
    html = render_markdown("## Units\n\n| a | b |\n|---|--:|\n| x | 1 |")
    assert '<caption class="vh">Units</caption>' in html
    assert html.count('scope="col"') == 2
    assert "style" not in html


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2025-01-31", "31 January 2025"),
        ("2025-02", "February 2025"),
        ("2025", "2025"),
        ("2025-02/2025-05", "between February and May 2025"),
        ("2024-12/2025-01", "between December 2024 and January 2025"),
        ("2021-05-28/2021-05-31", "between 28 May 2021 and 31 May 2021"),
        ("", "date not known"),
        ("soon", "soon"),
        ("2025-13", "2025-13"),
    ],
)
def test_dates_are_written_in_words(edtf, words):
    assert date_in_words(edtf) == words


def test_a_page_of_several_of_one_notebook_is_headed_by_its_own_title(make_notebook, export):
    page, _ = export(make_notebook(title="# Profile\n\nWhat of *it*?", name="districts/az-xa", depth=1, headed=True))
    assert "<h1>Job growth</h1><p>What of <em>it</em>?</p>" in page
    assert '<a href="../index.html#districts">Districts</a></li><li aria-current="page">Job growth</li>' in page
    assert "<title>Job growth - " in page
    alone, _ = export(make_notebook(title="# Profile\n\nWhat of *it*?", depth=1))
    assert "<h1>Profile</h1>" in alone


def test_the_downloads_of_a_page_lie_in_its_own_folder_and_its_links_lead_there(make_notebook):
    notebook = make_notebook(name="districts/az-xa", depth=1, downloads="downloads/az-xa", notebook="notebooks/az-xa.ipynb")
    notebook.cells = [cell for cell in notebook.cells if cell.cell_type == "markdown" or "table" in cell.source]
    files = report_files(notebook)
    assert set(files) == {"downloads/az-xa/new-jobs.csv", "notebooks/az-xa.ipynb", "districts/az-xa.html"}
    assert 'href="../downloads/az-xa/new-jobs.csv"' in files["districts/az-xa.html"]
    assert 'href="../downloads/new-jobs.csv"' not in files["districts/az-xa.html"]


def code(source, outputs=(), tag=""):
    return new_code_cell(source, outputs=list(outputs), metadata={"tags": [tag]} if tag else {})


def test_parameters_are_shown_in_one_fold_and_those_of_the_run_at_the_end(export):
    cells = [code("year = 2024", tag="parameters"), code("year = 2025", tag="injected-parameters"), code("x", [block(paragraph("Words."))])]
    page, _ = export(new_notebook(cells=cells, metadata={"karabakh": {"parameters": {"year": 2025}}}))
    assert page.count("Parameters and their defaults</summary>") == 1
    assert "Parameters of this run" not in page
    assert "<code>year = 2025</code>" in page


def test_code_that_shows_nothing_at_the_end_has_no_fold_of_its_own(export):
    cells = [code("show()", [foreign(text_plain="shown")]), new_markdown_cell("Limits."), code("record()")]
    page, _ = export(new_notebook(cells=cells))
    assert page.count('<details class="fold code">') == 1
    assert page.index("record") < page.index("Limits.")
