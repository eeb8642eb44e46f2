"""The search page without its script: everything that can be found is there to be read."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from markupsafe import Markup
from tests.report.test_pages import HOSTILE, NAV

from karabakh_analysis.dataset import Dataset
from karabakh_analysis.report.assets import hash_source
from karabakh_analysis.report.book import Report
from karabakh_analysis.report.outline import sections
from karabakh_analysis.report.pages import search_page
from karabakh_analysis.report.search import figure_rows, figures_of, search_of
from karabakh_analysis.report.search_page import figures_table
from karabakh_analysis.report.source_rows import source_rows

PAGE = {
    "title": "Job growth",
    "question": "How many new jobs?",
    "href": "01-job-growth.html",
    "sections": [("half-years", "Two thirds fall in the second half")],
    "findings": ["2,575 new jobs are counted for 2024."],
}
PLACES = pd.DataFrame([{"name": "Khankendi", "name_az": "Xankəndi"}, {"name": "Somewhere", "name_az": ""}])
ROW = {
    "row_id": "newsaz-2025-jobs-2024/01",
    "indicator_name": "New jobs",
    "kind_name": "flow",
    "geography_name": "Liberated districts",
    "sector": "",
    "period_text": "2024",
    "stated_as": "2 575 yeni iş yeri",
    "value_text": "2,575",
    "unit": "jobs",
    "precision": "exact",
    "publisher": "News.Az",
    "published": "2025-02/2025-05",
    "language": "az",
}


def search(*pages, rows=(ROW,), places=PLACES):
    return search_page(
        {"nav": [*NAV, {"name": "search", "title": "Search", "href": "search.html"}]}, pages, places, figures_table(pd.DataFrame(rows))
    )


def test_the_page_holds_nothing_that_it_may_not_hold(find_problems):
    assert find_problems(search(PAGE)) == []


def test_a_page_is_listed_with_its_question_findings_and_sections(read_page):
    page = search(PAGE)
    assert '<h3><a href="01-job-growth.html">Job growth</a></h3><p class="asks">How many new jobs?</p>' in page
    assert '<li><a href="01-job-growth.html#half-years">Two thirds fall in the second half</a></li>' in page
    assert '<li><a href="01-job-growth.html">2,575 new jobs are counted for 2024.</a></li>' in page
    assert '<a href="01-job-growth.html#in-short">2,575 new jobs' in search({**PAGE, "short": "01-job-growth.html#in-short"})


def test_profiles_of_districts_stand_apart_from_the_reports():
    page = search(PAGE, {**PAGE, "title": "Khankendi", "href": "districts/az-xa.html"})
    assert page.index('<h2 id="pages">') < page.index("Job growth</a></h3>") < page.index('<h2 id="districts">')
    assert page.index('<h2 id="districts">') < page.index('<a href="districts/az-xa.html#half-years">')
    assert '<h2 id="districts">' not in search(PAGE)


def test_a_figure_leads_to_its_row_and_says_what_it_is(read_page):
    page = search()
    cells = re.search(r"<tbody>.*?</tbody>", page, re.DOTALL)[0]
    assert '<th scope="rowgroup" colspan="7"><span>New jobs</span></th>' in cells
    assert '<th scope="row" lang="az"><a href="sources.html#newsaz-2025-jobs-2024/01">2 575 yeni iş yeri</a></th>' in cells
    assert re.findall("<td>(.*?)</td>", cells) == [
        "2,575 jobs (exact)",
        "flow",
        "Liberated districts",
        "2024",
        "News.Az",
        "between February and May 2025",
    ]


def test_figures_of_one_indicator_stand_under_one_heading():
    page = search(rows=[ROW, {**ROW, "row_id": "a/02"}, {**ROW, "row_id": "a/03", "indicator_name": "Wage employees"}])
    assert page.count('scope="rowgroup"') == 2
    assert page.count('scope="row"') == 3


def test_the_names_of_places_are_listed_in_both_languages():
    page = search()
    assert '<li><span>Khankendi</span> <span lang="az" class="own">Xankəndi</span></li>' in page
    assert "<span>Somewhere</span>" not in page


def test_the_page_has_its_own_style_and_script_and_its_policy_names_all():
    page = search(PAGE)
    scripts, (style,) = (re.findall(rf"<{name}>(.*?)</{name}>", page, re.DOTALL) for name in ("script", "style"))
    assert ["filterable = (" in script for script in scripts] == [True, False]
    assert 'querySelector(".find")' in scripts[1]
    assert ".find " in style
    assert all(f"&#39;{hash_source(text)}&#39;" in page for text in [*scripts, style])


def test_the_header_leads_to_the_search_only_where_the_site_has_one():
    assert '<li><a href="search.html" aria-current="page">Search</a></li>' in search(PAGE)
    assert "search.html" not in search_page({"nav": NAV}, [], PLACES, figures_table(pd.DataFrame([ROW])))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_text(text, find_problems, read_page):
    page = {**dict.fromkeys(PAGE, text), "href": "x.html", "sections": [("a", text)], "findings": [text]}
    hostile = search(page, rows=[{**dict.fromkeys(ROW, text), "published": "2025"}], places=pd.DataFrame([{"name": text, "name_az": text}]))
    assert find_problems(hostile) == []
    assert read_page(hostile).text.count(text.replace("\u202e", "\ufffd")) >= 14


def test_a_record_without_figures_has_no_table(find_problems):
    page = search_page({}, [], PLACES, figures_table(pd.DataFrame(columns=list(ROW))))
    assert "<table" not in page
    assert find_problems(page) == []


def test_a_missing_value_leaves_no_trace():
    page = search(rows=[{**ROW, "sector": None, "kind_name": float("nan"), "geography_name": pd.NA}])
    cells = re.search(r"<tbody>.*?</tbody>", page, re.DOTALL)[0]
    assert re.search("None|nan|NA", cells) is None


def test_every_figure_of_the_collection_is_listed_once_and_the_page_stays_small(frozen: Dataset, tmp_path: Path, find_problems):
    page = search_of((), tmp_path, frozen, figures_of(frozen, source_rows(frozen)))
    rows = re.findall(r'<a href="sources\.html#([^"]*)">', page)
    assert sorted(rows) == sorted([*frozen.observations["observation_id"], *frozen.claims["claim_id"]])
    assert len(page.encode()) < 700_000
    assert find_problems(page) == []


def test_every_figure_has_a_kind_a_place_and_an_indicator_in_words(frozen: Dataset):
    rows = figure_rows(frozen, source_rows(frozen))
    assert rows[["indicator_name", "kind_name", "geography_name", "publisher"]].notna().all(axis=None)
    assert rows["indicator_name"].is_monotonic_increasing


def test_the_anchors_are_those_of_the_rendered_page(make_notebook, export, tmp_path: Path, frozen: Dataset):
    notebook = make_notebook()
    rendered, _ = export(notebook)
    report = Report("01-job-growth", "01_job_growth", "Job growth", "How many?")
    (tmp_path / report.page).write_text(rendered, encoding="utf-8")
    page = search_of([(report, notebook)], tmp_path, frozen, Markup(""))
    anchors = re.findall(r'<a href="01-job-growth\.html#([^"]*)">', page)
    assert [anchor for anchor in anchors if anchor != "in-short"] == ["half-years", "what-these-counts-do-not-say"]
    assert all(f'id="{anchor}"' in rendered for anchor in anchors)
    assert '<li><a href="01-job-growth.html#in-short">2,575 new jobs were counted in 2024.</a></li>' in page


def test_sections_are_the_headings_of_level_2_as_they_read():
    page = '<h1>x</h1><h2 id="a">One &lt;b&gt; <em>two</em></h2><h3 id="b">three</h3><h2 id="c">Four</h2>'
    assert sections(page) == [("a", "One &lt;b&gt; two"), ("c", "Four")]
