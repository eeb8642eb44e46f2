"""The Content-Security-Policy of a page, and whether its hashes name the inline texts that are there."""

from __future__ import annotations

import base64
import hashlib
from typing import TypedDict

from playwright.sync_api import Page

CLOSED = {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'", "img-src": "data:"}
_HEAD = """() => {
  const policies = [...document.querySelectorAll('meta[http-equiv="Content-Security-Policy" i]')];
  const inline = (name) => [...document.querySelectorAll(name)];
  const later = (element) => policies[0] && policies[0].compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
  return {
    policies: policies.map((policy) => policy.content),
    scripts: inline("script").map((element) => element.textContent),
    styles: inline("style").map((element) => element.textContent),
    early: [...inline("script"), ...inline("style")].filter((element) => !later(element)).length,
  };
}"""


class Head(TypedDict):
    """The policies of a page, its inline scripts and styles, and how many of these stand before the first policy."""

    policies: list[str]
    scripts: list[str]
    styles: list[str]
    early: int


def poor_policy(tab: Page) -> list[str]:
    """What the policy leaves open, and inline texts and hashes that do not belong together."""
    head: Head = tab.evaluate(_HEAD)
    if len(head["policies"]) != 1:
        return [f"{len(head['policies'])} policies, expected one"]
    rules = _directives(head["policies"][0])
    early = ["an inline text stands before the policy"] if head["early"] else []
    return [
        *early,
        *(f"{name} is {rules.get(name, 'missing')}, expected {wanted}" for name, wanted in CLOSED.items() if rules.get(name) != wanted),
        *(f"the policy also allows {name}" for name in sorted(set(rules) - {*CLOSED, "script-src", "style-src"})),
        *_unnamed("script", head["scripts"], rules.get("script-src", "")),
        *_unnamed("style", head["styles"], rules.get("style-src", "")),
    ]


def _directives(policy: str) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in policy.split(";") if part.strip())
    return {name: value.strip() for name, _, value in parts}


def _unnamed(kind: str, texts: list[str], allowed: str) -> list[str]:
    """Inline texts that no hash names, and permissions that name no inline text."""
    hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts]
    sources = allowed.split()
    missing = [f"no hash names the {kind} {text[:40]!r}" for text, digest in zip(texts, hashes, strict=True) if digest not in sources]
    return missing + [f"{kind}-src allows {source}, which names no {kind} of the page" for source in sources if source not in hashes]
