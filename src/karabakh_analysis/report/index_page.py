"""The front page: the question, what the figures are, the reports, the districts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from karabakh_analysis.figures.markup import tag
from karabakh_analysis.report.made import NOT_COVERED
from karabakh_analysis.report.outline import relink
from karabakh_analysis.report.page import SITE, Page, shell

QUESTION = "What do the published figures really say about jobs, new businesses and targets in Karabakh and East Zangezur?"
DECK = (
    "The figures appear only as sentences and tables in press releases: rounded, revised without notice, counted over different sets of"
    " districts. Here they stand in one place, each with its date, its coverage and its interval, and are checked against each other."
)
REGIONS = {"KAR": "Karabakh economic region", "EZR": "East Zangezur economic region", "": "Districts"}


def index_page(site: Mapping[str, Any], reports: Sequence[Mapping[str, Any]]) -> str:
    """The front page of the site.

    Parameters
    ----------
    site
        ``nav`` (pages of the site: name, title, href from the root) and, where wanted, ``question``, ``deck``, ``stamp`` (what the
        data are), ``figure`` (markup beside the question), ``keys`` (a sequence of ``title``, ``value``, ``how``, ``facts`` as pairs,
        ``doubt``) and ``districts`` (a sequence of ``title``, ``href``, ``region`` KAR or EZR, ``value``) with ``districts_value``,
        what the values are.
    reports
        One mapping a report: ``name``, ``title``, ``question``, ``href`` from the root and ``findings``, sentences as markup.
    """
    bands = [_keys(site.get("keys", [])), _reports(reports), _districts(site)]
    body = relink(tag("main", _hero(site), bands, id="main"), 0)
    return shell(Page(SITE, site.get("question", QUESTION), body, "index", 0, site.get("nav", [])))


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
    return _band(
        "reports",
        "Reports",
        "Each is one notebook, rendered. The sentences are computed from the tables.",
        tag("ul", map(_card, reports), class_="cards", role="list"),
    )


def _card(report: Mapping[str, Any]) -> Markup:
    link = tag("h3", tag("a", report["title"], href=report["href"]))
    findings = [tag("li", finding) for finding in report.get("findings", [])]
    return tag("li", link, tag("p", report.get("question", ""), class_="asks"), tag("ul", findings) if findings else None, class_="card")


def _keys(keys: Sequence[Mapping[str, Any]]) -> Markup | None:
    if not keys:
        return None
    lead = "The line under a number says how it is known. The numbers cover different areas: they do not add up across cards."
    return _band("keys", "Numbers to know, and how sure each is", lead, tag("ul", map(_key, keys), class_="keys", role="list"))


def _key(key: Mapping[str, Any]) -> Markup:
    facts = [tag("div", tag("dt", head), tag("dd", text)) for head, text in key.get("facts", [])]
    parts = [
        tag("h3", key["title"]),
        tag("div", key["value"], class_="big"),
        tag("p", key.get("how", ""), class_="how"),
        tag("dl", facts, class_="facts"),
    ]
    return tag("li", parts, class_="key doubt" if key.get("doubt") else "key")


def _districts(site: Mapping[str, Any]) -> Markup | None:
    places = site.get("districts", [])
    if not places:
        return None
    of_region = {region: [place for place in places if place.get("region", "") == region] for region in REGIONS}
    lists = [_region(region, members, site.get("districts_value", "")) for region, members in of_region.items() if members]
    return _band(
        "districts",
        "Districts and cities",
        "One profile each: everything that was published about the place, and what was not.",
        tag("div", lists, class_="lists"),
    )


def _region(region: str, places: list[Mapping[str, Any]], value: str) -> Markup:
    head = tag("p", tag("span", "Place"), tag("span", value), class_="head") if value else None
    items = [
        tag("li", tag("a", tag("span", place["title"], class_="n"), tag("span", place.get("value", ""), class_="v"), href=place["href"]))
        for place in places
    ]
    return tag("div", tag("h3", tag("span", class_=f"swatch {region.lower()}"), REGIONS[region]), head, tag("ul", items, role="list"))
