"""axe-core on a page: what every rule found, in each view."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page
from tests.browser.page_checks.lettering import KINDS
from tests.browser.page_checks.views import DESKTOP, PHONE, SCHEMES, look, open_folds

VIEWS = {f"{scheme} {size[0]} px": (size, scheme) for size in (DESKTOP, PHONE) for scheme in SCHEMES}
OUTCOMES = ("violations", "passes", "incomplete", "inapplicable")
# A dark page differs in colours alone (see `dark_changes`), so the rules on colours are all that could find something new in it.
# Nine tenths of the time would go into the contrast of one cell after another; it is the same for all text of one kind.
_RUN = f"""async (dark) => {{
  {KINDS}
  const run = (where, options) => axe.run(where, {{ resultTypes: ["violations"], ...options }});
  const whole = dark ? {{ runOnly: ["link-in-text-block"] }} : {{ rules: {{ "color-contrast": {{ enabled: false }} }} }};
  const rest = await run(document, whole);
  const texts = {{ include: [...textKinds().values()].flat() }};
  const contrast = texts.include.length ? await run(texts, {{ runOnly: ["color-contrast"] }}) : {{}};
  const brief = (rule) => ({{ id: rule.id, help: rule.help, nodes: rule.nodes.map((node) => node.html.slice(0, 120)) }});
  const both = (outcome) => [...rest[outcome], ...(contrast[outcome] ?? [])].map(brief);
  return Object.fromEntries({json.dumps(OUTCOMES)}.map((outcome) => [outcome, both(outcome)]));
}}"""

Results = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Verdict:
    """What axe-core said of a page, by view."""

    results: Mapping[str, Results]

    @property
    def problems(self) -> list[str]:
        """The violations in words."""
        return [
            f"{view}: {rule['id']} ({rule['help']}): {len(rule['nodes'])} times, {rule['nodes'][0]}"
            for view, result in self.results.items()
            for rule in result["violations"]
        ]

    @property
    def table(self) -> str:
        """A row for every rule with the elements that broke it in each view, then how many rules ended how; as CSV."""
        rules = sorted({rule["id"] for result in self.results.values() for outcome in OUTCOMES for rule in result[outcome]})
        rows: list[list[object]] = [["rule", *self.results]]
        rows += [[rule, *(_broken(result, rule) for result in self.results.values())] for rule in rules]
        rows += [[f"rules: {outcome}", *(len(result[outcome]) for result in self.results.values())] for outcome in OUTCOMES]
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(rows)
        return text.getvalue()


def _broken(result: Results, rule: str) -> int | None:
    """The elements that broke a rule; nothing if it was not run."""
    if all(found["id"] != rule for outcome in OUTCOMES for found in result[outcome]):
        return None
    return sum(len(found["nodes"]) for found in result["violations"] if found["id"] == rule)


def run_axe(tab: Page) -> Verdict:
    """Run all rules on a page on a desktop and a phone, and those on colours on the dark page too, with everything open.

    The page must have been opened in a context that lets a script in (``bypass_csp``).
    """
    tab.evaluate(axe_core())
    return Verdict({view: _run(tab, view) for view in VIEWS})


def _run(tab: Page, view: str) -> Results:
    look(tab, *VIEWS[view])
    open_folds(tab)
    found: Results = tab.evaluate(_RUN, VIEWS[view][1] == "dark")
    return found


@cache
def axe_core() -> str:
    """The script, as a package of the test lock ships it."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
