"""All checks of a page that ask for nothing but the page."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page
from tests.browser.page_checks.alternatives import poor_alternatives
from tests.browser.page_checks.drawings import faint_drawings
from tests.browser.page_checks.keyboard import unreached, unseen_focus
from tests.browser.page_checks.layout import cut_off, overflow, overlapping
from tests.browser.page_checks.lettering import dark_changes, faint_texts
from tests.browser.page_checks.links import poor_links
from tests.browser.page_checks.policy import poor_policy
from tests.browser.page_checks.structure import foreign_elements, poor_headings, poor_tables

Check = Callable[[Page], list[str]]
CHECKS: tuple[Check, ...] = (
    poor_alternatives,
    poor_headings,
    poor_tables,
    foreign_elements,
    poor_policy,
    poor_links,
    dark_changes,
    faint_texts,
    faint_drawings,
    overflow,
    cut_off,
    overlapping,
    unreached,
    unseen_focus,
)
