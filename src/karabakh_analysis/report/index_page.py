"""The front page: the question, what the figures are, the reports, the districts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from karabakh_analysis.figures.markup import tag
from karabakh_analysis.report.made import NOT_COVERED
from karabakh_analysis.report.outline import relink, with_links_of
from karabakh_analysis.report.page import DISTRICTS, SITE, Page, shell

QUESTION = "What do the published figures really say about jobs, new businesses and targets in Karabakh and East Zangezur?"
DECK = (
    "The figures appear only as sentences and tables in press releases: rounded, revised without notice, counted over different sets of"
    " districts. Here they stand in one place, each with its date, its coverage and its interval, and are checked against each other."
)


def index_page(site: Mapping[str, Any], reports: Sequence[Mapping[str, Any]]) -> str:
    """The front page of the site.

    Parameters
    ----------
    site
        ``nav`` (pages of the site: name, title, href from the root) and, where wanted, ``question``, ``deck``, ``stamp`` (what the
        data are), and as markup with links as from a folder below the root: ``figure`` beside the question, ``keys`` (the key
        numbers) and ``places`` (map and lists of the districts).
    reports
        One mapping a report: ``name``, ``title``, ``question``, ``href`` from the root, ``findings`` (sentences as markup) and, where
        it has a figure, ``headline`` (what its main figure shows) and ``thumbnail`` (the figure, small, as an address).
    """
    nav = site.get("nav", [])
    bands = [_keys(site.get("keys")), _reports(reports), _places(site.get("places") or _list(nav))]
    body = relink(with_links_of(tag("main", _hero(site), bands, id="main"), nav), 0)
    return shell(Page(SITE, site.get("question", QUESTION), body, "index", 0, nav))


def _hero(site: Mapping[str, Any]) -> Markup:
    words = [
        tag("p", "Published regional statistics, checked against each other", class_="kicker"),
        tag("h1", site.get("question", QUESTION)),
        tag("p", site.get("deck", DECK), class_="deck"),
        tag("p", NOT_COVERED, class_="caveat"),
        tag("p", site["stamp"], class_="small stamp") if site.get("stamp") else None,
    ]
    return tag("div", tag("div", words), site.get("figure"), class_="wrap hero paired" if site.get("figure") else "wrap hero")


def _band(anchor: str, title: str, lead: str, *content: Markup) -> Markup:
    inner = tag("div", tag("h2", title, id=anchor), tag("p", lead, class_="lead"), content, class_="wrap")
    return tag("section", inner, class_="band", aria_labelledby=anchor)


def _reports(reports: Sequence[Mapping[str, Any]]) -> Markup:
    lead = "Each is one notebook, rendered. The sentences are computed from the tables."
    if not reports:
        return _band("reports", "Reports", "This site was built without them.")
    return _band("reports", "Reports", lead, tag("ul", map(_card, reports), class_="cards", role="list"))


def _card(report: Mapping[str, Any]) -> Markup:
    """The main figure, the title with what it shows, and the first findings; the question where there are none."""
    headline = report.get("headline")
    name = [tag("span", report["title"], class_="kicker"), tag("span", ": ", class_="vh"), headline] if headline else report["title"]
    link = tag("h3", tag("a", name, href=report["href"]))
    picture = tag("img", class_="thumb", src=report["thumbnail"], alt="") if headline else None
    findings = [tag("li", finding) for finding in report.get("findings", [])]
    asked = tag("p", report.get("question", ""), class_="asks") if not findings else None
    words = tag("div", link, asked, tag("ul", findings) if findings else None)
    return tag("li", picture, words, class_="card")


def _keys(keys: Markup | None) -> Markup | None:
    lead = "The line under a number says how it is known. The numbers cover different areas: they do not add up across cards."
    return _band("keys", "Numbers to know, and how sure each is", lead, keys) if keys else None


def _list(nav: Sequence[Mapping[str, str]]) -> Markup | None:
    """Links to the profiles of places, for a site without the report that maps them."""
    profiles = [tag("li", tag("a", page["title"], href=f"../{page['href']}")) for page in nav if page["href"].startswith(DISTRICTS)]
    return tag("ul", profiles) if profiles else None


def _places(places: Markup | None) -> Markup | None:
    lead = "Choose a place in a list or on the map: a profile holds everything that was published about it, and what was not."
    return _band("districts", "Districts and cities", lead, places) if places else None
