"""The keyboard: everything interactive is reached in order, and the focus is seen."""

from __future__ import annotations

from typing import TypedDict

from playwright.sync_api import Page
from tests.browser.page_checks.colours import SHAPE, contrast
from tests.browser.page_checks.views import SCHEMES, look, open_folds

# Pages of over a thousand links: the first are reached key by key, of the rest a few of every kind are looked at.
PRESSED = 60
OF_A_KIND = 3
LEAST_WIDTH = 2.0

_TOOLS = """
const wanted = "a[href], button:enabled, summary, input:enabled, select:enabled, textarea:enabled, [tabindex]";
const words = (element) => (element.getAttribute("aria-label") ?? element.textContent).trim().slice(0, 50);
const named = (element) => `${element.tagName.toLowerCase()} "${words(element)}"`;
const visible = (element) => element.checkVisibility({ visibilityProperty: true });
const interactive = () => [...document.querySelectorAll(wanted)].filter(visible);
const left = (element) => element.getAttribute("tabindex") === "-1";
"""
_LISTEN = f"""() => {{
  {_TOOLS}
  const all = interactive().filter((element) => !left(element));
  window.focused = [];
  document.addEventListener("focusin", (event) => window.focused.push(all.indexOf(event.target)));
  window.expected = all.map(named);
  return all.length;
}}"""
# Regions that scroll are stops of their own in some browsers, and the last element is followed by the browser's own controls.
_COUNT = "window.focused.filter((place) => place >= 0).length"
_HEARD = """() => [window.focused.filter((place) => place >= 0), window.expected]"""
_LEFT_OUT = f"""() => {{
  {_TOOLS}
  const leads = (element) => element.href?.baseVal ? new URL(element.href.baseVal, location.href).href : element.href; // in a drawing
  const reached = new Set(interactive().filter((element) => !left(element)).map(leads).filter(Boolean));
  const native = (element) => element.matches("a[href], button, summary, input, select, textarea");
  return [
    ...interactive().filter((element) => left(element) && native(element) && !reached.has(leads(element)))
      .map((element) => `${{named(element)}} is left out of the tab order, and nothing else leads there`),
    ...interactive().filter((element) => element.tabIndex > 0).map((element) => `${{named(element)}} jumps the tab order`),
  ];
}}"""
_RINGS = f"""(most) => {{
  {_TOOLS}
  const kinds = new Map();
  const few = interactive().filter((element) => {{
    const kind = [element.tagName, element.className, element.parentElement.tagName, element.parentElement.className].join(" ");
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    return kinds.get(kind) <= most && !left(element);
  }});
  const ground = (element) => {{
    for (let each = element; each; each = each.parentElement) {{
      const colour = getComputedStyle(each).backgroundColor;
      if (!/, 0\\)$/.test(colour)) return colour;
    }}
    return "rgb(255, 255, 255)";
  }};
  return few.map((element) => {{
    element.focus();
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    return {{
      name: named(element), focused: document.activeElement === element, seen: element.matches(":focus-visible"),
      style: style.outlineStyle, width: parseFloat(style.outlineWidth), colour: style.outlineColor, ground: ground(element.parentElement),
      inside: box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight && box.width > 0,
    }};
  }});
}}"""


class Ring(TypedDict):
    """An element that was focused by keyboard: whether it took the focus, is on the screen, and what its outline looks like."""

    name: str
    focused: bool
    seen: bool
    style: str
    width: float
    colour: str
    ground: str
    inside: bool


def unreached(tab: Page, pressed: int = PRESSED) -> list[str]:
    """What the tab key does not reach, or reaches in another order than the page is read in."""
    look(tab)
    tab.reload()
    number = min(pressed, tab.evaluate(_LISTEN))
    for _ in range(2 * number):
        tab.keyboard.press("Tab")
        if tab.evaluate(_COUNT) >= number:
            break
    return [*_out_of_order(*tab.evaluate(_HEARD), number), *tab.evaluate(_LEFT_OUT)]


def _out_of_order(heard: list[int], expected: list[str], number: int) -> list[str]:
    wrong = next((place for place in range(number) if place >= len(heard) or heard[place] != place), None)
    if wrong is None:
        return []
    instead = expected[heard[wrong]] if wrong < len(heard) else "nothing"
    return [f"after {wrong} stops the tab key reaches {instead} instead of {expected[wrong]}"]


def unseen_focus(tab: Page) -> list[str]:
    """Elements that cannot be focused, or whose focus is not seen, light or dark."""
    found = []
    for scheme in SCHEMES:
        look(tab, scheme=scheme)
        open_folds(tab)
        tab.keyboard.press("Tab")  # from here on the browser shows the focus as it does for the keyboard
        rings: list[Ring] = tab.evaluate(_RINGS, OF_A_KIND)
        found += [f"{scheme}: {ring['name']} {fault}" for ring in rings if (fault := _ring_fault(ring))]
    return found


def _ring_fault(ring: Ring) -> str:
    if not ring["focused"]:
        return "cannot be focused"
    if not ring["seen"] or ring["style"] == "none" or ring["width"] < LEAST_WIDTH:
        return f"has no outline of {LEAST_WIDTH:g} px when focused"
    ratio = contrast(ring["colour"], ring["ground"])
    if ratio < SHAPE:
        return f"has an outline of contrast {ratio:.1f} when focused"
    return "" if ring["inside"] else "is not on the screen when focused"
