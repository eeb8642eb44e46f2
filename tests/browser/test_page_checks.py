"""Each check of pages sees a page that is bad in its way, and is content with a good one."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from markupsafe import Markup
from tests.browser.opening import Opened
from tests.browser.page_checks.alternatives import poor_alternatives
from tests.browser.page_checks.collected import CHECKS, Check
from tests.browser.page_checks.colours import contrast
from tests.browser.page_checks.drawings import decoded, faint_drawings
from tests.browser.page_checks.keyboard import unreached, unseen_focus
from tests.browser.page_checks.layout import beyond_the_sheet, cut_off, overflow, overlapping
from tests.browser.page_checks.lettering import dark_changes, faint_texts
from tests.browser.page_checks.links import poor_links
from tests.browser.page_checks.policy import poor_policy
from tests.browser.page_checks.structure import foreign_elements, poor_headings, poor_tables
from tests.browser.page_checks.views import PHONE

from karabakh_analysis.figures.svg import data_address
from karabakh_analysis.report.assets import policy

pytestmark = pytest.mark.browser
Open = Callable[..., Opened]
RINGS = "html { color-scheme: light; background: #ffffff; } :focus-visible { outline: 3px solid #1c4587; } img { max-width: 100%; }"
ALT = "Columns: new jobs by year. 2023: 1,271; 2024: 2,575."
GOOD = f"""<main id="main"><h1>Good</h1><p>Words <a href="#main">up</a> and
<a href="https://example.org/" rel="noopener noreferrer">away</a>.</p><h2>Part</h2>
<figure><figcaption><p class="ft">New jobs doubled</p></figcaption><img alt="{ALT}" src="%s">
<ul><li><img alt="" src="data:image/png;base64,">published</li></ul></figure>
<details><summary>More</summary><p>Folded</p></details><table><caption>Jobs</caption><tr><th scope="col">Year</th></tr></table></main>"""


def svg(inner: str, dark: str = "") -> str:
    """A small drawing as an address, with rules for dark pages."""
    style = f"<style>@media (prefers-color-scheme: dark){{{dark}}}</style>"
    return data_address(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40" width="200" height="40">{style}{inner}</svg>')


TURNED = '[fill="#1b1f24"]{fill:#e9e7e3}[fill="#1c4587"]{fill:#5f9cf5}[fill="#ffffff"]{fill:#15181c}'
PALE = svg('<text y="16" fill="#999999">pale</text>')
UNTURNED = svg('<text y="16" fill="#1b1f24">ink</text>')
COVERED = svg('<path d="M0 0H90V30H0z" fill="#1c4587"/><text x="10" y="16" fill="#1b1f24">over</text>')
FAINT = svg('<path d="M0 0H90V30H0z" fill="#cccccc"/>')
DRAWING = svg('<path d="M0 0H90V20H0z" fill="#1c4587"/><text x="100" y="16" fill="#1b1f24">2,575</text>', TURNED)
WORDS = GOOD % DRAWING


def document(body: str, style: str = RINGS, rule: str | None = None, before: str = "") -> str:
    """A page with a policy that fits its style."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(style, []) if rule is None else rule}">'
    head = f"<head>{before}{meta}<title>Page</title><style>{style}</style></head>"
    return f'<!doctype html><html lang="en">{head}<body>{body}</body></html>'


def image(alt: str) -> str:
    title = '<figcaption class="ft">New jobs doubled in one year</figcaption>'
    return f'<figure>{title}<img alt="{alt}" src="data:image/png;base64,"></figure>'


SEEDED: list[tuple[Check, str, str]] = [
    (poor_alternatives, "<img src='data:,'>", "an image has no alternative text"),
    (poor_alternatives, image(""), "an image that no words stand beside has an empty alternative text"),
    (poor_alternatives, "<ul><li><img alt='' src='data:,'></li></ul>", "that no words stand beside"),
    (poor_alternatives, image("Figure."), "is a placeholder"),
    (poor_alternatives, image("No description has been provided for this image"), "is a placeholder"),
    (poor_alternatives, image("Figure 12"), "is a placeholder"),
    (poor_alternatives, image("&lt;Figure size 640x480 with 1 Axes&gt;"), "is a placeholder"),
    (poor_alternatives, image("jobs-by-half-year-in-the-region.svg"), "is the name of a file"),
    (poor_alternatives, image("Jobs by year"), "is too short"),
    (poor_alternatives, image("New jobs doubled in one year."), "repeats the title alone"),
    (poor_alternatives, "<svg><path d='M0 0'/></svg>", "a drawing in the page has no name"),
    (poor_headings, "<h2>None of the first level</h2>", "0 headings of level 1"),
    (poor_headings, "<h2>Early</h2><h1>Late</h1>", "the first heading is of level 2"),
    (poor_headings, "<h1>One</h1><h1>Two</h1>", "2 headings of level 1"),
    (poor_headings, "<h1>One</h1><h3>Three</h3>", "'Three' of level 3 follows one of level 1"),
    (poor_headings, "<h1>One</h1><h2> </h2>", "a heading of level 2 is empty"),
    (poor_tables, "<table><tr><th scope='col'>Year</th></tr></table>", "table 'Year': it has no caption"),
    (poor_tables, "<table><caption>Jobs</caption><tr><th>Year</th></tr></table>", "the head cell 'Year' has no scope"),
    (poor_tables, "<table><caption>Jobs</caption><tr><td>1</td></tr></table>", "it has no head cells"),
    (foreign_elements, "<p style='color: red'>x</p>", "may not stand in a page: <p style"),
    (foreign_elements, "<p onclick='x()'>x</p>", "handles events by an attribute"),
    (foreign_elements, "<iframe title='x'></iframe>", "may not stand in a page: <iframe"),
    (foreign_elements, "<img src='picture.png' alt='x'>", "an image is not embedded"),
    (foreign_elements, "<img src='data:text/html,x' alt='x'>", "an image is not embedded"),
    (foreign_elements, "<script src='x.js'></script>", "may not stand in a page: <script"),
    (foreign_elements, "<p id='x'></p><p id='x'></p>", "the id x stands twice"),
    (poor_links, "<a>nowhere</a>", "'nowhere' has no address"),
    (poor_links, "<a href='https://example.org/'>x</a>", "rel is not noopener noreferrer"),
    (poor_links, "<a href='https://example.org/' rel='noopener'>x</a>", "rel is not noopener noreferrer"),
    (poor_links, "<a href='javascript:alert(1)'>x</a>", "neither a web address nor a place of the site: javascript"),
    (poor_links, "<a href=' JavaScript:alert(1)'>x</a>", "neither a web address nor a place of the site: javascript"),
    (poor_links, "<a href='data:text/html,x'>x</a>", "neither a web address nor a place of the site: data"),
    (poor_links, "<a href='mailto:a@example.org'>x</a>", "neither a web address nor a place of the site: mailto"),
    (poor_links, "<a href='//example.org/'>x</a>", "neither a web address nor a place of the site"),
    (poor_links, "<a href='missing.html'>x</a>", "there is no such file"),
    (poor_links, "<a href='#missing'>x</a>", "there is no such anchor"),
    (poor_links, "<a href='page.html#missing/01'>x</a>", "there is no such anchor"),
    (faint_drawings, f'<img src="{PALE}">', "light: the text 'pale' has contrast 2.8"),
    (faint_drawings, f'<img src="{UNTURNED}">', "dark: the text 'ink' has contrast 1.1"),
    (faint_drawings, f'<img src="{COVERED}">', "light: the text 'over' has contrast 1.8"),
    (faint_drawings, f'<img src="{FAINT}">', "light: a mark in rgb(204, 204, 204) has contrast 1.6"),
    (unreached, "<a href='#a'>first</a> <a href='#b' tabindex='2'>second</a>", 'reaches a "second" instead of a "first"'),
    (unreached, "<a href='#b' tabindex='2'>second</a>", "jumps the tab order"),
    (unreached, "<button tabindex='-1'>Press</button>", 'button "Press" is left out of the tab order'),
]  # fmt: skip
STYLED: list[tuple[Check, str, str, str]] = [
    (dark_changes, "<p>Words</p>", "@media (prefers-color-scheme: dark) { p { display: none; } }", "changes display to none"),
    (dark_changes, "<p>Words</p>", "@media (prefers-color-scheme: dark) { p { --wide: 1px; } }", "changes --wide to 1px"),
    (faint_texts, "<p>Words</p>", "p { color: #777777; }", "light: the text 'Words' has contrast 4.48, expected 4.5"),
    (faint_texts, "<p>Words</p>", "@media (prefers-color-scheme: dark) { html { background: #222222; } }", "dark: the text 'Words'"),
    (faint_texts, "<p>Words</p>", "@media (width < 400px) { p { background: #222222; } }", "light: the text 'Words' has contrast 1."),
    (faint_texts, "<p>Words</p>", "p { color: #eeeeee; background: linear-gradient(white, white); }", "light: the text 'Words' has"),
    (faint_texts, "<p>Words</p>", "body { opacity: 0.5; }", "light: the text 'Words' shines through"),
    (faint_texts, "<details><summary>More</summary><p>Words</p></details>", "p { color: #eeeeee; }", "the text 'Words' has contrast"),
    (overflow, "<p>wide</p>", "p { width: 1500px; }", "at 1440 px: is 15"),
    (overflow, "<p>wide</p>", "p { width: 400px; }", "at 360 px: is 40"),
    (overflow, "<details><summary>More</summary><p>wide</p></details>", "p { width: 900px; }", "at 820 px: is 90"),
    (beyond_the_sheet, "<p>wide</p>", "@media print { p { width: 700px; } }", 'on a sheet of 665 px: p "wide"'),
    (beyond_the_sheet, "<p>wide</p>", "p { page: wide; width: 1010px; }", 'on a sheet of 994 px: p "wide"'),
    (
        cut_off,
        "<p>Incomprehensibilities</p>",
        "p { inline-size: 3em; overflow: hidden; }",
        'p "Incomprehensibilities" is cut',
    ),
    (cut_off, "<p>Words that end outside</p>", "body { overflow: hidden; } p { margin-left: 300px; white-space: nowrap; }", "outside"),
    (overlapping, "<p>Words</p><p class='up'>More words</p>", ".up { margin-top: -2em; }", 'p "Words" and p.up "More words" overlap'),
    (unseen_focus, "<button>Press</button>", ":focus-visible { outline: none; }", 'light: button "Press" has no outline of 2 px'),
    (unseen_focus, "<button>Press</button>", ":focus-visible { outline: 3px solid #dddddd; }", "has an outline of contrast"),
    (unseen_focus, "<button>Press</button>", "button { position: absolute; left: -999px; }", "is not on the screen when focused"),
]


@pytest.mark.parametrize("check", CHECKS)
def test_a_good_page_passes(open_markup: Open, check: Check) -> None:
    page = open_markup(document(WORDS))
    assert check(page.tab) == []
    assert page.watch.problems == []


@pytest.mark.parametrize(("check", "body", "said"), SEEDED, ids=[f"{check.__name__}: {said}" for check, _, said in SEEDED])
def test_a_bad_page_is_noticed(open_markup: Open, check: Check, body: str, said: str) -> None:
    found = check(open_markup(document(body)).tab)
    assert any(said in fault for fault in found), found


@pytest.mark.parametrize(("check", "body", "style", "said"), STYLED, ids=[f"{check.__name__}: {said}" for check, _, _, said in STYLED])
def test_a_page_of_bad_style_is_noticed(open_markup: Open, check: Check, body: str, style: str, said: str) -> None:
    found = check(open_markup(document(body, f"{RINGS} {style}")).tab)
    assert any(said in fault for fault in found), found


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("default-src 'self'", "default-src is 'self', expected 'none'"),
        (f"{policy(RINGS, [])} https://example.org", "form-action is 'none' https://example.org, expected 'none'"),
        (policy("p {}", []), "no hash names the style"),
        (policy(RINGS, ["alert(1)"]), "which names no script of the page"),
        (f"{policy(RINGS, [])}; connect-src *", "the policy also allows connect-src"),
        (policy(RINGS, []).replace("style-src ", "style-src 'unsafe-inline' "), "style-src allows 'unsafe-inline'"),
    ],
)
def test_a_policy_that_leaves_something_open_is_noticed(open_markup: Open, rule: str, said: str) -> None:
    found = poor_policy(open_markup(document("<p>x</p>", rule=rule)).tab)
    assert any(said in fault for fault in found), found


def test_a_page_without_policy_or_with_one_that_comes_too_late_is_noticed(open_markup: Open) -> None:
    assert poor_policy(open_markup("<!doctype html><p>x</p>").tab) == ["0 policies, expected one"]
    late = poor_policy(open_markup(document("<p>x</p>", before="<style>p {}</style>")).tab)
    assert "an inline text stands before the policy" in late


def test_requests_messages_errors_and_dialogs_are_heard(open_markup: Open) -> None:
    body = "<img src='https://example.org/a.png' alt=''><script>console.log('said'); alert('hello'); throw new Error('thrown')</script>"
    problems = open_markup(f"<!doctype html><title>x</title>{body}").watch.problems
    assert "asks for https://example.org/a.png" in problems
    assert "opens a dialog: hello" in problems
    assert {"the console says: said", "the console says: thrown"} <= set(problems)


def test_what_the_policy_blocks_is_heard_in_the_console(open_markup: Open) -> None:
    page = open_markup(document("<img src='https://example.org/a.png' alt=''><script>window.pwned = true</script>"))
    assert len(page.watch.problems) >= 2
    assert all("Content Security Policy" in problem for problem in page.watch.problems)
    assert page.tab.evaluate("window.pwned") is None


def test_contrast_is_that_of_the_tokens() -> None:
    assert round(contrast("#000000", "rgb(255, 255, 255)"), 6) == 21
    assert round(contrast("#1c4587", "#ffffff"), 1) == 9.3
    assert round(contrast("#f2558f", "#15181c"), 1) == 5.5
    with pytest.raises(ValueError, match="no opaque colour"):
        contrast("rgba(0, 0, 0, 0.5)", "#ffffff")


def test_drawings_are_read_in_both_encodings() -> None:
    assert decoded(f"data:image/svg+xml,{quote('<svg>ə</svg>')}") == "<svg>ə</svg>"
    assert decoded("data:image/svg+xml;base64,PHN2Zz7JmTwvc3ZnPg==") == "<svg>ə</svg>"
    assert "1,271" not in decoded(str(Markup(DRAWING)))


def test_a_page_is_measured_after_it_has_fitted_itself_in_its_next_frame(open_markup: Open) -> None:
    page = "<!doctype html><title>Page</title><details><summary>More</summary><div style='width: 1000px'>Wide</div></details>"
    fit = "([{ target }]) => { if (target.offsetWidth) target.style.width = '10px'; }"
    fitting = f"<script>new ResizeObserver({fit}).observe(document.querySelector('div'))</script>"
    assert overflow(open_markup(page).tab, [PHONE])
    assert overflow(open_markup(page + fitting).tab, [PHONE]) == []
