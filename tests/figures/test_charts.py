from __future__ import annotations

import base64
import csv
import io
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from math import inf
from urllib.parse import unquote

import matplotlib as mpl
import pandas as pd
import pytest
from tests.figures.chart_examples import EXAMPLES, frame, words

from karabakh_analysis import figures
from karabakh_analysis.figures import Chart
from karabakh_analysis.figures.chart_data import evidence
from karabakh_analysis.figures.spot import REACH
from karabakh_analysis.figures.style import DARK, LIGHT, WIDE
from karabakh_analysis.figures.svg import data_address


class Elements(HTMLParser):
    """Collects elements and their attributes, and checks that tags are closed in order."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(markup)
        assert self.open == []

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.append((name, dict(attributes)))
        if name not in ("img", "br"):
            self.open.append(name)

    def handle_endtag(self, name: str) -> None:
        assert self.open.pop() == name

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for found, attributes in self.found if found == name]


def decoded(address: str) -> str:
    head, _, body = address.partition(",")
    return base64.b64decode(body).decode() if head.endswith("base64") else unquote(body)


def hostile() -> Chart:
    label = '</text><script>alert("1")</script>\x07 $x^2$ &amp;'
    data = pd.DataFrame([{"label": label, "low": 1, "high": 2, "status": "bounded", "note": "<img onerror=x>"}])
    return figures.rows(data, **words("hostile"))


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_bundle_holds_markup_drawing_data_and_text(name: str) -> None:
    chart = EXAMPLES[name]()
    bundle, metadata = chart._repr_mimebundle_()
    assert set(bundle) == {"text/html", "image/svg+xml", "text/csv", "text/plain"}
    assert metadata["image/svg+xml"] == {"alt": chart.alt}
    assert metadata["karabakh"] == {"name": chart.name, "rows": evidence(chart.data)}
    assert bundle["text/plain"] == f"{chart.title.plain}\n{chart.alt}"


@pytest.mark.parametrize("name", EXAMPLES)
def test_markup_holds_both_drawings_and_no_style_attributes_or_ids(name: str) -> None:
    chart = EXAMPLES[name]()
    elements = Elements(str(chart.html))
    drawings = {image["class"]: image for image in elements.all("img") if "glyph" not in str(image["class"])}
    assert set(drawings) == {"f wide", "f narrow"}
    assert {image["alt"] for image in drawings.values()} == {chart.alt}
    assert [drawings[shape]["width"] for shape in ("f wide", "f narrow")] == ["720", "344"]
    assert not any("style" in attributes or "id" in attributes for _, attributes in elements.found)
    assert all(str(image["src"]).startswith("data:image/svg+xml") for image in elements.all("img"))


@pytest.mark.parametrize("name", EXAMPLES)
def test_drawings_are_clean_and_carry_their_dark_colours(name: str) -> None:
    chart = EXAMPLES[name]()
    for image in Elements(str(chart.html)).all("img"):
        drawing = decoded(str(image["src"]))
        root = ET.fromstring(drawing)
        assert not any({"style", "id", "clip-path"} & set(element.attrib) for element in root.iter())
        assert "@media (prefers-color-scheme: dark)" in drawing
        used = [token for token in LIGHT if f'="{LIGHT[token]}"' in drawing]
        assert all(DARK[token] in drawing for token in used)
        assert not any(word in drawing for word in ("metadata", "date", "matplotlib", "href", "nan"))
        colours = {element.attrib[part] for element in root.iter() for part in ("fill", "stroke") if part in element.attrib} - {"none"}
        assert colours <= set(LIGHT.values())


@pytest.mark.parametrize("name", EXAMPLES)
def test_text_stays_text_in_faces_with_a_fallback(name: str) -> None:
    root = ET.fromstring(EXAMPLES[name]().svg)
    texts = list(root.iter("{http://www.w3.org/2000/svg}text"))
    assert root.attrib["font-family"] == "DejaVu Sans, Verdana, sans-serif"
    assert len(texts) > 5


@pytest.mark.parametrize("name", EXAMPLES)
def test_alternative_texts_open_with_the_finding_and_hold_values(name: str) -> None:
    chart = EXAMPLES[name]()
    assert chart.alt.startswith(f"{chart.title.plain}. ")
    assert re.search(r"[^.]\.$", chart.alt)
    assert all(str(label) in chart.alt for label in chart.data["label"])
    assert len(re.findall(r"\d", chart.alt)) >= len(chart.data)


def test_an_alternative_text_says_how_values_are_known() -> None:
    alt = EXAMPLES["columns_by_half_year"]().alt
    assert "2023: Jan–Jun 592, 623 (superseded), Jul–Dec 648 to 678 (not published, only bounded)" in alt
    assert "2025 (implied): Jan–Jun (+47.7\u202f%) 1,241, Jul–Dec not published." in alt


def test_what_most_values_share_is_said_once() -> None:
    data = pd.DataFrame({"label": ["a", "b", "c"], "low": [1, 2, 3], "high": [1, 2, 3], "status": ["implied", "implied", "published"]})
    alt = figures.rows(data, **words("shared")).alt
    assert alt.endswith(". Implied where not said otherwise. a: 1; b: 2; c: 3 (published).")


def test_a_count_of_the_collections_own_things_is_not_said_to_be_implied() -> None:
    data = pd.DataFrame({"label": ["a", "b"], "low": [1, 2], "high": [1, 2], "status": "implied", "evidence": ["", "x/01"]})
    assert figures.rows(data, **words("own")).alt.endswith(". a: 1; b: 2 (implied).")


def test_a_chart_names_every_row_behind_it_once() -> None:
    data = pd.DataFrame({"label": ["a", "b"], "low": [1, 2], "high": [1, 2], "status": "published", "evidence": ["x/01 x/02", "x/02"]})
    assert figures.rows(data, **words("behind"))._repr_mimebundle_()[1]["karabakh"]["rows"] == ["x/01", "x/02"]


def test_a_download_stands_alone_on_white_with_title_subtitle_and_source() -> None:
    chart = EXAMPLES["stack_of_targets"]()
    root = ET.fromstring(chart.svg)
    space = "{http://www.w3.org/2000/svg}"
    assert (root.findtext(f"{space}title"), root.findtext(f"{space}desc")) == (chart.title.plain, chart.alt)
    assert root.find(f"{space}rect").attrib["fill"] == "#ffffff"  # type: ignore[union-attr]
    shown = [text.text for text in root.iter(f"{space}text")]
    assert {chart.title.plain, chart.subtitle, chart.source} <= set(shown)
    assert "prefers-color-scheme" not in chart.svg


def test_the_data_table_has_a_caption_and_a_head_for_every_row_and_column() -> None:
    chart = EXAMPLES["columns_by_year"]()
    elements = Elements(str(chart.html))
    assert len(elements.all("caption")) == 1
    assert len([head for head in elements.all("th") if head["scope"] == "row"]) == len(chart.data)
    assert len([head for head in elements.all("th") if head["scope"] == "col"]) == 6
    assert "no upper end" in chart.html
    assert "Evidence" not in chart.html


def test_the_fold_leads_to_the_downloads() -> None:
    links = Elements(str(EXAMPLES["columns_by_year"]().html)).all("a")
    addresses = [link["href"] for link in links if not link["href"].startswith("../sources.html#")]
    assert addresses == ["../downloads/new-jobs-by-year.csv", "../downloads/new-jobs-by-year.svg"]


def test_the_csv_has_plain_numbers_and_all_columns() -> None:
    rows = list(csv.DictReader(io.StringIO(EXAMPLES["columns_by_year"]().csv)))
    assert list(rows[3]) == ["group", "label", "low", "high", "status", "note", "hue", "evidence"]
    assert list(rows[3].values()) == ["2024", "Jan–Dec", "2575", "2575", "published", "all twelve", "grey", "d/01"]
    assert (rows[2]["low"], rows[2]["high"]) == ("1271", "")
    assert rows[1]["evidence"] == "b/01 b/02"


def test_the_key_names_marks_that_occur_and_regions() -> None:
    markup = str(EXAMPLES["rows_by_place"]().html)
    key = re.search(r'<ul class="marks".*?</ul>', markup)[0]  # type: ignore[index]
    assert all(words in key for words in ("Karabakh", "East Zangezur", "n.a.: not published"))
    assert "no longer standing" not in key


def test_hostile_labels_stay_text() -> None:
    chart = hostile()
    elements = Elements(str(chart.html))
    assert elements.all("script") == []
    assert not any("onerror" in attributes for _, attributes in elements.found)
    space = "{http://www.w3.org/2000/svg}"
    root = ET.fromstring(chart.svg)
    assert list(root.iter(f"{space}script")) == []
    assert any("$x^2$" in (text.text or "") for text in root.iter(f"{space}text"))


def test_a_drawing_ignores_the_settings_of_its_reader() -> None:
    before = EXAMPLES["rows_by_place"]().svg
    with mpl.rc_context({"font.size": 30, "axes.facecolor": "red", "axes.spines.top": True, "svg.fonttype": "path"}):
        assert EXAMPLES["rows_by_place"]().svg == before


def test_a_drawing_leaves_the_settings_of_its_reader_alone() -> None:
    with mpl.rc_context({"font.size": 30}):
        EXAMPLES["rows_by_place"]().svg  # noqa: B018 - drawn for its effect
        assert mpl.rcParams["font.size"] == 30


def test_an_address_is_the_shorter_of_two_encodings() -> None:
    assert data_address("abc") == "data:image/svg+xml,abc"
    assert data_address("<<<<<<<<" * 9).startswith("data:image/svg+xml;base64,")


@pytest.mark.parametrize("name", ["New Jobs", "../up", "", "a--b"])
def test_a_name_that_is_no_file_stem_is_refused(name: str) -> None:
    data = pd.DataFrame([{"label": "Lachin", "low": 1, "high": inf, "status": "more_than"}])
    with pytest.raises(ValueError, match="no file stem"):
        figures.rows(data, **words(name))


def test_a_subtitle_ends_with_a_full_stop() -> None:
    data = pd.DataFrame([{"label": "Lachin", "low": 1, "high": 1, "status": "published"}])
    with pytest.raises(ValueError, match="full stop"):
        figures.rows(data, **words("new-jobs", "New jobs"))


def test_a_bound_without_an_upper_end_has_a_mark_of_its_own_and_reaches_as_far_as_the_longest_bar() -> None:
    data = frame("label low high status", ("A", 50, 50, "published"), ("B", 20, inf, "bounded"), ("C", 30, inf, "more_than"))
    chart = figures.rows(data, **words("endless"))
    assert chart.marks == ("published", "more_than", "open")
    assert "not published; at least, no upper end" in chart.html
    (axes,) = chart.draw(WIDE).axes
    pixel = (axes.get_xlim()[1] - axes.get_xlim()[0]) / axes.bbox.width
    reached = [patch.get_x() + patch.get_width() for patch in axes.patches if patch.get_x() == 20]
    assert max(reached) == pytest.approx(50 + REACH * pixel)


def test_a_figure_may_say_in_its_key_what_a_mark_or_a_hue_means_in_it() -> None:
    data = frame(
        "label series low high status hue", ("A", "printed", 2, 3, "rounded", "alert"), ("A", "recomputed", 1, 1, "recomputed", "grey")
    )
    chart = figures.draw(figures.dots, data, otherwise="", key={"alert": "lies apart", "recomputed": "a ring"}, **words("keyed"))
    assert isinstance(chart, figures.Chart)
    assert "lies apart" in chart.html
    assert "a ring" in chart.html
    assert "lies apart" not in str(figures.draw(figures.dots, data, otherwise="", **words("plain"))._repr_mimebundle_())


def test_counts_of_the_collection_itself_are_plain_bars_without_a_key() -> None:
    chart = figures.rows(frame("label low high status", ("Agrees", 44, 44, "counted")), **words("counts"))
    assert 'class="marks"' not in chart.html
    assert "implied" not in chart.alt
